import { beijingIso, DAY_MS, HOUR_MS, periodEnd, periodStart, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { devicesOfPoints } from '@tarim/registry/queries';
import { completeness, type HourCount } from '@tarim/science';
import { COMPLETENESS_DAYS, type Completeness } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { type RollupRow, rollupSeries } from '../sql/rollup-read.ts';

/**
 * Transmission, validity and online rates of a point, by the definitions of packages/science. Hours of which nothing came have
 * no row: their records were due all the same, as many as were agreed. Stopped time (停运) owes nothing.
 * @throws TarimError TELEMETRY_PERIOD_INVALID, TELEMETRY_PERIOD_TOO_LONG
 */
export async function getCompleteness(
  ctx: Context,
  query: { pointId: number; from: string; to: string; period?: 'hour' | 'day' },
): Promise<Static<typeof Completeness>> {
  const period = query.period ?? 'day';
  const from = Date.parse(query.from);
  const to = Math.min(Date.parse(query.to), ctx.clock.now());
  if (!(to > from)) throw new TarimError(telemetryErrors.periodInvalid);
  const days = COMPLETENESS_DAYS[period];
  if (to - from > days * DAY_MS) throw new TarimError(telemetryErrors.periodTooLong, { days });
  const hours = await rollupSeries(ctx.db, {
    pointIds: [query.pointId],
    period: 'hour',
    from: periodStart(period, from),
    to,
  });
  const [device] = await devicesOfPoints(ctx.db, [query.pointId]);
  const minutes = device?.minuteInterval ?? null;
  const byPeriod = new Map<number, RollupRow[]>();
  for (const hour of hours) {
    const start = periodStart(period, hour.time);
    const list = byPeriod.get(start);
    if (list) list.push(hour);
    else byPeriod.set(start, [hour]);
  }
  const rows: Static<typeof Completeness>['rows'] = [];
  for (let start = periodStart(period, from); start < to; start = periodEnd(period, start)) {
    const end = Math.min(periodEnd(period, start), periodStart('hour', to));
    const over = Math.max(0, Math.round((end - start) / HOUR_MS));
    rows.push({ time: beijingIso(start), ...rates(over, byPeriod.get(start) ?? [], minutes) });
  }
  return { pointId: query.pointId, period, rows };
}

/** @param over hours of the period that are over */
function rates(
  over: number,
  hours: readonly RollupRow[],
  minutes: number | null,
): Omit<Static<typeof Completeness>['rows'][number], 'time'> {
  // An analyser that reports every four hours owes six hours of a day, not 24.
  const due = minutes !== null && minutes > 60 ? Math.round(over / (minutes / 60)) : over;
  const silent = Math.max(0, due - hours.length);
  const agreed = minutes === null ? null : Math.max(1, Math.round(60 / minutes));
  const perHour = agreed ?? Math.max(1, ...hours.map((hour) => hour.expected));
  const all = completeness(hours.map(countOf), silent, perHour);
  return {
    expected: all.due,
    received: all.received,
    valid: all.values > 0 ? Math.round((all.valid / all.values) * all.received) : 0,
    transmissionRate: all.transmission,
    validityRate: all.validity,
    effectiveTransmissionRate: all.effectiveTransmission,
    onlineRate: all.online,
  };
}

function countOf(hour: RollupRow): HourCount {
  const came = Math.max(0, hour.received - hour.stopped);
  const factors = Object.values(hour.values);
  return {
    due: hour.expected,
    received: hour.received,
    stopped: hour.stopped,
    values: came * factors.length,
    valid: factors.reduce((sum, one) => sum + Math.min(one.validCount ?? 0, came), 0),
  };
}
