import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Key = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
export const Id = Type.Object({ id: Key });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });

/** What is complained about (举报类别). */
export const COMPLAINT_KINDS = [
  'air',
  'odour',
  'water',
  'noise',
  'solid-waste',
  'soil',
  'radiation',
  'ecology',
  'other',
] as const;
export const ComplaintKind = Type.Enum([...COMPLAINT_KINDS]);
export type ComplaintKind = Static<typeof ComplaintKind>;

/** How it came (渠道): this portal, 12345, the national platform, a letter, a visit, handed over by another body. */
export const CHANNELS = ['portal', 'hotline', 'platform', 'letter', 'visit', 'transfer'] as const;
export const Channel = Type.Enum([...CHANNELS]);
export type Channel = Static<typeof Channel>;

/** 信访件状态: registered 待受理, handling 办理中, handled 待答复, replied 已答复. */
export const COMPLAINT_STATES = [
  'registered',
  'accepted',
  'not-accepted',
  'transferred',
  'merged',
  'handling',
  'handled',
  'replied',
  'closed',
] as const;
export const ComplaintState = Type.Enum([...COMPLAINT_STATES]);
export type ComplaintState = Static<typeof ComplaintState>;

/** Why it is not accepted (不予受理): not our duty, for the courts, accepted already, for a review, the third time, nothing to look into. */
export const NOT_ACCEPT_GROUNDS = [
  'not-duty',
  'court',
  'same-matter',
  'dissatisfied',
  'final',
  'unclear',
] as const;
/** 查实、部分查实、不属实. */
export const VERDICTS = ['true', 'partly', 'untrue'] as const;
export const Verdict = Type.Enum([...VERDICTS]);
export type Verdict = Static<typeof Verdict>;

export const Clock = Type.Object({
  key: Type.String(),
  due: Day,
  doneOn: orNull(Day),
  light: Type.Enum(['green', 'yellow', 'red', 'done']),
  source: Type.String(),
  /** Only `official-text` and `multi-source` are shown without a badge. */
  confidence: Type.String(),
});
export type Clock = Static<typeof Clock>;

/** Degrees, CGCS2000. */
export const Place = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
});
export type Place = Static<typeof Place>;
