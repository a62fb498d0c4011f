import { column, type DatasetDefinition } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from '@tarim/registry/queries';

/** 最新到报：一个点位一种数据一行 */
const newest: DatasetDefinition = {
  id: 'newest-records',
  titles: { zh: '最新到报', en: 'Newest records' },
  abstracts: {
    zh: '各点位每种数据最近一次到报的时间与所在帧。数值与历史由 SensorThings 接口提供。',
    en: 'When each point last sent each kind of data, and the frame. Values and history are served by SensorThings.',
  },
  keywords: { zh: ['到报', '在线', '自动监测'], en: ['reception', 'online', 'telemetry'] },
  element: 'other',
  owner: { zh: '值班岗位', en: 'Duty desk' },
  source: { zh: '数采仪上传', en: 'Data loggers' },
  sharing: 'internal',
  action: 'telemetry.read',
  rhythm: 'PT1M',
  madeOf: ['devices', 'frame', 'record'],
  fields: [
    column.integer('kind', '数据种类', 'Kind of data', 'd.kind'),
    column.instant('time', '数据时间', 'Time of data', 'd.time'),
    column.instant('receivedAt', '接收时间', 'Received', 'd.received_at'),
    column.integer('lsn', '帧号', 'Frame', 'd.lsn'),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: 'telemetry.latest d join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.point_id::int8 * 256 + d.kind', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    time: 'd.received_at',
    unitPath: 'p.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: `select concat_ws(' ', (select sum(position) from telemetry.projection), (${PLACE_REVISION}))`,
  },
  look: { colour: '#1e9e62', labelField: 'pointName' },
};

export const telemetryDatasets: readonly DatasetDefinition[] = [newest];
