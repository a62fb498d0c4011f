import { validityOf } from '@tarim/hj212';
import { hourFromMinutes, type PeriodStatistic, validityRule } from '@tarim/science';
import { coverageOf } from './coverage.ts';
import {
  extreme,
  type FactorResult,
  flagReason,
  INVALID,
  isWeighted,
  meanKindOf,
  owesNothing,
  STOPPED_MARK,
  totalOf,
} from './factor-values.ts';
import { FLOW_CODES, mediumOf } from './medium.ts';
import type { PointFacts } from './point-facts.ts';
import { codesOf, type FactorReading, isStopped, type Reading } from './readings.ts';

/** An hour of a point, before what follows from its means. */
export interface Hour {
  readonly results: FactorResult[];
  /** Records due, that came, and of those: that said that nothing ran (停运). */
  readonly expected: number;
  readonly received: number;
  readonly stopped: number;
  readonly basis: 'minute' | 'hour-device' | 'mixed';
}

type HourFacts = Pick<PointFacts, 'kind' | 'edition' | 'interval'>;

/** Whether a value with this mark enters a mean. What nobody has described counts as sent; what is stopped measures nothing. */
function counts(flag: string | null, edition: HourFacts['edition']): boolean {
  return flag !== STOPPED_MARK && validityOf(flag, edition) !== 'invalid';
}

/**
 * An hour from its minute records. A factor is valid when its valid records cover the minutes that the rule asks for
 * (45 of 60). Invalid ones (calibration, maintenance, fault …) never enter the mean.
 * @param readings in time order
 */
export function hourOfMinutes(readings: readonly Reading[], fact: HourFacts): Hour {
  const { interval, minutes } = coverageOf(
    readings.map((one) => one.time),
    fact.interval,
  );
  const expected = interval === null ? readings.length : Math.max(1, Math.round(60 / interval));
  const stopped = readings.filter(isStopped).length;
  const due = Math.max(0, expected - stopped);
  const results: FactorResult[] = [];
  for (const code of codesOf(readings)) {
    const samples = readings.flatMap((reading, index) => sampleOf(reading, code, fact, minutes[index]!));
    const good = samples.filter((one) => one.valid);
    const medium = mediumOf(fact.kind);
    const statistic = hourFromMinutes(samples, {
      medium,
      kind: meanKindOf(
        code,
        fact.kind,
        good.map((one) => one.flow),
      ),
      intervalMinutes: interval ?? 1,
      // Where a fixed number of minutes is asked for, half an hour of running is no valid hour.
      due: validityRule(medium).share === null ? undefined : minutesShare(due, interval),
    });
    const marks = samples.flatMap((one) => (one.flag ? [one.flag] : []));
    results.push({
      code,
      mean: statistic.mean,
      min: extreme(
        good.map((one) => one.min),
        Math.min,
      ),
      max: extreme(
        good.map((one) => one.max),
        Math.max,
      ),
      converted: null,
      ...totalOf(
        good.map((one) => one.total),
        due,
      ),
      mda8: null,
      validCount: statistic.validCount,
      invalid: reasonOf(statistic, isWeighted(code, fact.kind), marks, interval === null),
    });
  }
  return { results, expected, received: readings.length, stopped, basis: 'minute' };
}

/** Records due for the rule; without a known interval each of sixty minutes is. */
const minutesShare = (due: number, interval: number | null): number => (interval === null ? 60 : due);

interface MinuteSample {
  readonly value: number;
  readonly valid: boolean;
  readonly flow: number | null;
  readonly minutes: number;
  readonly flag: string | null;
  readonly min: number;
  readonly max: number;
  readonly total: number | null;
}

