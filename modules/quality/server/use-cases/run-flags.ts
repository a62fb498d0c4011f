import { beijingIso, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { type Context, subscribe, type Tx } from '@tarim/platform';
import { devicesOfPoints, pointParameters, pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import { rolledUp } from '@tarim/telemetry/contract';
import { hourReceipts, type RollupRow, rollupSeries } from '@tarim/telemetry/queries';
import { flagged } from '../../contract.ts';
import {
  type FlagHour,
  type FlagPoint,
  type FoldResult,
  FRESH,
  foldHours,
  HELD_UP_MS,
  type PointFlagState,
} from '../domain/flags/fold.ts';
import { FLAG_TABLE, type FlagRuleSet, flagRulesOn, mediumOf } from '../domain/flags/rules.ts';
import { type FlagChange, type OwnedRun, putRuns, type RunOwner, withdrawRuns } from '../sql/flag-runs.ts';
import { lockStates, markRedo, putSnapshots, putStates, snapshotsBefore } from '../sql/flag-states.ts';
import { localTables } from '../sql/tables.ts';

const LONG_AGO = Date.UTC(2000, 0, 1);
/** Hours of one point that are read at once; who has more is read by himself. */
const SHORT_HOURS = 72;
const MOST_HOURS = 500_000;
const EVENT_ITEMS = 1_000;

/** Hours that came or changed, by point: begin of the first and of the last, epoch ms. */
export interface FlagArrival {
  readonly pointId: number;
  readonly from: number;
  readonly to: number;
}

interface Task {
  readonly point: RegisteredPoint;
  readonly facts: FlagPoint;
  readonly start: PointFlagState;
  /** The kept states after `start` are void. */
  readonly late: boolean;
  readonly until: number;
}

/**
 * Runs the tests over hours that came. A point that got younger hours goes on from its state; one that got older or changed ones
 * goes back to a kept state (or to its first hour) and reads again what is stored, so that the same records give the same flags in
 * whatever order they came. Everything is in the caller's transaction.
 * @param mayDefer far older data are only noted: a history that is loaded backwards would be read again with every batch of it
 */
export async function runFlags(
  ctx: Context,
  tx: Tx,
  arrivals: readonly FlagArrival[],
  { mayDefer = false }: { readonly mayDefer?: boolean } = {},
): Promise<number> {
  const spans = new Map<number, FlagArrival>();
  for (const one of arrivals) {
    const span = spans.get(one.pointId);
    spans.set(one.pointId, {
      pointId: one.pointId,
      from: Math.min(one.from, span?.from ?? one.from),
      to: Math.max(one.to, span?.to ?? one.to),
    });
  }
  const ids = [...spans.keys()];
  if (ids.length === 0) return 0;
  const points = await pointsByIds(tx, ids);
  const facts = await flagFacts(tx, points);
  const states = await lockStates(
    tx,
    points.map((one) => one.id),
  );
  const lateSpans = points.flatMap(({ id }) => {
    const { from } = spans.get(id)!;
    const { at } = states.get(id)!.state;
    return at !== null && from < at ? [{ pointId: id, from }] : [];
  });
  const kept = await snapshotsBefore(tx, lateSpans);
  const tasks: Task[] = [];
  const later: { pointId: number; from: number }[] = [];
  for (const point of points) {
    const span = spans.get(point.id)!;
    const { state, redoFrom } = states.get(point.id)!;
    const late = state.at === null || span.from < state.at;
    // What is older waits with what waits already.
    if (mayDefer && late && redoFrom !== null && redoFrom <= span.from) continue;
    const start = late ? (kept.get(point.id) ?? FRESH) : state;
    const until = Math.max(span.to + HOUR_MS, state.at ?? 0);
    if (mayDefer && late && state.at !== null && until - (start.at ?? LONG_AGO) > SHORT_HOURS * HOUR_MS) {
      later.push({ pointId: point.id, from: span.from });
      continue;
    }
    tasks.push({ point, facts: facts.get(point.id)!, start, late, until });
  }
  await markRedo(tx, later);
  const local = (await localTables(tx)).filter((one) => one.key === FLAG_TABLE);
  const rulesOn = flagRulesOn(local);
  const short = tasks.filter((one) => one.until - (one.start.at ?? LONG_AGO) <= SHORT_HOURS * HOUR_MS);
  let changed = short.length > 0 ? await foldTasks(ctx, tx, short, rulesOn) : 0;
  for (const one of tasks) if (!short.includes(one)) changed += await foldTasks(ctx, tx, [one], rulesOn);
  return changed;
}

export async function flagFacts(tx: Tx, points: readonly RegisteredPoint[]): Promise<Map<number, FlagPoint>> {
  const ids = points.map((one) => one.id);
  const [parameters, devices] = await Promise.all([pointParameters(tx, ids), devicesOfPoints(tx, ids)]);
  const ranges = Map.groupBy(parameters, (one) => one.pointId);
  const interval = new Map<number, number>();
  // The device that was registered last comes first.
  for (const one of devices)
    if (one.minuteInterval !== null && !interval.has(one.pointId))
      interval.set(one.pointId, one.minuteInterval * MINUTE_MS);
  return new Map(
    points.map((point) => [
      point.id,
      {
        medium: mediumOf(point.kind),
        step: stepOf(point.kind, interval.get(point.id) ?? null),
        ranges: Object.fromEntries((ranges.get(point.id) ?? []).map((one) => [one.code, one.rangeHigh])),
      },
    ]),
  );
}

/** Automatic stations of rivers and wells measure as often as they were told, which shows in what they send; all others owe each hour. */
const OWN_PACE: ReadonlySet<string> = new Set(['surface-water', 'groundwater', 'drinking-water']);
function stepOf(kind: string, interval: number | null): number | null {
  if (interval === null) return OWN_PACE.has(kind) ? null : HOUR_MS;
  return Math.max(HOUR_MS, Math.ceil(interval / HOUR_MS) * HOUR_MS);
}

async function foldTasks(
  ctx: Context,
  tx: Tx,
  tasks: readonly Task[],
  rulesOn: (date: string) => FlagRuleSet,
): Promise<number> {
  const rows = await rollupSeries(tx, {
    pointIds: tasks.map((one) => one.point.id),
    period: 'hour',
    from: Math.min(...tasks.map((one) => one.start.at ?? LONG_AGO)),
    to: Math.max(...tasks.map((one) => one.until)),
    limit: MOST_HOURS,
  });
  const byPoint = Map.groupBy(rows, (row) => row.pointId);
  const wanted = new Map(
    tasks.map((one) => [
      one.point.id,
      (byPoint.get(one.point.id) ?? []).filter(
        (row) => row.time >= (one.start.at ?? LONG_AGO) && row.time < one.until,
      ),
    ]),
  );
  const hours = await hoursOf(tx, wanted);
  const runs: OwnedRun[] = [];
  const states: { pointId: number; state: PointFlagState }[] = [];
  const snapshots: { pointId: number; state: PointFlagState }[] = [];
  for (const { point, facts, start } of tasks) {
    const result: FoldResult = foldHours(start, hours.get(point.id) ?? [], facts, rulesOn);
    const owner = ownerOfRuns(point);
    for (const run of result.runs) runs.push({ owner, run });
    states.push({ pointId: point.id, state: result.state });
    for (const state of result.snapshots) snapshots.push({ pointId: point.id, state });
  }
  const now = ctx.clock.now();
  const written = await putRuns(tx, runs, now);
  const since = tasks.map((one) => ({ pointId: one.point.id, since: one.start.at }));
  const gone = await withdrawRuns(tx, since, runs, now);
  await putSnapshots(
    tx,
    snapshots,
    tasks.filter((one) => one.late).map((one) => ({ pointId: one.point.id, after: one.start.at })),
  );
  await putStates(tx, states);
  await tell(ctx, tx, [...written, ...gone]);
  return written.length + gone.length;
}

export const ownerOfRuns = (point: RegisteredPoint): RunOwner => ({
  pointId: point.id,
  unitPath: point.unitPath,
  enterpriseId: point.enterpriseId,
  kind: point.kind,
  simulated: point.simulated,
});

const FLAG = 'FLAG_';

async function hoursOf(
  tx: Tx,
  wanted: ReadonlyMap<number, readonly RollupRow[]>,
): Promise<Map<number, FlagHour[]>> {
  const keys = [...wanted.values()].flatMap((rows) =>
    rows.map((row) => ({
      pointId: row.pointId,
      hour: row.time,
      kind: kindOf(row.basis),
      step: recordStep(row),
    })),
  );
  const receipts = new Map(
    (await hourReceipts(tx, keys, HELD_UP_MS)).map((one) => [`${one.pointId}/${one.hour}`, one]),
  );
  return new Map(
    [...wanted].map(([pointId, rows]) => [
      pointId,
      rows.map((row): FlagHour => {
        const receipt = receipts.get(`${pointId}/${row.time}`);
        return {
          time: row.time,
          revision: row.revision,
          stopped: isStopped(row),
          values: Object.fromEntries(
            Object.values(row.values).map(({ code, mean, invalid }) => [
              code,
              { mean, mark: invalid?.startsWith(FLAG) ? invalid.slice(FLAG.length) : null },
            ]),
          ),
          receipt: receipt ? { ...receipt, step: recordStep(row) } : null,
        };
      }),
    ]),
  );
}

/** Nothing ran: no record says otherwise, or a factor is marked so; what is measured beside it is then no figure of the process. */
const isStopped = (row: RollupRow): boolean =>
  (row.expected > 0 && row.stopped >= row.expected) ||
  Object.values(row.values).some((one) => one.invalid === `${FLAG}F`);
/** An hour comes from minute records, or from the hour that the device itself sent. */
const kindOf = (basis: string) => (basis === 'hour-device' ? ('hour' as const) : ('minute' as const));
/** Length of what a record of the hour tells of, ms. */
const recordStep = ({ basis, expected }: RollupRow): number =>
  kindOf(basis) === 'hour' || expected <= 0 ? HOUR_MS : HOUR_MS / expected;

export async function tell(ctx: Context, tx: Tx, changes: readonly FlagChange[]): Promise<void> {
  for (let from = 0; from < changes.length; from += EVENT_ITEMS)
    await ctx.outbox.publish(tx, flagged, {
      items: changes.slice(from, from + EVENT_ITEMS).map((one) => ({
        id: one.id,
        pointId: one.pointId,
        code: one.code,
        flag: one.flag,
        period: 'hour' as const,
        from: beijingIso(one.from.getTime()),
        to: beijingIso(one.to.getTime()),
        state: one.state,
      })),
    });
}

export const watchHours = subscribe(rolledUp, 'quality.run-flags', async ({ period, items }, tx, ctx) => {
  if (period !== 'hour') return;
  await runFlags(
    ctx,
    tx,
    items.map(({ pointId, time }) => ({ pointId, from: Date.parse(time), to: Date.parse(time) })),
    { mayDefer: true },
  );
});
