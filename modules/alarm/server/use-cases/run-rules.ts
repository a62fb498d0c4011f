import { aqiComputed, judged } from '@tarim/evaluation/contract';
import { beijingDate, DAY_MS, HOUR_MS, MINUTE_MS, periodEnd } from '@tarim/kernel';
import { type Context, subscribe, type Tx } from '@tarim/platform';
import { recorded, rolledUp } from '@tarim/telemetry/contract';
import type { RuleBasis } from '../../contract.ts';
import type { CompiledRule } from '../domain/engine/compile.ts';
import { freshState, nextDeadline } from '../domain/engine/engine.ts';
import { type Run, run } from '../domain/engine/replay.ts';
import type { SeriesState } from '../domain/engine/types.ts';
import {
  anchorOf,
  dropAnchorsAfter,
  dueSeries,
  lockSeries,
  openSeries,
  putAnchors,
  putSeries,
  type SeriesInput,
  type StoredSeries,
  seriesKey,
} from '../sql/series.ts';
import type { Evaluated } from './episodes.ts';
import { readObservations, type Wanted } from './read-observations.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';
import { settleEpisodes } from './settle-episodes.ts';

/** What arrived: observations of a stream of a point, by the time at which they could be known, epoch ms, both inclusive. */
export interface Arrival {
  readonly basis: RuleBasis;
  readonly pointId: number;
  readonly from: number;
  readonly to: number;
}

/** Terms that remember (rates, silence) begin their memory so long before their version. */
const WARM_UP_MS = DAY_MS;
/** So long states are kept for late data; what comes later still changes no alarm. */
export const KEPT_MS = 35 * DAY_MS;
/** Deadlines pass so long after their time: what is on its way may still come. By rhythm of the basis. */
export const GRACE_MS: Readonly<Record<RuleBasis, number>> = {
  realtime: 2 * MINUTE_MS,
  minute: 2 * MINUTE_MS,
  hour: 10 * MINUTE_MS,
  'verdict-hour': 15 * MINUTE_MS,
  aqi: 15 * MINUTE_MS,
  day: HOUR_MS,
  'verdict-day': HOUR_MS,
};
const MOST_DUE = 5_000;

/**
 * Evaluates the rules that look at what arrived. A series that got something younger than its state goes on from it; one that
 * got something older goes back to a kept state and reads again what is stored: so that late data give the alarms that the
 * same data in time would have given.
 */
export async function runRules(ctx: Context, tx: Tx, arrivals: readonly Arrival[]): Promise<number> {
  if (arrivals.length === 0) return 0;
  const book = await ruleBook(ctx, tx);
  let changed = await endReplaced(ctx, tx, book);
  for (const [basis, own] of Map.groupBy(arrivals, (one) => one.basis)) {
    const watched = own.filter((one) => presentAt(book, basis, one.pointId).length > 0);
    if (watched.length > 0) changed += await runBasis(ctx, tx, book, basis, watched);
  }
  return changed;
}

/** Without versions that ended: what comes late does not change what they came to. */
const presentAt = (book: RuleBook, basis: RuleBasis, pointId: number): readonly CompiledRule[] =>
  book.at(basis, pointId).filter((rule) => rule.to === null);

/** Versions that were replaced end what they raised before the next one says anything. */
async function endReplaced(ctx: Context, tx: Tx, book: RuleBook): Promise<number> {
  let changed = 0;
  for (const { id, effectiveTo, body } of book.versions) {
    if (effectiveTo === null) continue;
    const evaluated: Evaluated[] = [];
    const series: SeriesInput[] = [];
    for (const one of await openSeries(tx, id)) {
      const rule = book.rule(id, body.basis, one.pointId);
      if (!rule) continue;
      const result = run(rule, one.state, [], Date.parse(effectiveTo));
      collect(rule, one.state, result, one.state, false, { series, anchors: [], evaluated });
    }
    await putSeries(tx, series, ctx.clock.now());
    changed += await settleEpisodes(ctx, tx, book, evaluated);
  }
  return changed;
}