function sampleOf(reading: Reading, code: string, fact: HourFacts, minutes: number): MinuteSample[] {
  const one = reading.byCode.get(code);
  const value = one?.attrs.Avg ?? one?.attrs.Rtd ?? null;
  if (!one || value === null) return [];
  const { attrs, flag } = one;
  return [
    {
      value,
      valid: counts(flag, fact.edition),
      flow: isWeighted(code, fact.kind) ? flowOf(reading.byCode.get(FLOW_CODES[fact.kind]!), fact) : null,
      minutes,
      flag,
      min: attrs.Min ?? value,
      max: attrs.Max ?? value,
      total: attrs.Cou ?? null,
    },
  ];
}

/** Flow of a minute record: its volume where the logger totals it, else its mean; none when it is marked invalid. Only proportions matter. */
function flowOf(flow: FactorReading | undefined, fact: HourFacts): number | null {
  if (!flow || !counts(flow.flag, fact.edition)) return null;
  return flow.attrs.Cou ?? flow.attrs.Avg ?? flow.attrs.Rtd ?? null;
}

function reasonOf(
  statistic: PeriodStatistic,
  weighted: boolean,
  marks: readonly string[],
  unknownInterval: boolean,
): string | null {
  if (statistic.valid) return null;
  if (statistic.reason === 'NO_MEAN') return weighted ? INVALID.noFlow : INVALID.noMean;
  const top = mostFrequentFault(marks);
  // A mark is the reason when it stands on more than what is left over for it to be chance.
  if (
    top &&
    (statistic.reason === 'NO_VALUES' ||
      top.count > marks.length / 2 ||
      statistic.received >= statistic.needed)
  )
    return flagReason(top.mark);
  if (statistic.received === 0) return INVALID.noValue;
  return unknownInterval ? INVALID.intervalUnknown : INVALID.insufficient;
}

function mostFrequentFault(marks: readonly string[]): { mark: string; count: number } | null {
  const counted = new Map<string, number>();
  for (const mark of marks) if (mark !== 'N') counted.set(mark, (counted.get(mark) ?? 0) + 1);
  const [top] = [...counted].sort((a, b) => b[1] - a[1]);
  return top ? { mark: top[0], count: top[1] } : null;
}

/** The hour record of the device as it stands; its mark decides its validity. */
export function hourOfDevice(reading: Reading, fact: HourFacts): Hour {
  const results: FactorResult[] = [];
  for (const [code, { attrs, flag }] of reading.byCode) {
    const value = attrs.Avg ?? attrs.Rtd ?? attrs.Data ?? null;
    const bad = !counts(flag, fact.edition);
    results.push({
      code,
      mean: value,
      min: attrs.Min ?? null,
      max: attrs.Max ?? null,
      converted: attrs.ZsAvg ?? null,
      total: attrs.Cou ?? null,
      omitted: null,
      mda8: null,
      validCount: value === null || bad ? 0 : 1,
      invalid: bad ? flagReason(flag!) : value === null ? INVALID.noValue : null,
    });
  }
  return { results, expected: 1, received: 1, stopped: isStopped(reading) ? 1 : 0, basis: 'hour-device' };
}

/**
 * Of two ways to an hour the better one, factor by factor: minutes that are enough, else a valid value of the device, else
 * what the minutes say. A lost minute must not hide an hour that the device itself could still compute.
 */
export function betterHour(minutes: Hour, device: Hour): Hour {
  const ofDevice = new Map(device.results.map((one) => [one.code, one]));
  let taken = 0;
  const results = minutes.results.map((one) => {
    const other = ofDevice.get(one.code);
    ofDevice.delete(one.code);
    // Nothing flowed, or nothing ran: the minutes know why there is no mean.
    if (!other || one.invalid === null || owesNothing(one.invalid) || other.invalid !== null) return one;
    taken++;
    return { ...other, validCount: Math.max(one.validCount, other.validCount) };
  });
  results.push(...ofDevice.values());
  taken += ofDevice.size;
  const basis = taken === 0 ? 'minute' : taken === results.length ? 'hour-device' : 'mixed';
  return { ...minutes, results, basis };
}
