import type { Actor, Context, Tx } from '@tarim/platform';
import type { AlarmKind, Evidence } from '../../contract.ts';
import {
  type Alarm,
  durationsOf,
  type Group,
  type LoggedChange,
  type Rule,
  type Subject,
  severer,
  severityOf,
  stamp,
  worse,
} from '../domain/alarm.ts';
import {
  type Change,
  raise as raiseLife,
  record as recordLife,
  type Signal,
  step,
} from '../domain/lifecycle.ts';
import { appendLog, insertAlarm, updateAlarm } from '../sql/alarms.ts';
import { hushAlarms } from '../sql/hush.ts';
import { announce } from './announce.ts';

/** How stale the "last seen" of a lasting state may be. */
const REPEAT_SAVE_MS = 10 * 60_000;

export interface Cause {
  readonly kind: AlarmKind;
  readonly code: string;
  readonly period: string;
  /** When it was observed (end of the period judged, or now). */
  readonly at: number;
  readonly evidence: Evidence;
  /** Set for a grouped alarm. */
  readonly group?: Group;
}

/**
 * Carries decisions out in one transaction: saves the alarm, writes its log, and publishes all changes as one event.
 * `now` is the platform's time, which the log and the stamps show.
 */
export class Keeper {
  readonly #tx: Tx;
  readonly #ctx: Context;
  readonly #now: number;
  readonly #changed: Array<{ alarm: Alarm; change: LoggedChange }> = [];

  constructor(ctx: Context, tx: Tx, now: number) {
    this.#ctx = ctx;
    this.#tx = tx;
    this.#now = now;
  }

  async raise(cause: Cause, subject: Subject, rule: Rule, text: string | null = null): Promise<Alarm> {
    const { life, changes } = raiseLife(cause.at, durationsOf(rule));
    return this.#insert(cause, subject, rule, life, changes, false, text);
  }

  /** Keeps a late cause as an alarm that was never open. */
  async record(cause: Cause, subject: Subject, rule: Rule): Promise<Alarm> {
    const { life, changes } = recordLife(cause.at);
    return this.#insert(cause, subject, rule, life, changes, true, null);
  }

