import { beijingDate, DAY_MS, periodStart } from '@tarim/kernel';
import {
  type Context,
  type JobDefinition,
  type JobResult,
  type JobRun,
  type Subscription,
  subscribe,
  type Tx,
} from '@tarim/platform';
import { deviceChanged, limitsChanged, pointChanged } from '@tarim/registry/contract';
import { validityRule } from '@tarim/science';
import { type DirtyInput, markDirty } from '../sql/projection-write.ts';
import { PERIOD_CODES, type RollupRow, rollupBounds, rollupSeries } from '../sql/rollup-read.ts';
import { type Basis, deriveFactor } from './derive.ts';
import { mediumOf } from './medium.ts';
import { type PointFacts, pointFacts } from './point-facts.ts';

export const RECHECK_JOB = 'telemetry.recheck-point';
/** Hours read at once. */
const SPAN_MS = 31 * DAY_MS;

/** Whether the registry as it is now would make something else of an hour than what is stored. */
export function isStale(row: RollupRow, fact: PointFacts): boolean {
  if (row.ruleVersion !== validityRule(mediumOf(fact.kind)).id) return true;
  const fromMinutes = row.basis !== 'hour-device';
  if (fromMinutes && fact.interval !== null && row.expected !== Math.max(1, Math.round(60 / fact.interval)))
    return true;
  const date = beijingDate(row.time);
  const by = new Map<string, Basis>(Object.entries(row.values));
  return Object.values(row.values).some((value) => {
    // What the device itself may have said is not known here: computing once more tells.
    const derived = deriveFactor(value.code, by, fact, date, { converted: null, total: null, omitted: null });
    return (
      differs(derived.converted, value.converted) ||
      (derived.total !== null && differs(derived.total, value.total))
    );
  });
}

function differs(now: number | null, stored: number | null): boolean {
  if (now === null || stored === null) return now !== stored;
  return Math.abs(now - stored) > 1e-9 * Math.max(Math.abs(now), Math.abs(stored));
}

/**
 * After a change in the registry (reference oxygen of a limit, unit of a parameter, kind of the point, interval of the device):
 * marks the hours that would come out differently. Their days and months follow from them, and evaluation from all of these.
 */
export async function recheckPoint(
  ctx: Context,
  pointId: number,
  job: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> {
  const fact = (await pointFacts(ctx.db, [pointId])).get(pointId);
  const bounds = fact ? await rollupBounds(ctx.db, 'hour', pointId) : null;
  let looked = 0;
  let marked = 0;
  if (!fact || !bounds) return { looked, marked };
  for (
    let from = periodStart('day', bounds.first);
    from <= bounds.last && !job.signal.aborted;
    from += SPAN_MS
  ) {
    const rows = await rollupSeries(ctx.db, {
      pointIds: [pointId],
      period: 'hour',
      from,
      to: from + SPAN_MS,
    });
    const stale = rows.filter((row) => isStale(row, fact));
    const now = ctx.clock.now();
    const marks = stale.map(
      (row): DirtyInput => ({
        pointId,
        period: PERIOD_CODES.hour,
        time: row.time,
        dueAt: now,
        reason: 'registry-changed',
      }),
    );
    await ctx.db.transaction().execute((tx) => markDirty(tx, marks));
    looked += rows.length;
    marked += stale.length;
    await job.progress((from - bounds.first) / (bounds.last - bounds.first + 1), `${marked}`);
  }
  return { looked, marked };
}

export const recheckJob: JobDefinition = {
  name: RECHECK_JOB,
  titleZh: '登记信息变更后重新核对小时值',
  titleEn: 'Check hours again after a change in the registry',
  handle: (data, ctx, job) => recheckPoint(ctx, (data as { pointId: number }).pointId, job),
};

// Ten limits saved one after another are one look.
const recheck = ({ pointId }: { pointId: number }, tx: Tx, ctx: Context) =>
  ctx.jobs.enqueue(RECHECK_JOB, { pointId }, { tx, singletonKey: `point/${pointId}` });

export const recheckSubscriptions: readonly Subscription[] = [
  subscribe(
    limitsChanged,
    'telemetry.recheck-limits',
    async (event, tx, ctx) => void (await recheck(event, tx, ctx)),
  ),
  subscribe(
    pointChanged,
    'telemetry.recheck-point',
    async (event, tx, ctx) => void (await recheck(event, tx, ctx)),
  ),
  subscribe(
    deviceChanged,
    'telemetry.recheck-device',
    async (event, tx, ctx) => void (await recheck(event, tx, ctx)),
  ),
];
