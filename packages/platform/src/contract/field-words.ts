import { type Static, Type } from 'typebox';

/**
 * Work that is done outside (外业): where there is no network, on a phone. A module hands out items (`FieldItem`), tells by forms what
 * may be done with them, and takes the acts back when the phone is in reach again. What is asked for is data, so that the phone needs
 * no code of the module.
 */
const Label = Type.Object({ zh: Type.String(), en: Type.String() });

/** What a person fills in on the spot. */
export const FieldInput = Type.Object({
  name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
  titles: Label,
  type: Type.Union([
    Type.Literal('text'),
    Type.Literal('choice'),
    Type.Literal('yes-no'),
    Type.Literal('number'),
    /** 勾绘: an outline, a GeoJSON polygon in CGCS2000. */
    Type.Literal('outline'),
    /** 轨迹: positions on the way, `[longitude, latitude, epoch ms]` each. */
    Type.Literal('route'),
    /** 时刻: epoch ms, to the minute. */
    Type.Literal('moment'),
    /** 检查清单: `{<row>: {verdict, note}}`, a row for each of `options`; all are answered. */
    Type.Literal('checklist'),
    /** 问答: `[{q, a}]` as they were asked and answered. */
    Type.Literal('dialogue'),
    /** 清单: a row for each thing (样品 …), texts by the names of `columns`: `[{<column>: text}]`. */
    Type.Literal('rows'),
    /** 签名: who signed, when, and the strokes on the glass (`FieldSignature`). */
    Type.Literal('signature'),
  ]),
  required: Type.Boolean(),
  options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), titles: Label }))),
  columns: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
        titles: Label,
        required: Type.Boolean(),
        maxLength: Type.Integer(),
      }),
    ),
  ),
  maxLength: Type.Optional(Type.Integer()),
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String()),
});
export type FieldInput = Static<typeof FieldInput>;

/** What is found at a row of a checklist: in order, a problem, or not to be found here. */
export const CHECK_VERDICTS = ['ok', 'problem', 'absent'] as const;
export const FieldCheck = Type.Object({
  verdict: Type.Enum([...CHECK_VERDICTS]),
  /** Needed where there is a problem. */
  note: Type.String({ maxLength: 500 }),
});
export type FieldCheck = Static<typeof FieldCheck>;

export const FieldExchange = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 500 }),
  a: Type.String({ minLength: 1, maxLength: 2_000 }),
});
export type FieldExchange = Static<typeof FieldExchange>;

/** Most rows that a person writes on the spot. */
export const MOST_FIELD_ROWS = 60;
export const FieldRow = Type.Record(Type.String(), Type.String({ maxLength: 500 }));
export type FieldRow = Static<typeof FieldRow>;

/** Width and height of the glass on which strokes lie. */
export const SIGNATURE_BOX = [600, 240] as const;
/** A signature in one's own hand: each stroke is `x, y, x, y, …` within `SIGNATURE_BOX`. */
export const FieldSignature = Type.Object({
  by: Type.String({ minLength: 1, maxLength: 60 }),
  /** By the clock of the device, epoch ms. */
  at: Type.Integer(),
  strokes: Type.Array(
    Type.Array(Type.Number({ minimum: 0, maximum: SIGNATURE_BOX[0] }), { minItems: 2, maxItems: 4_000 }),
    { minItems: 1, maxItems: 200 },
  ),
});
export type FieldSignature = Static<typeof FieldSignature>;

/** What inputs owe each other: one of them is filled in; or those who signed are not the same person. */
export const FieldRule = Type.Object({
  is: Type.Enum(['one-of', 'signed-by-different']),
  inputs: Type.Array(Type.String(), { minItems: 2 }),
});
export type FieldRule = Static<typeof FieldRule>;

/** An act that is possible with an item: 签收, 核查, 反馈 … */
export const FieldForm = Type.Object({
  name: Type.String(),
  titles: Label,
  inputs: Type.Array(FieldInput),
  rules: Type.Optional(Type.Array(FieldRule)),
  /** How many photographs or documents belong to it; films and sound recordings (录音录像) where it says so. */
  evidence: Type.Object({
    min: Type.Integer(),
    max: Type.Integer(),
    recordings: Type.Optional(Type.Boolean()),
  }),
});
export type FieldForm = Static<typeof FieldForm>;

export const FieldItem = Type.Object({
  /** Of its kind, unique: the number of a task. */
  subject: Type.String(),
  /** Changes whenever the item does; goes back with the act. */
  revision: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  state: Label,
  /** ISO 8601; null where there is none. */
  deadline: Type.Union([Type.String(), Type.Null()]),
  place: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
  /** GeoJSON geometry in CGCS2000, where the item has an extent. */
  geometry: Type.Union([Type.Unknown(), Type.Null()]),
  facts: Type.Array(Type.Object({ titles: Label, value: Type.String() })),
  /** Names of the forms that are possible now, in their order. */
  acts: Type.Array(Type.String()),
  simulated: Type.Boolean(),
});
export type FieldItem = Static<typeof FieldItem>;

/** A photograph or document with where and when it was made. */
export const FieldEvidence = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  takenAt: Type.Integer(),
  place: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
  /** Radius of 68 %, metres. */
  accuracy: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
  /** Degrees from north, clockwise. */
  bearing: Type.Union([Type.Number({ minimum: 0, maximum: 360 }), Type.Null()]),
});
export type FieldEvidence = Static<typeof FieldEvidence>;

/**
 * Whether an answer has parts that still have to be written: rows of a checklist, problems without a word, half of an exchange. The
 * phone asks before it seals: what is sealed can never be mended.
 */
export function isUnfinished(
  { type, options = [], columns = [] }: Pick<FieldInput, 'type' | 'options' | 'columns'>,
  value: unknown,
): boolean {
  if (isEmpty(value)) return false;
  const blank = (text: string | undefined) => (text ?? '').trim() === '';
  switch (type) {
    case 'checklist': {
      const checks = value as Readonly<Record<string, FieldCheck>>;
      return options.some(({ value: row }) => {
        const one = checks[row];
        return !one || (one.verdict === 'problem' && blank(one.note));
      });
    }
    case 'dialogue':
      return (value as FieldExchange[]).some(({ q, a }) => blank(q) || blank(a));
    case 'rows':
      return (value as FieldRow[]).some((row) =>
        columns.some(({ name, required }) => required && blank(row[name])),
      );
    default:
      return false;
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The first rule that the values break; the phone asks before it seals, the server when it takes. */
export const brokenRule = (
  form: Pick<FieldForm, 'rules'>,
  values: Readonly<Record<string, unknown>>,
): FieldRule | undefined =>
  form.rules?.find(({ is, inputs }) => {
    const filled = inputs.map((name) => values[name]).filter((value) => !isEmpty(value));
    if (is === 'one-of') return filled.length === 0;
    const names = filled.map((value) => (value as Partial<FieldSignature>).by);
    return new Set(names).size < names.length;
  });
