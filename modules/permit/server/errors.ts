import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, status: number, zh: string, en: string): ErrorDefinition => ({
  code: `PERMIT_${code}`,
  status,
  zh,
  en,
});

export const permitErrors = defineErrors({
  permitUnknown: define('PERMIT_UNKNOWN', 404, '没有编号为 {id} 的许可证', 'There is no permit {id}'),
  applicationUnknown: define(
    'APPLICATION_UNKNOWN',
    404,
    '没有编号为 {id} 的申请',
    'There is no application {id}',
  ),
  enterpriseUnknown: define(
    'ENTERPRISE_UNKNOWN',
    422,
    '没有编号为 {id} 的企业',
    'There is no enterprise {id}',
  ),
  numberTaken: define('NUMBER_TAKEN', 409, '许可证编号 {number} 已有', 'The number {number} is taken'),
  numberMissing: define(
    'NUMBER_MISSING',
    422,
    '首次核发须填写许可证编号',
    'A first permit is granted with its number',
  ),
  termWrong: define(
    'TERM_WRONG',
    422,
    '有效期须至少一天、至多五年（{from} 起至多到 {to}）',
    'A permit holds for a day at least and five years at most ({from} to {to})',
  ),
  contentMissing: define(
    'CONTENT_MISSING',
    422,
    '须写明许可事项（类别、有效期、排放口）',
    'The application says what is to be permitted',
  ),
  permitMissing: define(
    'PERMIT_MISSING',
    422,
    '延续、变更、重新申请须指明本企业有效的许可证；首次申请不指明',
    'Renewal, change and reissue name a valid permit of the enterprise; a first application names none',
  ),
  noRenewal: define(
    'NO_RENEWAL',
    409,
    '登记管理不办理延续，变动后更新登记信息',
    'A registration is not renewed: its facts are updated',
  ),
  underWay: define(
    'UNDER_WAY',
    409,
    '这份许可证已有同类申请在办',
    'An application of that kind is under way for the permit',
  ),
  stateUnfit: define(
    'STATE_UNFIT',
    409,
    '现为“{state}”，不能办理这一步',
    'It is {state}: this step makes no sense now',
  ),
  dayOrder: define('DAY_ORDER', 422, '日期 {on} 早于上一步 {last}', '{on} lies before the last step, {last}'),
  dayFuture: define('DAY_IN_FUTURE', 422, '日期 {on} 晚于今天 {today}', '{on} lies after today, {today}'),
  periodUnknown: define(
    'REPORT_PERIOD',
    422,
    '这份许可证没有 {period} 的执行报告',
    'The permit owes no report for {period}',
  ),
  periodOpen: define(
    'REPORT_EARLY',
    422,
    '{period} 还没有结束，不能提交',
    'The period {period} is not over yet',
  ),
  reportTaken: define(
    'REPORT_TAKEN',
    409,
    '{period} 的执行报告已提交',
    'The report for {period} was submitted already',
  ),
});
