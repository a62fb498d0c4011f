import type { DatasetDefinition } from '@tarim/platform';
import { PLACE_REVISION } from '@tarim/registry/queries';

/** 自动质控标识 */
const flags: DatasetDefinition = {
  id: 'quality-flags',
  titles: { zh: '自动质控标识', en: 'Automatic quality flags' },
  abstracts: {
    zh: '对自动监测数据的质控标识：点位、因子、标识、起止与状态。',
    en: 'Flags of automatic data: point, factor, flag, from, to and state.',
  },
  keywords: { zh: ['质控', '标识', '恒值', '缺失'], en: ['quality', 'flag', 'constant', 'gap'] },
  element: 'supervision',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '本平台质控规则', en: 'Quality rules of this platform' },
  sharing: 'internal',
  action: 'quality.read',
  rhythm: 'PT1H',
  madeOf: ['record', 'rollup'],
  fields: [
    { name: 'point', titles: { zh: '点位', en: 'Point' }, type: 'text', sql: 'p.name' },
    { name: 'code', titles: { zh: '因子', en: 'Factor' }, type: 'text', sql: 'd.code' },
    { name: 'flag', titles: { zh: '标识', en: 'Flag' }, type: 'text', sql: 'd.flag' },
    { name: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', sql: 'd.state' },
    { name: 'from', titles: { zh: '起', en: 'From' }, type: 'instant', sql: 'd.from_at' },
    { name: 'to', titles: { zh: '止', en: 'To' }, type: 'instant', sql: 'd.to_at' },
    {
      name: 'ruleVersion',
      titles: { zh: '规则版本', en: 'Rule version' },
      type: 'text',
      sql: 'd.rule_version',
    },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  ],
  relation: {
    from: 'quality.flag d left join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'p.lon', lat: 'p.lat' },
    time: 'd.from_at',
    unitPath: 'd.unit_path',
    enterpriseId: 'd.enterprise_id',
    simulated: 'd.simulated',
    // Flags grow in place; several may change in one moment.
    revision: `select concat_ws(' ', (select max(id) from quality.flag), m.at, (select count(*) from quality.flag where updated_at = m.at),
      (${PLACE_REVISION})) from (select max(updated_at) as at from quality.flag) m`,
  },
  look: {
    colour: '#8e7cc3',
    by: { field: 'state', values: { raised: '#c1292e', cleared: '#8e7cc3', withdrawn: '#b7b7b7' } },
    labelField: 'point',
  },
};

export const qualityDatasets: readonly DatasetDefinition[] = [flags];
