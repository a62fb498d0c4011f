import { beijingIso } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { rollupsOf } from '@tarim/telemetry/queries';
import { aqiComputed, type JudgedPeriod, judged, LIVE_EVALUATION } from '../../contract.ts';
import { cityCodeOf } from '../domain/city.ts';
import { requestCities } from '../sql/due.ts';
import { judgeAirPoints } from './judge-air-points.ts';
import { judgeOutlets } from './judge-outlets.ts';

/** Pages read again when they hear of it: what they read must be committed by then. */
const AFTER_COMMIT_MS = 250;

export interface PeriodKey {
  readonly pointId: number;
  readonly time: number;
}

/**
 * Judges finished periods of points: AQI for air stations, verdicts for outlets; asks for the cities concerned.
 * Judging the same figures again changes nothing and tells nobody.
 * @param reason why anything that changes is replaced: `rolled-up`, `due`, or an operator's words
 */
export async function judgePeriods(
  ctx: Context,
  tx: Tx,
  period: JudgedPeriod,
  keys: readonly PeriodKey[],
  reason: string,
): Promise<{ aqi: number; verdicts: number }> {
  if (keys.length === 0) return { aqi: 0, verdicts: 0 };
  const points = await pointsByIds(tx, [...new Set(keys.map((key) => key.pointId))]);
  const pointOf = new Map(points.map((point) => [point.id, point]));
  const kindOf = (key: PeriodKey) => pointOf.get(key.pointId)?.kind;
  const concerned = keys.filter((key) => kindOf(key) === 'air' || kindOf(key)?.startsWith('outlet-'));
  const rollups = await rollupsOf(tx, period, uniqueKeys(concerned));
  const now = ctx.clock.now();

  const air = rollups.filter((rollup) => kindOf(rollup) === 'air');
  const stations = await judgeAirPoints(tx, period, air, now, reason);
  const outlets = rollups.filter((rollup) => kindOf(rollup)?.startsWith('outlet-'));
  const verdicts = await judgeOutlets(tx, period, outlets, pointOf, now, reason);

  const cities = stations.flatMap(({ subject, time }) => {
    const point = pointOf.get(subject)!;
    const cityCode = point.public ? cityCodeOf(point.unitPath) : null;
    return cityCode === null ? [] : [{ cityCode, period, time }];
  });
  await requestCities(tx, cities, now);

  if (stations.length > 0) {
    await ctx.outbox.publish(tx, aqiComputed, {
      items: stations.map((row) => ({
        pointId: row.subject,
        cityCode: null,
        period,
        time: beijingIso(row.time),
        aqi: row.aqi,
        level: row.level,
        primary: [...row.primary],
        revision: row.revision,
      })),
    });
  }
  if (verdicts.length > 0) {
    await ctx.outbox.publish(tx, judged, {
      items: verdicts.map(({ row, limit, ratio }) => ({
        pointId: row.pointId,
        code: row.code,
        period,
        time: beijingIso(row.time),
        verdict: row.verdict,
        value: row.value,
        limit,
        ratio,
        unit: row.unit,
        revision: row.revision,
      })),
    });
  }
  if (stations.length + verdicts.length > 0) {
    const message = { aqi: stations.length, verdicts: verdicts.length };
    setTimeout(() => ctx.live.publish(LIVE_EVALUATION, message), AFTER_COMMIT_MS).unref();
  }
  return { aqi: stations.length, verdicts: verdicts.length };
}

function uniqueKeys(keys: readonly PeriodKey[]): PeriodKey[] {
  return [...new Map(keys.map((key) => [`${key.pointId}|${key.time}`, key])).values()];
}
