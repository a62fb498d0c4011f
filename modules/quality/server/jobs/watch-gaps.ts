import { beijingDate, DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { stepNow, WHOLE_POINT } from '../domain/flags/fold.ts';
import { FLAG_TABLE, flagRulesOn, mediumOf, settingsOf } from '../domain/flags/rules.ts';
import type { FlagRun } from '../domain/flags/runs.ts';
import { type OwnedRun, putRuns } from '../sql/flag-runs.ts';
import { flagPositions, lockStates, thinSnapshots } from '../sql/flag-states.ts';
import { localTables } from '../sql/tables.ts';
import { flagFacts, ownerOfRuns, tell } from '../use-cases/run-flags.ts';

/** An hour is missing when it has been over for so long: its data may be on their way. */
const GRACE_MS = 30 * MINUTE_MS;
/** Daily states are kept so long; of what is older, those of the first of each month. */
const KEPT_MS = 35 * DAY_MS;

/**
 * Raises the gaps that last: nothing comes that could raise them. The row is the one that the next hour will raise (same point, same
 * begin), so it does not matter whether or how often this ran; hours that do come meanwhile withdraw it.
 */
export async function watchGaps(ctx: Context): Promise<{ gaps: number; thinned: number }> {
  const now = ctx.clock.now();
  const end = periodStart('hour', now - GRACE_MS);
  const behind = (await flagPositions(ctx.db)).filter((one) => one.state.at! + HOUR_MS <= end);
  const gaps = await ctx.db.transaction().execute(async (tx) => {
    const states = await lockStates(
      tx,
      behind.map((one) => one.pointId),
    );
    const points = (await pointsByIds(tx, [...states.keys()])).filter((one) => one.active);
    const facts = await flagFacts(tx, points);
    const rulesOn = flagRulesOn((await localTables(tx)).filter((one) => one.key === FLAG_TABLE));
    const runs: OwnedRun[] = [];
    for (const point of points) {
      const { state } = states.get(point.id)!;
      const last = state.receipt.gap;
      const step = stepNow(facts.get(point.id)!, state);
      const set = rulesOn(beijingDate(end));
      const own = settingsOf(
        set,
        { medium: mediumOf(point.kind), item: WHOLE_POINT, range: null },
        end,
        step,
      );
      const rule = own.settings.gap;
      if (!rule || typeof last !== 'number') continue;
      const from = last + step;
      const missing = Math.floor((end - from) / step);
      if (missing < Math.max(1, rule.periods ?? 1)) continue;
      const run: FlagRun = {
        code: WHOLE_POINT,
        flag: 'gap',
        from,
        to: from + missing * step,
        first: { missing },
        peak: { missing },
        seenAt: from,
        state: 'raised',
        version: own.version,
        confidence: own.confidence.gap ?? 'ours',
        lsn: null,
        revision: 0,
      };
      runs.push({ owner: ownerOfRuns(point), run });
    }
    await tell(ctx, tx, await putRuns(tx, runs, now));
    return runs.length;
  });
  return { gaps, thinned: await thinSnapshots(ctx.db, now - KEPT_MS) };
}
