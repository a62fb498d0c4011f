import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Clock } from './cases.ts';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

/** Whence a clue (线索) comes. Those of monitoring, signals, tasks, inspection and accepted complaints come in by themselves; the others are written down by hand. */
export const CLUE_SOURCES = [
  'monitoring',
  'signal',
  'remote-sensing',
  'task',
  'inspection',
  'draw',
  'complaint',
  'transfer',
  'rectification',
  'accident',
  'media',
  'self-report',
  'audit',
] as const;
export const ClueSource = Type.Enum([...CLUE_SOURCES]);
export type ClueSource = Static<typeof ClueSource>;

/** open 待处置, inspecting 检查中; filed 已立案, not-filed 不予立案, transferred 已移送. */
export const CLUE_STATES = ['open', 'inspecting', 'filed', 'not-filed', 'transferred'] as const;
export const ClueState = Type.Enum([...CLUE_STATES]);
export type ClueState = Static<typeof ClueState>;

/** What was told once: several reports of one object within a month are one clue. */
export const ClueReport = Type.Object({
  id: Type.Integer(),
  source: ClueSource,
  /** A lead of supervision, a visit of inspection, a complaint; null: written down by hand. */
  ref: orNull(Type.Object({ kind: Type.Enum(['lead', 'visit', 'complaint']), id: Type.Integer() })),
  /** The task of supervision behind a lead. */
  taskId: orNull(Type.Integer()),
  on: Day,
  suspected: Type.String(),
  facts: Type.String(),
  by: Type.String(),
});
export type ClueReport = Static<typeof ClueReport>;

/** What was done about it. */
export const ClueStep = Type.Object({
  act: Type.Enum(['inspect', 'inspected', 'extend', 'not-file', 'transfer', 'file']),
  /** Visit of `inspect` and `inspected`, case of `file`. */
  ref: orNull(Type.Integer()),
  text: Type.String(),
  by: Type.String(),
  at: Instant,
});
export type ClueStep = Static<typeof ClueStep>;

export const Clue = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  unitPath: Type.String(),
  enterpriseId: orNull(Type.Integer()),
  object: Type.String(),
  state: ClueState,
  receivedOn: Day,
  /** 立案审查期限. */
  clock: Clock,
  /** Clues of the same object in the two years before. */
  earlier: Type.Integer(),
  reports: Type.Array(ClueReport),
  steps: Type.Array(ClueStep),
  caseId: orNull(Type.Integer()),
  simulated: Type.Boolean(),
});
export type Clue = Static<typeof Clue>;

export const listClues = route({
  id: 'enforcement.listClues',
  method: 'GET',
  path: '/api/enforcement/clues',
  summary: '线索：各来源合并，同一对象一月内的并为一条；未处置的先到先列',
  access: 'enforcement.read',
  query: Type.Object({
    id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    unit: Type.Optional(UnitPath),
    /** `waiting`: neither filed nor otherwise disposed of, the oldest first; else the newest first. */
    state: Type.Optional(Type.Enum(['waiting', ...CLUE_STATES])),
    source: Type.Optional(ClueSource),
    /** Told of for the first time since then. */
    since: Type.Optional(Instant),
    text: Type.Optional(plainText(60)),
    /** The last clue of the page before. */
    beyond: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ clues: Type.Array(Clue), beyond: orNull(Type.Integer()) }),
});

export const addClue = route({
  id: 'enforcement.addClue',
  method: 'POST',
  path: '/api/enforcement/clues',
  summary: '登记线索（举报、移送、督察等）；举报人身份不在此登记',
  access: 'enforcement.handle',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    /** From the registry; null: the object is named. */
    enterpriseId: orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    object: plainText(100),
    source: ClueSource,
    on: Day,
    suspected: plainText(400, 1),
    facts: plainText(4_000),
  }),
  response: Clue,
});

/** 延期须负责人批准; 不予立案、移送须说明理由. */
export const TriageAct = Type.Union([
  Type.Object({ act: Type.Literal('extend'), text: plainText(400, 1) }, { additionalProperties: false }),
  Type.Object({ act: Type.Literal('not-file'), text: plainText(1_000, 1) }, { additionalProperties: false }),
  Type.Object({ act: Type.Literal('transfer'), text: plainText(1_000, 1) }, { additionalProperties: false }),
]);
export type TriageAct = Static<typeof TriageAct>;

export const triageClue = route({
  id: 'enforcement.triageClue',
  method: 'POST',
  path: '/api/enforcement/clues/:id/acts',
  summary: '处置线索：不予立案、移送、延长立案审查期限（负责人）',
  access: 'enforcement.handle',
  scope: 'unit',
  params: Id,
  body: TriageAct,
  response: Clue,
});
