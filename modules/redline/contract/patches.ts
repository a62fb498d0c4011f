import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Inside } from './ledger.ts';
import {
  AreaKind,
  Code,
  CrsName,
  Day,
  Evidence,
  FileProblem,
  Id,
  Instant,
  orNull,
  Theme,
  UnitPath,
} from './parts.ts';

/** 检测图斑 (machine output), 变化线索 (interpreted), 疑似问题图斑: three levels kept apart, of which a patch only climbs. */
export const LEVELS = ['detected', 'clue', 'suspected'] as const;
export type Level = (typeof LEVELS)[number];
export const Level = Type.Enum([...LEVELS]);

/** States of a patch; their life is in `server/domain/life.ts`. */
export const PATCH_STATES = [
  'detected',
  'clue',
  'suspected',
  'dispatched',
  'verifying',
  'verified',
  'violation',
  'rectifying',
  'submitted',
  'closed',
  'looked-back',
  'discarded',
  'archived',
  'superseded',
] as const;
export type PatchState = (typeof PATCH_STATES)[number];
export const PatchState = Type.Enum([...PATCH_STATES]);
/** States in which nobody is waited for. */
export const AT_REST: readonly PatchState[] = [
  'closed',
  'looked-back',
  'discarded',
  'archived',
  'superseded',
];

/** Why a patch is no change by people (伪变化), or is one that is known. The first group counts against its detector. */
export const PSEUDO_REASONS = [
  'season',
  'irrigation',
  'snow',
  'cloud-shadow',
  'ploughing',
  'water-level',
  'misregistration',
  'salt-crust',
  'sensor',
  'other-pseudo',
] as const;
/** A change, but not a new one by people, or one that the ledger knows. */
export const KNOWN_REASONS = ['natural', 'known-activity', 'approved', 'outside', 'duplicate'] as const;
export const DISCARD_REASONS = [...PSEUDO_REASONS, ...KNOWN_REASONS] as const;
export type DiscardReason = (typeof DISCARD_REASONS)[number];
export const DiscardReason = Type.Enum([...DISCARD_REASONS]);

/** 合法合规, 允许的有限人为活动, 违法违规, 自然变化, 不属实. */
export const JUDGEMENTS = ['lawful', 'allowed', 'violation', 'natural', 'false'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];
export const Judgement = Type.Enum([...JUDGEMENTS]);

/** What a detector or an interpreter says of a change. */
export const Proposal = Type.Object({
  /** Of the detector, unique within it: the same patch proposed again is the same patch. */
  ref: plainText(100, 1),
  /** Polygon or MultiPolygon, degrees, CGCS2000. */
  geometry: Type.Unknown(),
  confidence: Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 1 }))),
  classGuess: Type.Optional(orNull(Code)),
  theme: Type.Optional(orNull(Theme)),
  /** Mean change of each index inside: `{"NDVI": -0.21}`. */
  indexChange: Type.Optional(Type.Record(Type.String({ maxLength: 30 }), Type.Number())),
});
export type Proposal = Static<typeof Proposal>;

/** How a scene of the platform's imagery is named where a patch names its images: `imagery/12`. */
export const sceneName = (id: number): string => `imagery/${id}`;

/** A run of a detector over a pair or series of images, with what it found. */
export const ProposalBatch = Type.Object({
  detector: Code,
  detectorVersion: plainText(60, 1),
  parameters: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
  /** Ids of scenes in the catalogue of images (STAC), as far as there are any. */
  beforeScene: Type.Optional(orNull(plainText(200))),
  afterScene: Type.Optional(orNull(plainText(200))),
  beforeOn: Type.Optional(orNull(Day)),
  /** Day of the later image: the boundary in force on it decides. */
  afterOn: Day,
  simulated: Type.Optional(Type.Boolean()),
  patches: Type.Array(Proposal, { minItems: 1, maxItems: 2_000 }),
});
export type ProposalBatch = Static<typeof ProposalBatch>;

export const ProposalAnswer = Type.Object({
  /** Ids of what is new, in the order of the batch; null where it was refused or known. */
  ids: Type.Array(orNull(Type.Integer())),
  added: Type.Integer(),
  known: Type.Integer(),
  problems: Type.Array(FileProblem),
});
export type ProposalAnswer = Static<typeof ProposalAnswer>;

const share = { areaM2: Type.Number(), share: Type.Number() };
/** What a patch meets, as of its image day (叠加分析). */
export const Overlaps = Type.Object({
  /** Day of the boundaries. */
  on: Day,
  areas: Type.Array(Inside),
  zoning: Type.Array(
    Type.Object({ ...share, code: Type.String(), name: Type.String(), class: Type.String() }),
  ),
  approvals: Type.Array(
    Type.Object({ ...share, id: Type.Integer(), number: Type.String(), project: Type.String() }),
  ),
  activities: Type.Array(
    Type.Object({
      ...share,
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      class: Type.String(),
    }),
  ),
  /** Objects of a thematic register. */
  register: Type.Array(
    Type.Object({ ...share, id: Type.Integer(), theme: Theme, code: Type.String(), name: Type.String() }),
  ),
});
export type Overlaps = Static<typeof Overlaps>;

