import { Int4Id, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, Mode, Month, orNull, SheetReport, UnitPath } from './parts.ts';

/** 燃料：汽油、柴油、天然气、液化石油气、混合动力、其他. */
export const FUELS = ['petrol', 'diesel', 'cng', 'lpg', 'hybrid', 'other'] as const;
/** 排气污染物检测方法：双怠速、稳态工况、简易瞬态工况、自由加速、加载减速. */
export const METHODS = ['idle', 'asm', 'vmas', 'free', 'lugdown'] as const;
export const MOBILE_KINDS = ['inspection', 'remote'] as const;
export type MobileKind = (typeof MOBILE_KINDS)[number];
export const MobileKind = Type.Enum([...MOBILE_KINDS]);

const cell = Type.Union([Type.String({ maxLength: 60 }), Type.Number(), Type.Boolean(), Type.Null()]);
/** A row by the titles of the template, as a station's system sends it. */
export const MobileRow = Type.Record(Type.String({ maxLength: 40 }), cell);

export const postMobile = route({
  id: 'sources.postMobile',
  method: 'POST',
  path: '/api/sources/mobile',
  summary: '机动车检验机构或遥感平台推送记录（号牌只留加盐散列）',
  access: 'api-key:mobile',
  query: Mode,
  body: Type.Object({ kind: MobileKind, rows: Type.Array(MobileRow, { minItems: 1, maxItems: 5_000 }) }),
  response: SheetReport,
});
export const importMobile = route({
  id: 'sources.importMobile',
  method: 'POST',
  path: '/api/sources/mobile/import',
  summary: '导入检验或遥感记录（XLSX、CSV）；mode=check 只检查，文件不保存',
  access: 'sources.write',
  scope: 'unit',
  query: Type.Object({ ...Mode.properties, kind: MobileKind }),
  bodyKind: 'multipart',
  response: SheetReport,
});
export const mobileTemplate = route({
  id: 'sources.mobileTemplate',
  method: 'GET',
  path: '/api/sources/mobile/template',
  summary: '检验或遥感记录表（XLSX）',
  access: 'sources.read',
  query: Type.Object({ kind: MobileKind }),
});

const span = { from: Month, to: Month, unitPath: Type.Optional(UnitPath) };

export const StationRow = Type.Object({
  station: Type.String(),
  unitPath: Type.String(),
  n: Type.Integer(),
  passed: Type.Integer(),
  months: Type.Array(Type.Object({ month: Type.String(), n: Type.Integer(), passed: Type.Integer() })),
  /** Modified z-score of its pass rate beside its peers; null: too few records or peers. */
  z: orNull(Type.Number()),
  /** A lead to look into, no verdict. */
  lead: Type.Boolean(),
});
export type StationRow = Static<typeof StationRow>;
export const Group = Type.Object({ key: Type.String(), n: Type.Integer(), passed: Type.Integer() });
export const inspectionViews = route({
  id: 'sources.inspectionViews',
  method: 'GET',
  path: '/api/sources/mobile/inspections',
  summary: '检验合格率：按机构与月份、燃料、排放阶段；偏离同行的机构作为线索',
  access: 'sources.read',
  query: Type.Object(span),
  response: Type.Object({
    total: Group,
    months: Type.Array(Group),
    fuels: Type.Array(Group),
    stages: Type.Array(Group),
    stations: Type.Array(StationRow),
    peers: Type.Object({
      /** Stations with so many records are peers. */
      least: Type.Integer(),
      count: Type.Integer(),
      median: orNull(Type.Number()),
      mad: orNull(Type.Number()),
      threshold: Type.Number(),
    }),
    simulated: Type.Boolean(),
  }),
});

export const SiteRow = Type.Object({
  site: Type.String(),
  unitPath: Type.String(),
  passes: Type.Integer(),
  valid: Type.Integer(),
  exceeds: Type.Integer(),
});
export type SiteRow = Static<typeof SiteRow>;
export const remoteViews = route({
  id: 'sources.remoteViews',
  method: 'GET',
  path: '/api/sources/mobile/remote',
  summary: '遥感超标率：按点位与月份，只计有效数据',
  access: 'sources.read',
  query: Type.Object(span),
  response: Type.Object({
    sites: Type.Array(SiteRow),
    months: Type.Array(Type.Object({ key: Type.String(), valid: Type.Integer(), exceeds: Type.Integer() })),
    simulated: Type.Boolean(),
  }),
});

export const MobileUpload = Type.Object({
  id: Type.Integer(),
  kind: MobileKind,
  rows: Type.Integer(),
  /** Of the file as it came; the file itself is not kept, for it holds plates. */
  sha256: orNull(Type.String()),
  source: Type.Enum(['file', 'api', 'simulator']),
  by: Type.String(),
  at: Instant,
});
export type MobileUpload = Static<typeof MobileUpload>;
export const listMobileUploads = route({
  id: 'sources.listMobileUploads',
  method: 'GET',
  path: '/api/sources/mobile/uploads',
  summary: '检验与遥感记录的导入批次',
  access: 'sources.read',
  query: Type.Object({ after: Type.Optional(Int4Id) }),
  response: Type.Object({ uploads: Type.Array(MobileUpload) }),
});
