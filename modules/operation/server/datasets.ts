import { column, type DatasetDefinition } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from '@tarim/registry/queries';

const common = {
  element: 'supervision',
  owner: { zh: '运维管理岗位', en: 'Management of operation' },
  sharing: 'internal',
  action: 'operation.read',
  rhythm: 'irregular',
  madeOf: ['monitoring-points'],
} as const;
const relation = {
  id: { sql: 'd.id', type: 'integer' },
  geometry: PLACE_GEOMETRY,
  unitPath: 'd.unit_path',
  enterpriseId: 'd.enterprise_id',
  simulated: 'd.simulated',
} as const;
const JOIN = 'left join registry.place p on p.point_id = d.point_id';
const simulated = column.boolean('simulated', '模拟', 'Simulated', 'd.simulated');

/** 运维计划 */
const plans: DatasetDefinition = {
  ...common,
  id: 'operation-plans',
  titles: { zh: '运维计划', en: 'Plans of operation' },
  abstracts: { zh: '各排放口运维工作的种类与周期。', en: 'Kinds and cycles of upkeep of each outlet.' },
  keywords: { zh: ['运维', '计划'], en: ['operation', 'plan'] },
  source: { zh: '运维单位填报', en: 'Operators' },
  fields: [
    column.text('kind', '种类', 'Kind', 'd.kind'),
    column.integer('days', '周期', 'Cycle', 'd.days', { unit: 'd' }),
    column.date('startOn', '起始日期', 'From', 'd.start_on'),
    simulated,
    ...PLACE_COLUMNS,
  ],
  relation: {
    ...relation,
    from: `operation.plan d ${JOIN}`,
    // Some rows an outlet.
    revision: `select (select count(*) || ' ' || max(at) from operation.plan) || ' ' || (${PLACE_REVISION})`,
  },
  look: { colour: '#3c6fae', labelField: 'pointName' },
};

/** 运维记录：不含人员 */
const records: DatasetDefinition = {
  ...common,
  id: 'operation-records',
  titles: { zh: '运维记录', en: 'Records of operation' },
  abstracts: {
    zh: '各排放口运维工作的种类与起止时间。不含人员。',
    en: 'Kinds and times of upkeep done at outlets. Without names of people.',
  },
  keywords: { zh: ['运维', '记录', '校准'], en: ['operation', 'record', 'calibration'] },
  source: { zh: '运维单位填报', en: 'Operators' },
  fields: [
    column.text('kind', '种类', 'Kind', 'd.kind'),
    column.instant('beganAt', '开始', 'Began', 'd.began_at'),
    column.instant('endedAt', '结束', 'Ended', 'd.ended_at'),
    simulated,
    ...PLACE_COLUMNS,
  ],
  relation: {
    ...relation,
    from: `operation.record d ${JOIN}`,
    time: 'd.ended_at',
    // Only ever added to.
    revision: `select (select max(id) from operation.record) || ' ' || (${PLACE_REVISION})`,
  },
  look: { colour: '#2f7d5b', labelField: 'pointName' },
};

export const operationDatasets: readonly DatasetDefinition[] = [plans, records];
