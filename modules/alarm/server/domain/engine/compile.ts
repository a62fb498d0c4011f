import { beijingDate, MINUTE_MS, type UnitConverter, unitConverter } from '@tarim/kernel';
import {
  type Condition,
  type RuleBasis,
  type RuleBody,
  type RuleMeasure,
  type RuleSchedule,
  type Severity,
  type Term,
  termsOf,
} from '../../../contract.ts';
import type { Durations } from '../lifecycle.ts';
import { BLIND_AFTER } from './schedule.ts';
import type { LimitFact, PointFacts, Trouble } from './types.ts';

/** A figure to compare with at a time, in the unit of the point; or why there is none. */
type Bound = (time: number) => number | Trouble;

/** One term, ready for a point: what to read, and against what. */
export interface Leaf {
  readonly term: Term;
  /** Slots to read, in order; empty for terms that read no value. */
  readonly reads: readonly string[];
  readonly bound: Bound;
  /** Where it stops once it is on. */
  readonly clearAt: Bound;
  readonly hold: number;
  /** absent: allowed silence, ms. */
  readonly silence: number | null;
  /** It can never be evaluated at this point. */
  readonly trouble: Trouble | null;
}

/** Positions of the leaves: a number is a leaf, else a join. */
export type Tree = number | { readonly all: boolean; readonly parts: readonly Tree[] };

export interface CompiledRung {
  readonly severity: Severity;
  readonly tree: Tree | null;
  readonly after: number | null;
}

/** A version of a rule, ready for one point. */
export interface CompiledRule {
  readonly ruleId: number;
  readonly pointId: number;
  readonly basis: RuleBasis;
  readonly leaves: readonly Leaf[];
  readonly tree: Tree;
  readonly rungs: readonly CompiledRung[];
  readonly severity: Severity;
  readonly durations: Durations;
  readonly schedule: RuleSchedule | undefined;
  /** Whether silence is among the terms: then time alone can change something. */
  readonly silent: boolean;
  readonly blindAfter: number | null;
  /** From here the version holds, epoch ms; before it terms only gather their memory. */
  readonly from: number;
  /** Until here; null: still. */
  readonly to: number | null;
  /** Positions of the slots that leaves read, by layout. */
  readonly places: WeakMap<readonly string[], readonly (readonly number[])[]>;
}

export interface RuleVersion {
  readonly id: number;
  readonly body: RuleBody;
  readonly from: number;
  readonly to: number | null;
}

/** Intervals of silence after which a device counts as offline, as the watch of devices has it. */
const OFFLINE_INTERVALS = 5;
const FAULT_FLAGS = ['D', 'B'];
const NEVER: Bound = () => 'no-such-figure';

export function compileRule(version: RuleVersion, facts: PointFacts): CompiledRule {
  const { body } = version;
  const leaves: Leaf[] = [];
  const grow = (condition: Condition): Tree => ({
    all: condition.join === 'all',
    parts: condition.parts.map((part) =>
      'type' in part
        ? leaves.push(leafOf(part, body.basis, facts)) - 1
        : {
            all: part.join === 'all',
            parts: part.terms.map((term) => leaves.push(leafOf(term, body.basis, facts)) - 1),
          },
    ),
  });
  const tree = grow(body.condition);
  const rungs = (body.ladder ?? []).map((rung) => ({
    severity: rung.severity,
    tree: rung.when ? grow(rung.when) : null,
    after: rung.afterMinutes === undefined ? null : rung.afterMinutes * MINUTE_MS,
  }));
  // Where silence itself is the cause, the lack of data is no lack of knowledge.
  const silent = leaves.some((leaf) => leaf.silence !== null);
  return {
    ruleId: version.id,
    pointId: facts.pointId,
    basis: body.basis,
    leaves,
    tree,
    rungs,
    severity: body.severity,
    durations: { pendingFor: body.pendingFor * 1000, recoverFor: body.recoverFor * 1000 },
    schedule: body.schedule,
    silent,
    blindAfter: silent
      ? null
      : body.noDataMinutes === undefined
        ? BLIND_AFTER[body.basis]
        : body.noDataMinutes * MINUTE_MS,
    from: version.from,
    to: version.to,
    places: new WeakMap(),
  };
}

/** Factors that a rule reads; null: it looks at all. */
export function codesOf(body: RuleBody): ReadonlySet<string> | null {
  const codes = new Set<string>();
  for (const term of termsOf(body)) {
    if (term.type === 'aqi' || term.type === 'absent' || term.type === 'device') return null;
    if (term.code === undefined) return null;
    codes.add(term.code);
    if (term.type === 'compare') codes.add(term.other);
  }
  return codes;
}

