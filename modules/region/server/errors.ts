import { defineErrors } from '@tarim/kernel';

export const regionErrors = defineErrors({
  packInvalid: {
    code: 'REGION_PACK_INVALID',
    status: 500,
    zh: '区域包无效：{file} {path} {reason}',
    en: 'The region pack is invalid: {file} {path} {reason}',
  },
  notLoaded: {
    code: 'REGION_NOT_LOADED',
    status: 503,
    zh: '区域包尚未载入',
    en: 'No region pack has been loaded yet',
  },
  unitUnknown: {
    code: 'REGION_UNIT_UNKNOWN',
    status: 404,
    zh: '没有代码为 {code} 的行政单元',
    en: 'There is no administrative unit with code {code}',
  },
  unitWithoutOutline: {
    code: 'REGION_UNIT_WITHOUT_OUTLINE',
    status: 422,
    zh: '{level} 级单元不绘制轮廓',
    en: 'Units of level {level} are not drawn as outlines',
  },
  outlineUnreadable: {
    code: 'REGION_OUTLINE_UNREADABLE',
    status: 422,
    zh: '轮廓不是可用的 GeoJSON 面：{path} {reason}',
    en: 'The outline is not a usable GeoJSON area: {path} {reason}',
  },
  outlineInvalid: {
    code: 'REGION_OUTLINE_INVALID',
    status: 422,
    zh: '轮廓图形无效：{reason}（{lon}, {lat}）',
    en: 'The outline is not valid: {reason} ({lon}, {lat})',
  },
  outlineElsewhere: {
    code: 'REGION_OUTLINE_ELSEWHERE',
    status: 422,
    zh: '轮廓不在本区域范围内，请检查坐标系与经纬度顺序',
    en: 'The outline lies outside the region; check the coordinate system and the order of longitude and latitude',
  },
  tileUnknown: {
    code: 'REGION_TILE_UNKNOWN',
    status: 404,
    zh: '没有瓦片 {z}/{x}/{y}',
    en: 'There is no tile {z}/{x}/{y}',
  },
});
