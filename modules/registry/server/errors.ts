import { defineErrors } from '@tarim/kernel';

export const registryErrors = defineErrors({
  usccInvalid: {
    code: 'REGISTRY_USCC_INVALID',
    status: 400,
    zh: '统一社会信用代码 {uscc} 不正确：{reason}',
    en: 'Unified social credit code {uscc} is wrong: {reason}',
  },
  usccTaken: {
    code: 'REGISTRY_USCC_TAKEN',
    status: 409,
    zh: '统一社会信用代码 {uscc} 已登记',
    en: 'Credit code {uscc} is registered already',
  },
  codeTaken: {
    code: 'REGISTRY_CODE_TAKEN',
    status: 409,
    zh: '点位编码 {code} 已登记',
    en: 'Point code {code} is taken',
  },
  mnTaken: {
    code: 'REGISTRY_MN_TAKEN',
    status: 409,
    zh: 'MN {mn} 已登记给其他数采仪',
    en: 'MN {mn} is registered already',
  },
  enterpriseUnknown: {
    code: 'REGISTRY_ENTERPRISE_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的企业',
    en: 'There is no enterprise {id}',
  },
  pointUnknown: {
    code: 'REGISTRY_POINT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的点位',
    en: 'There is no point {id}',
  },
  deviceUnknown: {
    code: 'REGISTRY_DEVICE_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的数采仪',
    en: 'There is no device {id}',
  },
  instrumentUnknown: {
    code: 'REGISTRY_INSTRUMENT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的仪器',
    en: 'There is no instrument {id}',
  },
  limitUnknown: {
    code: 'REGISTRY_LIMIT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的限值',
    en: 'There is no limit {id}',
  },
  limitOverlaps: {
    code: 'REGISTRY_LIMIT_OVERLAPS',
    status: 409,
    zh: '{code} 在 {from} 起已有同类限值生效，请先结束旧限值',
    en: 'Another limit of {code} is in force from {from}; end it first',
  },
  outletNeedsEnterprise: {
    code: 'REGISTRY_OUTLET_NEEDS_ENTERPRISE',
    status: 400,
    zh: '排放口须属于一家企业',
    en: 'An outlet belongs to an enterprise',
  },
  parameterRepeated: {
    code: 'REGISTRY_PARAMETER_REPEATED',
    status: 400,
    zh: '参数 {code} 重复',
    en: 'Parameter {code} stands twice',
  },
});
