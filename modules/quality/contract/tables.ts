import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Instant, orNull, Reason, StringOrNull } from './parts.ts';

/** Mirrors `QUALITY_TABLE_KEYS` of packages/standards, which the web does not load. */
export const TABLE_KEYS = [
  'gas-substitution',
  'water-substitution',
  'valid-rates',
  'gas-drift',
  'water-comparison',
  'marks',
  'mark-deadline',
  'device-flags',
  // Of `quality-flags.json`: a parameter a row.
  'automatic-flags',
] as const;
export const TableKey = Type.Enum([...TABLE_KEYS]);
const Row = Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Number(), plainText(200)]));

export const TableVersion = Type.Object({
  /** null: the national original. */
  id: orNull(Type.Integer()),
  version: Type.String(),
  effectiveFrom: DateText,
  confidence: Type.String(),
  source: Type.String(),
  reason: StringOrNull,
  by: StringOrNull,
  at: orNull(Instant),
  /** Holds today. */
  inForce: Type.Boolean(),
  rows: Type.Array(Row),
});
export type TableVersion = Static<typeof TableVersion>;
export const RuleTable = Type.Object({
  key: TableKey,
  title: Type.String(),
  standard: Type.String(),
  clause: StringOrNull,
  /** Newest first; the national one last. */
  versions: Type.Array(TableVersion),
});
export type RuleTable = Static<typeof RuleTable>;

export const listTables = route({
  id: 'quality.listTables',
  method: 'GET',
  path: '/api/quality/tables',
  summary: '数据有效性、替代、标记等规则表：各版本、来源与可信度',
  access: 'quality.read',
  scope: 'own',
  response: Type.Object({ tables: Type.Array(RuleTable) }),
});
export const TableInput = Type.Object({
  effectiveFrom: DateText,
  source: plainText(300, 2),
  reason: Reason,
  rows: Type.Array(Row, { minItems: 1, maxItems: 500 }),
});
export type TableInput = Static<typeof TableInput>;
export const setTable = route({
  id: 'quality.setTable',
  method: 'POST',
  path: '/api/quality/tables/:key',
  summary: '为规则表添加一个本地版本（自某日起），原表保留',
  access: 'quality.rules',
  params: Type.Object({ key: TableKey }),
  body: TableInput,
  response: Type.Object({ id: Type.Integer() }),
});
