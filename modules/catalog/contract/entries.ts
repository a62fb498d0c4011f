import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Bilingual, DatasetId, Element, Instant, orNull, Sharing, UseDay } from './parts.ts';

/** `fresh` within twice its rhythm, `late` beyond; `irregular` has no rhythm; `unknown` has no time or no figures yet. */
export const FRESHNESS = ['fresh', 'late', 'irregular', 'unknown'] as const;

/** Figures of quality (质量指标), made by a job every ten minutes; over all rows, whoever reads. */
export const Figures = Type.Object({
  at: Instant,
  rows: orNull(Type.Number()),
  newest: orNull(Instant),
  /** Shares 0…1; null where the set does not tell. */
  complete: orNull(Type.Number()),
  valid: orNull(Type.Number()),
});

export const EntryRow = Type.Object({
  id: Type.String(),
  module: Type.String(),
  titles: Bilingual,
  abstracts: Bilingual,
  keywords: Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
  element: Element,
  sharing: Sharing,
  owner: Bilingual,
  source: Bilingual,
  rhythm: Type.String(),
  geometry: orNull(Type.Enum(['Point', 'LineString', 'Polygon'])),
  freshness: Type.Enum([...FRESHNESS]),
  figures: orNull(Figures),
  /** Calls and rows of the last thirty days. */
  use: Type.Object({ calls: Type.Number(), rows: Type.Number() }),
  /** Rows that this reader gets: everything, some, or none. */
  readable: Type.Enum(['all', 'some', 'none']),
  /** What of the words was found, to be marked; empty without a search. */
  found: Type.Array(Type.String()),
});
export type EntryRow = Static<typeof EntryRow>;

const Facet = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));

export const listEntries = route({
  id: 'catalog.listEntries',
  method: 'GET',
  path: '/api/catalog/datasets',
  summary: '数据目录：检索（中英文）与分面；涉密的只有有权者可见，内部的登录后可见',
  access: 'public',
  query: Type.Object({
    q: Type.Optional(plainText(100)),
    element: Type.Optional(Element),
    sharing: Type.Optional(Sharing),
    module: Type.Optional(Type.String({ pattern: '^[a-z]{2,30}$' })),
  }),
  response: Type.Object({
    entries: Type.Array(EntryRow),
    /** Counts among what the words find, each as if its own facet were not chosen. */
    facets: Type.Object({ element: Facet, sharing: Facet, module: Facet }),
  }),
});

export const EntryField = Type.Object({
  name: Type.String(),
  titles: Bilingual,
  type: Type.String(),
  unit: orNull(Type.String()),
  internal: Type.Boolean(),
  codes: orNull(Type.Record(Type.String(), Bilingual)),
});
export type EntryField = Static<typeof EntryField>;

/** A data set or a stage of the river; `column` grows downstream, the entry itself stands at 0. */
export const LineageNode = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['dataset', 'stage']),
  titles: Bilingual,
  column: Type.Integer(),
});
export const Lineage = Type.Object({
  nodes: Type.Array(LineageNode),
  edges: Type.Array(Type.Object({ from: Type.String(), to: Type.String() })),
});
export type Lineage = Static<typeof Lineage>;

export const EntryDetail = Type.Object({
  ...EntryRow.properties,
  fields: Type.Array(EntryField),
  lineage: Lineage,
  /** The last thirty days, days without use left out. */
  days: Type.Array(UseDay),
  /** Where it is read by machine: of the interfaces, what this data set has. */
  links: Type.Array(
    Type.Object({
      interface: Type.Enum(['catalog', 'export', 'ogc-features', 'ogc-tiles', 'sensorthings']),
      href: Type.String(),
    }),
  ),
  formats: Type.Array(Type.String()),
});
export type EntryDetail = Static<typeof EntryDetail>;

export const getEntry = route({
  id: 'catalog.getEntry',
  method: 'GET',
  path: '/api/catalog/datasets/:id',
  summary: '数据目录：一个数据集的条目——字段、质量指标、来龙去脉、使用情况、接口',
  access: 'public',
  params: DatasetId,
  response: EntryDetail,
});

export const SampleRow = Type.Object({
  id: Type.Union([Type.Integer(), Type.String()]),
  properties: Type.Record(Type.String(), Type.Unknown()),
});
export type SampleRow = Static<typeof SampleRow>;

export const getSample = route({
  id: 'catalog.getSample',
  method: 'GET',
  path: '/api/catalog/datasets/:id/sample',
  summary: '数据目录：读者可见的前 20 行',
  access: 'public',
  params: DatasetId,
  response: Type.Object({
    fields: Type.Array(Type.String()),
    rows: Type.Array(SampleRow),
  }),
});

/** Names of export formats; `packages/formats` adds to the table in `server/formats.ts`. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'geojson', 'geojsonseq', 'gpkg', 'geoparquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportDataset = route({
  id: 'catalog.exportDataset',
  method: 'GET',
  path: '/api/catalog/datasets/:id/export',
  summary: '数据目录：流式导出，按编号排序，可用 after 续传；按范围、时间、字段筛选',
  access: 'public',
  params: DatasetId,
  query: Type.Object({
    format: Type.Enum([...EXPORT_FORMATS]),
    fields: Type.Optional(
      Type.String({ maxLength: 4_000, pattern: '^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$', description: '逗号分隔' }),
    ),
    bbox: Type.Optional(
      Type.String({ maxLength: 120, description: 'west,south,east,north（度，CGCS2000）' }),
    ),
    from: Type.Optional(Type.String({ maxLength: 40 })),
    to: Type.Optional(Type.String({ maxLength: 40 })),
    /** The id of the last row that has arrived. A CSV that goes on has no header again. */
    after: Type.Optional(plainText(200, 1)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    lang: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
});

export const getDcat = route({
  id: 'catalog.getDcat',
  method: 'GET',
  path: '/catalog/dcat.jsonld',
  summary: '数据目录：DCAT 3（JSON-LD），只含公开与按需共享的条目',
  access: 'public',
});
