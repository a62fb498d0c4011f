import { beijingIso } from '@tarim/kernel';
import type { Evidence, Severity } from '../../../contract.ts';
import { severer, worse } from '../alarm.ts';
import { raise, type Signal, step as stepLife } from '../lifecycle.ts';
import type { CompiledRule } from './compile.ts';
import { FRESH_LEAF, type LeafReading, leavesOf, placesOf, readLeaf, truthOf } from './leaves.ts';
import { inSchedule, nextInSchedule } from './schedule.ts';
import type {
  EngineChange,
  EngineReason,
  Episode,
  EpisodeState,
  LeafState,
  Observation,
  Outcome,
  SeriesState,
  StepOfEvaluation,
  Truth,
} from './types.ts';

/** Before anything was observed. */
export function freshState(rule: CompiledRule): SeriesState {
  return {
    at: Number.MIN_SAFE_INTEGER,
    seen: null,
    leaves: rule.leaves.map(() => FRESH_LEAF),
    open: null,
    trouble: null,
  };
}

/**
 * The evaluation of rules (规则引擎) as a pure function: state × observation → state. Observations of a series come in the
 * order of their time; deadlines between them (silence, end of recovery, lack of data) pass at their own instant, whoever
 * asks and how often. So the same observations give the same alarms, live, late or replayed.
 * @param observation must be younger than `state.at`; an older one needs a replay (`replay.ts`)
 */
export function observe(rule: CompiledRule, state: SeriesState, observation: Observation): Outcome {
  const run = new Run(rule, state);
  run.passDeadlines(observation.at, false);
  run.observe(observation);
  return run.outcome();
}

/** Lets time pass up to and with `until` without an observation. Twice the same, or in smaller steps, changes nothing. */
export function advance(rule: CompiledRule, state: SeriesState, until: number): Outcome {
  const run = new Run(rule, state);
  run.passDeadlines(until, true);
  return run.outcome();
}

/** When something would change although nothing is observed, epoch ms; null: never. */
export function nextDeadline(rule: CompiledRule, state: SeriesState): number | null {
  return new Run(rule, state).nextDeadline()?.at ?? null;
}

export const stateOf = (episode: Episode): EpisodeState =>
  episode.life.state === 'closed' ? 'closed' : (episode.blind ?? episode.life.state);

interface Deadline {
  readonly at: number;
  readonly pass: () => void;
}

class Run {
  readonly #rule: CompiledRule;
  #state: SeriesState;
  readonly #ended: Episode[] = [];
  readonly #changes: EngineChange[] = [];
  #readings: readonly LeafReading[] | null = null;

  constructor(rule: CompiledRule, state: SeriesState) {
    this.#rule = rule;
    this.#state = state;
  }

