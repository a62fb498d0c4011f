import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Instant, orNull, Reason, StringOrNull } from './parts.ts';

/** Mirrors `OPERATION_TABLE_KEYS` of packages/standards, which the web does not load. */
export const TABLE_KEYS = [
  'site-parameters',
  'gas-calibration',
  'gas-comparison',
  'water-standard',
  'water-comparison',
  'water-pairs',
  'plan-kinds',
  'repair-hours',
  'checklists',
] as const;
export const TableKey = Type.Enum([...TABLE_KEYS]);
const Row = Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Number(), plainText(120)]));

export const TableVersion = Type.Object({
  /** null: as it comes with the platform. */
  id: orNull(Type.Integer()),
  version: Type.String(),
  effectiveFrom: DateText,
  confidence: Type.String(),
  source: Type.String(),
  reason: StringOrNull,
  by: StringOrNull,
  at: orNull(Instant),
  inForce: Type.Boolean(),
  rows: Type.Array(Row),
});
export type TableVersion = Static<typeof TableVersion>;
export const RuleTable = Type.Object({
  key: TableKey,
  title: Type.String(),
  standard: Type.String(),
  clause: StringOrNull,
  /** Newest first; the one that comes with the platform last. */
  versions: Type.Array(TableVersion),
});
export type RuleTable = Static<typeof RuleTable>;

export const listTables = route({
  id: 'operation.listTables',
  method: 'GET',
  path: '/api/operation/tables',
  summary: '运维与校准的规则表：各版本、来源与可信度',
  access: 'operation.read',
  scope: 'own',
  response: Type.Object({ tables: Type.Array(RuleTable) }),
});
export const TableInput = Type.Object({
  effectiveFrom: DateText,
  source: plainText(300, 2),
  reason: Reason,
  rows: Type.Array(Row, { minItems: 1, maxItems: 100 }),
});
export type TableInput = Static<typeof TableInput>;
export const setTable = route({
  id: 'operation.setTable',
  method: 'POST',
  path: '/api/operation/tables/:key',
  summary: '为规则表添加一个本地版本（自某日起），原表保留',
  access: 'operation.rules',
  params: Type.Object({ key: TableKey }),
  body: TableInput,
  response: Type.Object({ id: Type.Integer() }),
});
