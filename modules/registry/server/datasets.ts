import { column, type DatasetDefinition } from '@tarim/platform';
import { PLACE_COLUMNS, PLACE_GEOMETRY } from './place-columns.ts';

const KIND_COLOURS = {
  air: '#2f7ed8',
  'surface-water': '#0fa3b1',
  'drinking-water': '#1b998b',
  groundwater: '#5b5f97',
  soil: '#a8763e',
  noise: '#b5838d',
  ecology: '#4f772d',
  radiation: '#8a4fff',
  'outlet-gas': '#d1495b',
  'outlet-water': '#edae49',
};
const KINDS = {
  air: { zh: '环境空气', en: 'Ambient air' },
  'surface-water': { zh: '地表水', en: 'Surface water' },
  'drinking-water': { zh: '饮用水水源', en: 'Drinking water source' },
  groundwater: { zh: '地下水', en: 'Groundwater' },
  soil: { zh: '土壤', en: 'Soil' },
  noise: { zh: '噪声', en: 'Noise' },
  ecology: { zh: '生态', en: 'Ecology' },
  radiation: { zh: '辐射', en: 'Radiation' },
  'outlet-gas': { zh: '废气排放口', en: 'Gas outlet' },
  'outlet-water': { zh: '废水排放口', en: 'Water outlet' },
};
/**
 * Every change of a table of the registry leaves a row there. Transactions end in another order than their numbers: one that comes
 * late changes how many of the last numbers are there.
 */
const REVISION = `select h.id || ' ' || (select count(*) from registry.history where id > h.id - 1000)
  from (select coalesce(max(id), 0) as id from registry.history) h`;

/** 监测点位 */
const points: DatasetDefinition = {
  id: 'monitoring-points',
  titles: { zh: '监测点位', en: 'Monitoring points' },
  abstracts: {
    zh: '登记在册的监测点位与排放口：位置、类别、所属行政单元与启用状态。向社会公开的点位无条件共享，其余按需共享。',
    en: 'Registered monitoring points and outlets: place, kind, administrative unit and whether in use. Points that the portal shows are open, others on request.',
  },
  keywords: {
    zh: ['点位', '站点', '断面', '排放口', '监测网络'],
    en: ['station', 'site', 'section', 'outlet', 'network'],
  },
  element: 'base',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '本平台登记', en: 'Registry of this platform' },
  sharing: 'on-request',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'code', titles: { zh: '点位编码', en: 'Code' }, type: 'text', sql: 'd.code' },
    { name: 'name', titles: { zh: '名称', en: 'Name' }, type: 'text', sql: 'd.name' },
    { name: 'kind', titles: { zh: '类别', en: 'Kind' }, type: 'text', sql: 'd.kind', codes: KINDS },
    { name: 'unitPath', titles: { zh: '行政单元', en: 'Unit' }, type: 'text', sql: 'd.unit_path' },
    {
      name: 'controlLevel',
      titles: { zh: '控制级别', en: 'Control level' },
      type: 'text',
      sql: 'd.control_level',
    },
    { name: 'active', titles: { zh: '启用', en: 'Active' }, type: 'boolean', sql: 'd.active' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
    { name: 'updatedAt', titles: { zh: '更新时间', en: 'Updated' }, type: 'instant', sql: 'd.updated_at' },
    {
      name: 'enterpriseId',
      titles: { zh: '企业编号', en: 'Enterprise' },
      type: 'integer',
      sql: 'd.enterprise_id',
      internal: true,
    },
  ],
  relation: {
    from: 'registry.point d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: {
      type: 'Point',
      lon: 'd.lon',
      lat: 'd.lat',
      box: 'box(point(d.lon, d.lat), point(d.lon, d.lat))',
    },
    open: 'd.public and d.active',
    unitPath: 'd.unit_path',
    enterpriseId: 'd.enterprise_id',
    simulated: 'd.simulated',
    revision: REVISION,
    exact: true,
  },
  look: {
    colour: '#2f7ed8',
    by: { field: 'kind', values: KIND_COLOURS },
    labelField: 'name',
    page: '/points/{id}',
  },
};

