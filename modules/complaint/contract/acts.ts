import { plainText, type Static, Type } from '@tarim/platform/contract';
import { Day, Key, NOT_ACCEPT_GROUNDS, orNull, UnitPath, Verdict } from './parts.ts';

const Text = (most: number) => plainText(most, 1);
const act = <N extends string, P extends Record<string, Type.TSchema>>(name: N, properties: P) =>
  Type.Object({ act: Type.Literal(name), on: Day, ...properties }, { additionalProperties: false });

/** What the body does about a complaint (办理环节), each with the day on which it was done. Whether it may be done then is `domain/life.ts`. */
export const ComplaintAct = Type.Union([
  /** 受理. `object` and `suspected` are the body's own words: a clue takes them, and never what the reporter wrote. */
  act('accept', {
    object: Text(100),
    enterpriseId: orNull(Key),
    suspected: Text(400),
    /** Whether it goes to enforcement as a clue. */
    clue: Type.Boolean(),
  }),
  act('not-accept', { ground: Type.Enum([...NOT_ACCEPT_GROUNDS]), reason: Text(1_000) }),
  act('transfer', { to: Text(100), reason: Text(1_000) }),
  /** 合并重复件: its reporter follows the other one from now on. */
  act('merge', { into: Key, reason: Text(400) }),
  /** 交办: the unit that handles it is competent for it from now on. */
  act('assign', { unitPath: UnitPath, note: plainText(400) }),
  /** 对交办提出异议. */
  act('object', { reason: Text(1_000) }),
  act('ask-extension', { reason: Text(1_000) }),
  act('decide-extension', { granted: Type.Boolean(), reason: Text(1_000) }),
  act('handle', { findings: Text(4_000), measures: Text(2_000), verdict: Verdict }),
  act('rework', { reason: Text(1_000) }),
  /** 答复: what the reporter reads. */
  act('reply', { text: Text(4_000) }),
  /** 公开: what was reported and what came of it, without contact and names. */
  act('publish', { what: Text(400), outcome: Text(1_000) }),
  act('decide-review', { changed: Type.Boolean(), opinion: Text(2_000) }),
  act('answer-retaliation', { text: Text(2_000) }),
  act('close', { note: plainText(400) }),
]);
export type ComplaintAct = Static<typeof ComplaintAct>;
export type ActName = ComplaintAct['act'];

/** What the reporter does, with receipt and code; its day is today. */
export const ReporterAct = Type.Union([
  Type.Object({ act: Type.Literal('rate'), satisfied: Type.Boolean(), note: plainText(400) }),
  /** 请求复查. */
  Type.Object({ act: Type.Literal('ask-review'), reason: Text(2_000) }),
  /** 反映打击报复: goes to the level above. */
  Type.Object({ act: Type.Literal('tell-retaliation'), text: Text(2_000) }),
]);
export type ReporterAct = Static<typeof ReporterAct>;
export type ReporterActName = ReporterAct['act'];
