import { pointAqiRange, verdictsWhere } from '@tarim/evaluation/queries';
import { DAY_MS, HOUR_MS, periodEnd } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { type RollupRow, recordStream, rollupSeries } from '@tarim/telemetry/queries';
import type { RuleBasis } from '../../contract.ts';
import type { Observation } from '../domain/engine/types.ts';

/** From its own time on, a point is wanted; epoch ms of observation (`Observation.at`), exclusive. */
export interface Wanted {
  readonly pointId: number;
  readonly after: number;
}

const OLDEST = Date.UTC(2000, 0, 1);
const ROLLUPS = 500_000;
const VERDICTS = 200_000;
const AQI_STEP = 20_000 * HOUR_MS;

/**
 * Stored observations of one stream, by point, in the order of their time: the same whether they are read as they come, late or
 * for a trial. `until` inclusive, by the time at which they could be known.
 */
export async function readObservations(
  db: DbOrTx,
  basis: RuleBasis,
  wanted: readonly Wanted[],
  until: number,
): Promise<Map<number, Observation[]>> {
  const found = new Map<number, Observation[]>(wanted.map((one) => [one.pointId, []]));
  const after = new Map(wanted.map((one) => [one.pointId, Math.max(one.after, OLDEST)]));
  const add = (pointId: number, observation: Observation) => {
    if (observation.at > after.get(pointId)! && observation.at <= until)
      found.get(pointId)!.push(observation);
  };
  if (wanted.length === 0) return found;
  switch (basis) {
    case 'realtime':
    case 'minute': {
      const spans = [...after].map(([pointId, from]) => ({ pointId, from: from + 1 }));
      for await (const page of recordStream(db, basis, spans, until))
        for (const { pointId, time, slots, values, flags, lsn, revision } of page)
          add(pointId, { at: time, time, slots, values, flags, lsn, revision });
      return found;
    }
    case 'hour':
    case 'day': {
      const from = Math.min(...after.values()) - (basis === 'hour' ? HOUR_MS : DAY_MS);
      const query = { pointIds: [...after.keys()], period: basis, from, to: until, limit: ROLLUPS } as const;
      for (const row of await rollupSeries(db, query)) add(row.pointId, rollupObservation(row));
      return found;
    }
    case 'verdict-hour':
    case 'verdict-day': {
      const period = basis === 'verdict-hour' ? 'hour' : 'day';
      const from = Math.min(...after.values()) - (period === 'hour' ? HOUR_MS : DAY_MS);
      const rows = await verdictsWhere(
        db,
        { pointIds: [...after.keys()], period, from, to: until },
        { limit: VERDICTS },
      );
      for (const [key, own] of Map.groupBy(rows, (row) => `${row.pointId}/${row.time}`)) {
        const { pointId, time } = own[0]!;
        void key;
        own.sort((a, b) => (a.code < b.code ? -1 : 1));
        const slots = own.flatMap(({ code }) => [`${code}.word`, `${code}.value`, `${code}.ratio`]);
        const values = own.flatMap(({ verdict, value, upper }) => [
          verdict === 'exceeds' ? 1 : verdict === 'meets' ? 0 : null,
          value,
          value !== null && upper !== null && upper > 0 ? value / upper : null,
        ]);
        const revision = Math.max(...own.map((row) => row.revision));
        add(pointId, {
          at: periodEnd(period, time),
          time,
          slots: interned(slots),
          values,
          flags: null,
          lsn: null,
          revision,
        });
      }
      for (const list of found.values()) list.sort((a, b) => a.at - b.at);
      return found;
    }
    case 'aqi':
      for (const [pointId, since] of after)
        for (let from = since - HOUR_MS; from < until; from += AQI_STEP) {
          const to = Math.min(until, from + AQI_STEP);
          for (const row of await pointAqiRange(db, { pointId, period: 'hour', from, to }))
            add(pointId, {
              at: periodEnd('hour', row.time),
              time: row.time,
              slots: AQI_SLOTS,
              values: [row.level, row.aqi],
              flags: null,
              lsn: null,
              revision: row.revision,
            });
        }
      return found;
  }
}

const AQI_SLOTS = ['aqi.level', 'aqi.aqi'];

/** Figures of a roll-up that is valid; one that is not says nothing. */
function rollupObservation(row: RollupRow): Observation {
  const slots: string[] = [];
  const values: (number | null)[] = [];
  for (const code of Object.keys(row.values).sort()) {
    const one = row.values[code]!;
    const valid = one.invalid === null;
    slots.push(`${code}.Avg`, `${code}.Max`, `${code}.Min`, `${code}.ZsAvg`, `${code}.Cou`);
    for (const value of [one.mean, one.max, one.min, one.converted, one.total])
      values.push(valid ? value : null);
  }
  return {
    at: periodEnd(row.period as 'hour' | 'day', row.time),
    time: row.time,
    slots: interned(slots),
    values,
    flags: null,
    lsn: null,
    revision: row.revision,
  };
}

/** One array for one layout: the engine looks positions up once for each. Bounded. */
const known = new Map<string, readonly string[]>();
function interned(slots: string[]): readonly string[] {
  const key = slots.join(',');
  const there = known.get(key);
  if (there) return there;
  if (known.size > 5_000) known.clear();
  known.set(key, slots);
  return slots;
}
