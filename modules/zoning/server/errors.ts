import { defineErrors } from '@tarim/kernel';

export const zoningErrors = defineErrors({
  versionUnknown: {
    code: 'ZONING_VERSION_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的方案版本',
    en: 'There is no plan version {id}',
  },
  notDraft: {
    code: 'ZONING_NOT_DRAFT',
    status: 409,
    zh: '方案版本已不是草案，不能修改',
    en: 'The plan version is no longer a draft and cannot be changed',
  },
  stepOrder: {
    code: 'ZONING_STEP_ORDER',
    status: 409,
    zh: '方案现为“{from}”，不能转为“{to}”',
    en: 'The plan is at "{from}" and cannot go to "{to}"',
  },
  empty: {
    code: 'ZONING_VERSION_EMPTY',
    status: 409,
    zh: '方案没有管控单元，不能进入下一步',
    en: 'The plan has no control units and cannot go on',
  },
  dayOrder: {
    code: 'ZONING_DAY_ORDER',
    status: 422,
    zh: '生效日期须晚于现行版本的生效日期 {day}',
    en: 'The plan must begin after the present one, which began on {day}',
  },
  noVersion: {
    code: 'ZONING_NO_VERSION_THEN',
    status: 422,
    zh: '{day} 没有生效的方案版本',
    en: 'No plan version was in force on {day}',
  },
  fileUnreadable: {
    code: 'ZONING_FILE_UNREADABLE',
    status: 422,
    zh: '文件不是 GeoJSON 要素集',
    en: 'The file is not a GeoJSON feature collection',
  },
  crsRefused: {
    code: 'ZONING_CRS_REFUSED',
    status: 422,
    zh: '不接受坐标系 {crs}，请转换为 CGCS2000 经纬度',
    en: 'Coordinate system {crs} is not accepted; convert to CGCS2000 longitude and latitude',
  },
  siteUnreadable: {
    code: 'ZONING_SITE_UNREADABLE',
    status: 422,
    zh: '项目范围不是可用的面：{path} {reason}',
    en: 'The site is not a usable area: {path} {reason}',
  },
  ruleTarget: {
    code: 'ZONING_RULE_TARGET',
    status: 422,
    zh: '片区或单元规则须指明本版本中的对象，区域规则不指明',
    en: 'A rule of an area or a unit names one of this version, a rule of the region names none',
  },
  ruleLimit: {
    code: 'ZONING_RULE_LIMIT',
    status: 422,
    zh: '限值规则须有参数与上限',
    en: 'A limit needs its parameter and its maximum',
  },
  unitUnknown: {
    code: 'ZONING_UNIT_UNKNOWN',
    status: 404,
    zh: '该版本没有管控单元 {code}',
    en: 'The version has no control unit {code}',
  },
  ruleUnknown: {
    code: 'ZONING_RULE_UNKNOWN',
    status: 404,
    zh: '该版本没有规则 {id}',
    en: 'The version has no rule {id}',
  },
  checkUnknown: {
    code: 'ZONING_CHECK_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的研判',
    en: 'There is no check {id}',
  },
  batchUnknown: {
    code: 'ZONING_BATCH_UNKNOWN',
    status: 404,
    zh: '没有批量研判 {id}',
    en: 'There is no batch {id}',
  },
});
