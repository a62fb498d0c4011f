import { beijingIso, periodEnd, periodStart, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import type { Completeness } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { type RollupRow, rollupSeries } from '../sql/rollup-read.ts';

/**
 * Transmission, validity and online rates of a point.
 * - 传输率 transmission: records received / records due.
 * - 有效率 validity: valid values / values received, over all factors.
 * - 有效传输率 effective transmission = transmission × validity (the definition of the two public platforms read; secondary source).
 * - 在线率 online: hours with any record / hours.
 */
export async function getCompleteness(
  ctx: Context,
  query: { pointId: number; from: string; to: string; period?: 'hour' | 'day' },
): Promise<Static<typeof Completeness>> {
  const from = Date.parse(query.from);
  const to = Math.min(Date.parse(query.to), ctx.clock.now());
  if (!(to > from)) throw new TarimError(telemetryErrors.periodInvalid);
  const period = query.period ?? 'day';
  const hours = await rollupSeries(ctx.db, {
    pointIds: [query.pointId],
    period: 'hour',
    from: periodStart(period, from),
    to,
  });
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
    rows.push(rates(start, Math.max(0, Math.round((end - start) / 3_600_000)), byPeriod.get(start) ?? []));
  }
  return { pointId: query.pointId, period, rows };
}

function rates(
  start: number,
  hoursDue: number,
  hours: readonly RollupRow[],
): Static<typeof Completeness>['rows'][number] {
  // An hour of which nothing came has no row: its records were due all the same, as many as in the hours that have one.
  const perHour = hours.length > 0 ? Math.max(...hours.map((hour) => hour.expected)) : 1;
  const expected = perHour * hoursDue;
  const received = hours.reduce((sum, hour) => sum + Math.min(hour.received, hour.expected), 0);
  let values = 0;
  let validValues = 0;
  for (const hour of hours) {
    for (const value of Object.values(hour.values)) {
      values += hour.received;
      validValues += Math.min(value.validCount ?? 0, hour.received);
    }
  }
  const transmission = expected > 0 ? Math.min(1, received / expected) : null;
  const validity = values > 0 ? validValues / values : null;
  return {
    time: beijingIso(start),
    expected,
    received,
    valid: values > 0 ? Math.round((validValues / values) * received) : 0,
    transmissionRate: transmission,
    validityRate: validity,
    effectiveTransmissionRate: transmission !== null && validity !== null ? transmission * validity : null,
    onlineRate:
      hoursDue > 0 ? Math.min(1, hours.filter((hour) => hour.received > 0).length / hoursDue) : null,
  };
}
