import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';
import { REGION_REVISION } from '@tarim/region/queries';
import { PLACE_COLUMNS, PLACE_GEOMETRY, PLACE_REVISION } from '@tarim/registry/queries';

/** 生态质量：每个单元、方法与年份的最新一版 */
const status: DatasetDefinition = {
  id: 'ecological-status',
  titles: { zh: '生态质量评价', en: 'Ecological status' },
  abstracts: {
    zh: '各行政单元生态环境状况指数（EI）与生态质量指数（EQI）年度评价，每年取最新一版。',
    en: 'Yearly ecological index (EI) and ecological quality index (EQI) of administrative units, newest revision of each year.',
  },
  keywords: { zh: ['生态质量', 'EQI', 'EI'], en: ['ecological quality', 'EQI', 'EI'] },
  element: 'ecology',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '遥感与统计数据经本平台评价', en: 'Remote sensing and statistics, judged by this platform' },
  sharing: 'on-request',
  action: 'ecology.read',
  rhythm: 'P1Y',
  madeOf: [],
  fields: [
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('unitName', '单元名称', 'Name of unit', 'u.name'),
    column.text('method', '方法', 'Method', 'd.method'),
    column.integer('year', '年份', 'Year', 'd.year'),
    column.number('value', '指数', 'Index', 'd.value'),
    column.text('grade', '级别', 'Grade', 'd.grade'),
    column.integer('revision', '修订', 'Revision', 'd.revision'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('at', '评价时间', 'Judged', 'd.at'),
  ],
  relation: {
    from: `(select distinct on (unit_path, method, year) * from ecology.status order by unit_path, method, year, revision desc) d
      left join region.place u on u.path = d.unit_path`,
    id: { sql: `d.unit_path || d.method || '-' || d.year::text`, type: 'text' },
    geometry: { type: 'Point', lon: 'u.lon', lat: 'u.lat' },
    time: `make_timestamptz(d.year, 12, 31, 0, 0, 0, 'Asia/Shanghai')`,
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select concat_ws(' ', (select count(*) from ecology.status), (${REGION_REVISION}))`,
  },
  look: { colour: '#4f9d4f', labelField: 'unitName' },
};

/** 水生生物调查：每次调查的最新一版 */
const surveys: DatasetDefinition = {
  id: 'aquatic-surveys',
  titles: { zh: '水生生物调查', en: 'Surveys of aquatic life' },
  abstracts: {
    zh: '浮游植物、浮游动物、底栖动物与鱼类调查：种类、密度与多样性指数，取最新一版。',
    en: 'Surveys of phytoplankton, zooplankton, benthos and fish: taxa, densities, indices of diversity, newest revision.',
  },
  keywords: { zh: ['水生生物', '底栖', '多样性'], en: ['aquatic life', 'benthos', 'diversity'] },
  element: 'ecology',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '水生态调查', en: 'Surveys of aquatic ecology' },
  sharing: 'on-request',
  action: 'ecology.read',
  rhythm: 'irregular',
  madeOf: ['monitoring-points'],
  fields: [
    column.date('surveyedOn', '调查日期', 'Surveyed on', 'd.surveyed_on'),
    column.text('group', '类群', 'Group', 'd.eco_group', {
      codes: wordsOf({
        phytoplankton: ['浮游植物', 'Phytoplankton'],
        zooplankton: ['浮游动物', 'Zooplankton'],
        benthos: ['底栖动物', 'Benthos'],
        fish: ['鱼类', 'Fish'],
      }),
    }),
    column.text('unit', '密度单位', 'Unit of density', 'd.unit'),
    column.json('taxa', '种类', 'Taxa', 'd.taxa'),
    column.json('indices', '指数', 'Indices', 'd.indices'),
    column.integer('revision', '修订', 'Revision', 'd.revision'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: `(select * from ecology.survey s where not exists (select 1 from ecology.survey n where n.point_id = s.point_id
        and n.surveyed_on = s.surveyed_on and n.eco_group = s.eco_group and n.revision > s.revision)) d
      left join registry.place p on p.point_id = d.point_id`,
    id: { sql: 'd.id', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    time: 'd.surveyed_on',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select (select max(id) from ecology.survey) || ' ' || (${PLACE_REVISION})`,
  },
  look: { colour: '#2f7d5b', labelField: 'pointName', page: '/ecology/surveys/{id}' },
};

export const ecologyDatasets: readonly DatasetDefinition[] = [status, surveys];
