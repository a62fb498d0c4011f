import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, Instant, Mode, orNull, type RowProblem, SheetReport, UnitPath } from './parts.ts';

/** Life of an outfall (查、测、溯、治、销); see `server/domain/outfall-life.ts`. */
export const OUTFALL_STATES = ['surveyed', 'monitored', 'traced', 'treated', 'closed'] as const;
export type OutfallState = (typeof OUTFALL_STATES)[number];
export const OutfallState = Type.Enum([...OUTFALL_STATES]);

/** 排污口类型：工业、城镇污水、雨洪、农业、其他. */
export const OUTFALL_KINDS = ['industrial', 'municipal', 'storm', 'agricultural', 'other'] as const;
export type OutfallKind = (typeof OUTFALL_KINDS)[number];
export const OutfallKind = Type.Enum([...OUTFALL_KINDS]);

/** 整治方式：依法取缔、清理合并、规范整治. */
export const TREATMENTS = ['ban', 'merge', 'regulate'] as const;
export type Treatment = (typeof TREATMENTS)[number];
export const Treatment = Type.Enum([...TREATMENTS]);

const facts = {
  code: plainText(40, 1),
  name: plainText(120, 1),
  /** 受纳水体 */
  water: plainText(80, 1),
  lon: Type.Number({ minimum: 60, maximum: 140 }),
  lat: Type.Number({ minimum: 0, maximum: 60 }),
  unitPath: UnitPath,
  kind: OutfallKind,
  /** 规模：大、中、小, or a diameter: as the survey writes it. */
  size: orNull(plainText(60)),
  ownerId: orNull(Int4Id),
  foundOn: DateText,
};
export const OutfallInput = Type.Object(facts);
export type OutfallInput = Static<typeof OutfallInput>;

export const Outfall = Type.Object({
  ...facts,
  id: Type.Integer(),
  ownerName: orNull(Type.String()),
  state: OutfallState,
  responsible: orNull(Type.String()),
  treatment: orNull(Treatment),
  measure: orNull(Type.String()),
  treatmentBy: orNull(Type.String()),
  deadline: orNull(DateText),
  doneOn: orNull(DateText),
  /** A treatment is planned, its deadline is over and nobody reported it done. */
  overdue: Type.Boolean(),
  simulated: Type.Boolean(),
  updatedAt: Instant,
});
export type Outfall = Static<typeof Outfall>;

const Filter = {
  state: Type.Optional(OutfallState),
  kind: Type.Optional(OutfallKind),
  unitPath: Type.Optional(UnitPath),
  overdue: Type.Optional(Type.Boolean()),
  q: Type.Optional(plainText(60)),
};
export const listOutfalls = route({
  id: 'sources.listOutfalls',
  method: 'GET',
  path: '/api/sources/outfalls',
  summary: '入河入湖排污口清单',
  access: 'sources.read',
  query: Type.Object({
    ...Filter,
    after: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })),
  }),
  response: Type.Object({ outfalls: Type.Array(Outfall), next: orNull(Type.Integer()) }),
});

export const UnitProgress = Type.Object({
  /** Prefecture of the region, or division of the Corps. */
  unitPath: Type.String(),
  total: Type.Integer(),
  states: Type.Record(Type.String(), Type.Integer()),
  overdue: Type.Integer(),
  simulated: Type.Integer(),
});
export type UnitProgress = Static<typeof UnitProgress>;
export const outfallProgress = route({
  id: 'sources.outfallProgress',
  method: 'GET',
  path: '/api/sources/outfalls/progress',
  summary: '各单元排查整治进度：各环节数量与逾期整治',
  access: 'sources.read',
  response: Type.Object({ asOf: DateText, units: Type.Array(UnitProgress) }),
});
export const createOutfall = route({
  id: 'sources.createOutfall',
  method: 'POST',
  path: '/api/sources/outfalls',
  summary: '登记排查到的排污口',
  access: 'sources.write',
  scope: 'unit',
  body: OutfallInput,
  response: Outfall,
});
export const updateOutfall = route({
  id: 'sources.updateOutfall',
  method: 'PUT',
  path: '/api/sources/outfalls/:id',
  summary: '更正排污口登记信息（留痕）',
  access: 'sources.write',
  scope: 'unit',
  params: Id,
  body: OutfallInput,
  response: Outfall,
});
export const outfallTemplate = route({
  id: 'sources.outfallTemplate',
  method: 'GET',
  path: '/api/sources/outfalls/template',
  summary: '排污口登记表（XLSX）',
  access: 'sources.read',
});
export const exportOutfalls = route({
  id: 'sources.exportOutfalls',
  method: 'GET',
  path: '/api/sources/outfalls/export',
  summary: '导出排污口清单（XLSX），可改后再导入',
  access: 'sources.read',
  query: Type.Object(Filter),
});
export const importOutfalls = route({
  id: 'sources.importOutfalls',
  method: 'POST',
  path: '/api/sources/outfalls/import',
  summary: '导入排污口（XLSX）；mode=check 只检查，有错则全部不入库',
  access: 'sources.write',
  scope: 'unit',
  query: Mode,
  bodyKind: 'multipart',
  response: SheetReport,
});
export type { RowProblem };
