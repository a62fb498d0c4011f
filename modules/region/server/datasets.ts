import type { DatasetDefinition } from '@tarim/platform';

/** Of several outlines of a unit in a layer the one that is drawn today: the authority's newest, else the pack's. */
const DRAWN = `(
  select distinct on (o.unit_code, o.layer)
    o.layer || ':' || o.unit_code as id, o.unit_code, o.layer, u.names ->> 'zh' as name, u.names ->> 'en' as name_en,
    u.path, u.level, u.hierarchy, o.wkb, o.box, o.source, o.demo, o.effective_from
  from region.outline o join region.unit u on u.code = o.unit_code
  where o.effective_from <= current_date
  order by o.unit_code, o.layer, o.demo, o.effective_from desc
) d`;

/** 行政单元轮廓 */
const outlines: DatasetDefinition = {
  id: 'administrative-units',
  titles: { zh: '行政单元', en: 'Administrative units' },
  abstracts: {
    zh: '地（州、市）与县（市、区）以及兵团城市的轮廓。标注为演示轮廓的不是法定界线。',
    en: 'Outlines of prefectures, counties and Corps cities. Those marked as demonstration outlines are no legal boundaries.',
  },
  keywords: { zh: ['行政区划', '边界', '轮廓', '兵团'], en: ['boundary', 'outline', 'prefecture', 'county'] },
  element: 'base',
  owner: { zh: '平台管理', en: 'Platform administration' },
  source: { zh: '区域包或主管部门提供的边界', en: 'Region pack, or outlines of the authority' },
  sharing: 'open',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'code', titles: { zh: '代码', en: 'Code' }, type: 'text', sql: 'd.unit_code' },
    { name: 'name', titles: { zh: '名称', en: 'Name' }, type: 'text', sql: 'd.name' },
    { name: 'nameEn', titles: { zh: '英文名称', en: 'English name' }, type: 'text', sql: 'd.name_en' },
    { name: 'layer', titles: { zh: '图层', en: 'Layer' }, type: 'text', sql: 'd.layer' },
    { name: 'level', titles: { zh: '级别', en: 'Level' }, type: 'text', sql: 'd.level' },
    { name: 'hierarchy', titles: { zh: '体系', en: 'Hierarchy' }, type: 'text', sql: 'd.hierarchy' },
    { name: 'path', titles: { zh: '路径', en: 'Path' }, type: 'text', sql: 'd.path' },
    { name: 'demo', titles: { zh: '演示轮廓', en: 'Demonstration outline' }, type: 'boolean', sql: 'd.demo' },
    { name: 'source', titles: { zh: '来源', en: 'Source' }, type: 'text', sql: 'd.source' },
    {
      name: 'effectiveFrom',
      titles: { zh: '生效日期', en: 'Effective from' },
      type: 'date',
      sql: 'd.effective_from',
    },
  ],
  relation: {
    from: DRAWN,
    id: { sql: 'd.id', type: 'text' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    revision: `select revision || ' ' || current_date from region.state`,
    exact: true,
  },
  look: { colour: '#7a8b8f', labelField: 'name' },
};

export const regionDatasets: readonly DatasetDefinition[] = [outlines];