interface Task {
  readonly rule: CompiledRule;
  readonly stored: SeriesState | null;
  readonly start: SeriesState;
  readonly late: boolean;
  readonly until: number;
}

async function runBasis(
  ctx: Context,
  tx: Tx,
  book: RuleBook,
  basis: RuleBasis,
  arrivals: readonly Arrival[],
): Promise<number> {
  const now = ctx.clock.now();
  const spans = new Map<number, Arrival>();
  for (const one of arrivals) {
    const span = spans.get(one.pointId);
    spans.set(one.pointId, {
      ...one,
      from: Math.min(one.from, span?.from ?? one.from),
      to: Math.max(one.to, span?.to ?? one.to),
    });
  }
  const rules = [...spans.keys()].flatMap((pointId) => presentAt(book, basis, pointId));
  const stored = new Map(
    (await lockSeries(tx, [...new Set(rules.map((rule) => rule.ruleId))], [...spans.keys()])).map((one) => [
      seriesKey(one),
      one.state,
    ]),
  );
  const tasks: Task[] = [];
  for (const rule of rules) {
    const span = spans.get(rule.pointId)!;
    const before = stored.get(seriesKey(rule)) ?? null;
    const late = before !== null && span.from <= before.at;
    if (late && span.from < now - KEPT_MS && span.to <= before.at) continue;
    const start = late ? await goBack(tx, rule, span.from) : (before ?? freshState(rule));
    tasks.push({ rule, stored: before, start, late, until: Math.max(span.to, before?.at ?? span.to) });
  }
  return evaluate(ctx, tx, book, basis, tasks);
}

async function goBack(tx: Tx, rule: CompiledRule, since: number): Promise<SeriesState> {
  const anchor = (await anchorOf(tx, rule, since)) ?? freshState(rule);
  await dropAnchorsAfter(tx, rule, anchor.at);
  return anchor;
}

/** Reads what lies between each state and its end, folds, and saves states and alarms. */
async function evaluate(
  ctx: Context,
  tx: Tx,
  book: RuleBook,
  basis: RuleBasis,
  tasks: readonly Task[],
): Promise<number> {
  if (tasks.length === 0) return 0;
  const after = new Map<number, number>();
  for (const { rule, start } of tasks) {
    const from = Math.max(start.at, rule.from - WARM_UP_MS);
    after.set(rule.pointId, Math.min(from, after.get(rule.pointId) ?? from));
  }
  const wanted: Wanted[] = [...after].map(([pointId, from]) => ({ pointId, after: from }));
  const most = Math.max(...tasks.map((task) => task.until));
  const observations = await readObservations(tx, basis, wanted, most);
  const now = ctx.clock.now();
  const series: SeriesInput[] = [];
  const anchors: StoredSeries[] = [];
  const evaluated: Evaluated[] = [];
  for (const { rule, stored, start, late, until } of tasks) {
    const least = Math.max(start.at, rule.from - WARM_UP_MS);
    const own = observations.get(rule.pointId)!.filter((one) => one.at > least && one.at <= until);
    const result = run(rule, start, own, Math.max(until, start.at));
    collect(rule, start, result, stored, late, { series, anchors, evaluated });
  }
  await putSeries(tx, series, now);
  await putAnchors(tx, anchors, now);
  return settleEpisodes(ctx, tx, book, evaluated);
}

function collect(
  rule: CompiledRule,
  start: SeriesState,
  result: Run,
  stored: SeriesState | null,
  late: boolean,
  into: { series: SeriesInput[]; anchors: StoredSeries[]; evaluated: Evaluated[] },
): void {
  const { ruleId, pointId } = rule;
  const { state } = result;
  if (state === stored) return;
  into.series.push({ ruleId, pointId, state, dueAt: nextDeadline(rule, state) });
  // One state a day is kept to go back to.
  if (stored === null || late || dayOf(start) !== dayOf(state)) into.anchors.push({ ruleId, pointId, state });
  if (late || result.changes.length > 0 || differs(stored, state))
    into.evaluated.push({ rule, start, result, late });
}

