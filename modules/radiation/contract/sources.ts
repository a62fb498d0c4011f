import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Activity,
  Category,
  Clock,
  Day,
  Id,
  IdNumber,
  Name,
  orNull,
  Paper,
  Sheet,
  Short,
  TakenStep,
  UnitPath,
} from './parts.ts';

export const SOURCE_STATES = [
  'held',
  'in-use',
  'idle',
  'lost',
  'transferred',
  'returned',
  'stored',
  'disposed',
  'exempt',
] as const;
export const SourceState = Type.Enum([...SOURCE_STATES]);
export type SourceState = Static<typeof SourceState>;

/** Whose filing it is: of what was handed back or stored; of the giving and the receiving side of a transfer. */
export const FILINGS = ['handover', 'transfer-from', 'transfer-to'] as const;

const plain = <const T extends string>(act: T) =>
  Type.Object({ act: Type.Literal(act), on: Day, document: Paper });
const handed = <const T extends string>(act: T) =>
  Type.Object({ act: Type.Literal(act), on: Day, document: Paper, to: Name });
/** Steps of a source (放射源流转). */
export const SourceAct = Type.Union([
  /** How it came: made, imported, bought, found. */
  Type.Object({
    act: Type.Literal('hold'),
    on: Day,
    document: Paper,
    origin: Type.Enum(['produced', 'imported', 'bought', 'found', 'ledger']),
  }),
  plain('start'),
  /** 闲置或废弃 */
  plain('idle'),
  /** 转让: the transferee applies; `toUnit` where it is in this register. */
  Type.Object({
    act: Type.Literal('apply-transfer'),
    on: Day,
    document: Paper,
    to: Name,
    toUnit: orNull(IdNumber),
  }),
  plain('accept-transfer'),
  plain('approve-transfer'),
  plain('refuse-transfer'),
  plain('move'),
  Type.Object({ act: Type.Literal('file'), on: Day, document: Paper, of: Type.Enum([...FILINGS]) }),
  /** 返回生产单位或原出口方 */
  handed('return'),
  /** 送贮 */
  handed('store'),
  plain('dispose'),
  plain('cancel-code'),
  /** 转移到外省使用备案: filed before it leaves, cancelled after it is back. */
  Type.Object({ act: Type.Literal('file-away'), on: Day, document: Paper, place: Name, from: Day, to: Day }),
  plain('back'),
  plain('cancel-away'),
  Type.Object({
    act: Type.Literal('lose'),
    on: Day,
    document: Paper,
    how: Type.Enum(['lost', 'stolen', 'out-of-control']),
  }),
  plain('find'),
  /** 豁免 */
  plain('exempt'),
  /** Particulars that were put right; what stood before is kept with the step. */
  Type.Object({
    act: Type.Literal('correct'),
    on: Day,
    document: Paper,
    before: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
    after: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  }),
]);
export type SourceAct = Static<typeof SourceAct>;
export type SourceActName = SourceAct['act'];

const particulars = {
  /** 12-position code (放射源编码); null with a reason. */
  code: orNull(plainText(30, 1)),
  noCode: Short,
  /** 标号 */
  label: Short,
  nuclide: plainText(30, 1),
  /** Bq at manufacture, with its day. */
  activityBq: orNull(Activity),
  measuredOn: orNull(Day),
  /** At manufacture, as the ledger or the code says. */
  category: orNull(Category),
  use: Short,
  place: Short,
};

/** What a source is today: computed at every reading, never stored. */
export const SourceToday = Type.Object({
  activityBq: orNull(Type.Number()),
  category: orNull(Type.Enum(['I', 'II', 'III', 'IV', 'V', 'exempt'])),
  /** A/D. */
  ratio: orNull(Type.Number()),
  halfLifeDays: orNull(Type.Number()),
  /** Category that the activity at manufacture gives. */
  initialCategory: orNull(Type.Enum(['I', 'II', 'III', 'IV', 'V', 'exempt'])),
  /** Standards that were used, and how far they were checked. */
  rules: Type.Array(Type.Object({ standard: Type.String(), confidence: Type.String() })),
});
export type SourceToday = Static<typeof SourceToday>;

export const Source = Type.Object({
  id: Type.Integer(),
  unitId: Type.Integer(),
  unitName: Type.String(),
  unitPath: Type.String(),
  ...particulars,
  state: SourceState,
  /** Used in another place (异地使用) just now. */
  away: Type.Boolean(),
  today: SourceToday,
  simulated: Type.Boolean(),
});
export type Source = Static<typeof Source>;

