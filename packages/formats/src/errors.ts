import {
  defineErrors,
  type ErrorDefinition,
  type ErrorParams,
  fillMessage,
  type Problem,
} from '@tarim/kernel';

export const formatErrors = defineErrors({
  unreadable: {
    code: 'FORMATS_UNREADABLE',
    status: 422,
    zh: '无法读取该 {format} 文件：{reason}',
    en: 'The {format} file cannot be read: {reason}',
  },
  unknown: {
    code: 'FORMATS_UNKNOWN',
    status: 415,
    zh: '无法识别文件格式：{name}',
    en: 'The format of this file is not known: {name}',
  },
  truncated: {
    code: 'FORMATS_TRUNCATED',
    status: 422,
    zh: '文件不完整：{part} 在第 {offset} 字节处中断',
    en: 'The file is cut off: {part} ends at byte {offset}',
  },
  tooLarge: {
    code: 'FORMATS_TOO_LARGE',
    status: 413,
    zh: '超过上限：{what} 为 {size}，最多 {limit}',
    en: 'Too large: {what} is {size}, at most {limit} is taken',
  },
  zipBomb: {
    code: 'FORMATS_ZIP_BOMB',
    status: 422,
    zh: '压缩包中的 {name} 解压后异常膨胀，已拒绝',
    en: 'The entry {name} of the archive grows beyond reason when unpacked and is refused',
  },
  zipPath: {
    code: 'FORMATS_ZIP_PATH',
    status: 422,
    zh: '压缩包含有不安全的路径：{name}',
    en: 'The archive has an unsafe path: {name}',
  },
  partMissing: {
    code: 'FORMATS_PART_MISSING',
    status: 422,
    zh: '缺少 {part}',
    en: '{part} is missing',
  },
  layerUnknown: {
    code: 'FORMATS_LAYER_UNKNOWN',
    status: 422,
    zh: '文件中没有图层“{layer}”；现有：{layers}',
    en: 'The file has no layer "{layer}"; it has: {layers}',
  },
  crsMissing: {
    code: 'FORMATS_CRS_MISSING',
    status: 422,
    zh: '文件未说明坐标参考系，请指定',
    en: 'The file does not say its coordinate reference system; name it',
  },
  crsUnknown: {
    code: 'FORMATS_CRS_UNKNOWN',
    status: 422,
    zh: '不支持的坐标参考系：{crs}',
    en: 'This coordinate reference system is not supported: {crs}',
  },
  datumUnsupported: {
    code: 'FORMATS_DATUM_UNSUPPORTED',
    status: 422,
    zh: '基准面“{datum}”与 2000 国家大地坐标系之间没有公开的转换参数，请先由测绘部门转换',
    en: 'The datum "{datum}" has no published shift to CGCS2000; have it converted by the surveying authority first',
  },
  crsConverted: {
    code: 'FORMATS_CRS_CONVERTED',
    status: 200,
    zh: '坐标已由 {from} 转换为 2000 国家大地坐标系',
    en: 'Coordinates were converted from {from} to CGCS2000',
  },
  crsAssumed: {
    code: 'FORMATS_CRS_ASSUMED',
    status: 200,
    zh: '文件未说明坐标参考系，按 {crs} 读取',
    en: 'The file does not say its coordinate reference system; it is read as {crs}',
  },
  coordinate: {
    code: 'FORMATS_COORDINATE',
    status: 422,
    zh: '坐标不是有限数值或超出经纬度范围：{value}',
    en: 'A coordinate is not a finite number or is outside longitude and latitude: {value}',
  },
  geometry: {
    code: 'FORMATS_GEOMETRY',
    status: 422,
    zh: '几何无效：{reason}',
    en: 'The geometry is invalid: {reason}',
  },
  repaired: {
    code: 'FORMATS_GEOMETRY_REPAIRED',
    status: 200,
    zh: '面自相交等问题已修复：{reason}',
    en: 'The polygon was repaired: {reason}',
  },
  antimeridian: {
    code: 'FORMATS_ANTIMERIDIAN',
    status: 422,
    zh: '几何跨越 180° 经线，请按 RFC 7946 3.1.9 分割',
    en: 'The geometry crosses the antimeridian; cut it there (RFC 7946, 3.1.9)',
  },
  shifted: {
    code: 'FORMATS_LONGITUDE_SHIFTED',
    status: 200,
    zh: '经度由 0…360° 换算为 −180…180°',
    en: 'Longitudes were brought from 0…360° to −180…180°',
  },
  ringOrphan: {
    code: 'FORMATS_HOLE_WITHOUT_SHELL',
    status: 200,
    zh: '有内环不在任何外环之内，已作为外环读取',
    en: 'A hole lies in no shell and was read as a shell',
  },
});

/** A defect or a note about some input, in the shape that goes with data. */
export function told(definition: ErrorDefinition, params: ErrorParams = {}, path?: string): Problem {
  return {
    code: definition.code,
    message: fillMessage(definition.en, params),
    params,
    ...(path === undefined ? {} : { path }),
  };
}

const NOTES = new Set<string>(
  Object.values(formatErrors)
    .filter(({ status }) => status === 200)
    .map(({ code }) => code),
);

/** True for what is only told (a repair, a conversion) and refuses nothing. */
export const isNote = (problem: Problem): boolean => NOTES.has(problem.code);
