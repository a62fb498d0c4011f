import { defineErrors } from '@tarim/kernel';

export const geoErrors = defineErrors({
  wkbInvalid: {
    code: 'GEO_WKB_INVALID',
    status: 422,
    zh: '几何数据（WKB）无法读取：{reason}',
    en: 'The geometry (WKB) cannot be read: {reason}',
  },
  geometryInvalid: {
    code: 'GEO_GEOMETRY_INVALID',
    status: 422,
    zh: '几何图形无效：{reason}',
    en: 'The geometry is invalid: {reason}',
  },
  operationFailed: {
    code: 'GEO_OPERATION_FAILED',
    status: 422,
    zh: '空间运算“{operation}”失败：{reason}',
    en: 'The spatial operation "{operation}" failed: {reason}',
  },
  crsUnknown: {
    code: 'GEO_CRS_UNKNOWN',
    status: 422,
    zh: '未知的坐标参考系：{crs}',
    en: 'Unknown coordinate reference system: {crs}',
  },
  poolClosed: {
    code: 'GEO_POOL_CLOSED',
    status: 503,
    zh: '空间运算服务已停止',
    en: 'The spatial workers have been stopped',
  },
});