  /** Gives the alarm a signal. `seen`: the cause was seen again; `told`: what the log shall show beside the change. */
  async apply(
    alarm: Alarm,
    signal: Signal,
    rule: Rule,
    words: { seen?: Evidence; told?: Evidence | null; text?: string | null; by?: Actor } = {},
  ): Promise<Alarm> {
    const outcome = step(alarm.life, signal, durationsOf(rule));
    let next = stamp(alarm, outcome.life, outcome.changes, this.#now);
    if (words.seen) next = withEvidence(next, words.seen, rule, signal.at >= alarm.life.lastCauseAt);
    if (!words.seen && outcome.changes.length === 0 && outcome.life === alarm.life) return alarm;
    await updateAlarm(this.#tx, next, this.#now);
    await this.#log(
      next,
      outcome.changes,
      words.seen ?? words.told ?? null,
      words.text ?? null,
      words.by ?? null,
    );
    return next;
  }

  /**
   * A lasting state is seen again, as every round sees it: saved only when it changes the alarm's state, or once in a
   * while, so that a hundred silent devices are not a hundred writes a minute.
   */
  async repeat(alarm: Alarm, at: number, rule: Rule, evidence: Evidence): Promise<Alarm> {
    const outcome = step(alarm.life, { kind: 'cause', at }, durationsOf(rule));
    if (outcome.changes.length === 0 && at - alarm.life.lastCauseAt < REPEAT_SAVE_MS) return alarm;
    const stamped = stamp(alarm, outcome.life, outcome.changes, this.#now);
    const again = outcome.changes.some((change) => change.why === 'again');
    const next = { ...stamped, evidence, occurrences: stamped.occurrences + (again ? 1 : 0) };
    await updateAlarm(this.#tx, next, this.#now);
    await this.#log(next, outcome.changes, evidence, null);
    return next;
  }

  /** New figures of an observation the alarm already rests on. */
  async refresh(alarm: Alarm, evidence: Evidence, peak: Evidence | null, rule: Rule): Promise<Alarm> {
    const newest = evidence.time !== null && evidence.time === alarm.evidence.time;
    const next: Alarm = {
      ...alarm,
      evidence: newest ? evidence : alarm.evidence,
      peak,
      severity: severer(alarm.severity, severityOf(rule, evidence)),
    };
    await updateAlarm(this.#tx, next, this.#now);
    return next;
  }

  /** A late observation joins a historical alarm. */
  async widen(alarm: Alarm, cause: Cause, rule: Rule): Promise<Alarm> {
    const life = {
      ...alarm.life,
      startedAt: Math.min(alarm.life.startedAt, cause.at),
      lastCauseAt: Math.max(alarm.life.lastCauseAt, cause.at),
    };
    const next = withEvidence({ ...alarm, life }, cause.evidence, rule, cause.at >= alarm.life.lastCauseAt);
    await updateAlarm(this.#tx, next, this.#now);
    return next;
  }

  /** A grouped alarm stands for other points than before. */
  async regroup(alarm: Alarm, members: number, why: 'joined' | 'left', text: string): Promise<Alarm> {
    const next: Alarm = { ...alarm, group: { ...alarm.group!, members } };
    await updateAlarm(this.#tx, next, this.#now);
    await this.remark(next, why, text, null);
    return next;
  }

  /** A line in the log without a change of state. */
  async remark(
    alarm: Pick<Alarm, 'id' | 'life'>,
    why: LoggedChange['why'],
    text: string | null,
    evidence: Evidence | null,
  ): Promise<void> {
    const { state } = alarm.life;
    await appendLog(this.#tx, alarm.id, [
      { from: state, to: state, why, at: this.#now, text, evidence, by: null },
    ]);
  }

  /** Publishes what changed; the last act of the transaction. */
  async publish(): Promise<number> {
    if (this.#changed.length === 0) return 0;
    const ids = [...new Set(this.#changed.map(({ alarm }) => alarm.id))];
    const hushed = await hushAlarms(this.#tx, this.#now, ids);
    return announce(this.#ctx, this.#tx, this.#changed, hushed);
  }

  async #insert(
    cause: Cause,
    subject: Subject,
    rule: Rule,
    life: Alarm['life'],
    changes: readonly Change[],
    historical: boolean,
    text: string | null,
  ): Promise<Alarm> {
    const fresh: Omit<Alarm, 'id'> = {
      kind: cause.kind,
      severity: severityOf(rule, cause.evidence),
      ruleId: rule.id,
      subject,
      code: cause.code,
      period: cause.period,
      life,
      firedAt: null,
      recoveringAt: null,
      closedAt: null,
      evidence: cause.evidence,
      peak: cause.evidence,
      occurrences: 1,
      historical,
      ruleKey: '',
      blind: null,
      group: cause.group ?? null,
    };
    const { id: _none, ...stamped } = stamp({ ...fresh, id: 0 }, life, changes, this.#now);
    const alarm = await insertAlarm(this.#tx, stamped, this.#now);
    await this.#log(alarm, changes, cause.evidence, text);
    return alarm;
  }

  async #log(
    alarm: Alarm,
    changes: readonly Change[],
    evidence: Evidence | null,
    text: string | null,
    by: Actor | null = null,
  ): Promise<void> {
    if (changes.length === 0) return;
    const logged = changes.map((change) => ({ ...change, at: this.#now, text, evidence, by }));
    await appendLog(this.#tx, alarm.id, logged);
    for (const change of logged) this.#changed.push({ alarm, change });
  }
}

function withEvidence(alarm: Alarm, evidence: Evidence, rule: Rule, newest: boolean): Alarm {
  return {
    ...alarm,
    evidence: newest ? evidence : alarm.evidence,
    peak: worse(alarm.peak, evidence),
    occurrences: alarm.occurrences + 1,
    severity: severer(alarm.severity, severityOf(rule, evidence)),
  };
}
