import { column, type DatasetDefinition } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from '@tarim/registry/queries';
import { allFactors } from '@tarim/standards';
import type { EntityType } from './domain/model.ts';

/** The register of points, as its module declares it: what Things tell beyond public points comes by a grant of it. */
export const POINTS = 'monitoring-points';
/** Values of points that are not public come by a grant of this. */
export const SERIES = 'observation-series';

/** Under which entry of the catalogue reading entities is counted. */
export const datasetOf = (type: EntityType): string =>
  ['Observation', 'Datastream', 'ObservedProperty', 'Sensor'].includes(type) ? SERIES : POINTS;

/** 观测序列: what each point measures; its values are read through SensorThings. */
const series: DatasetDefinition = {
  id: SERIES,
  titles: { zh: '自动监测数据（观测序列）', en: 'Readings of monitoring points (observation series)' },
  abstracts: {
    zh: '各点位自动监测的因子与单位，一个点位一个因子一行；实时、分钟、小时、日数值由 SensorThings 接口读取，获准共享的密钥读到所批单元内全部点位的数值。',
    en: 'The factors that each point measures, a row a point and factor, with units. Values (real-time, minutes, hours, days) are read through SensorThings; a sharing key reads those of all points of its unit.',
  },
  keywords: {
    zh: ['自动监测', '观测值', '小时值', '实时数据', 'SensorThings'],
    en: ['readings', 'observations', 'hourly values', 'real-time', 'SensorThings'],
  },
  element: 'base',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '数采仪上传与平台汇总，未经最终审核', en: 'Data loggers and roll-ups before final review' },
  sharing: 'on-request',
  action: 'telemetry.read',
  rhythm: 'PT1M',
  madeOf: [POINTS, 'record', 'rollup'],
  fields: [
    {
      name: 'factor',
      titles: { zh: '因子', en: 'Factor' },
      type: 'text',
      sql: 'd.code',
      codes: Object.fromEntries(
        allFactors().map((one) => [one.code, { zh: one.nameZh, en: one.nameEn ?? one.nameZh }]),
      ),
    },
    column.text('unit', '单位', 'Unit', 'd.unit'),
    column.boolean('public', '公开', 'Public', 'd.public and p.public and p.active'),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: 'registry.measurement d join registry.place p on p.point_id = d.point_id',
    id: { sql: "d.point_id || '-' || d.code", type: 'text' },
    geometry: PLACE_GEOMETRY,
    unitPath: 'p.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: PLACE_REVISION,
  },
  look: { colour: '#2f7ed8', labelField: 'pointName', page: '/points/{pointId}' },
};

export const sensorthingsDatasets: readonly DatasetDefinition[] = [series];
