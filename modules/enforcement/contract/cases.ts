import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { CaseAct } from './acts.ts';
import {
  CaseState,
  Compensation,
  CreditGrade,
  CrimeSign,
  Day,
  Id,
  Instant,
  orNull,
  Party,
  UnitPath,
  Yuan,
} from './parts.ts';

export const Clock = Type.Object({
  /** `decision`, `notice`, `payment` …: a statutory term (`packages/standards`). */
  key: Type.String(),
  due: orNull(Day),
  doneOn: orNull(Day),
  light: Type.Enum(['green', 'yellow', 'red', 'done', 'paused']),
  /** Act and article. */
  source: Type.String(),
  /** `unverified` is shown with a badge, never as law. */
  confidence: Type.String(),
});
export type Clock = Static<typeof Clock>;

/** A fatal problem of the file (案卷评查致命性问题) that its data show, while it can still be mended. */
export const Finding = Type.Object({
  item: Type.Integer({ minimum: 1, maximum: 25 }),
  title: Type.String(),
  message: Type.String(),
  /** `now`: it is so; `ahead`: it will be, if nothing is done. */
  when: Type.Enum(['now', 'ahead']),
});
export type Finding = Static<typeof Finding>;

export const CaseSummary = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  unitPath: Type.String(),
  party: Type.String(),
  cause: Type.String(),
  state: CaseState,
  filedOn: Day,
  /** The clock that ends first; null: none runs. */
  next: orNull(Clock),
  fine: orNull(Yuan),
  fatal: Type.Integer(),
  simulated: Type.Boolean(),
});
export type CaseSummary = Static<typeof CaseSummary>;

export const CaseStep = Type.Object({
  nth: Type.Integer(),
  act: CaseAct,
  by: Type.String(),
  at: Instant,
  /** 已更正: it counts no more. */
  voided: Type.Boolean(),
});
export type CaseStep = Static<typeof CaseStep>;

/** 事先告知书、处罚决定书; 按日连续处罚告知书、决定书; 查封（扣押）决定书、解除决定书; 移送书. */
export const DOCUMENT_KINDS = [
  'notice',
  'decision',
  'daily-notice',
  'daily-decision',
  'seal',
  'release',
  'transfer',
] as const;
export const CaseDocument = Type.Object({
  /** The step that it was made by. */
  nth: Type.Integer(),
  kind: Type.Enum([...DOCUMENT_KINDS]),
  number: Type.String(),
  on: Day,
  /** 作废: its step was written down wrongly; the number is not given again. */
  voided: Type.Boolean(),
});
export type CaseDocument = Static<typeof CaseDocument>;

/** 信用记录 of a published decision: from when it may be repaired, until when it stands at the most. */
export const Credit = Type.Object({
  grade: CreditGrade,
  publishedOn: Day,
  repairableFrom: Day,
  endsOn: Day,
  state: Type.Enum(['published', 'repairable', 'applied', 'repaired', 'ended', 'withdrawn']),
  source: Type.String(),
  confidence: Type.String(),
});
export type Credit = Static<typeof Credit>;

export const CaseDetail = Type.Object({
  ...CaseSummary.properties,
  /** Of persons the number of identity and the address are empty for those who do not handle the case. */
  partyFacts: Party,
  enterpriseId: orNull(Type.Integer()),
  /** Supervision's lead and its task, back up the river; null where the case came otherwise. */
  lead: orNull(Type.Object({ id: Type.Integer(), code: Type.String(), taskId: Type.Integer() })),
  /** The visit of inspection that it comes from; null where the case came otherwise. */
  visit: orNull(Type.Object({ id: Type.Integer(), visitedOn: Day })),
  /** The clue (线索) in the inbox that it answers. */
  clue: orNull(Type.Object({ id: Type.Integer(), code: Type.String() })),
  violation: Type.String(),
  violationTitle: Type.String(),
  /** Yuan; null where no range is known for the day of the act. */
  range: orNull(Type.Object({ min: Yuan, max: Yuan, source: Type.String() })),
  actStart: Day,
  actEnd: Day,
  harm: Type.Boolean(),
  facts: Type.String(),
  handlers: Type.Array(Type.Object({ name: Type.String(), certificate: Type.String() })),
  steps: Type.Array(CaseStep),
  clocks: Type.Array(Clock),
  findings: Type.Array(Finding),
  hearingDue: Type.Boolean(),
  /** Indications of a crime that the file shows and nobody has looked at yet. */
  crimeSigns: Type.Array(CrimeSign),
  /** 加处罚款 up to today; null where none runs. */
  lateFine: orNull(Yuan),
  /** What of it is neither paid nor remitted. */
  lateOwed: Yuan,
  /** 按日连续处罚: noticed and decided rounds. */
  daily: Type.Array(
    Type.Object({ days: Type.Integer(), amount: Yuan, noticedOn: Day, decidedOn: orNull(Day) }),
  ),
  /** 信用记录; null: nothing was published. */
  credit: orNull(Credit),
  /** 损害赔偿: lightens the penalty where it was performed (生态环境法典 1056); null: none is known. */
  compensation: orNull(Compensation),
  documents: Type.Array(CaseDocument),
  /** What the reader may do next; the server asks again. */
  acts: Type.Array(Type.String()),
  filedBy: Type.String(),
});
export type CaseDetail = Static<typeof CaseDetail>;

