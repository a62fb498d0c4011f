import { defineErrors } from '@tarim/kernel';

export const rasterErrors = defineErrors({
  unreadable: {
    code: 'RASTER_UNREADABLE',
    status: 422,
    zh: '无法读取影像 {name}：{reason}',
    en: 'The raster {name} cannot be read: {reason}',
  },
  truncated: {
    code: 'RASTER_TRUNCATED',
    status: 422,
    zh: '影像 {name} 不完整：需要的字节超出文件末尾（{reason}）',
    en: 'The raster {name} is cut off: bytes beyond its end are needed ({reason})',
  },
  unsupported: {
    code: 'RASTER_UNSUPPORTED',
    status: 415,
    zh: '影像 {name} 使用了不支持的特性：{feature}',
    en: 'The raster {name} uses what is not supported: {feature}',
  },
  tooLarge: {
    code: 'RASTER_TOO_LARGE',
    status: 413,
    zh: '{what}过大：{size}，上限 {limit}',
    en: 'Too large ({what}): {size}, the limit is {limit}',
  },
  crsMissing: {
    code: 'RASTER_CRS_MISSING',
    status: 422,
    zh: '影像 {name} 没有坐标参考系；请指明',
    en: 'The raster {name} has no reference system; name it',
  },
  crsUnknown: {
    code: 'RASTER_CRS_UNKNOWN',
    status: 422,
    zh: '不认识的坐标参考系：{crs}',
    en: 'Unknown reference system: {crs}',
  },
  placeMissing: {
    code: 'RASTER_PLACE_MISSING',
    status: 422,
    zh: '影像 {name} 没有地理位置（仿射变换）',
    en: 'The raster {name} has no place (no affine transformation)',
  },
  bandMissing: {
    code: 'RASTER_BAND_MISSING',
    status: 422,
    zh: '没有波段 {band}；现有 {bands}',
    en: 'There is no band {band}; there are {bands}',
  },
  windowOutside: {
    code: 'RASTER_WINDOW_OUTSIDE',
    status: 422,
    zh: '窗口不在影像范围内：{window}',
    en: 'The window lies outside the raster: {window}',
  },
  noOverlap: {
    code: 'RASTER_NO_OVERLAP',
    status: 422,
    zh: '影像之间没有重叠范围：{names}',
    en: 'The rasters do not overlap: {names}',
  },
  expression: {
    code: 'RASTER_EXPRESSION_INVALID',
    status: 422,
    zh: '波段运算式有误（第 {at} 个字符）：{reason}',
    en: 'The band expression is wrong (at character {at}): {reason}',
  },
  parameter: {
    code: 'RASTER_PARAMETER_INVALID',
    status: 422,
    zh: '参数 {name} 不可用：{reason}',
    en: 'The parameter {name} cannot be used: {reason}',
  },
  noData: {
    code: 'RASTER_NO_VALID_CELLS',
    status: 422,
    zh: '没有有效像元：{reason}',
    en: 'There are no valid cells: {reason}',
  },
  uniform: {
    code: 'RASTER_UNIFORM',
    status: 422,
    zh: '全部数值相同，没有可分的阈值',
    en: 'All values are the same: there is nothing to divide',
  },
  worker: {
    code: 'RASTER_WORKER_FAILED',
    status: 500,
    zh: '影像计算失败：{reason}',
    en: 'The raster computation failed: {reason}',
  },
  stopped: {
    code: 'RASTER_STOPPED',
    status: 409,
    zh: '计算已停止；再次运行会从已完成的块继续',
    en: 'The computation was stopped; running it again continues after the finished blocks',
  },
  busy: {
    code: 'RASTER_BUSY',
    status: 503,
    zh: '影像瓦片请求过多，请稍后再试',
    en: 'Too many pictures of rasters are waited for; try again later',
  },
  signs: {
    code: 'RASTER_RSEI_SIGNS',
    status: 422,
    zh: '第一主成分的载荷符号不符合生态含义（{loadings}），不给出 RSEI',
    en: 'The loadings of the first component contradict their meaning ({loadings}); no RSEI is given',
  },
});
