import type { DatasetDefinition } from '@tarim/platform';

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
/** Every change of a table of the registry leaves a row there. */
const REVISION = `select coalesce(max(id), 0) from registry.history`;

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
  },
  look: { colour: '#c8553d', labelField: 'name', page: '/enterprises/{id}' },
};

export const registryDatasets: readonly DatasetDefinition[] = [points, enterprises];