const dayOf = (state: SeriesState): string => (state.seen === null ? '' : beijingDate(state.seen));

/** The open alarm has new figures without a change of its state. */
function differs(stored: SeriesState | null, state: SeriesState): boolean {
  const [a, b] = [stored?.open ?? null, state.open];
  return a !== null && b !== null && a.occurrences !== b.occurrences;
}

/** Lets time pass for series in which something is due (silence, end of recoveries, versions that ended). */
export async function passTime(ctx: Context, tx: Tx): Promise<number> {
  const book = await ruleBook(ctx, tx);
  const now = ctx.clock.now();
  let changed = await endReplaced(ctx, tx, book);
  for (const [basis, versions] of Map.groupBy(book.versions, (one) => one.body.basis)) {
    const until = now - GRACE_MS[basis];
    const ids = versions.map((one) => one.id);
    const due = await dueSeries(tx, ids, until, MOST_DUE);
    const tasks = due.flatMap((one): Task[] => {
      const rule = book.rule(one.ruleId, basis, one.pointId);
      return rule ? [{ rule, stored: one.state, start: one.state, late: false, until }] : [];
    });
    const series: SeriesInput[] = [];
    const evaluated: Evaluated[] = [];
    for (const { rule, stored, start } of tasks) {
      const result = run(rule, start, [], until);
      collect(rule, start, result, stored, false, { series, anchors: [], evaluated });
    }
    await putSeries(tx, series, now);
    changed += await settleEpisodes(ctx, tx, book, evaluated);
  }
  return changed;
}

export const watchRecorded = subscribe(recorded, 'alarm.run-record-rules', async ({ items }, tx, ctx) => {
  await runRules(
    ctx,
    tx,
    items.map(({ pointId, kind, from, to }) => ({ basis: kind, pointId, from, to })),
  );
});

export const watchRollups = subscribe(
  rolledUp,
  'alarm.run-rollup-rules',
  async ({ period, items }, tx, ctx) => {
    if (period === 'month') return;
    await runRules(
      ctx,
      tx,
      items.map(({ pointId, time }) => arrivalOf(period, period, pointId, time)),
    );
  },
);

export const watchJudged = subscribe(judged, 'alarm.run-verdict-rules', async ({ items }, tx, ctx) => {
  await runRules(
    ctx,
    tx,
    items.map(({ period, pointId, time }) =>
      arrivalOf(period === 'day' ? 'verdict-day' : 'verdict-hour', period, pointId, time),
    ),
  );
});

export const watchIndex = subscribe(aqiComputed, 'alarm.run-aqi-rules', async ({ items }, tx, ctx) => {
  await runRules(
    ctx,
    tx,
    items.flatMap(({ pointId, period, time }) =>
      pointId === null || period !== 'hour' ? [] : [arrivalOf('aqi', 'hour', pointId, time)],
    ),
  );
});

function arrivalOf(basis: RuleBasis, period: 'hour' | 'day', pointId: number, time: string): Arrival {
  const at = periodEnd(period, Date.parse(time));
  return { basis, pointId, from: at, to: at };
}

/** A version begins: every point of its scope gets its memory, so that silence from before is noticed. */
export async function beginVersion(ctx: Context, tx: Tx, ruleId: number): Promise<number> {
  const book = await ruleBook(ctx, tx);
  const version = book.version(ruleId);
  if (!version || version.effectiveTo !== null) return 0;
  await endReplaced(ctx, tx, book);
  const { basis } = version.body;
  const now = ctx.clock.now();
  const points = book.pointsOf(basis).filter((pointId) => book.rule(ruleId, basis, pointId) !== null);
  const there = new Set((await lockSeries(tx, [ruleId], points)).map((one) => one.pointId));
  const tasks = points
    .filter((pointId) => !there.has(pointId))
    .map((pointId): Task => {
      const rule = book.rule(ruleId, basis, pointId)!;
      return { rule, stored: null, start: freshState(rule), late: false, until: now - GRACE_MS[basis] };
    });
  await evaluate(ctx, tx, book, basis, tasks);
  return tasks.length;
}