function leafOf(term: Term, basis: RuleBasis, facts: PointFacts): Leaf {
  const plain = { term, bound: NEVER, clearAt: NEVER, hold: 0, silence: null, trouble: null, reads: [] };
  const hold = 'holdMinutes' in term ? (term.holdMinutes ?? 0) * MINUTE_MS : 0;
  switch (term.type) {
    case 'threshold':
      return { ...plain, hold, reads: [slot(term, basis)], ...thresholds(term, facts) };
    case 'limit': {
      if (basis === 'verdict-hour' || basis === 'verdict-day') {
        const bounds = { bound: () => term.ratio, clearAt: () => term.clear ?? term.ratio };
        return { ...plain, hold, reads: [`${term.code}.ratio`], ...bounds };
      }
      const limit = limitBound(term, basis, facts);
      const times = (factor: number): Bound => {
        return (time) => {
          const upper = limit(time);
          return typeof upper === 'number' ? upper * factor : upper;
        };
      };
      return {
        ...plain,
        hold,
        reads: [slot(term, basis)],
        bound: times(term.ratio),
        clearAt: times(term.clear ?? term.ratio),
      };
    }
    case 'compare': {
      const convert = converter(facts.units[term.other] ?? null, facts.units[term.code] ?? null);
      const trouble = typeof convert === 'string' ? convert : null;
      const reads = [slot(term, basis), slot({ ...term, code: term.other }, basis)];
      return { ...plain, hold, reads, trouble };
    }
    case 'rate':
      return {
        ...plain,
        hold,
        reads: [slot(term, basis)],
        bound: () => term.value,
        clearAt: () => term.value,
      };
    case 'absent': {
      const interval = facts.intervals[basis] ?? null;
      if (term.minutes !== undefined) return { ...plain, silence: term.minutes * MINUTE_MS };
      if (interval === null) return { ...plain, trouble: 'interval-unknown' };
      return { ...plain, silence: (term.intervals ?? OFFLINE_INTERVALS) * interval };
    }
    case 'device': {
      if (term.state === 'fault') return { ...plain, term: { type: 'flag', flags: FAULT_FLAGS } };
      const interval = facts.intervals[basis] ?? null;
      if (interval === null) return { ...plain, trouble: 'interval-unknown' };
      return { ...plain, silence: Math.max(OFFLINE_INTERVALS * interval, OFFLINE_INTERVALS * MINUTE_MS) };
    }
    case 'flag':
      return { ...plain, hold };
    case 'verdict':
      return { ...plain, hold, reads: term.code === undefined ? [] : [`${term.code}.word`] };
    case 'aqi':
      return {
        ...plain,
        hold,
        reads: ['aqi.level'],
        bound: () => term.level - 0.5,
        clearAt: () => term.level - 0.5,
      };
  }
}

/** The figure of the rule is told in the unit of the point once, not every value in the unit of the rule. */
function thresholds(
  term: Extract<Term, { type: 'threshold' }>,
  facts: PointFacts,
): Pick<Leaf, 'bound' | 'clearAt' | 'trouble'> {
  const unit = facts.units[term.code] ?? null;
  const convert = term.unit === null ? (value: number) => value : fromTo(term.unit, unit);
  if (typeof convert === 'string') return { bound: NEVER, clearAt: NEVER, trouble: convert };
  const bound = convert(term.value);
  const clear = convert(term.clear ?? term.value);
  return { bound: () => bound, clearAt: () => clear, trouble: null };
}

/** A limit on converted values (折算) judges converted figures, one on actual values the others. */
function limitBound(
  { code, measure = 'mean' }: Extract<Term, { type: 'limit' }>,
  basis: RuleBasis,
  facts: PointFacts,
): Bound {
  const wanted = basis === 'day' ? 'day' : 'hour';
  const kind = measure === 'converted' ? 'converted' : 'actual';
  const own = facts.limits.filter(
    (limit) => limit.code === code && limit.basis === wanted && limit.measure === kind,
  );
  const told = own.map((limit) => ({ limit, upper: toldIn(limit, facts.units[code] ?? null) }));
  return (time) => {
    const day = beijingDate(time);
    let least: number | Trouble = 'limit-missing';
    for (const { limit, upper } of told) {
      if (day < limit.from || (limit.to !== null && day > limit.to)) continue;
      if (typeof upper !== 'number') return upper;
      // Of several limits that hold at once the strictest counts.
      least = typeof least === 'number' ? Math.min(least, upper) : upper;
    }
    return least;
  };
}

function toldIn(limit: LimitFact, unit: string | null): number | Trouble {
  if (limit.unit === null) return limit.upper;
  const convert = fromTo(limit.unit, unit);
  return typeof convert === 'string' ? convert : convert(limit.upper);
}

function fromTo(from: string, to: string | null): UnitConverter | Trouble {
  return to === null ? 'unit-unknown' : unitConverter(from, to);
}

/** Units of two factors that are compared; both unsaid: nothing may be assumed. */
export function converter(from: string | null, to: string | null): UnitConverter | Trouble {
  return from === null || to === null ? 'unit-unknown' : unitConverter(from, to);
}

const ATTRS: Readonly<Record<RuleMeasure, string>> = {
  mean: 'Avg',
  max: 'Max',
  min: 'Min',
  converted: 'ZsAvg',
  total: 'Cou',
};

/** Attribute of a figure in a layout. A real-time record has one value a factor: Rtd, or its converted one. */
function slot({ code, measure = 'mean' }: { code: string; measure?: RuleMeasure }, basis: RuleBasis): string {
  if (basis === 'realtime') return `${code}.${measure === 'converted' ? 'ZsRtd' : 'Rtd'}`;
  if (basis === 'verdict-hour' || basis === 'verdict-day') return `${code}.value`;
  if (basis === 'aqi') return `${code}.aqi`;
  return `${code}.${ATTRS[measure]}`;
}
