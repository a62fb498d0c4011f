import { HOUR_MS } from '@tarim/kernel';
import { dayFromHours, mda8, monthFromDays, type PeriodStatistic, validityRule } from '@tarim/science';
import type { RollupRow, RollupValue } from '../sql/rollup-read.ts';
import {
  extreme,
  type FactorResult,
  flagReason,
  hasAmount,
  INVALID,
  isWeighted,
  meanKindOf,
  STOPPED_MARK,
  totalOf,
} from './factor-values.ts';
import { FLOW_CODES, mediumOf } from './medium.ts';

const OZONE = 'a05024';
const HOURS_OF_A_DAY = 24;

export interface FactorOptions {
  readonly kind: string;
  readonly period: 'day' | 'month';
  readonly start: number;
  /** Hours of the day or days of the month, and how many of them are over. */
  readonly slots: number;
  readonly elapsed: number;
  readonly running: boolean;
  readonly year: number;
  readonly month: number;
  /** Slots between two values of the factor. */
  readonly cadence: number;
}

type FinerRow = Pick<RollupRow, 'time' | 'expected' | 'stopped' | 'values'>;

/** A day's hour or a month's day, as it bears on one factor. */
interface Slot {
  readonly row: FinerRow;
  readonly value: RollupValue | undefined;
  /** Flow of the slot; null: none measured, or not validly. */
  readonly flow: number | null;
  /** Nothing ran, or nothing was discharged: no value is due. */
  readonly exempt: 'stopped' | 'no-flow' | null;
}

/** One factor of a day from its hours, or of a month from its days. */
export function factorOfPeriod(
  code: string,
  rows: readonly FinerRow[],
  options: FactorOptions,
): FactorResult {
  const slots = rows.map((row) => slotOf(code, row, options.kind));
  const good = slots.filter((one) => one.value?.invalid === null && one.value.mean !== null);
  const exempt = slots.filter((one) => one.exempt !== null).length;
  const due = Math.ceil(Math.max(0, options.slots - exempt) / options.cadence);
  const statistic = statisticOf(code, slots, due, options);
  const converted = good.flatMap((one) => one.value!.converted ?? []);
  return {
    code,
    mean: statistic.mean,
    min: extreme(
      good.map((one) => one.value!.min ?? one.value!.mean),
      Math.min,
    ),
    max: extreme(
      good.map((one) => one.value!.max ?? one.value!.mean),
      Math.max,
    ),
    // A mean of some converted hours is not that of the day.
    converted:
      converted.length > 0 && (options.running || converted.length >= statistic.needed)
        ? converted.reduce((sum, one) => sum + one, 0) / converted.length
        : null,
    ...amountOf(slots, options),
    mda8: code === OZONE && options.period === 'day' ? mda8(hoursOf(slots, options.start)).mean : null,
    validCount: statistic.validCount,
    invalid: reasonOf(statistic, slots, due, isWeighted(code, options.kind), options.running),
  };
}

function slotOf(code: string, row: FinerRow, kind: string): Slot {
  const value = row.values[code];
  const meter = row.values[FLOW_CODES[kind] ?? ''];
  const flow = meter && meter.invalid === null ? (meter.total ?? meter.mean) : null;
  const idle = isWeighted(code, kind) && flow === 0;
  let exempt: Slot['exempt'] = null;
  if (
    value?.invalid === flagReason(STOPPED_MARK) ||
    (!value && row.expected > 0 && row.stopped >= row.expected)
  )
    exempt = 'stopped';
  else if (idle || value?.invalid === INVALID.noFlow) exempt = 'no-flow';
  return { row, value, flow, exempt };
}

function statisticOf(
  code: string,
  slots: readonly Slot[],
  due: number,
  options: FactorOptions,
): PeriodStatistic {
  const samples = slots.flatMap(({ value, flow }) =>
    value ? [{ value: value.mean, valid: value.invalid === null, flow }] : [],
  );
  const medium = mediumOf(options.kind);
  const kind = meanKindOf(
    code,
    options.kind,
    samples.map((one) => (one.valid && one.value !== null ? one.flow : null)),
  );
  // Rules with a fixed count know no exemption; those that are a share have it of what is due.
  const period = validityRule(medium).share === null ? { medium, kind } : { medium, kind, due };
  return options.period === 'day'
    ? dayFromHours(samples, period)
    : monthFromDays(samples, { ...period, year: options.year, month: options.month });
}

/** The amount of the period: the sum of what is known. It says how many hours it leaves out. */
function amountOf(slots: readonly Slot[], options: FactorOptions): Pick<FactorResult, 'total' | 'omitted'> {
  const amounts = slots.map(({ value, exempt }) => {
    if (value && hasAmount(value.invalid)) return value.total;
    return exempt === 'no-flow' ? 0 : null;
  });
  const stopped = slots.filter((one) => one.exempt === 'stopped').length;
  const { total, omitted } = totalOf(amounts, options.elapsed - stopped);
  if (options.period === 'day' || total === null) return { total, omitted };
  const inside = slots.reduce(
    (sum, { value }) => sum + (hasAmount(value?.invalid ?? null) ? (value?.omitted ?? 0) : 0),
    0,
  );
  const hours = (omitted ?? 0) * HOURS_OF_A_DAY + inside;
  return { total, omitted: hours > 0 ? hours : null };
}

function reasonOf(
  statistic: PeriodStatistic,
  slots: readonly Slot[],
  due: number,
  weighted: boolean,
  running: boolean,
): string | null {
  if (running) return INVALID.running;
  if (statistic.valid) return null;
  if (due === 0 && statistic.validCount === 0)
    return slots.some((one) => one.exempt === 'no-flow') ? INVALID.noFlow : flagReason(STOPPED_MARK);
  if (statistic.reason === 'NO_MEAN') return weighted ? INVALID.noFlow : INVALID.noMean;
  return INVALID.insufficient;
}

/** Valid hourly means of a day by hour of the day; null where there is none. */
function hoursOf(slots: readonly Slot[], start: number): (number | null)[] {
  const hours: (number | null)[] = new Array(HOURS_OF_A_DAY).fill(null);
  for (const { row, value } of slots)
    if (value?.invalid === null) hours[Math.round((row.time - start) / HOUR_MS)] = value.mean;
  return hours;
}
