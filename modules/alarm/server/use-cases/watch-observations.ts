import { beijingIso, DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { AlarmKind, Evidence } from '../../contract.ts';
import type { Alarm, KnownSubject, Rule } from '../domain/alarm.ts';
import { decide, endOf, evidenceOf, type Known, type Observation } from '../domain/observation.ts';
import { historicalNear, lockById, lockOpen } from '../sql/alarms.ts';
import {
  type Occurrence,
  occurrencesAt,
  putOccurrence,
  withdrawOccurrence,
  worstOccurrence,
} from '../sql/occurrences.ts';
import { presentRules, rulesById } from '../sql/rules.ts';
import { subjectsOf } from '../sql/subjects.ts';
import { type Cause, Keeper } from './keeper.ts';

type LatestLookup = (
  tx: Tx,
  observations: readonly Observation[],
) => Promise<ReadonlyMap<string, NonNullable<Known['latest']>>>;

export const causeKey = (of: { pointId: number; code: string; period: string }) =>
  `${of.pointId}|${of.code}|${of.period}`;

/**
 * Turns judged figures into alarms of one kind: authorises nobody (an event), loads what is known, decides purely, saves.
 * Safe to run twice on the same event: what an alarm rests on already is only refreshed.
 */
export async function watchObservations(
  ctx: Context,
  tx: Tx,
  kind: Extract<AlarmKind, 'exceedance' | 'aqi'>,
  observations: readonly Observation[],
  latestOf: LatestLookup,
): Promise<number> {
  const source: Evidence['source'] = kind === 'aqi' ? 'aqi' : 'verdict';
  const present = (await presentRules(tx)).get(kind);
  if (!present || observations.length === 0) return 0;
  const open = new Map(
    (await lockOpen(tx, kind, unique(observations.map((one) => one.pointId)))).map((alarm) => [
      alarmKey(alarm),
      alarm,
    ]),
  );
  const restsOn = new Map<string, Occurrence>();
  for (const one of await occurrencesAt(tx, kind, observations))
    restsOn.set(`${causeKey(one)}|${one.time}`, one);

  // Nearly all figures meet their limits and concern no alarm: they end here.
  const relevant = observations
    .filter(
      (one) =>
        one.word === 'exceeds' || open.has(causeKey(one)) || restsOn.has(`${causeKey(one)}|${one.time}`),
    )
    .sort((a, b) => a.time - b.time);
  if (relevant.length === 0) return 0;

  const exceeding = relevant.filter((one) => one.word === 'exceeds');
  const [subjects, latest, living] = await Promise.all([
    subjectsOf(tx, unique(exceeding.map((one) => one.pointId))),
    latestOf(tx, exceeding),
    rulesById(tx, unique([...open.values()].map((alarm) => alarm.ruleId))),
  ]);
  const now = ctx.clock.now();
  const keeper = new Keeper(ctx, tx, now);
  const round: Round = { tx, kind, source, keeper, rule: present, living, subjects, now };
  for (const one of relevant) {
    const key = causeKey(one);
    const rests = restsOn.get(`${key}|${one.time}`) ?? null;
    const next = await settle(
      round,
      one,
      { open: open.get(key) ?? null, restsOn: rests, latest: latest.get(key) ?? null },
      rests,
    );
    if (next === null) continue;
    if (next.life.state === 'closed') open.delete(key);
    else open.set(key, next);
  }
  return keeper.publish();
}

interface Round {
  readonly tx: Tx;
  readonly kind: AlarmKind;
  readonly source: Evidence['source'];
  readonly keeper: Keeper;
  readonly rule: Rule;
  readonly living: ReadonlyMap<number, Rule>;
  readonly subjects: ReadonlyMap<number, KnownSubject>;
  readonly now: number;
}

/** Carries out the decision on one observation; gives the alarm of this cause as it is now, null when none was touched. */
async function settle(
  round: Round,
  one: Observation,
  known: Known,
  rests: Occurrence | null,
): Promise<Alarm | null> {
  const { tx, keeper, kind } = round;
  const watched = round.subjects.get(one.pointId)?.active ?? true;
  const decision = decide(one, known, round.rule, round.now, watched);
  const rule = (known.open && round.living.get(known.open.ruleId)) || round.rule;
  const evidence = evidenceOf(one, round.source, beijingIso);
  const cause: Cause = { kind, code: one.code, period: one.period, at: endOf(one), evidence };
  switch (decision.do) {
    case 'ignore':
      return null;
    case 'raise': {
      const subject = round.subjects.get(one.pointId);
      if (!subject) return null;
      let alarm = await keeper.raise(cause, subject, round.rule);
      await putOccurrence(tx, alarm.id, kind, one, evidence);
      if (decision.clearAt !== null) {
        alarm = await keeper.apply(
          alarm,
          { kind: 'clear', at: decision.clearAt, why: 'cleared' },
          round.rule,
        );
      }
      return alarm;
    }
    case 'record': {
      const subject = round.subjects.get(one.pointId);
      if (!subject) return null;
      const gap = 2 * (one.period === 'hour' ? HOUR_MS : DAY_MS);
      const near = await historicalNear(tx, { ...one, kind }, cause.at - gap, cause.at + gap);
      const alarm = near
        ? await keeper.widen(near, cause, round.rule)
        : await keeper.record(cause, subject, round.rule);
      await putOccurrence(tx, alarm.id, kind, one, evidence);
      return null;
    }
    case 'cause': {
      const alarm = await keeper.apply(known.open!, { kind: 'cause', at: cause.at }, rule, {
        seen: evidence,
      });
      await putOccurrence(tx, alarm.id, kind, one, evidence);
      return alarm;
    }
    case 'clear':
      return keeper.apply(known.open!, { kind: 'clear', at: cause.at, why: 'cleared' }, rule, {
        told: evidence,
      });
    case 'refresh': {
      const alarm = await holder(tx, known, rests!);
      await putOccurrence(tx, rests!.alarmId, kind, one, evidence);
      if (!alarm) return null;
      const next = await keeper.refresh(alarm, evidence, await worstOccurrence(tx, alarm.id), rule);
      return alarm.id === known.open?.id ? next : null;
    }
    case 'withdraw':
      return withdraw(round, one, known, rests!, evidence, rule);
  }
}

/** The recomputed figure no longer exceeds: an alarm that rested on it alone, or on it last, recovers with that reason. */
async function withdraw(
  round: Round,
  one: Observation,
  known: Known,
  rests: Occurrence,
  evidence: Evidence,
  rule: Rule,
): Promise<Alarm | null> {
  const { tx, keeper } = round;
  const left = await withdrawOccurrence(tx, rests.alarmId, one.time, round.now);
  const alarm = await holder(tx, known, rests);
  if (!alarm) return null;
  const isOpen = alarm.life.state !== 'closed';
  const decides =
    isOpen && alarm.life.state !== 'recovering' && (left === 0 || endOf(one) >= alarm.life.lastCauseAt);
  if (!decides) {
    await keeper.remark(alarm, 'revised', null, evidence);
    return isOpen ? alarm : null;
  }
  const at = Math.max(endOf(one), alarm.life.lastCauseAt);
  return keeper.apply(alarm, { kind: 'clear', at, why: 'revised' }, rule, { told: evidence });
}

async function holder(tx: Tx, known: Known, rests: Occurrence): Promise<Alarm | null> {
  return known.open?.id === rests.alarmId ? known.open : lockById(tx, rests.alarmId);
}

function alarmKey(alarm: Alarm): string {
  return causeKey({ pointId: alarm.subject.pointId, code: alarm.code, period: alarm.period });
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values)];
}
