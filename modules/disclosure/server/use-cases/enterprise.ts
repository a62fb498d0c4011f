import { latestVerdicts, type VerdictRow, verdictsWhere } from '@tarim/evaluation/queries';
import { beijingIso, DAY_MS, HOUR_MS, periodStart, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import type { FactorNow, FactorSeries, OutletNow, portalEnterprise } from '../../contract.ts';
import { factorNames, nameOf } from '../domain/words.ts';
import { disclosureErrors } from '../errors.ts';
import { publishedPoints } from '../published.ts';
import { enterpriseRows, OUTLET_KINDS } from './enterprises.ts';

/** Rows read for the curves: 24 hours of some outlets × factors, or 30 days. */
const MAX_ROWS = 10_000;

/** One enterprise: outlets, newest judged values, curves. @throws TarimError DISCLOSURE_ENTERPRISE_UNKNOWN */
export async function enterprise(
  ctx: Context,
  id: number,
): Promise<Static<NonNullable<typeof portalEnterprise.response>>> {
  const all = await publishedPoints(ctx.db, OUTLET_KINDS);
  const published = { ...all, points: all.points.filter((point) => point.enterpriseId === id) };
  const [found] = await enterpriseRows(ctx, published);
  if (!found) throw new TarimError(disclosureErrors.enterpriseUnknown, { id });
  const ids = published.points.map((point) => point.id);
  const hourEnd = periodStart('hour', ctx.clock.now());
  const dayEnd = periodStart('day', ctx.clock.now());
  const [latest, hours, days, parameters] = await Promise.all([
    latestVerdicts(ctx.db, ids),
    verdictsWhere(
      ctx.db,
      { pointIds: ids, period: 'hour', from: hourEnd - 24 * HOUR_MS, to: hourEnd },
      { limit: MAX_ROWS },
    ),
    verdictsWhere(
      ctx.db,
      { pointIds: ids, period: 'day', from: dayEnd - 30 * DAY_MS, to: dayEnd },
      { limit: MAX_ROWS },
    ),
    pointParameters(ctx.db, ids),
  ]);
  const unitOf = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  const registered = (row: VerdictRow) => unitOf.get(`${row.pointId}|${row.code}`) ?? null;
  // A verdict speaks in the unit of its limit; rows of before that was kept, in the registered one.
  const unit = (row: VerdictRow) => row.unit ?? registered(row);
  const shown = (row: VerdictRow) => !all.hides(row.pointId, row.code);
  const outlets = published.points.map((point): OutletNow => {
    const own = latest.filter((row) => row.pointId === point.id && shown(row));
    return {
      pointId: point.id,
      name: nameOf(point.name),
      kind: point.kind as OutletNow['kind'],
      lon: point.lon,
      lat: point.lat,
      time: own.length === 0 ? null : beijingIso(Math.max(...own.map((row) => row.time))),
      simulated: point.simulated,
      factors: own.map((row) => factorNow(row, unit(row), registered(row))),
    };
  });
  const series = [
    ...seriesOf(hours.filter(shown), 'hour', hourEnd - 24 * HOUR_MS, hourEnd, unit),
    ...seriesOf(days.filter(shown), 'day', dayEnd - 30 * DAY_MS, dayEnd, unit),
  ];
  return { enterprise: found.row, address: found.address, outlets, series };
}

function factorNow(row: VerdictRow, unit: string | null, registered: string | null): FactorNow {
  return {
    code: row.code,
    name: factorNames(row.code),
    unit,
    period: row.period,
    measure: row.measure,
    value: row.value,
    measured: row.measure === 'converted' ? row.inputs.mean : null,
    measuredUnit: row.measure === 'converted' ? (row.inputs.unit ?? registered) : null,
    upper: row.upper,
    lower: row.lower,
    standard: row.standard,
    verdict: row.verdict,
    reason: row.reason,
    exceedMultiple: row.exceedMultiple,
    targets: row.checks
      .filter((check) => check.nature === 'target' && check.verdict !== 'not-judged')
      .map(({ standard, upper, unit, verdict }) => ({
        standard,
        upper,
        unit,
        missed: verdict === 'above-target',
      })),
    trace: { pointId: row.pointId, period: row.period, time: beijingIso(row.time) },
  };
}

/** One curve a factor, every period present; the limit drawn is the newest one. */
function seriesOf(
  rows: readonly VerdictRow[],
  period: 'hour' | 'day',
  from: number,
  to: number,
  unit: (row: VerdictRow) => string | null,
): FactorSeries[] {
  const step = period === 'hour' ? HOUR_MS : DAY_MS;
  const groups = Map.groupBy(rows, (row) => `${row.pointId}|${row.code}`);
  return [...groups.values()].map((own) => {
    const newest = own[0]!;
    const byTime = new Map(own.map((row) => [row.time, row]));
    const points: FactorSeries['rows'] = [];
    for (let time = from; time < to; time += step) {
      const row = byTime.get(time);
      points.push({
        time: beijingIso(time),
        value: row?.value ?? null,
        invalid: row
          ? (row.inputs.invalid ?? (row.verdict === 'not-judged' ? row.reason : null))
          : 'no-value',
        verdict: row?.verdict ?? null,
      });
    }
    return {
      pointId: newest.pointId,
      code: newest.code,
      unit: unit(newest),
      measure: newest.measure,
      upper: newest.upper,
      lower: newest.lower,
      period,
      rows: points,
    };
  });
}
