import { plainText, type Static, Type } from '@tarim/platform/contract';
import { DiscretionAsked, DiscretionResult } from './discretion.ts';
import {
  CreditGrade,
  CrimeSign,
  Day,
  DeliveryMethod,
  EvidenceFile,
  EvidenceKind,
  OverturnOutcome,
  orNull,
  PenaltyBeside,
  SEAL_TESTS,
  Yuan,
} from './parts.ts';

const Text = (most: number) => plainText(most, 1);
const act = <N extends string, P extends Record<string, Type.TSchema>>(name: N, properties: P) =>
  Type.Object({ act: Type.Literal(name), ...properties }, { additionalProperties: false });

const Voter = Type.Object({
  name: Text(40),
  vote: Type.Enum(['for', 'against', 'abstain']),
});

/**
 * What is done to a case (案件环节), each with the day on which it was done. Whether it may be done then is `domain/life.ts`; who may
 * do it, the use-case.
 */
export const CaseAct = Type.Union([
  act('add-evidence', {
    on: Day,
    kind: EvidenceKind,
    title: Text(120),
    proves: Text(400),
    /** None for things that are kept elsewhere. */
    files: Type.Array(EvidenceFile, { maxItems: 20 }),
  }),
  /** `on`: the day on which the party got it, because the term of the recheck runs from it. */
  act('order-correction', { on: Day, content: Text(2_000), due: Day }),
  act('recheck', { on: Day, corrected: Type.Boolean(), findings: Text(1_000) }),
  act('finish-investigation', { on: Day, report: Text(10_000) }),
  act('review', { on: Day, approve: Type.Boolean(), opinion: Text(2_000) }),
  /** 裁量: what a table advises; the result is worked out by the server, and notices take it over. */
  act('assess', {
    on: Day,
    ...DiscretionAsked.properties,
    result: Type.Optional(DiscretionResult),
  }),
  act('give-notice', {
    on: Day,
    /** The day on which the party got it: terms run from it. */
    deliveredOn: Day,
    amount: Yuan,
    beside: Type.Array(PenaltyBeside, { maxItems: 8 }),
    /** 没收的违法所得; absent or null: nothing is confiscated, or its amount is not known. */
    confiscated: Type.Optional(orNull(Yuan)),
    /** Of the calculator; null where none was used. */
    computed: orNull(Yuan),
    method: Text(60),
    reasons: Text(2_000),
  }),
  /** 明示放弃陈述申辩、听证. */
  act('record-waiver', { on: Day, words: Text(400) }),
  act('record-statement', { on: Day, content: Text(4_000), adopted: Type.Boolean(), opinion: Text(2_000) }),
  act('request-hearing', { on: Day }),
  act('hold-hearing', { on: Day, noticeOn: Day, chair: Text(40), summary: Text(4_000) }),
  act('legal-review', { on: Day, approve: Type.Boolean(), opinion: Text(2_000) }),
  act('discuss', {
    on: Day,
    members: Type.Array(Voter, { minItems: 3, maxItems: 30 }),
    conclusion: Text(2_000),
  }),
  act('decide', {
    on: Day,
    kind: Type.Enum(['penalty', 'no-penalty', 'withdrawn']),
    amount: Yuan,
    beside: Type.Array(PenaltyBeside, { maxItems: 8 }),
    /** 没收的违法所得; absent or null: nothing is confiscated, or its amount is not known. */
    confiscated: Type.Optional(orNull(Yuan)),
    reasons: Text(4_000),
  }),
  act('deliver', { on: Day, method: DeliveryMethod }),
  /** 暂缓、分期缴纳 (行政处罚法 66): when how much is due; together what is still owed. */
  act('defer', {
    on: Day,
    parts: Type.Array(Type.Object({ due: Day, amount: Yuan }), { minItems: 1, maxItems: 36 }),
    reason: Text(1_000),
  }),
  /** 涉罪筛查: what points to a crime, whether it is transferred, and why (not). */
  act('screen-crime', {
    on: Day,
    signs: Type.Array(CrimeSign, { maxItems: 8 }),
    transfer: Type.Boolean(),
    reason: Text(2_000),
  }),
  act('pay', { on: Day, amount: Yuan }),
  /** 加处罚款: paid, or remitted (行政强制法 42) with the reason. */
  act('pay-late', { on: Day, amount: Yuan }),
  act('remit-late', { on: Day, amount: Yuan, reason: Text(1_000) }),
  act('demand', { on: Day }),
  act('apply-court', { on: Day }),
  act('pause', { from: Day, to: Day, reason: Text(200) }),
  act('extend', {
    on: Day,
    by: Type.Enum(['head', 'collective']),
    days: Type.Integer({ minimum: 1, maximum: 30 }),
  }),
  /** 查封、扣押: what, why, and for how many days (行政强制法 25). */
  act('seal', {
    on: Day,
    things: Text(1_000),
    reason: Text(1_000),
    days: Type.Integer({ minimum: 1, maximum: 30 }),
  }),
  act('extend-seal', { on: Day, days: Type.Integer({ minimum: 1, maximum: 30 }), reason: Text(400) }),
  /** 检测、检验、检疫、技术鉴定 of what is sealed: its time is fixed and told to the party in writing (行政强制法 25); `on` is its first day. */
  act('begin-test', {
    on: Day,
    kind: Type.Enum([...SEAL_TESTS]),
    due: Day,
    toldOn: Day,
    reason: Text(400),
  }),
  /** `on` is its last day. */
  act('end-test', { on: Day, toldOn: Day, result: Text(1_000) }),
  act('release-seal', { on: Day, reason: Text(400) }),
  /** 限制生产、停产整治. `months` counts where production is limited. */
  act('limit-production', {
    on: Day,
    kind: Type.Enum(['limit', 'stop']),
    months: Type.Integer({ minimum: 1, maximum: 6 }),
    reason: Text(1_000),
  }),
  /** The party filed and published its plan of rectification (整改方案). */
  act('file-plan', { on: Day }),
  act('lift-limit', { on: Day, reason: Text(400) }),
  /** 按日连续处罚: days and amount follow from the order, the recheck and the original fine. */
  act('daily-notice', { on: Day, deliveredOn: Day, reasons: Text(2_000) }),
  act('daily-decide', { on: Day, deliveredOn: Day, reasons: Text(2_000) }),
  /** 移送: decided, handed over with its receipt, answered. */
  act('decide-transfer', {
    on: Day,
    ground: Type.Enum(['detention', 'crime']),
    /** 不批准 is recorded with its reason (国务院令310号, 5); older ones have none and were approved. */
    approved: Type.Optional(Type.Boolean()),
    reason: Text(2_000),
  }),
  act('hand-over', { on: Day, receipt: Text(120) }),
  act('record-answer', { on: Day, taken: Type.Boolean(), answer: Text(1_000) }),
  /** With the grade of the information on dishonesty; older ones have none and count as ordinary. */
  act('publish', { on: Day, grade: Type.Optional(CreditGrade) }),
  /** A penalty was changed, revoked, found unlawful or void: by which paper, and what the fine is now; null: as it was. */
  act('overturn', {
    on: Day,
    outcome: OverturnOutcome,
    amount: orNull(Yuan),
    document: Text(120),
    reason: Text(1_000),
  }),
  /** 撤回公开 with the reason that the public is told (行政处罚法 48). */
  act('withdraw-publication', { on: Day, reason: Text(1_000) }),
  /** 信用修复: applied for with the public commitment (信用承诺), and decided. */
  act('apply-repair', { on: Day, commitment: Text(2_000) }),
  act('decide-repair', { on: Day, granted: Type.Boolean(), reason: Text(1_000) }),
  act('close', { on: Day, result: Text(2_000) }),
  /** 更正: the last step was written down wrongly and counts no more; it stays readable. */
  act('void', { on: Day, nth: Type.Integer({ minimum: 1 }), reason: Text(1_000) }),
]);
export type CaseAct = Static<typeof CaseAct>;
export type ActName = CaseAct['act'];
