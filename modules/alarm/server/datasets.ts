import type { DatasetDefinition } from '@tarim/platform';
import { PLACE_REVISION } from '@tarim/registry/queries';

const SEVERITY_COLOURS = { info: '#5b8def', warning: '#f0a202', critical: '#c1292e' };

/** 报警 */
const alarms: DatasetDefinition = {
  id: 'alarms',
  titles: { zh: '报警', en: 'Alarms' },
  abstracts: {
    zh: '超标、离线、故障与空气质量报警的现状：何处、何时、何因、处于什么状态。',
    en: 'Alarms of exceedance, silence, faults and air quality: where, since when, why, in which state.',
  },
  keywords: { zh: ['报警', '超标', '离线', '预警'], en: ['alarm', 'exceedance', 'offline'] },
  element: 'supervision',
  owner: { zh: '值班岗位', en: 'Duty desk' },
  source: { zh: '本平台按规则判定', en: 'Judged by rules of this platform' },
  sharing: 'internal',
  action: 'alarm.read',
  rhythm: 'PT1M',
  madeOf: ['record', 'rollup', 'verdict'],
  fields: [
    { name: 'kind', titles: { zh: '类别', en: 'Kind' }, type: 'text', sql: 'd.kind' },
    { name: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', sql: 'd.state' },
    { name: 'severity', titles: { zh: '级别', en: 'Severity' }, type: 'text', sql: 'd.severity' },
    { name: 'pointName', titles: { zh: '点位', en: 'Point' }, type: 'text', sql: 'd.point_name' },
    { name: 'pointKind', titles: { zh: '点位类别', en: 'Kind of point' }, type: 'text', sql: 'd.point_kind' },
    { name: 'code', titles: { zh: '因子', en: 'Factor' }, type: 'text', sql: `nullif(d.code, '')` },
    { name: 'startedAt', titles: { zh: '起始', en: 'Since' }, type: 'instant', sql: 'd.started_at' },
    { name: 'closedAt', titles: { zh: '关闭', en: 'Closed' }, type: 'instant', sql: 'd.closed_at' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  ],
  relation: {
    from: 'alarm.alarm d left join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'p.lon', lat: 'p.lat' },
    time: 'd.started_at',
    unitPath: 'd.unit_path',
    enterpriseId: 'd.enterprise_id',
    simulated: 'd.simulated',
    revision: `select concat_ws(' ', (select max(id) from alarm.event_log), (${PLACE_REVISION}))`,
  },
  look: {
    colour: '#c1292e',
    by: { field: 'severity', values: SEVERITY_COLOURS },
    labelField: 'pointName',
    page: '/alarms/{id}',
  },
};

export const alarmDatasets: readonly DatasetDefinition[] = [alarms];
