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
  baseMapUnknown: {
    code: 'ONEMAP_BASE_MAP_UNKNOWN',
    status: 404,
    zh: '没有底图 {id}',
    en: 'There is no base map {id}',
  },
  baseMapIncomplete: {
    code: 'ONEMAP_BASE_MAP_INCOMPLETE',
    status: 422,
    zh: '底图缺少 {field}',
    en: 'The base map lacks {field}',
  },
  baseMapZooms: {
    code: 'ONEMAP_BASE_MAP_ZOOMS',
    status: 422,
    zh: '最小级别大于最大级别',
    en: 'The least zoom is above the greatest',
  },
  baseMapDefaultOff: {
    code: 'ONEMAP_BASE_MAP_DEFAULT_OFF',
    status: 422,
    zh: '停用的底图不能作为默认底图',
    en: 'A base map that is off cannot be the default',
  },
  baseMapKeyMissing: {
    code: 'ONEMAP_BASE_MAP_KEY_MISSING',
    status: 422,
    zh: '地址用到密钥，请填写密钥',
    en: 'The address uses a key: enter it',
  },
  tileAddressScheme: {
    code: 'ONEMAP_TILE_ADDRESS_SCHEME',
    status: 422,
    zh: '瓦片地址只能是 http 或 https，不能是 {scheme}',
    en: 'Addresses of tiles are http or https, not {scheme}',
  },
  tileAddressCredentials: {
    code: 'ONEMAP_TILE_ADDRESS_CREDENTIALS',
    status: 422,
    zh: '瓦片地址里不能写用户名与口令',
    en: 'An address of tiles must not carry a user name or password',
  },
  tileAddressUnreadable: {
    code: 'ONEMAP_TILE_ADDRESS_UNREADABLE',
    status: 422,
    zh: '瓦片地址不可用：须为完整的 http(s) 地址，主机名只含字母、数字、点与连字符',
    en: 'The address of the tiles is not usable: a whole http(s) address, with a host of letters, digits, dots and hyphens',
  },
  tileAddressIncomplete: {
    code: 'ONEMAP_TILE_ADDRESS_INCOMPLETE',
    status: 422,
    zh: '瓦片地址缺少 {name}',
    en: 'The address of the tiles lacks {name}',
  },
  tileAddressPlaceholder: {
    code: 'ONEMAP_TILE_ADDRESS_PLACEHOLDER',
    status: 422,
    zh: '瓦片地址里的 {name} 不能用',
    en: '{name} cannot be used in the address of the tiles',
  },
  tileAddressSubdomains: {
    code: 'ONEMAP_TILE_ADDRESS_SUBDOMAINS',
    status: 422,
    zh: '地址里的子域占位符与子域列表须同时给出',
    en: 'The placeholder of subdomains and their list go together',
  },
  tileAddressKey: {
    code: 'ONEMAP_TILE_ADDRESS_KEY',
    status: 422,
    zh: '参数 {name} 像是密钥：请在地址里写占位符，密钥填在密钥栏（加密保存）',
    en: 'The parameter {name} looks like a key: write the placeholder in the address and the key into its own field, where it is kept encrypted',
  },
  matrixSetRefused: {
    code: 'ONEMAP_MATRIX_SET_REFUSED',
    status: 422,
    zh: '矩阵集 {set}（{crs}）不能叠加：地图按墨卡托投影（EPSG:3857）显示，经纬度瓦片（EPSG:4490、4326，如天地图 c）会错位；请选用 EPSG:3857 的矩阵集（如 w）',
    en: 'The matrix set {set} ({crs}) cannot be drawn: the map is in EPSG:3857, tiles in degrees (EPSG:4490, 4326, such as “c” of Tianditu) would not fit; choose a set in EPSG:3857 (such as “w”)',
  },
  capabilitiesUnreadable: {
    code: 'ONEMAP_CAPABILITIES_UNREADABLE',
    status: 422,
    zh: '不是可用的 WMTS 1.0 能力文档：{reason}',
    en: 'This is not a usable capabilities document of WMTS 1.0: {reason}',
  },
  capabilitiesTooLarge: {
    code: 'ONEMAP_CAPABILITIES_TOO_LARGE',
    status: 422,
    zh: '能力文档的元素过多或嵌套过深',
    en: 'The capabilities document has too many elements or is nested too deeply',
  },
});
