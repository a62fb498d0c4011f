import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AmountItem, DamageAct, EstimateInput } from './acts.ts';
import { DamageState, Day, Id, Instant, Key, orNull, Party, Source, UnitPath, Yuan } from './parts.ts';

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

export const DamageSummary = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  unitPath: Type.String(),
  source: Source,
  party: Type.String(),
  title: Type.String(),
  state: DamageState,
  foundOn: Day,
  /** The clock that ends first; null: none runs. */
  next: orNull(Clock),
  /** Agreed or adjudged; before that, assessed; null: not known yet. */
  amount: orNull(Yuan),
  paid: Yuan,
  simulated: Type.Boolean(),
});
export type DamageSummary = Static<typeof DamageSummary>;

/** The figure of the calculator with the tables that made it; an estimate until the assessor confirms it. */
export const Estimate = Type.Object({
  input: EstimateInput,
  damage: orNull(Yuan),
  rules: Type.Array(
    Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
  ),
  steps: Type.Array(
    Type.Object({
      of: Type.String(),
      rule: Type.String(),
      formula: Type.String(),
      result: orNull(Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  problems: Type.Array(
    Type.Object({ code: Type.String(), message: Type.String(), path: Type.Optional(Type.String()) }),
  ),
});
export type Estimate = Static<typeof Estimate>;

export const DOCUMENT_KINDS = ['check-report', 'notice', 'agreement'] as const;
export const DamageDocument = Type.Object({
  kind: Type.Enum([...DOCUMENT_KINDS]),
  number: Type.String(),
  on: Day,
});
export type DamageDocument = Static<typeof DamageDocument>;

export const DamageDetail = Type.Object({
  ...DamageSummary.properties,
  /** Of persons the code is empty for those who do not handle the case. */
  partyFacts: Party,
  enterpriseId: orNull(Type.Integer()),
  /** The penalty case that it comes from. */
  penalty: orNull(Type.Object({ id: Type.Integer(), number: Type.String() })),
  facts: Type.String(),
  openedBy: Type.String(),
  steps: Type.Array(Type.Object({ nth: Type.Integer(), act: DamageAct, by: Type.String(), at: Instant })),
  clocks: Type.Array(Clock),
  /** 民法典 1235. */
  items: Type.Array(AmountItem),
  assessed: orNull(Yuan),
  estimate: orNull(Estimate),
  /** An estimate that no assessor confirmed yet. */
  unconfirmed: Type.Boolean(),
  /** 简易评估限额 where the case lies, yuan. */
  simpleLimit: Type.Object({ yuan: Yuan, source: Type.String(), confidence: Type.String() }),
  meetings: Type.Object({ held: Type.Integer(), most: Type.Integer(), confidence: Type.String() }),
  /** Other cases of the same party within the years in which nothing counts as slight. */
  repeats: Type.Integer(),
  published: Type.Array(Type.String()),
  documents: Type.Array(DamageDocument),
  /** What the reader may do next; the server asks again. */
  acts: Type.Array(Type.String()),
});
export type DamageDetail = Static<typeof DamageDetail>;

export const listDamageCases = route({
  id: 'damage.listCases',
  method: 'GET',
  path: '/api/damage/cases',
  summary: '生态环境损害赔偿案件：状态、期限灯、金额',
  access: 'damage.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(DamageState),
    source: Type.Optional(Source),
    text: Type.Optional(plainText(60)),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ cases: Type.Array(DamageSummary), before: orNull(Type.Integer()) }),
});

export const getDamageCase = route({
  id: 'damage.getCase',
  method: 'GET',
  path: '/api/damage/cases/:id',
  summary: '损害赔偿案件全貌：环节、金额、期限、文书',
  access: 'damage.read',
  params: Id,
  response: DamageDetail,
});

export const openDamageCase = route({
  id: 'damage.openCase',
  method: 'POST',
  path: '/api/damage/cases',
  summary: '登记线索（处罚案件立案时自动登记；事件、督察、投诉、刑事线索由人登记）',
  access: 'damage.handle',
  scope: 'unit',
  body: Type.Object({
    source: Source,
    /** From the registry; null: the party is given. */
    enterpriseId: orNull(Key),
    party: orNull(
      Type.Object({ kind: Party.properties.kind, name: plainText(100, 1), code: plainText(30, 1) }),
    ),
    /** Of source `penalty`: its case, which gives party and unit. */
    penaltyId: Type.Optional(orNull(Key)),
    unitPath: UnitPath,
    title: plainText(200, 1),
    facts: plainText(4_000, 1),
    foundOn: Day,
  }),
  response: DamageDetail,
});

export const actOnDamageCase = route({
  id: 'damage.actOnCase',
  method: 'POST',
  path: '/api/damage/cases/:id/acts',
  summary: '办理一个环节；次序、条件、职责分离不合的拒绝并说明',
  access: 'damage.handle',
  scope: 'unit',
  params: Id,
  body: DamageAct,
  response: DamageDetail,
});

export const estimateDamage = route({
  id: 'damage.estimate',
  method: 'POST',
  path: '/api/damage/estimate',
  summary: '虚拟治理成本估算：不保存，表未核实，须由鉴定评估机构确认',
  access: 'damage.handle',
  scope: 'unit',
  body: EstimateInput,
  response: Estimate,
});

export const getDamageDocument = route({
  id: 'damage.getDocument',
  method: 'GET',
  path: '/api/damage/cases/:id/documents/:kind',
  summary: '文书：核查报告、磋商告知书、赔偿协议（PDF、DOCX；个人案件限经办单位）',
  access: 'damage.read',
  params: Type.Object({ ...Id.properties, kind: DamageDocument.properties.kind }),
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});
