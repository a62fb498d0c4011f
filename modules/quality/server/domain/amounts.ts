import { DAY_MS, HOUR_MS, periodStart } from '@tarim/kernel';
import { type Amount, decimalSum } from '@tarim/science';
import { dayKey } from './fold.ts';
import type { ReviewedSeries, SubstituteValue } from './series.ts';

/** Flow factors of outlets: their totals are volumes. */
export const FLOW: Readonly<Record<string, string>> = { 'outlet-gas': 'a00000', 'outlet-water': 'w00000' };
/** pH, temperature, conductivity and flow have no amount. */
const WITHOUT_AMOUNT = new Set(['w01001', 'w01010', 'w01014', 'w00000']);

/** Whether a factor of such an outlet is emitted in kg (as telemetry computes it). */
export function isPollutant(kind: string, code: string): boolean {
  if (kind === 'outlet-gas') return /^a(2\d|34)/.test(code);
  return kind === 'outlet-water' && /^w/.test(code) && !WITHOUT_AMOUNT.has(code);
}

export interface Counted {
  readonly time: number;
  readonly state: Amount['state'];
  readonly kg: number | null;
  /** What stands in where `kg` does not count. */
  readonly substitute: SubstituteValue | null;
  readonly seq: number | null;
}

/** Hours of a factor as the rule counts them. */
export function hourAmounts(series: ReviewedSeries, code: string): Counted[] {
  return (series.cells[code] ?? []).map((cell, index) => ({
    time: series.from + index * HOUR_MS,
    state: cell.state,
    kg: cell.state === 'valid' ? cell.total : null,
    substitute: cell.substitute,
    seq: cell.seq,
  }));
}

/**
 * Daily loads of wastewater: the sum of the valid hours of a day that has enough of them (percent of the hours due); hours that
 * stopped owe nothing, hours without flow carry 0. A day that is not over yet is left out.
 */
export function dayAmounts(series: ReviewedSeries, code: string, validShare: number): Counted[] {
  const cells = series.cells[code] ?? [];
  const counted: Counted[] = [];
  for (let first = 0; first < cells.length; ) {
    const day = periodStart('day', series.from + first * HOUR_MS);
    const end = (day + DAY_MS - series.from) / HOUR_MS;
    if (end > cells.length) break;
    const inside = cells.slice(first, end);
    first = end;
    // The series may begin within a day.
    if (inside.length < 24) continue;
    const stopped = inside.filter((one) => one.state === 'stopped').length;
    const good = inside.flatMap((one) => (one.state === 'valid' && one.total !== null ? [one.total] : []));
    const due = 24 - stopped;
    const valid = due > 0 && good.length * 100 >= validShare * due;
    const stand = series.days.get(dayKey(code, day));
    counted.push({
      time: day,
      state: due === 0 ? 'stopped' : valid ? 'valid' : worst(inside.map((one) => one.state)),
      kg: valid ? decimalSum(good) : null,
      substitute: stand?.value ?? null,
      seq: stand?.seq ?? null,
    });
  }
  return counted;
}

const worst = (states: readonly Amount['state'][]): Amount['state'] =>
  states.includes('out-of-control') ? 'out-of-control' : states.includes('invalid') ? 'invalid' : 'missing';

export interface Total {
  readonly code: string;
  /** kg of what is valid, of what stands in, and both. */
  readonly measured: number;
  readonly substituted: number;
  readonly total: number;
  readonly valid: number;
  readonly replaced: number;
  /** Hours (days) without an amount that nothing stands in for. */
  readonly unresolved: number;
  readonly stopped: number;
}

/** Sums amounts whose period begins in [from, to). */
export function totalOf(code: string, amounts: readonly Counted[], from: number, to: number): Total {
  const inside = amounts.filter((one) => one.time >= from && one.time < to);
  const good = inside.flatMap((one) => (one.state === 'valid' && one.kg !== null ? [one.kg] : []));
  const bad = inside.filter((one) => one.state !== 'stopped' && !(one.state === 'valid' && one.kg !== null));
  const stand = bad.flatMap((one) => one.substitute?.kg ?? []);
  return {
    code,
    measured: decimalSum(good),
    substituted: decimalSum(stand),
    total: decimalSum([...good, ...stand]),
    valid: good.length,
    replaced: stand.length,
    unresolved: bad.length - stand.length,
    stopped: inside.filter((one) => one.state === 'stopped').length,
  };
}
