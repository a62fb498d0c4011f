import { plainText, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const IdNumber = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
export const Id = Type.Object({ id: IdNumber });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const Name = plainText(120, 1);
export const Short = plainText(120);
/** What a step rests on: title and number of the paper (依据文书). */
export const Paper = plainText(300, 1);
/** Bq. */
export const Activity = Type.Number({ exclusiveMinimum: 0, maximum: 1e21 });

export const Sheet = Type.Enum(['xlsx', 'csv']);
export type Sheet = Static<typeof Sheet>;

/** `done`: what it asks for was done, in time or late. */
export const LightWord = Type.Enum(['green', 'yellow', 'red', 'done']);
export type LightWord = Static<typeof LightWord>;

/** A statutory period (法定期限) that runs or ran. */
export const Clock = Type.Object({
  /** Id of the period in the table of statutory periods: `lic-review`, `idle-return` … */
  key: Type.String(),
  start: Day,
  /** Last day. */
  due: Day,
  doneOn: orNull(Day),
  /** Done after its last day. */
  late: Type.Boolean(),
  light: LightWord,
  source: Type.String(),
  /** How far the source was checked; what is from memory is no law. */
  confidence: Type.String(),
});
export type Clock = Static<typeof Clock>;

/** A step that was taken (办理记录); none is ever altered. */
export const TakenStep = <T extends Parameters<typeof Type.Array>[0]>(act: T) =>
  Type.Object({ nth: Type.Integer(), act, by: Type.String(), at: Instant });

export const CATEGORIES = ['I', 'II', 'III', 'IV', 'V'] as const;
export const Category = Type.Enum([...CATEGORIES]);
export type Category = Static<typeof Category>;

/** Something of a unit that asks for attention (提示). */
export const Prompt = Type.Object({
  key: Type.String(),
  level: Type.Enum(['red', 'yellow']),
  /** What it is about: a source's code, somebody's name, a year. */
  subject: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type Prompt = Static<typeof Prompt>;
