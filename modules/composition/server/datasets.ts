import { column, type DatasetDefinition } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from '@tarim/registry/queries';

/** 组分小时数据 */
const hours: DatasetDefinition = {
  id: 'composition-hours',
  titles: { zh: '大气组分小时数据', en: 'Components of air, hourly' },
  abstracts: {
    zh: '光化学组分站小时体积分数，物种与数值按序对应；低于检出限的以检出限计并标记。',
    en: 'Hourly volume fractions of component stations, species and figures in the same order; below detection the limit stands, marked.',
  },
  keywords: { zh: ['VOCs', '组分', '光化学'], en: ['VOC', 'components', 'photochemistry'] },
  element: 'air',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '组分站导入数据', en: 'Imports of component stations' },
  sharing: 'on-request',
  action: 'composition.read',
  rhythm: 'PT1H',
  madeOf: ['monitoring-points'],
  fields: [
    column.instant('time', '时间', 'Time', 'd.time'),
    column.json('species', '物种', 'Species', 'to_jsonb(y.species)'),
    column.json('values', '数值', 'Values', 'to_jsonb(d.values)', { unit: 'ppbv' }),
    column.json('below', '低于检出限', 'Below detection', 'to_jsonb(d.below)'),
    column.integer('revision', '修订', 'Revision', 'd.revision'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: `composition.hour d join composition.layout y on y.id = d.layout_id left join registry.place p on p.point_id = d.point_id`,
    id: { sql: 'composition.hour_of(d.time) * 2147483648 + d.point_id', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    time: 'd.time',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    // Every figure comes of an import.
    revision: `select (select max(id) from composition.upload) || ' ' || (${PLACE_REVISION})`,
  },
  look: { colour: '#8d6fc0', labelField: 'pointName' },
};

export const compositionDatasets: readonly DatasetDefinition[] = [hours];