/** 排污单位 */
const enterprises: DatasetDefinition = {
  id: 'enterprises',
  titles: { zh: '排污单位', en: 'Pollutant-discharging enterprises' },
  abstracts: {
    zh: '登记在册的排污单位：统一社会信用代码、行业、地址与位置。',
    en: 'Registered enterprises that discharge pollutants: credit code, industry, address and place.',
  },
  keywords: {
    zh: ['企业', '污染源', '排污', '重点排污单位'],
    en: ['enterprise', 'pollution source', 'discharger'],
  },
  element: 'pollution-source',
  owner: { zh: '污染源监管岗位', en: 'Supervision of pollution sources' },
  source: { zh: '本平台登记', en: 'Registry of this platform' },
  sharing: 'on-request',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'uscc', titles: { zh: '统一社会信用代码', en: 'Credit code' }, type: 'text', sql: 'd.uscc' },
    { name: 'name', titles: { zh: '名称', en: 'Name' }, type: 'text', sql: 'd.name' },
    { name: 'industry', titles: { zh: '行业代码', en: 'Industry code' }, type: 'text', sql: 'd.industry' },
    { name: 'industryName', titles: { zh: '行业', en: 'Industry' }, type: 'text', sql: 'd.industry_name' },
    { name: 'category', titles: { zh: '关注程度', en: 'Category' }, type: 'text', sql: 'd.category' },
    { name: 'unitPath', titles: { zh: '行政单元', en: 'Unit' }, type: 'text', sql: 'd.unit_path' },
    { name: 'address', titles: { zh: '地址', en: 'Address' }, type: 'text', sql: 'd.address' },
    { name: 'active', titles: { zh: '在册', en: 'Active' }, type: 'boolean', sql: 'd.active' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
    { name: 'updatedAt', titles: { zh: '更新时间', en: 'Updated' }, type: 'instant', sql: 'd.updated_at' },
    // A person's name and telephone: never shared.
    {
      name: 'contact',
      titles: { zh: '联系人', en: 'Contact' },
      type: 'text',
      sql: 'd.contact',
      internal: true,
    },
  ],
  relation: {
    from: 'registry.enterprise d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: {
      type: 'Point',
      lon: 'd.lon',
      lat: 'd.lat',
      box: 'box(point(d.lon, d.lat), point(d.lon, d.lat))',
    },
    unitPath: 'd.unit_path',
    enterpriseId: 'd.id',
    simulated: 'd.simulated',
    revision: REVISION,
    exact: true,
  },
  look: { colour: '#c8553d', labelField: 'name', page: '/enterprises/{id}' },
};

/** 数采设备：密码与密钥从不出现 */
const devices: DatasetDefinition = {
  id: 'devices',
  titles: { zh: '数采设备', en: 'Data loggers' },
  abstracts: {
    zh: '登记在册的数据采集传输仪：设备编码、协议版本、传输方式与型号。不含密码与密钥。',
    en: 'Registered data loggers: number, edition of the protocol, transport, model. Without passwords and keys.',
  },
  keywords: { zh: ['数采仪', '设备', 'HJ 212'], en: ['data logger', 'device', 'HJ 212'] },
  element: 'base',
  owner: { zh: '监测站', en: 'Monitoring station' },
  source: { zh: '本平台登记', en: 'Registry of this platform' },
  sharing: 'internal',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: ['monitoring-points'],
  fields: [
    column.text('mn', '设备编码', 'Device number', 'd.mn'),
    column.text('edition', '协议版本', 'Edition', 'd.edition'),
    column.text('transport', '传输方式', 'Transport', 'd.transport'),
    column.text('maker', '厂商', 'Maker', 'd.maker'),
    column.text('model', '型号', 'Model', 'd.model'),
    column.text('gateway', '上联网关', 'Gateway', 'd.gateway'),
    column.integer('realtimeInterval', '实时间隔', 'Real-time interval', 'd.rtd_interval', { unit: 's' }),
    column.integer('minuteInterval', '分钟数据间隔', 'Minute interval', 'd.minute_interval', { unit: 'min' }),
    column.boolean('active', '启用', 'Active', 'd.active'),
    column.boolean('simulated', '模拟', 'Simulated', 'p.simulated'),
    column.instant('updatedAt', '更新时间', 'Updated', 'd.updated_at'),
    ...PLACE_COLUMNS,
  ],
  relation: {
    from: 'registry.device d join registry.place p on p.point_id = d.point_id',
    id: { sql: 'd.id', type: 'integer' },
    geometry: PLACE_GEOMETRY,
    unitPath: 'd.unit_path',
    enterpriseId: 'p.enterprise_id',
    simulated: 'p.simulated',
    revision: REVISION,
    exact: true,
  },
  look: { colour: '#51777d', labelField: 'mn' },
};

export const registryDatasets: readonly DatasetDefinition[] = [points, enterprises, devices];
