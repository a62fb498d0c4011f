import { judged } from '@tarim/evaluation/contract';
import { latestVerdicts } from '@tarim/evaluation/queries';
import { subscribe } from '@tarim/platform';
import { causeKey, watchObservations } from './watch-observations.ts';

/** Exceedance alarms (超标报警) from the verdicts on outlets. */
export const watchVerdicts = subscribe(judged, 'alarm.watch-verdicts', async ({ items }, tx, ctx) => {
  const observations = items.map((item) => ({
    pointId: item.pointId,
    code: item.code,
    period: item.period,
    time: Date.parse(item.time),
    word: item.verdict,
    value: item.value,
    limit: item.limit,
    ratio: item.ratio,
    unit: item.unit,
    revision: item.revision,
  }));
  await watchObservations(ctx, tx, 'exceedance', observations, async (_tx, exceeding) => {
    const rows = await latestVerdicts(tx, [...new Set(exceeding.map((one) => one.pointId))]);
    return new Map(rows.map((row) => [causeKey(row), { time: row.time, word: row.verdict }]));
  });
});
