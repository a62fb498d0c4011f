import { defineErrors } from '@tarim/kernel';

export const catalogErrors = defineErrors({
  datasetUnknown: {
    code: 'CATALOG_DATASET_UNKNOWN',
    status: 404,
    zh: '没有数据集 {id}',
    en: 'There is no data set {id}',
  },
  rowsClosed: {
    code: 'CATALOG_ROWS_CLOSED',
    status: 403,
    zh: '数据集 {id} 的数据须登录，或经共享申请获得密钥后读取',
    en: 'Rows of the data set {id} are read after sign-in, or with a key by an approved request',
  },
  keyInvalid: {
    code: 'CATALOG_KEY_INVALID',
    status: 401,
    zh: '共享密钥无效、已过期或已停用',
    en: 'The sharing key is unknown, expired or revoked',
  },
  quotaUsed: {
    code: 'CATALOG_QUOTA_USED',
    status: 429,
    zh: '今日额度 {quota} 行，剩余 {left} 行；请次日再读，或用 limit 参数减少行数',
    en: 'The quota is {quota} rows a day, {left} are left; read on tomorrow, or ask for fewer rows by limit',
  },
  tooFast: {
    code: 'CATALOG_TOO_FAST',
    status: 429,
    zh: '该密钥每分钟最多调用 {limit} 次',
    en: 'The key may be used {limit} times a minute',
  },
  filterInvalid: {
    code: 'CATALOG_FILTER_INVALID',
    status: 400,
    zh: '参数 {name} 无效：{value}',
    en: 'Parameter {name} is not valid: {value}',
  },
  geometryNone: {
    code: 'CATALOG_GEOMETRY_NONE',
    status: 422,
    zh: '数据集 {id} 没有空间位置，不能导出为 {format}',
    en: 'The data set {id} has no geometry and cannot be exported as {format}',
  },
  notShareable: {
    code: 'CATALOG_NOT_SHAREABLE',
    status: 422,
    zh: '数据集 {id} 不可申请共享',
    en: 'The data set {id} cannot be asked for',
  },
  fieldUnknown: {
    code: 'CATALOG_FIELD_UNKNOWN',
    status: 422,
    zh: '数据集 {id} 没有可共享的字段 {field}',
    en: 'The data set {id} has no field {field} to share',
  },
  unitUnknown: {
    code: 'CATALOG_UNIT_UNKNOWN',
    status: 422,
    zh: '没有行政单元 {unit}',
    en: 'There is no unit {unit}',
  },
  periodInvalid: {
    code: 'CATALOG_PERIOD_INVALID',
    status: 422,
    zh: '共享期限应晚于今天，且不超过 {days} 天',
    en: 'Sharing ends after today and within {days} days',
  },
  requestUnknown: {
    code: 'CATALOG_REQUEST_UNKNOWN',
    status: 404,
    zh: '没有共享申请 {id}',
    en: 'There is no sharing request {id}',
  },
  receiptUnknown: {
    code: 'CATALOG_RECEIPT_UNKNOWN',
    status: 404,
    zh: '没有这个回执编号的申请',
    en: 'There is no request with this receipt code',
  },
  actNotNow: {
    code: 'CATALOG_ACT_NOT_NOW',
    status: 409,
    zh: '申请处于“{state}”状态，不能进行此操作',
    en: 'The request is in the state "{state}", which does not allow this',
  },
  ownRequest: {
    code: 'CATALOG_OWN_REQUEST',
    status: 403,
    zh: '申请人不能审批自己的申请',
    en: 'Who asks cannot decide on it',
  },
  beyondRequest: {
    code: 'CATALOG_BEYOND_REQUEST',
    status: 422,
    zh: '批准的内容超出申请：{what}',
    en: 'More would be granted than was asked for: {what}',
  },
});
