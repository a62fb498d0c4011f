import { column, type DatasetDefinition, wordsOf } from '@tarim/platform';

/** 已发布的报告 */
const reports: DatasetDefinition = {
  id: 'published-reports',
  titles: { zh: '已发布报告', en: 'Published reports' },
  abstracts: {
    zh: '已发布的空气质量日报、环境质量月报与年报目录；未发布的不在其中。',
    en: 'List of published daily, monthly and annual reports; others are not in it.',
  },
  keywords: { zh: ['日报', '月报', '年报'], en: ['bulletin', 'monthly report', 'annual report'] },
  element: 'other',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '本平台编制', en: 'Made by this platform' },
  sharing: 'internal',
  action: 'reporting.read',
  rhythm: 'P1D',
  madeOf: ['rollup', 'verdict'],
  fields: [
    column.text('kind', '种类', 'Kind', 'd.kind', {
      codes: wordsOf({ daily: ['日报', 'Daily'], monthly: ['月报', 'Monthly'], annual: ['年报', 'Annual'] }),
    }),
    column.text('unitPath', '行政单元', 'Unit', 'd.unit_path'),
    column.text('unitName', '单元名称', 'Name of unit', 'd.unit_name'),
    column.text('period', '时段', 'Period', 'd.period'),
    column.text('language', '语言', 'Language', 'd.language'),
    column.integer('number', '编号', 'Number', 'd.number'),
    column.text('title', '标题', 'Title', 'd.title'),
    column.integer('pages', '页数', 'Pages', 'd.pages'),
    column.boolean('simulated', '模拟', 'Simulated', 'd.simulated'),
    column.instant('publishedAt', '发布时间', 'Published', 'd.published_at'),
  ],
  relation: {
    from: '(select * from reporting.report where published_at is not null) d',
    id: { sql: 'd.id', type: 'integer' },
    time: 'd.published_at',
    unitPath: 'd.unit_path',
    simulated: 'd.simulated',
    // Some a day.
    revision: `select count(published_at) || ' ' || max(published_at) from reporting.report`,
  },
  look: { colour: '#51777d', labelField: 'title', page: '/reports/detail?id={id}' },
};

export const reportingDatasets: readonly DatasetDefinition[] = [reports];
