import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.Object({ id: Int4Id });
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const UnitCode = Type.String({ pattern: '^[0-9A-Z]{2,12}$' });
export const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
export const SourceText = orNull(plainText(200));
export const Mode = Type.Enum(['check', 'commit']);

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
  /** What would come in, or came in: rows of a status sheet, surveys of a survey sheet. */
  good: Type.Integer(),
  /** What is there already, the same. */
  unchanged: Type.Integer(),
  problems: Type.Array(RowProblem),
});
export type SheetReport = Static<typeof SheetReport>;

/** One step of a computation, as on paper. */
export const Step = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: orNull(Type.Union([Type.String(), Type.Number()])),
});
export type Step = Static<typeof Step>;

/** What the computation has to tell beside its figures, such as that a weight is not verified. */
export const Remark = Type.Object({ code: Type.String(), message: Type.String() });
export type Remark = Static<typeof Remark>;

/** The rule that a result rests on, as it was when the result was made. */
export const Rule = Type.Object({
  standard: Type.String(),
  version: Type.String(),
  confidence: Type.String(),
});
export type Rule = Static<typeof Rule>;

/** Who brought something, when, and from where. */
export const broughtBy = {
  revision: Type.Integer(),
  source: orNull(Type.String()),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
};
