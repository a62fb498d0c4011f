import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY } from '@tarim/registry/queries';

const common = {
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '手工监测', en: 'Manual monitoring' },
  action: 'monitoring.read',
} as const;

/** 手工监测结果：签发后的正式结果 */
const results: DatasetDefinition = {
  ...common,
  id: 'official-results',
  titles: { zh: '手工监测正式结果', en: 'Official results of manual monitoring' },
  abstracts: {
    zh: '经三级审核签发的监测结果：采样时间、水质类别或达标结论、超标项目。不含采样人、分析人。',
    en: 'Results signed after three levels of review: time of sampling, class or verdict, exceeding items. Without names of people.',
  },
  keywords: {
    zh: ['手工监测', '断面', '水质类别', '达标'],
    en: ['manual monitoring', 'water class', 'verdict'],
  },
  element: 'other',
  sharing: 'on-request',
  rhythm: 'P1M',
  madeOf: ['monitoring-points', 'monitoring-tasks'],
  fields: [
    column.text('task', '任务编号', 'Task', 't.code'),
    column.instant('sampledAt', '采样时间', 'Sampled', 'd.sampled_at'),
    column.text('grade', '类别', 'Class', 'd.grade'),
    column.text('verdict', '结论', 'Verdict', 'd.verdict', {
      codes: wordsOf({ meets: ['达标', 'Meets'], exceeds: ['超标', 'Exceeds'] }),
    }),
    column.json('exceeding', '超标项目', 'Exceeding items', 'd.exceeding'),
    column.instant('signedAt', '签发时间', 'Signed', 'd.signed_at'),
    column.integer('revision', '修订', 'Revision', 'd.revision'),
    column.boolean('simulated', '模拟', 'Simulated', 't.simulated'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: `monitoring.official d join monitoring.task t on t.id = d.task_id left join registry.place p on p.point_id = d.point_id`,
    id: { sql: 'd.task_id', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    time: 'd.sampled_at',
    unitPath: 'd.unit_path',
    simulated: 't.simulated',
    // Every signature, and every return of a signed result, is a review.
    revision: `select (select max(id) from monitoring.review) || ' ' || (select id from registry.revision)`,
  },
  look: {
    colour: '#9aa8ab',
    // Classes of GB 3838 as the pages of this module draw them.
    by: {
      field: 'grade',
      values: { I: '#3fa7e0', II: '#3fa7e0', III: '#2fa05f', IV: '#e6c229', V: '#ef8a17', 劣V: '#c62828' },
    },
    labelField: 'pointName',
    page: '/monitoring/tasks/{id}',
  },
};

/** 手工监测任务 */
const tasks: DatasetDefinition = {
  ...common,
  id: 'monitoring-tasks',
  titles: { zh: '手工监测任务', en: 'Tasks of manual monitoring' },
  abstracts: {
    zh: '年度监测计划分解的任务：点位、项目、时限与进展。',
    en: 'Tasks of the yearly plans: point, items, term, progress.',
  },
  keywords: { zh: ['监测计划', '任务', '采样'], en: ['plan', 'task', 'sampling'] },
  element: 'other',
  sharing: 'internal',
  rhythm: 'irregular',
  madeOf: ['monitoring-points'],
  fields: [
    column.text('code', '任务编号', 'Task', 'd.code'),
    column.text('pointName', '点位', 'Point', 'd.point_name'),
    column.text('pointKind', '点位类别', 'Kind of point', 'd.point_kind'),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('body', '承担单位', 'Body', 'd.body'),
    column.text('items', '项目', 'Items', `array_to_string(d.items, ',')`),
    column.date('dueFrom', '起', 'From', 'd.due_from'),
    column.date('dueTo', '止', 'Until', 'd.due_to'),
    column.text('state', '状态', 'State', 'd.state', {
      codes: wordsOf({
        assigned: ['待采样', 'To sample'],
        sampled: ['已采样', 'Sampled'],
        'in-lab': ['分析中', 'In the laboratory'],
        reported: ['待校核', 'To check'],
        checked: ['待审核', 'To review'],
        reviewed: ['待签发', 'To sign'],
        official: ['已发布', 'Official'],
        returned: ['已退回', 'Returned'],
        cancelled: ['已取消', 'Cancelled'],
      }),
    }),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('updatedAt', '更新时间', 'Updated', 'd.updated_at'),
  ],
  relation: {
    from: 'monitoring.task d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    time: 'd.due_to',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: 'select max(updated_at) from monitoring.task',
  },
  look: { colour: '#3c6fae', labelField: 'pointName', page: '/monitoring/tasks/{id}' },
};

/** 应监测对象 */
const targets: DatasetDefinition = {
  ...common,
  id: 'monitoring-targets',
  titles: { zh: '应监测对象', en: 'What has to be monitored' },
  abstracts: {
    zh: '工业园区、乡镇、断面、水源地、农村生活污水与畜禽养殖等应监测对象清单。',
    en: 'Industrial parks, towns, sections, drinking-water sources, rural sewage works and farms that have to be monitored.',
  },
  keywords: {
    zh: ['应监测对象', '水源地', '工业园区'],
    en: ['coverage', 'drinking-water source', 'industrial park'],
  },
  element: 'base',
  sharing: 'on-request',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    column.text('code', '编码', 'Code', 'd.code'),
    column.text('name', '名称', 'Name', 'd.name'),
    column.text('kind', '类别', 'Kind', 'd.kind', {
      codes: wordsOf({
        park: ['工业园区', 'Industrial park'],
        town: ['乡镇', 'Town'],
        section: ['断面', 'River section'],
        source: ['水源地', 'Drinking-water source'],
        'rural-sewage': ['农村生活污水', 'Rural sewage works'],
        livestock: ['畜禽养殖', 'Livestock farm'],
      }),
    }),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('medium', '要素', 'Medium', 'd.medium'),
    column.number('size', '规模', 'Size', 'd.size'),
    column.text('sites', '点位编码', 'Codes of sites', `array_to_string(d.sites, ',')`),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
  ],
  relation: {
    from: '(select * from monitoring.target where removed_at is null) d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    revision: `select count(*) || ' ' || max(updated_at) from monitoring.target`,
  },
  look: { colour: '#7a6ea8', labelField: 'name' },
};

export const monitoringDatasets: readonly DatasetDefinition[] = [results, tasks, targets];
