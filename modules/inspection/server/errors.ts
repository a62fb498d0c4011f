import { defineErrors } from '@tarim/kernel';

export const inspectionErrors = defineErrors({
  objectUnknown: {
    code: 'INSPECTION_OBJECT_UNKNOWN',
    status: 404,
    zh: '检查对象库中没有编号为 {id} 的企业',
    en: 'There is no enterprise {id} in the pool',
  },
  inspectorUnknown: {
    code: 'INSPECTION_INSPECTOR_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的检查人员',
    en: 'There is no inspector {id}',
  },
  certificateTaken: {
    code: 'INSPECTION_CERTIFICATE_TAKEN',
    status: 409,
    zh: '证件号 {certificate} 已登记',
    en: 'The certificate {certificate} is registered already',
  },
  unitUnknown: {
    code: 'INSPECTION_UNIT_UNKNOWN',
    status: 422,
    zh: '没有单元 {unit}',
    en: 'There is no unit {unit}',
  },
  recusalUnknown: {
    code: 'INSPECTION_RECUSAL_UNKNOWN',
    status: 422,
    zh: '回避的企业 {ids} 不在登记库',
    en: 'The registry has no enterprises {ids} to keep away from',
  },
  schemeMissing: {
    code: 'INSPECTION_SCHEME_MISSING',
    status: 409,
    zh: '本单元及上级都没有抽取方案，请先设置',
    en: 'Neither this unit nor one above has a scheme; set one first',
  },
  poolEmpty: {
    code: 'INSPECTION_POOL_EMPTY',
    status: 409,
    zh: '检查对象库为空，请先由登记库更新',
    en: 'The pool of objects is empty; fill it from the registry first',
  },
  officersShort: {
    code: 'INSPECTION_OFFICERS_SHORT',
    status: 409,
    zh: '证件有效的检查人员只有 {there} 名，至少需要 {wanted} 名',
    en: 'Only {there} inspectors have a valid certificate; {wanted} are needed',
  },
  drawUnknown: {
    code: 'INSPECTION_DRAW_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的抽取',
    en: 'There is no draw {id}',
  },
  drawOpen: {
    code: 'INSPECTION_DRAW_OPEN',
    status: 409,
    zh: '{number} 已准备而未抽取，先完成或作废它',
    en: '{number} is prepared and not drawn; finish or void it first',
  },
  drawOver: {
    code: 'INSPECTION_DRAW_OVER',
    status: 409,
    zh: '这次抽取已完成或已作废',
    en: 'This draw is done or void',
  },
  recordUnknown: {
    code: 'INSPECTION_RECORD_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的检查笔录，或其中没有此附件',
    en: 'There is no record {id} of a visit, or no such file in it',
  },
  visitUnknown: {
    code: 'INSPECTION_VISIT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的检查',
    en: 'There is no visit {id}',
  },
  visitDone: {
    code: 'INSPECTION_VISIT_DONE',
    status: 409,
    zh: '这次检查的结果已录入并公开',
    en: 'The result of this visit is recorded and public',
  },
  visitFuture: {
    code: 'INSPECTION_VISIT_DAY_INVALID',
    status: 422,
    zh: '检查日期须在安排之日至今日之间',
    en: 'The day of the visit lies between the day on which it was planned and today',
  },
  capReached: {
    code: 'INSPECTION_CAP_REACHED',
    status: 409,
    zh: '{name} 本年已安排 {visits} 次检查，达到上限 {cap} 次；不计入频次的检查须选明缘由',
    en: '{name} has {visits} visits this year, the cap is {cap}; a visit that does not count needs its reason',
  },
  teamUnfit: {
    code: 'INSPECTION_TEAM_UNFIT',
    status: 422,
    zh: '{names} 不能派往该企业（证件过期、停用或须回避）',
    en: '{names} cannot go there (certificate over, not active, or to keep away)',
  },
  teamTwice: {
    code: 'INSPECTION_TEAM_TWICE',
    status: 422,
    zh: '检查人员须为两名以上不同的人（行政处罚法第 42 条）',
    en: 'At least two different officers inspect (行政处罚法 art. 42)',
  },
});