export const listCases = route({
  id: 'enforcement.listCases',
  method: 'GET',
  path: '/api/enforcement/cases',
  summary: '行政处罚案件：状态、期限灯、致命性问题',
  access: 'enforcement.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(CaseState),
    /** Open cases only, in one list: the next term is over; the order to correct was not found carried out. */
    due: Type.Optional(Type.Enum(['red', 'order'])),
    text: Type.Optional(plainText(60)),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ cases: Type.Array(CaseSummary), before: orNull(Type.Integer()) }),
});

export const getCase = route({
  id: 'enforcement.getCase',
  method: 'GET',
  path: '/api/enforcement/cases/:id',
  summary: '案件全貌：环节、证据、期限、评查预检、文书',
  access: 'enforcement.read',
  params: Id,
  response: CaseDetail,
});

export const fileCase = route({
  id: 'enforcement.fileCase',
  method: 'POST',
  path: '/api/enforcement/cases',
  summary: '立案（两名持证人员办理）',
  access: 'enforcement.handle',
  scope: 'unit',
  body: Type.Object({
    /** From the registry; null: the party is given. */
    enterpriseId: orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    party: orNull(
      Type.Object({
        kind: Party.properties.kind,
        name: plainText(100, 1),
        code: plainText(30, 1),
        address: plainText(200),
      }),
    ),
    /** Lead of supervision that it comes from. */
    lead: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }))),
    /** Visit of inspection that it comes from: its records become evidence. */
    visit: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }))),
    /** Clue (线索) that it answers; those that its lead or visit told of are answered too. */
    clue: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }))),
    unitPath: UnitPath,
    violation: Type.String({ maxLength: 40 }),
    cause: plainText(200, 1),
    facts: plainText(4_000, 1),
    actStart: Day,
    actEnd: Day,
    harm: Type.Boolean(),
    filedOn: Day,
    handlers: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }), { minItems: 1, maxItems: 4 }),
  }),
  response: CaseDetail,
});

export const actOnCase = route({
  id: 'enforcement.actOnCase',
  method: 'POST',
  path: '/api/enforcement/cases/:id/acts',
  summary: '办理案件的一个环节；次序、期限、职责分离不合的，以禁止它的条款拒绝',
  access: 'enforcement.handle',
  scope: 'unit',
  params: Id,
  body: CaseAct,
  response: CaseDetail,
});

export const uploadCaseFile = route({
  id: 'enforcement.uploadCaseFile',
  method: 'POST',
  path: '/api/enforcement/files',
  summary: '上传证据文件（照片或 PDF），随后列为证据',
  access: 'enforcement.handle',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer(), name: Type.String() }),
});

export const getCaseFile = route({
  id: 'enforcement.getCaseFile',
  method: 'GET',
  path: '/api/enforcement/cases/:id/files/:sha256',
  summary: '案件的证据文件（经办单位）',
  access: 'enforcement.handle',
  scope: 'unit',
  params: Type.Object({ ...Id.properties, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
});

export const getCaseDocument = route({
  id: 'enforcement.getCaseDocument',
  method: 'GET',
  path: '/api/enforcement/cases/:id/documents/:kind',
  summary: '文书：事先告知书、处罚决定书（PDF、DOCX；个人案件限经办单位）',
  access: 'enforcement.read',
  params: Type.Object({ ...Id.properties, kind: CaseDocument.properties.kind }),
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});

const FORMAT = Type.Object({ format: Type.Enum(['pdf', 'docx']) });

export const getCasePaper = route({
  id: 'enforcement.getCasePaper',
  method: 'GET',
  path: '/api/enforcement/cases/:id/papers/:nth',
  summary: '任一环节的文书或记录（0 为立案审批表；PDF、DOCX；个人案件限经办单位）',
  access: 'enforcement.read',
  params: Type.Object({ ...Id.properties, nth: Type.Integer({ minimum: 0, maximum: 10_000 }) }),
  query: FORMAT,
});

export const getCaseVolume = route({
  id: 'enforcement.getCaseVolume',
  method: 'GET',
  path: '/api/enforcement/cases/:id/volume',
  summary: '整卷：目录与全部文书、记录（PDF、DOCX；个人案件限经办单位）',
  access: 'enforcement.read',
  params: Id,
  query: FORMAT,
});

export const Violation = Type.Object({
  key: Type.String(),
  title: Type.String(),
  source: Type.String(),
  min: Yuan,
  max: Yuan,
});
export const listViolations = route({
  id: 'enforcement.listViolations',
  method: 'GET',
  path: '/api/enforcement/violations',
  summary: '违法行为与罚款幅度（按违法行为发生日）',
  access: 'enforcement.read',
  query: Type.Object({ on: Day }),
  response: Type.Object({ violations: Type.Array(Violation) }),
});