export const PatchRow = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  level: Level,
  state: PatchState,
  theme: orNull(Theme),
  detector: Type.String(),
  detectorVersion: Type.String(),
  afterOn: Day,
  confidence: orNull(Type.Number()),
  /** What it is held for now: the guess, then what people said. */
  class: orNull(Type.String()),
  areaM2: Type.Number(),
  redlineM2: Type.Number(),
  protectedM2: Type.Number(),
  lon: Type.Number(),
  lat: Type.Number(),
  unitPath: Type.String(),
  judgement: orNull(Judgement),
  discardReason: orNull(DiscardReason),
  /** Until when the present step is to be done; null at rest. */
  dueAt: orNull(Instant),
  overdue: Type.Boolean(),
  simulated: Type.Boolean(),
  updatedAt: Instant,
});
export type PatchRow = Static<typeof PatchRow>;

const filters = {
  /** `open`: whoever is waited for (the default of pages); one state otherwise. */
  state: Type.Optional(Type.Enum(['open', ...PATCH_STATES])),
  level: Type.Optional(Level),
  theme: Type.Optional(Theme),
  unitPath: Type.Optional(UnitPath),
  detector: Type.Optional(Code),
  areaKind: Type.Optional(AreaKind),
  areaCode: Type.Optional(Code),
  overdue: Type.Optional(Type.Boolean()),
  /** Code of the patch, or its beginning. */
  q: Type.Optional(plainText(60)),
};

export const listPatches = route({
  id: 'redline.listPatches',
  method: 'GET',
  path: '/api/redline/patches',
  summary: '图斑清单，最新在前，游标翻页',
  access: 'redline.read',
  query: Type.Object({
    ...filters,
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ patches: Type.Array(PatchRow), next: orNull(Type.Integer()) }),
});

export const countPatches = route({
  id: 'redline.countPatches',
  method: 'GET',
  path: '/api/redline/patches/counts',
  summary: '图斑数量：各状态与逾期',
  access: 'redline.read',
  query: Type.Object(filters),
  response: Type.Object({ states: Type.Record(Type.String(), Type.Integer()), overdue: Type.Integer() }),
});

export const PatchEvent = Type.Object({
  id: Type.Integer(),
  act: Type.String(),
  from: orNull(PatchState),
  to: PatchState,
  text: orNull(Type.String()),
  /** What the act brought, as it was given. */
  detail: Type.Record(Type.String(), Type.Unknown()),
  evidence: Type.Array(Evidence),
  /** Null: the platform itself. */
  by: orNull(Type.String()),
  at: Instant,
});
export type PatchEvent = Static<typeof PatchEvent>;

export const Obstacle = Type.Enum(['no-right', 'own-work', 'no-evidence-after']);

export const PatchDetail = Type.Object({
  patch: PatchRow,
  geometry: Type.Unknown(),
  /** The true outline as drawn in the field (实地勾绘范围). */
  outline: orNull(Type.Unknown()),
  outlineM2: orNull(Type.Number()),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  beforeScene: orNull(Type.String()),
  afterScene: orNull(Type.String()),
  beforeOn: orNull(Day),
  indexChange: Type.Record(Type.String(), Type.Number()),
  overlaps: Overlaps,
  /** Patches that it was made from, and those made from it. */
  parents: Type.Array(Type.Integer()),
  children: Type.Array(Type.Integer()),
  rectifyBy: orNull(Day),
  rectifiedOn: orNull(Day),
  reopened: Type.Integer(),
  /** 移交: tasks of supervision that the hand-over of this patch became, newest first, with where they stand. */
  tasks: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      state: Type.String(),
      unitPath: Type.String(),
      dispatchedAt: Instant,
      dueAt: Instant,
    }),
  ),
  events: Type.Array(PatchEvent),
  /** What the asking person may do now, and what stands against it. */
  next: Type.Array(Type.Object({ act: Type.String(), allowed: Type.Boolean(), why: orNull(Obstacle) })),
});
export type PatchDetail = Static<typeof PatchDetail>;

export const getPatch = route({
  id: 'redline.getPatch',
  method: 'GET',
  path: '/api/redline/patches/:id',
  summary: '一个图斑：范围、叠加结果、全过程与下一步',
  access: 'redline.read',
  params: Id,
  response: PatchDetail,
});

export const proposePatches = route({
  id: 'redline.proposePatches',
  method: 'POST',
  path: '/api/redline/patches',
  summary: '提交检测图斑（检测器、版本、参数、前后影像、置信度、范围）；重复提交不重复',
  access: 'redline.screen',
  scope: 'unit',
  body: ProposalBatch,
  response: ProposalAnswer,
});

