import { type Static, Type } from 'typebox';

/** A defect of a row (`error` keeps the whole file out) or something to look at (`warning`). */
export const RowProblem = Type.Object({
  row: Type.Integer(),
  column: Type.Union([Type.String(), Type.Null()]),
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
