import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, NumberOrNull, orNull, Reason, StringOrNull, UnitPath } from './parts.ts';

/** Mirrors `QUALITY_FLAGS` of packages/standards, which the web does not load. */
export const FLAG_NAMES = [
  'range',
  'zero',
  'negative',
  'constant',
  'step',
  'spike',
  'rate',
  'gap',
  'clock',
  'order',
  'calibration-drift',
  'parameter-change',
  'missing-at-high',
] as const;
export type FlagName = (typeof FLAG_NAMES)[number];
/** `raised`: the newest hour is in it; `cleared`: over; `withdrawn`: its figures were replaced; `dismissed`: somebody looked and found nothing. */
export const FLAG_STATES = ['raised', 'cleared', 'dismissed', 'withdrawn'] as const;
export type FlagState = (typeof FLAG_STATES)[number];
export const FLAG_MEDIA = ['gas', 'water', 'air', 'other'] as const;

const Figures = Type.Record(Type.String(), NumberOrNull);
export const FlagRow = Type.Object({
  id: Type.Integer(),
  pointId: Type.Integer(),
  pointName: Type.String(),
  pointKind: Type.String(),
  enterpriseName: StringOrNull,
  unitPath: Type.String(),
  /** `*`: the point itself. */
  code: Type.String(),
  codeName: Type.String(),
  flag: Type.Enum([...FLAG_NAMES]),
  period: Type.Enum(['realtime', 'minute', 'hour']),
  from: Instant,
  to: Instant,
  hours: Type.Number(),
  first: Figures,
  peak: Figures,
  state: Type.Enum([...FLAG_STATES]),
  ruleVersion: Type.String(),
  confidence: Type.String(),
  /** Frame of what raised it; null: the roll-up leads to frames. */
  lsn: orNull(Type.Integer()),
  simulated: Type.Boolean(),
  raisedAt: Instant,
  act: orNull(
    Type.Object({
      kind: Type.Enum(['dismiss', 'restore']),
      reason: Type.String(),
      by: Type.String(),
      at: Instant,
    }),
  ),
  /** Whether the reader may dismiss it. */
  mayDismiss: Type.Boolean(),
});
export type FlagRow = Static<typeof FlagRow>;

const Filter = Type.Object({
  pointId: Type.Optional(Int4Id),
  flag: Type.Optional(Type.Enum([...FLAG_NAMES])),
  medium: Type.Optional(Type.Enum([...FLAG_MEDIA])),
  unitPath: Type.Optional(UnitPath),
  /** Without it: all but what was withdrawn. */
  state: Type.Optional(Type.Enum([...FLAG_STATES])),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
});
export type FlagFilter = Static<typeof Filter>;
export const listFlags = route({
  id: 'quality.listFlags',
  method: 'GET',
  path: '/api/quality/flags',
  summary: '自动质控标识：最新的在前',
  access: 'quality.read',
  scope: 'own',
  query: Type.Interface([Filter], {
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  response: Type.Object({ flags: Type.Array(FlagRow), next: orNull(Type.Integer()) }),
});
export const exportFlags = route({
  id: 'quality.exportFlags',
  method: 'GET',
  path: '/api/quality/flags/export',
  summary: '导出自动质控标识为 XLSX 或 CSV',
  access: 'quality.read',
  scope: 'own',
  query: Type.Interface([Filter], {
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    /** A link of a page cannot send a header. */
    lang: Type.Optional(plainText(10)),
  }),
});
export const countFlags = route({
  id: 'quality.countFlags',
  method: 'GET',
  path: '/api/quality/flags/counts',
  summary: '自动质控标识统计：按标识、按点位',
  access: 'quality.read',
  scope: 'own',
  query: Filter,
  response: Type.Object({
    byFlag: Type.Array(
      Type.Object({
        flag: Type.Enum([...FLAG_NAMES]),
        runs: Type.Integer(),
        hours: Type.Number(),
        points: Type.Integer(),
        dismissed: Type.Integer(),
        raised: Type.Integer(),
      }),
    ),
    /** The fifty with the most hours. */
    byPoint: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        pointName: Type.String(),
        runs: Type.Integer(),
        hours: Type.Number(),
        raised: Type.Integer(),
      }),
    ),
  }),
});
export const dismissFlag = route({
  id: 'quality.dismissFlag',
  method: 'POST',
  path: '/api/quality/flags/:id/dismiss',
  summary: '看过一条标识，认定数据无误，说明理由',
  access: 'quality.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: FlagRow,
});
export const restoreFlag = route({
  id: 'quality.restoreFlag',
  method: 'POST',
  path: '/api/quality/flags/:id/restore',
  summary: '收回对一条标识的认定，说明理由',
  access: 'quality.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: FlagRow,
});
