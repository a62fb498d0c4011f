import { defineErrors } from '@tarim/kernel';

export const reportingErrors = defineErrors({
  reportUnknown: {
    code: 'REPORTING_REPORT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的报告',
    en: 'There is no report {id}',
  },
  unitUnknown: {
    code: 'REPORTING_UNIT_INVALID',
    status: 400,
    zh: '没有路径为 {path} 的单元',
    en: 'There is no unit with the path {path}',
  },
  periodInvalid: {
    code: 'REPORTING_PERIOD_INVALID',
    status: 400,
    zh: '时段 {period} 不适用于这类报告：日报为 2026-11-25，月报为 2026-11，年报为 2026',
    en: 'The period {period} does not suit this kind: 2026-11-25 for a daily, 2026-11 for a monthly, 2026 for an annual report',
  },
  periodAhead: {
    code: 'REPORTING_PERIOD_AHEAD',
    status: 400,
    zh: '时段 {period} 尚未开始',
    en: 'The period {period} has not begun yet',
  },
  notReady: {
    code: 'REPORTING_NOT_READY',
    status: 409,
    zh: '报告 {id} 尚未编成',
    en: 'Report {id} has not been made yet',
  },
  publishedState: {
    code: 'REPORTING_PUBLISHED_STATE',
    status: 409,
    zh: '报告 {id} 的发布状态已是如此',
    en: 'Report {id} is published or withdrawn already',
  },
  templateStale: {
    code: 'REPORTING_TEMPLATE_STALE',
    status: 409,
    zh: '模板已有第 {revision} 次修订，请在其上修改',
    en: 'The template has revision {revision} by now; edit that one',
  },
  revisionUnknown: {
    code: 'REPORTING_REVISION_INVALID',
    status: 400,
    zh: '模板没有第 {revision} 次修订',
    en: 'The template has no revision {revision}',
  },
  placeholderUnknown: {
    code: 'REPORTING_PLACEHOLDER_UNKNOWN',
    status: 400,
    zh: '没有名为 {names} 的占位符',
    en: 'There is no placeholder {names}',
  },
  sectionWrong: {
    code: 'REPORTING_SECTION_INVALID',
    status: 400,
    zh: '章节不存在、不适用于这类报告或重复：{names}',
    en: 'Sections that do not exist, do not suit this kind or stand twice: {names}',
  },
  timingInvalid: {
    code: 'REPORTING_TIMING_INVALID',
    status: 400,
    zh: '月报与年报须给出日期，年报还须给出月份',
    en: 'A monthly or annual report needs a day, an annual one a month as well',
  },
  broken: {
    code: 'REPORTING_RUN_BROKEN',
    status: 500,
    zh: '编制时出错，未生成任何文件：{reason}',
    en: 'It could not be made, and no file was kept: {reason}',
  },
  lost: {
    code: 'REPORTING_RUN_LOST',
    status: 500,
    zh: '编制进程中断，未生成任何文件；请重新编制',
    en: 'The process that made it ended; no file was kept. Make it again',
  },
});
