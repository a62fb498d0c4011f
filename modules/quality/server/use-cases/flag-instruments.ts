import { beijingDate, HOUR_MS, periodStart } from '@tarim/kernel';
import { checkFailed, parameterChanged } from '@tarim/operation/contract';
import { type Context, subscribe, type Tx } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { parameterChange } from '@tarim/science';
import { type QualityFlag, qualityFlagRule } from '@tarim/standards';
import { FLAG_TABLE, flagRulesOn, mediumOf } from '../domain/flags/rules.ts';
import type { FlagRun } from '../domain/flags/runs.ts';
import { putRuns } from '../sql/flag-runs.ts';
import { localTables } from '../sql/tables.ts';
import { ownerOfRuns, tell } from './run-flags.ts';

/** What an instrument told or was found to be, as flags: they rest on checks and readings, not on hours, and no hour takes them away. */
interface Found {
  readonly pointId: number;
  readonly item: string;
  readonly flag: Extract<QualityFlag, 'calibration-drift' | 'parameter-change'>;
  /** Epoch ms; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly figures: Readonly<Record<string, number | null>>;
  readonly lsn: number | null;
}

/** Checks of a drift or of a standard; comparisons with a laboratory say of accuracy, not of drift. */
const DRIFTS = new Set(['drift', 'standard']);

/** A failed calibration or check puts the hours since the last passed one in doubt: a reviewer sees them as one flag and may take them all. */
export const flagFailedChecks = subscribe(checkFailed, 'quality.flag-failed-checks', async (one, tx, ctx) => {
  if (!DRIFTS.has(one.kind)) return;
  const to = Date.parse(one.to);
  await raiseFound(ctx, tx, [
    {
      pointId: one.pointId,
      item: one.code,
      flag: 'calibration-drift',
      from: one.from === null ? to - HOUR_MS : Date.parse(one.from),
      to,
      figures: { outOfControl: one.outOfControl ? 1 : 0, checkId: one.checkId },
      lsn: null,
    },
  ]);
});

/** A parameter of an instrument or logger was read otherwise than before. */
export const flagChangedParameters = subscribe(
  parameterChanged,
  'quality.flag-changed-parameters',
  async ({ items }, tx, ctx) => {
    await raiseFound(
      ctx,
      tx,
      items.map(({ pointId, item, before, after, lsn, at }) => ({
        pointId,
        item,
        flag: 'parameter-change' as const,
        from: periodStart('hour', Date.parse(at)),
        to: periodStart('hour', Date.parse(at)) + HOUR_MS,
        figures: { before, after },
        lsn,
      })),
    );
  },
);

async function raiseFound(ctx: Context, tx: Tx, found: readonly Found[]): Promise<void> {
  const points = new Map(
    (
      await pointsByIds(
        tx,
        found.map((one) => one.pointId),
      )
    ).map((point) => [point.id, point]),
  );
  const rulesOn = flagRulesOn((await localTables(tx)).filter((one) => one.key === FLAG_TABLE));
  const runs = found.flatMap(({ pointId, item, flag, figures, ...one }) => {
    const point = points.get(pointId);
    if (!point || one.to <= one.from) return [];
    const set = rulesOn(beijingDate(one.to));
    const rule = qualityFlagRule(flag, mediumOf(point.kind), item, one.to, set.rules);
    // Switched off for this factor, or a smaller change than the table lets pass.
    if (!rule || (flag === 'parameter-change' && !passes(figures, one.to, rule.parameters))) return [];
    const run: FlagRun = {
      ...one,
      code: item,
      flag,
      first: figures,
      peak: figures,
      seenAt: one.to,
      state: 'cleared',
      version: set.version,
      confidence: rule.confidence,
      revision: 0,
    };
    return [{ owner: ownerOfRuns(point), run }];
  });
  await tell(ctx, tx, await putRuns(tx, runs, ctx.clock.now()));
}

const passes = (
  { before = null, after = null }: Readonly<Record<string, number | null>>,
  time: number,
  parameters: Readonly<Record<string, number | null>>,
): boolean => after !== null && parameterChange(before, { time, value: after }, parameters).raised !== null;
