import { AQI_LEVELS, aqiComputed } from '@tarim/evaluation/contract';
import { latestPointAqi } from '@tarim/evaluation/queries';
import { subscribe } from '@tarim/platform';
import type { Rule } from '../domain/alarm.ts';
import type { Observation } from '../domain/observation.ts';
import { presentRules } from '../sql/rules.ts';
import { causeKey, watchObservations } from './watch-observations.ts';

const DEFAULT_LEVEL = 5;

/** Heavy-pollution alarms (重污染) from the hourly AQI of stations: level 5 or worse, as the rule says. */
export const watchAir = subscribe(aqiComputed, 'alarm.watch-air', async ({ items }, tx, ctx) => {
  const rule = (await presentRules(tx)).get('aqi');
  const observations = items.flatMap((item): Observation[] => {
    if (item.pointId === null || item.period !== 'hour') return [];
    return [observe({ ...item, pointId: item.pointId, time: Date.parse(item.time) }, rule)];
  });
  await watchObservations(ctx, tx, 'aqi', observations, async (_tx, exceeding) => {
    const pointIds = [...new Set(exceeding.map((one) => one.pointId))];
    const rows = await latestPointAqi(tx, 'hour', pointIds);
    const seen = rows.map((row) =>
      observe(
        { pointId: row.subject, time: row.time, aqi: row.aqi, level: row.level, revision: row.revision },
        rule,
      ),
    );
    return new Map(seen.map((one) => [causeKey(one), { time: one.time, word: one.word }]));
  });
});

function observe(
  item: { pointId: number; time: number; aqi: number | null; level: number | null; revision: number },
  rule: Rule | undefined,
): Observation {
  const minLevel = rule?.params.minLevel ?? DEFAULT_LEVEL;
  const threshold = AQI_LEVELS[minLevel - 1]!.from;
  const word = item.level === null ? 'not-judged' : item.level >= minLevel ? 'exceeds' : 'meets';
  return {
    pointId: item.pointId,
    code: '',
    period: 'hour',
    time: item.time,
    word,
    value: item.aqi,
    limit: threshold,
    ratio: item.aqi === null ? null : item.aqi / threshold,
    revision: item.revision,
  };
}
