import { event, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Detector,
  Evidence,
  Id,
  Instant,
  LeadState,
  orNull,
  Reason,
  Sha256,
  Step,
  UnitPath,
  Verdict,
  Window,
} from './parts.ts';

export const LeadRow = Type.Object({
  id: Type.Integer(),
  detector: Detector,
  /** `point/12`, `pair/12-14`, `person/…`, `laboratory/…` */
  subject: Type.String(),
  subjectName: Type.String(),
  pointId: orNull(Type.Integer()),
  /** The other outlet of a pair. */
  otherId: orNull(Type.Integer()),
  enterpriseId: orNull(Type.Integer()),
  enterpriseName: orNull(Type.String()),
  /** Factor; null: the outlet as a whole. */
  code: orNull(Type.String()),
  codeName: orNull(Type.String()),
  unitPath: Type.String(),
  window: Window,
  /** 0 … 1, a scale of its own for each detector. */
  strength: Type.Number(),
  /** Share of simulated honest outlets that reach this strength; null: never measured. */
  baseRate: orNull(Type.Number()),
  state: LeadState,
  firstSeen: Instant,
  lastSeen: Instant,
  simulated: Type.Boolean(),
});
export type LeadRow = Static<typeof LeadRow>;

const Filter = {
  detector: Type.Optional(Detector),
  state: Type.Optional(Type.Union([LeadState, Type.Literal('all')])),
  unit: Type.Optional(UnitPath),
  minStrength: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  pointId: Type.Optional(Int4Id),
  q: Type.Optional(plainText(60)),
};

export const listLeads = route({
  id: 'signals.listLeads',
  method: 'GET',
  path: '/api/signals/leads',
  summary: '弄虚作假线索（非结论），最近发现的在前',
  access: 'signals.read',
  query: Type.Object({
    ...Filter,
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({
    leads: Type.Array(LeadRow),
    next: orNull(Type.Integer()),
    /** Within the unit, whatever else is filtered. */
    counts: Type.Object({
      open: Type.Integer(),
      unclear: Type.Integer(),
      confirmed: Type.Integer(),
      innocent: Type.Integer(),
    }),
  }),
});

export const Feedback = Type.Object({
  id: Type.Integer(),
  verdict: Verdict,
  innocent: orNull(Type.String()),
  ruledOut: Type.Array(Type.String()),
  reason: Type.String(),
  evidence: Evidence,
  strength: Type.Number(),
  by: Type.String(),
  at: Instant,
});
export type Feedback = Static<typeof Feedback>;

const Change = Type.Object({
  item: Type.String(),
  parameter: Type.String(),
  time: Instant,
  before: Type.Number(),
  after: Type.Number(),
  recorded: Type.Boolean(),
  /** Frame that told it. */
  lsn: Type.Union([Type.Integer(), Type.Null()]),
});
export type Change = Static<typeof Change>;

export const LeadDetail = Type.Interface([LeadRow], {
  inputs: Type.Record(Type.String(), Type.Number()),
  figures: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Null()])),
  /** Innocent explanations that have to be ruled out. */
  innocent: Type.Array(Type.String()),
  steps: Type.Array(Step),
  changes: Type.Array(Change),
  detectorVersion: Type.String(),
  setting: Type.Object({ version: Type.Integer(), threshold: Type.Number() }),
  history: Type.Array(Type.Object({ at: Instant, strength: Type.Number() })),
  feedback: Type.Array(Feedback),
  /** Whether this person may say what it was. */
  mayJudge: Type.Boolean(),
});
export type LeadDetail = Static<typeof LeadDetail>;

export const getLead = route({
  id: 'signals.getLead',
  method: 'GET',
  path: '/api/signals/leads/:id',
  summary: '一条线索：依据、强度、基准率、正当解释、计算步骤、历次强度与反馈',
  access: 'signals.read',
  params: Id,
  response: LeadDetail,
});

const Column = Type.Object({
  code: Type.String(),
  name: Type.String(),
  unit: orNull(Type.String()),
  measure: Type.Enum(['converted', 'actual']),
  values: Type.Array(orNull(Type.Number())),
  /** Mark of each hour; empty: none. */
  marks: Type.Array(Type.String()),
});
export const LeadSeries = Type.Object({
  from: Instant,
  hours: Type.Integer(),
  columns: Type.Array(Column),
  limit: orNull(Type.Number()),
  standard: orNull(Type.String()),
  /** Hours [first, after the last) that the lead rests on. */
  suspicious: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
  /** Hours above the limit, of the first column. */
  above: Type.Integer(),
});
export type LeadSeries = Static<typeof LeadSeries>;

export const leadSeries = route({
  id: 'signals.leadSeries',
  method: 'GET',
  path: '/api/signals/leads/:id/series',
  summary: '线索所依据的小时数据，可疑时段已标出',
  access: 'signals.read',
  params: Id,
  response: LeadSeries,
});

/** The person who looked into it says what it was; only ever added to. */
export const giveFeedback = route({
  id: 'signals.giveFeedback',
  method: 'POST',
  path: '/api/signals/leads/:id/feedback',
  summary: '对线索反馈核实结果：属实、有正当解释、无法判断，须写明理由',
  access: 'signals.judge',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    verdict: Verdict,
    innocent: Type.Optional(plainText(40, 2)),
    ruledOut: Type.Array(plainText(40, 2), { maxItems: 40 }),
    reason: Reason,
    evidence: Evidence,
  }),
  response: LeadDetail,
});

export const uploadEvidence = route({
  id: 'signals.uploadEvidence',
  method: 'POST',
  path: '/api/signals/evidence',
  summary: '上传核实线索的佐证（照片或 PDF），按内容寻址',
  access: 'signals.judge',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});
export const getEvidence = route({
  id: 'signals.getEvidence',
  method: 'GET',
  path: '/api/signals/leads/:id/evidence/:sha256',
  summary: '一条线索的佐证文件',
  access: 'signals.read',
  params: Type.Object({ id: Int4Id, sha256: Sha256 }),
});

/** Leads were opened, or became much stronger. One event a run. A lead is no verdict. */
export const signalsRaised = event(
  'signals.raised.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        why: Type.Enum(['opened', 'stronger']),
        detector: Type.String(),
        strength: Type.Number(),
        baseRate: orNull(Type.Number()),
        pointId: orNull(Type.Integer()),
        enterpriseId: orNull(Type.Integer()),
        unitPath: Type.String(),
        simulated: Type.Boolean(),
        at: Instant,
      }),
    ),
  }),
);