export const SourceDetail = Type.Object({
  ...Source.properties,
  /** What the code says; unknown parts are flagged. */
  codeParts: orNull(
    Type.Object({
      producer: Type.String(),
      producerZh: orNull(Type.String()),
      year: orNull(Type.Integer()),
      nuclide: orNull(Type.String()),
      serial: Type.String(),
      category: orNull(Category),
      unknown: Type.Array(Type.String()),
    }),
  ),
  problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  transfer: orNull(
    Type.Object({
      to: Type.String(),
      state: Type.Enum(['applied', 'accepted', 'approved']),
      endsOn: orNull(Day),
    }),
  ),
  /** Steps that may be taken today. */
  acts: Type.Array(Type.String()),
  /** Filings that are open. */
  openFilings: Type.Array(Type.Enum([...FILINGS])),
  clocks: Type.Array(Clock),
  steps: Type.Array(TakenStep(SourceAct)),
  /** Activity over time, Bq: from manufacture (or today) over ten years ahead. */
  curve: Type.Array(Type.Object({ on: Day, activityBq: Type.Number() })),
  /** Lower bounds of the categories, Bq; null where the nuclide is not in the table. */
  bounds: orNull(Type.Record(Type.String(), Type.Number())),
});
export type SourceDetail = Static<typeof SourceDetail>;

const filters = {
  unit: Type.Optional(UnitPath),
  unitId: Type.Optional(IdNumber),
  state: Type.Optional(SourceState),
  /** Today's. */
  category: Type.Optional(Type.Enum(['I', 'II', 'III', 'IV', 'V', 'exempt'])),
  text: Type.Optional(plainText(60)),
};

export const listSources = route({
  id: 'radiation.listSources',
  method: 'GET',
  path: '/api/radiation/sources',
  summary: '放射源台账，按今日活度与 D 值之比由大到小；活度与类别按今日计算',
  access: 'radiation.read',
  query: Type.Object({ ...filters, after: Type.Optional(Type.Integer({ minimum: 0 })) }),
  response: Type.Object({ sources: Type.Array(Source), after: orNull(Type.Integer()) }),
});

export const exportSources = route({
  id: 'radiation.exportSources',
  method: 'GET',
  path: '/api/radiation/sources/export',
  summary: '导出放射源台账为 XLSX 或 CSV',
  access: 'radiation.read',
  query: Type.Object({ ...filters, format: Sheet }),
});

export const getSource = route({
  id: 'radiation.getSource',
  method: 'GET',
  path: '/api/radiation/sources/:id',
  summary: '一枚放射源：今日活度与类别、衰变曲线、期限与流转记录',
  access: 'radiation.read',
  params: Id,
  response: SourceDetail,
});

export const SourceInput = Type.Object({
  ...particulars,
  origin: Type.Enum(['produced', 'imported', 'bought', 'found', 'ledger']),
  on: Day,
  document: Paper,
});
export type SourceInput = Static<typeof SourceInput>;

export const addSource = route({
  id: 'radiation.addSource',
  method: 'POST',
  path: '/api/radiation/units/:id/sources',
  summary: '登记放射源',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: SourceInput,
  response: SourceDetail,
});

export const actOnSource = route({
  id: 'radiation.actOnSource',
  method: 'POST',
  path: '/api/radiation/sources/:id/steps',
  summary:
    '放射源流转一步：启用、闲置、转让、返回、送贮、处置、异地使用、丢失与找回、豁免；转让与豁免的决定须有审批权限',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: SourceAct,
  response: SourceDetail,
});

/** 应收尽收 by unit: idle sources of categories I to III whose three months ended or that were collected. */
export const Collection = Type.Object({
  unitPath: Type.String(),
  due: Type.Integer(),
  collected: Type.Integer(),
  inTime: Type.Integer(),
  overdue: Type.Integer(),
  /** Idle, with the clock still running. */
  running: Type.Integer(),
});
export type Collection = Static<typeof Collection>;

export const getCollection = route({
  id: 'radiation.getCollection',
  method: 'GET',
  path: '/api/radiation/collection',
  summary: '废旧放射源应收尽收：应收、已收、按期、超期',
  access: 'radiation.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    total: Collection,
    units: Type.Array(Collection),
    byCategory: Type.Record(Type.String(), Type.Integer()),
    source: Type.String(),
    confidence: Type.String(),
  }),
});
