import type { DatasetDefinition } from '@tarim/platform';

const CLASSES = {
  priority: { zh: '优先保护', en: 'Priority protection' },
  key: { zh: '重点管控', en: 'Key control' },
  general: { zh: '一般管控', en: 'General control' },
};

/** 环境管控单元（现行） */
const units: DatasetDefinition = {
  id: 'control-units',
  titles: { zh: '环境管控单元', en: 'Environmental control units' },
  abstracts: {
    zh: '现行分区管控方案的单元：编码、类别、面积。边界为内部资料，不对外共享。',
    en: 'Units of the zoning plan in force: code, class, area. Boundaries are internal and not shared.',
  },
  keywords: {
    zh: ['分区管控', '三线一单', '管控单元', '优先保护', '重点管控'],
    en: ['zoning', 'control unit', 'access list'],
  },
  element: 'zoning',
  owner: { zh: '规划管理岗位', en: 'Planning' },
  source: { zh: '主管部门发布的分区管控方案', en: 'Zoning plan of the authority' },
  sharing: 'internal',
  action: 'zoning.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'code', titles: { zh: '单元编码', en: 'Code' }, type: 'text', sql: 'd.code' },
    { name: 'name', titles: { zh: '名称', en: 'Name' }, type: 'text', sql: 'd.name' },
    { name: 'class', titles: { zh: '类别', en: 'Class' }, type: 'text', sql: 'd.class', codes: CLASSES },
    { name: 'county', titles: { zh: '县（市、区）', en: 'County' }, type: 'text', sql: 'd.county' },
    { name: 'area', titles: { zh: '片区', en: 'Area' }, type: 'text', sql: 'd.area_name' },
    { name: 'areaKm2', titles: { zh: '面积', en: 'Area' }, type: 'number', unit: 'km²', sql: 'd.area_km2' },
    { name: 'plan', titles: { zh: '方案', en: 'Plan' }, type: 'text', sql: 'v.name' },
    { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'v.simulated' },
  ],
  relation: {
    from: `zoning.control_unit d join zoning.plan_version v on v.id = d.version_id and v.step = 'published'`,
    id: { sql: 'd.code', type: 'text' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    simulated: 'v.simulated',
    // Units change in drafts only, which nobody sees here; every step of a version is a row more.
    revision: `select count(*) || '' from zoning.version_step`,
    exact: true,
  },
  look: {
    colour: '#f2cf5b',
    by: { field: 'class', values: { priority: '#3f9b4b', key: '#d9583b', general: '#f2cf5b' } },
    labelField: 'name',
  },
};

export const zoningDatasets: readonly DatasetDefinition[] = [units];