export const importPatches = route({
  id: 'redline.importPatches',
  method: 'POST',
  path: '/api/redline/patches/import',
  summary: '以文件导入图斑（GeoJSON、GeoPackage、Shapefile 压缩包）',
  access: 'redline.screen',
  scope: 'unit',
  query: Type.Object({
    mode: Type.Enum(['check', 'commit']),
    detector: Code,
    detectorVersion: plainText(60, 1),
    afterOn: Day,
    beforeOn: Type.Optional(Day),
    beforeScene: Type.Optional(plainText(200)),
    afterScene: Type.Optional(plainText(200)),
    theme: Type.Optional(Theme),
    crs: Type.Optional(CrsName),
    layer: Type.Optional(plainText(100)),
  }),
  bodyKind: 'multipart',
  response: Type.Object({
    committed: Type.Boolean(),
    rows: Type.Integer(),
    /** Rows that can be taken, or were. */
    good: Type.Integer(),
    added: Type.Integer(),
    known: Type.Integer(),
    problems: Type.Array(FileProblem),
    notes: Type.Array(FileProblem),
  }),
});

/** 精度表: what became of the patches of a detector. Shares with their Wilson interval at 95 %. */
export const PrecisionRow = Type.Object({
  detector: Type.String(),
  detectorVersion: Type.String(),
  /** Prefecture or division. */
  unitPath: Type.String(),
  proposed: Type.Integer(),
  /** Screened out, by reason. */
  discarded: Type.Record(Type.String(), Type.Integer()),
  judged: Type.Record(Type.String(), Type.Integer()),
  verified: Type.Integer(),
  /** Real changes by people: judged lawful, allowed or a violation, or screened out as known or approved. */
  real: Type.Integer(),
  /** No change by people: screened out as pseudo-change or natural, or judged so. */
  unreal: Type.Integer(),
  /** real ÷ (real + unreal); null while nothing is decided. */
  precision: orNull(Type.Number()),
  lower: orNull(Type.Number()),
  upper: orNull(Type.Number()),
  /** Violations ÷ verified in the field, with its interval. */
  problem: orNull(Type.Number()),
  problemLower: orNull(Type.Number()),
  problemUpper: orNull(Type.Number()),
  simulated: Type.Integer(),
});
export type PrecisionRow = Static<typeof PrecisionRow>;
export const listPrecision = route({
  id: 'redline.listPrecision',
  method: 'GET',
  path: '/api/redline/precision',
  summary: '检测器精度：按检测器、版本与区域，含剔除原因与置信区间',
  access: 'redline.read',
  query: Type.Object({ unitPath: Type.Optional(UnitPath), byUnit: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ rows: Type.Array(PrecisionRow) }),
});

export const overview = route({
  id: 'redline.overview',
  method: 'GET',
  path: '/api/redline/overview',
  summary: '生态保护红线总览：面积、图斑各状态、逾期、各单元',
  access: 'redline.read',
  response: Type.Object({
    on: Day,
    areas: Type.Array(
      Type.Object({
        kind: AreaKind,
        count: Type.Integer(),
        areaM2: Type.Number(),
        simulated: Type.Boolean(),
      }),
    ),
    levels: Type.Record(Type.String(), Type.Integer()),
    states: Type.Record(Type.String(), Type.Integer()),
    overdue: Type.Integer(),
    units: Type.Array(
      Type.Object({
        unitPath: Type.String(),
        open: Type.Integer(),
        overdue: Type.Integer(),
        violations: Type.Integer(),
        closed: Type.Integer(),
      }),
    ),
    activities: Type.Object({ count: Type.Integer(), insideM2: Type.Number() }),
    markers: Type.Record(Type.String(), Type.Integer()),
    /** Open patches for the map, newest first, at most 1,000. */
    open: Type.Array(
      Type.Object({
        id: Type.Integer(),
        lon: Type.Number(),
        lat: Type.Number(),
        state: PatchState,
        overdue: Type.Boolean(),
      }),
    ),
  }),
});

/** 各环节期限: proposals of the platform, set by an administrator. */
export const TERM_STEPS = [
  'detected',
  'clue',
  'suspected',
  'dispatched',
  'verifying',
  'verified',
  'violation',
  'rectifying',
  'submitted',
  'closed',
] as const;
export const StepTerm = Type.Object({
  state: Type.Enum([...TERM_STEPS]),
  length: Type.Integer({ minimum: 1, maximum: 730 }),
  unit: Type.Enum(['workday', 'calendarDay']),
  changedBy: orNull(Type.String()),
  changedAt: orNull(Instant),
});
export type StepTerm = Static<typeof StepTerm>;
export const listTerms = route({
  id: 'redline.listTerms',
  method: 'GET',
  path: '/api/redline/terms',
  summary: '各环节办理期限',
  access: 'redline.read',
  response: Type.Object({ terms: Type.Array(StepTerm) }),
});
export const setTerm = route({
  id: 'redline.setTerm',
  method: 'PUT',
  path: '/api/redline/terms',
  summary: '设定某环节的办理期限（此后进入该环节的图斑适用）',
  access: 'redline.configure',
  body: Type.Object({
    state: Type.Enum([...TERM_STEPS]),
    length: Type.Integer({ minimum: 1, maximum: 730 }),
    unit: Type.Enum(['workday', 'calendarDay']),
  }),
  response: StepTerm,
});