  outcome(): Outcome {
    return { state: this.#state, ended: this.#ended, changes: this.#changes };
  }

  /** Deadlines before `until`; with `itself`, also one that is exactly there: an observation of that instant comes first. */
  passDeadlines(until: number, itself: boolean): void {
    // Nearly always: nothing is open, and time alone changes nothing.
    if (this.#state.open === null && !this.#rule.silent) return;
    for (;;) {
      const next = this.nextDeadline();
      if (next === null || (itself ? next.at > until : next.at >= until)) return;
      this.#state = { ...this.#state, at: Math.max(next.at, this.#state.at) };
      this.#readings = null;
      next.pass();
    }
  }

  nextDeadline(): Deadline | null {
    const { open, seen } = this.#state;
    const { to, blindAfter, durations } = this.#rule;
    let first: Deadline | null = null;
    const offer = (at: number, pass: () => void) => {
      if (first === null || at < first.at) first = { at, pass };
    };
    if (open && to !== null) offer(to, () => this.#end(to));
    if (seen !== null && this.#rule.silent) this.#offerSilence(seen, offer);
    if (!open) return first;
    const { life } = open;
    if (life.state === 'recovering' && life.clearSince !== null) {
      const at = life.clearSince + durations.recoverFor;
      offer(at, () => this.#signal({ kind: 'tick', at }, null));
    }
    if (life.state === 'pending' && this.#lastsInSilence()) {
      const at = life.startedAt + durations.pendingFor;
      offer(at, () => this.#signal({ kind: 'cause', at }, this.#silenceEvidence()));
    }
    if (open.blind === null && blindAfter !== null && seen !== null) {
      const at = seen + blindAfter;
      offer(at, () => this.#blind('no-data', at));
    }
    if (life.state === 'firing') {
      for (const rung of this.#rule.rungs) {
        if (
          rung.after === null ||
          rung.tree !== null ||
          severer(open.severity, rung.severity) === open.severity
        )
          continue;
        const at = open.firedAt! + rung.after;
        offer(at, () => this.#severer(rung.severity, at, null));
      }
    }
    return first;
  }

  /** Silence that has not been noticed yet. */
  #offerSilence(seen: number, offer: (at: number, pass: () => void) => void): void {
    const { leaves, schedule, from, to } = this.#rule;
    leaves.forEach((leaf, index) => {
      if (leaf.silence === null || this.#state.leaves[index]!.on) return;
      const at = nextInSchedule(schedule, Math.max(seen + leaf.silence, from));
      if (at === null || (to !== null && at >= to)) return;
      offer(at, () => {
        const next = [...this.#state.leaves];
        next[index] = { on: true, since: at, before: null };
        this.#state = { ...this.#state, leaves: next };
        this.#judge(at, this.#remembered(), this.#silenceEvidence());
      });
    });
  }

  /** Truths without a new observation: silence tells, the rest stands as it was last. */
  #remembered(): Truth[] {
    const { leaves } = this.#rule;
    return this.#state.leaves.map((leaf, index) =>
      leaves[index]!.silence !== null ? leaf.on : leaf.on ? true : null,
    );
  }

  #lastsInSilence(): boolean {
    const { leaves, tree } = this.#rule;
    const silent = leavesOf(tree).some(
      (index) => leaves[index]!.silence !== null && this.#state.leaves[index]!.on,
    );
    return silent && truthOf(tree, this.#remembered()) === true;
  }

  observe(observation: Observation): void {
    const places = placesOf(this.#rule, observation.slots);
    const { leaves } = this.#rule;
    const readings = new Array<LeafReading>(leaves.length);
    const states = new Array<LeafState>(leaves.length);
    const truths = new Array<Truth>(leaves.length);
    for (let index = 0; index < leaves.length; index++) {
      const reading = readLeaf(leaves[index]!, this.#state.leaves[index]!, observation, places[index]!);
      readings[index] = reading;
      states[index] = reading.state;
      truths[index] = reading.truth;
    }
    this.#readings = readings;
    const { open, trouble } = this.#state;
    this.#state = { at: observation.at, seen: observation.at, leaves: states, open, trouble };
    if (this.#state.open?.blind === 'no-data') this.#seeAgain(observation.at);
    this.#judge(observation.at, truths, null, observation);
  }

  #judge(at: number, truths: readonly Truth[], silence: Evidence | null, observation?: Observation): void {
    const { tree, schedule, from, to, rungs } = this.#rule;
    if (at < from || (to !== null && at >= to)) return;
    const truth = truthOf(tree, truths);
    const scheduled = inSchedule(schedule, at);
    if (scheduled && truth === null) {
      this.#unsaid(at);
      return;
    }
    if (this.#state.trouble !== null) this.#state = { ...this.#state, trouble: null };
    if (this.#state.open?.blind === 'error') this.#seeAgain(at);
    if (!scheduled || truth !== true) {
      const evidence = observation ? this.#evidence(observation) : null;
      if (this.#state.open)
        this.#signal({ kind: 'clear', at, why: 'cleared' }, evidence, scheduled ? undefined : 'off-schedule');
      return;
    }
    const evidence = silence ?? this.#evidence(observation!);
    if (this.#state.open) this.#signal({ kind: 'cause', at }, evidence);
    else this.#raise(at, evidence);
    for (const rung of rungs) {
      const { open } = this.#state;
      if (!open || rung.tree === null || truthOf(rung.tree, truths) !== true) continue;
      if (rung.after !== null && at - (open.firedAt ?? at) < rung.after) continue;
      this.#severer(rung.severity, at, evidence);
    }
  }

  /** The condition cannot be told from this observation; only a lasting reason is a trouble. */
  #unsaid(at: number): void {
    const trouble = this.#readings?.find((reading) => reading.trouble !== null)?.trouble ?? null;
    if (trouble === null) return;
    this.#state = { ...this.#state, trouble };
    if (this.#state.open && this.#state.open.blind === null) this.#blind('error', at);
  }

  #raise(at: number, evidence: Evidence): void {
    const { life, changes } = raise(at, this.#rule.durations);
    const episode: Episode = {
      id: at,
      life,
      blind: null,
      firedAt: life.state === 'firing' ? at : null,
      recoveringAt: null,
      closedAt: null,
      severity: this.#rule.severity,
      evidence,
      peak: evidence,
      occurrences: 1,
    };
    this.#state = { ...this.#state, open: episode };
    for (const change of changes)
      this.#note(at, change.from, change.to, change.why as EngineReason, evidence, episode);
  }

  #signal(signal: Signal, evidence: Evidence | null, why?: EngineReason): void {
    const open = this.#state.open!;
    const outcome = stepLife(open.life, signal, this.#rule.durations);
    const cause = signal.kind === 'cause' && evidence !== null;
    if (!cause && outcome.changes.length === 0) return;
    const closed = outcome.life.state === 'closed';
    let { firedAt, recoveringAt } = open;
    for (const { to } of outcome.changes) {
      if (to === 'firing') {
        firedAt ??= signal.at;
        recoveringAt = null;
      } else if (to === 'recovering') recoveringAt = signal.at;
    }
    const next: Episode = {
      ...open,
      life: outcome.life,
      firedAt,
      recoveringAt,
      closedAt: closed ? signal.at : null,
      evidence: cause ? evidence! : open.evidence,
      peak: cause ? worse(open.peak, evidence!) : open.peak,
      occurrences: open.occurrences + (cause ? 1 : 0),
    };
    this.#state = { ...this.#state, open: closed ? null : next };
    if (closed) this.#ended.push(next);
    for (const change of outcome.changes)
      this.#note(signal.at, change.from, change.to, why ?? (change.why as EngineReason), evidence, next);
  }

  /** The version ends: what it raised ends with it, and the next version speaks for itself. */
  #end(at: number): void {
    const open = this.#state.open!;
    const from = stateOf(open);
    const life = { ...open.life, state: 'closed' as const, clearSince: open.life.clearSince ?? at };
    const next: Episode = { ...open, life, blind: null, closedAt: at };
    this.#ended.push(next);
    this.#state = { ...this.#state, open: null };
    this.#note(at, from, 'closed', 'replaced', null, next);
  }

  #blind(blind: 'no-data' | 'error', at: number): void {
    const open = this.#state.open!;
    const from = stateOf(open);
    const next = { ...open, blind };
    this.#state = { ...this.#state, open: next };
    this.#note(at, from, blind, blind, null, next);
  }

  #seeAgain(at: number): void {
    const open = this.#state.open!;
    const next = { ...open, blind: null };
    this.#state = { ...this.#state, open: next };
    this.#note(at, open.blind, next.life.state, 'data-again', null, next);
  }

  #severer(severity: Severity, at: number, evidence: Evidence | null): void {
    const open = this.#state.open!;
    if (severer(open.severity, severity) === open.severity) return;
    const next = { ...open, severity };
    this.#state = { ...this.#state, open: next };
    this.#note(at, stateOf(next), stateOf(next), 'severer', evidence, next);
  }

  #note(
    at: number,
    from: EpisodeState | null,
    to: EpisodeState,
    why: EngineReason,
    evidence: Evidence | null,
    { id, severity }: Episode,
  ): void {
    this.#changes.push({ id, at, from, to, why, severity, evidence, steps: this.#steps() });
  }

  #steps(): StepOfEvaluation[] {
    const readings = this.#readings;
    if (readings)
      return readings.map(({ truth, value, threshold }, term) => ({ term, on: truth, value, threshold }));
    return this.#remembered().map((on, term) => ({ term, on, value: null, threshold: null }));
  }

  /** What the alarm rests on: the first figure that made the condition true, else the first that was read. */
  #evidence(observation: Observation): Evidence {
    const readings = this.#readings!;
    const own = leavesOf(this.#rule.tree);
    const of = (wanted: (reading: LeafReading) => boolean) => own.find((index) => wanted(readings[index]!));
    const index =
      of((one) => one.truth === true && one.value !== null) ?? of((one) => one.value !== null) ?? own[0]!;
    const { value, raises } = readings[index]!;
    const { term } = this.#rule.leaves[index]!;
    const { basis, pointId } = this.#rule;
    const compared = term.type === 'rate' || term.type === 'aqi' || term.type === 'verdict' ? null : raises;
    return {
      source:
        basis === 'realtime' || basis === 'minute'
          ? 'frame'
          : basis === 'aqi'
            ? 'aqi'
            : basis === 'hour' || basis === 'day'
              ? 'rollup'
              : 'verdict',
      pointId,
      code: 'code' in term ? (term.code ?? null) : null,
      period: basis === 'realtime' || basis === 'minute' ? null : basis.endsWith('day') ? 'day' : 'hour',
      time: beijingIso(observation.time),
      lsn: observation.lsn,
      value,
      limit: raises,
      ratio: value !== null && compared !== null && compared > 0 ? value / compared : null,
      revision: observation.revision,
      ...(term.type === 'rate' ? { unit: term.per === 'percent' ? '%' : null } : {}),
      ...(term.type === 'aqi' ? { unit: '' } : {}),
    };
  }

  #silenceEvidence(): Evidence {
    const { seen } = this.#state;
    return {
      source: 'silence',
      pointId: this.#rule.pointId,
      code: null,
      period: null,
      time: seen === null ? null : beijingIso(seen),
      lsn: null,
      value: null,
      limit: null,
      ratio: null,
      revision: null,
    };
  }
}
