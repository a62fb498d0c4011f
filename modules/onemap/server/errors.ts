import { defineErrors } from '@tarim/kernel';

export const onemapErrors = defineErrors({
  layerUnknown: {
    code: 'ONEMAP_LAYER_UNKNOWN',
    status: 404,
    zh: '没有图层 {id}',
    en: 'There is no layer {id}',
  },
  layerTooLarge: {
    code: 'ONEMAP_LAYER_TOO_LARGE',
    status: 422,
    zh: '图层 {id} 超过 {most} 行，请用矢量瓦片',
    en: 'Layer {id} has more than {most} rows; use its vector tiles',
  },
  viewUnknown: {
    code: 'ONEMAP_VIEW_UNKNOWN',
    status: 404,
    zh: '没有这个视图',
    en: 'There is no such view',
  },
  drawingUnreadable: {
    code: 'ONEMAP_DRAWING_UNREADABLE',
    status: 422,
    zh: '标绘不是可用的 GeoJSON：{path} {reason}',
    en: 'The drawing is not usable GeoJSON: {path} {reason}',
  },
});
