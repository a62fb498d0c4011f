import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, Why } from './parts.ts';

/** What the data of a file say of a document that it should hold. */
export const ITEM_SEEN = ['present', 'absent', 'not-needed', 'unknown'] as const;
/** What they say of a fatal problem (致命性问题). */
export const FATAL_SEEN = ['found', 'clear', 'unknown'] as const;

const Reason = Type.String();

/** A scored document (评分项) as the data show it; the auditor judges what it says. */
export const ItemSeen = Type.Object({
  key: Type.String(),
  title: Type.String(),
  marks: Type.Number(),
  seen: Type.Enum([...ITEM_SEEN]),
  why: Reason,
  /** Number of the step that it rests on; 0 is the filing. */
  step: orNull(Type.Integer()),
});
export type ItemSeen = Static<typeof ItemSeen>;

export const FatalSeen = Type.Object({
  no: Type.Integer(),
  group: Type.String(),
  title: Type.String(),
  seen: Type.Enum([...FATAL_SEEN]),
  why: Reason,
});
export type FatalSeen = Static<typeof FatalSeen>;

const Note = plainText(500);
const Mark = Type.Number({ minimum: 0, maximum: 100 });
export const ItemAnswer = Type.Object({
  key: Type.String({ maxLength: 40 }),
  /** false: it was not needed and is left out of the marks. */
  applies: Type.Boolean(),
  /** null: not judged yet. */
  earned: orNull(Mark),
  note: Note,
  confirmed: Type.Boolean(),
});
export type ItemAnswer = Static<typeof ItemAnswer>;

export const FatalAnswer = Type.Object({
  no: Type.Integer({ minimum: 1, maximum: 25 }),
  /** null: not judged yet. */
  found: orNull(Type.Boolean()),
  note: Note,
  confirmed: Type.Boolean(),
});
export type FatalAnswer = Static<typeof FatalAnswer>;

export const Answers = Type.Object({
  items: Type.Array(ItemAnswer, { maxItems: 40 }),
  fatal: Type.Array(FatalAnswer, { maxItems: 25 }),
  /** 基本要素 of documents and of records: at most 10 each. */
  documentDeduction: Type.Number({ minimum: 0, maximum: 10 }),
  recordDeduction: Type.Number({ minimum: 0, maximum: 10 }),
  deductionNote: Note,
});
export type Answers = Static<typeof Answers>;

export const Score = Type.Object({
  /** null: something is not judged yet, or the rules have no marks for this kind of file here. */
  score: orNull(Type.Number()),
  legality: orNull(Type.Number()),
  quality: orNull(Type.Number()),
  deducted: orNull(Type.Number()),
  fatal: Type.Array(Type.Integer()),
  steps: Type.Array(
    Type.Object({ of: Type.String(), formula: Type.String(), result: orNull(Type.Number()) }),
  ),
  source: Type.String(),
});
export type Score = Static<typeof Score>;

export const PaperSummary = Type.Object({
  id: Type.Integer(),
  roundId: Type.Integer(),
  nth: Type.Integer(),
  auditedPath: Type.String(),
  auditedName: Type.String(),
  caseId: Type.Integer(),
  caseNumber: Type.String(),
  party: Type.String(),
  cause: Type.String(),
  why: Why,
  state: Type.Enum(['open', 'signed']),
  score: orNull(Type.Number()),
  fatal: Type.Array(Type.Integer()),
  signedBy: orNull(Type.String()),
  signedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type PaperSummary = Static<typeof PaperSummary>;

export const PaperDetail = Type.Object({
  ...PaperSummary.properties,
  roundTitle: Type.String(),
  unitPath: Type.String(),
  /** Ordinary penalty; of other kinds the marks are not kept here, so that no score is told. */
  scored: Type.Boolean(),
  items: Type.Array(ItemSeen),
  fatals: Type.Array(FatalSeen),
  answers: Answers,
  result: Score,
  steps: Type.Array(Type.Object({ nth: Type.Integer(), act: Type.String(), on: Day, by: Type.String() })),
  /** Whether the reader may fill it in: of the unit that audits, and in no step of the case. */
  mayFill: Type.Boolean(),
  /** The reader took a step in the case. */
  involved: Type.Boolean(),
});
export type PaperDetail = Static<typeof PaperDetail>;

export const getPaper = route({
  id: 'audit.getPaper',
  method: 'GET',
  path: '/api/audit/papers/:id',
  summary: '评查底稿：逐项预填（数据所见、理由、所据环节）、评分与公式',
  access: 'audit.read',
  params: Id,
  response: PaperDetail,
});

export const savePaper = route({
  id: 'audit.savePaper',
  method: 'POST',
  path: '/api/audit/papers/:id',
  summary: '填写评查底稿；与数据所见不同的须写明理由，办案人员不得评查自己的案件',
  access: 'audit.examine',
  scope: 'unit',
  params: Id,
  body: Answers,
  response: PaperDetail,
});

export const signPaper = route({
  id: 'audit.signPaper',
  method: 'POST',
  path: '/api/audit/papers/:id/sign',
  summary: '签署评查底稿：逐项确认后冻结',
  access: 'audit.examine',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: PaperDetail,
});
