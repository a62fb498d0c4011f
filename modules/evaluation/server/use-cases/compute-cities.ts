import { beijingIso } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { cityStationRule } from '@tarim/standards';
import { rollupsOf } from '@tarim/telemetry/queries';
import { type AqiPollutant, aqiComputed, type JudgedPeriod } from '../../contract.ts';
import { airInputs, factorOf, POLLUTANTS } from '../domain/air.ts';
import { judgeAir } from '../domain/aqi.ts';
import { cityCodeOf, cityMeans, standsForCity } from '../domain/city.ts';
import { sameAqi } from '../domain/same.ts';
import { type AqiRow, aqiRowsAt, CITY_AQI, writeAqi } from '../sql/aqi.ts';
import { registeredParameters } from '../sql/units.ts';

export interface CityKey {
  readonly cityCode: string;
  readonly period: JudgedPeriod;
  readonly time: number;
}

/** City AQI from the rollups of all public stations of each city; gives how many rows are new or changed. */
export async function computeCities(
  ctx: Context,
  tx: Tx,
  keys: readonly CityKey[],
  reason: string,
): Promise<number> {
  if (keys.length === 0) return 0;
  const stationsOf = new Map<string, number[]>();
  for (const point of await listPoints(tx, { kind: 'air', publicOnly: true })) {
    const code = cityCodeOf(point.unitPath);
    if (code === null || !standsForCity(point)) continue;
    const list = stationsOf.get(code);
    if (list) list.push(point.id);
    else stationsOf.set(code, [point.id]);
  }
  let changed = 0;
  for (const period of ['hour', 'day'] as const) {
    const wanted = keys.filter((key) => key.period === period && stationsOf.has(key.cityCode));
    changed += await computePeriod(ctx, tx, period, wanted, stationsOf, reason);
  }
  return changed;
}

async function computePeriod(
  ctx: Context,
  tx: Tx,
  period: JudgedPeriod,
  keys: readonly CityKey[],
  stationsOf: ReadonlyMap<string, readonly number[]>,
  reason: string,
): Promise<number> {
  if (keys.length === 0) return 0;
  const asked = keys.flatMap((key) =>
    stationsOf.get(key.cityCode)!.map((pointId) => ({ pointId, time: key.time })),
  );
  const rollups = new Map(
    (await rollupsOf(tx, period, asked)).map((rollup) => [`${rollup.pointId}|${rollup.time}`, rollup]),
  );
  const before = new Map(
    (
      await aqiRowsAt(
        tx,
        CITY_AQI,
        period,
        keys.map((key) => ({ subject: key.cityCode, time: key.time })),
      )
    ).map((row) => [`${row.subject}|${row.time}`, row]),
  );
  const registered = await registeredParameters(
    tx,
    asked.map((one) => one.pointId),
  );
  const now = ctx.clock.now();
  const changed: AqiRow<string>[] = [];
  for (const key of keys) {
    const ids = stationsOf.get(key.cityCode)!;
    const stations = ids.flatMap((pointId) => {
      const rollup = rollups.get(`${pointId}|${key.time}`);
      if (!rollup) return [];
      const inputs = airInputs(period, rollup.values, (code) => registered.unitOf(pointId, code));
      return [{ pointId, revision: rollup.revision, values: inputs.values, excluded: inputs.excluded }];
    });
    const rule = cityStationRule(key.time);
    const monitoring = (pollutant: string) => {
      const { code } = factorOf(pollutant as AqiPollutant);
      return ids.filter((pointId) => registered.measures(pointId, code)).length;
    };
    const { values, excluded, counts } = cityMeans(stations, POLLUTANTS[period], monitoring, rule);
    const { standard, ruleVersion: version, confidence } = rule;
    const known = before.get(`${key.cityCode}|${key.time}`);
    const row: AqiRow<string> = {
      subject: key.cityCode,
      period,
      time: key.time,
      ...judgeAir(period, key.time, values),
      inputs: {
        values,
        excluded,
        stations,
        stationCount: ids.length,
        stationRule: { standard, version, confidence, counts },
      },
      revision: known ? known.revision + 1 : 0,
      computedAt: now,
    };
    if (!known || !sameAqi(known, row)) changed.push(row);
  }
  await writeAqi(tx, CITY_AQI, changed, reason);
  if (changed.length > 0) {
    await ctx.outbox.publish(tx, aqiComputed, {
      items: changed.map((row) => ({
        pointId: null,
        cityCode: row.subject,
        period,
        time: beijingIso(row.time),
        aqi: row.aqi,
        level: row.level,
        primary: [...row.primary],
        revision: row.revision,
      })),
    });
  }
  return changed.length;
}
