import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
export const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Mode = Type.Object({ mode: Type.Enum(['check', 'commit']) });

/** A defect of a row (`error` keeps the whole file out) or something to look at (`warning`). */
export const RowProblem = Type.Object({
  row: Type.Integer(),
  column: orNull(Type.String()),
  severity: Type.Enum(['error', 'warning']),
  code: Type.String(),
  message: Type.String(),
});
export type RowProblem = Static<typeof RowProblem>;

export const SheetReport = Type.Object({
  committed: Type.Boolean(),
  rows: Type.Integer(),
  /** Rows that would come in, or came in. */
  good: Type.Integer(),
  /** Rows that are there already, the same. */
  unchanged: Type.Integer(),
  problems: Type.Array(RowProblem),
});
export type SheetReport = Static<typeof SheetReport>;
