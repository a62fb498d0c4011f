import { type Edition, validityOf } from '@tarim/hj212';
import { beijingDate, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { devicesByMn, limitsAt, pointsByIds } from '@tarim/registry/queries';
import { convertToReferenceO2, gasEmission, validityRule, waterEmission } from '@tarim/science';
import { RECORD_KINDS } from '../../contract.ts';
import { type Layout, layoutOf } from '../sql/layouts.ts';
import { type DirtyKey, type RecordRow, type RollupInput, recordsOfHours } from '../sql/rollup-write.ts';
import { extreme, type FactorResult, factorMean, type Lower, layOut, sum } from './factor-values.ts';
import { FLOW_CODES, isGasPollutant, isWaterPollutant, mediumOf, OXYGEN } from './medium.ts';

/** What is known of a point while its hours are computed. */
export interface PointFacts {
  readonly kind: string;
  readonly edition: Edition;
  /** Minutes between minute records, as agreed; null: told by the records themselves. */
  readonly interval: number | null;
  /** Reference oxygen in force on a Beijing date, %; null: the standard of this outlet knows none. */
  readonly referenceO2: (date: string) => number | null;
}

interface Reading {
  readonly time: number;
  readonly byCode: ReadonlyMap<
    string,
    { attrs: Readonly<Record<string, number | null>>; flag: string | null }
  >;
}

/** Computes hours from minute records, or from the hour record that the device sent when no minutes are there. */
export async function computeHours(tx: Tx, keys: readonly DirtyKey[]): Promise<RollupInput[]> {
  const facts = await pointFacts(tx, keys);
  const records = await recordsOfHours(tx, keys, [RECORD_KINDS.minute, RECORD_KINDS.hour]);
  const byHour = new Map<string, RecordRow[]>();
  for (const record of records) {
    const key = `${record.pointId}/${Math.floor(record.time / HOUR_MS) * HOUR_MS}`;
    const list = byHour.get(key);
    if (list) list.push(record);
    else byHour.set(key, [record]);
  }
  const inputs: RollupInput[] = [];
  for (const key of keys) {
    const fact = facts.get(key.pointId);
    const found = byHour.get(`${key.pointId}/${key.time}`) ?? [];
    if (!fact || found.length === 0) continue;
    const minutes = found.filter((one) => one.kind === RECORD_KINDS.minute);
    const used = minutes.length > 0 ? minutes : found;
    const readings: Reading[] = [];
    for (const record of used) readings.push(readingOf(record, await layoutOf(tx, record.layoutId)));
    const hour =
      minutes.length > 0
        ? hourOfMinutes(readings, fact, key.time)
        : hourOfDevice(readings.at(-1)!, fact, key.time);
    inputs.push({
      pointId: key.pointId,
      time: key.time,
      ...layOut(hour.results),
      basis: minutes.length > 0 ? 'minute' : 'hour-device',
      expected: hour.expected,
      received: hour.received,
      ruleVersion: validityRule(mediumOf(fact.kind)).id,
      reason: key.reason,
    });
  }
  return inputs;
}

async function pointFacts(tx: Tx, keys: readonly DirtyKey[]): Promise<Map<number, PointFacts>> {
  const ids = [...new Set(keys.map((key) => key.pointId))];
  const devices = new Map((await devicesByMn(tx)).map((device) => [device.pointId, device]));
  const limits = await limitsAt(tx, ids);
  const facts = new Map<number, PointFacts>();
  for (const point of await pointsByIds(tx, ids)) {
    const device = devices.get(point.id);
    const own = limits.filter((limit) => limit.pointId === point.id && limit.referenceO2 !== null);
    const referenceO2 = (date: string) =>
      own.find((one) => one.effectiveFrom <= date && (one.effectiveTo === null || one.effectiveTo >= date))
        ?.referenceO2 ?? null;
    facts.set(point.id, {
      kind: point.kind,
      edition: device?.edition ?? '2017',
      interval: device?.minuteInterval ?? null,
      referenceO2,
    });
  }
  return facts;
}

function readingOf(record: RecordRow, layout: Layout): Reading {
  const byCode = new Map<string, { attrs: Record<string, number | null>; flag: string | null }>();
  layout.forEach((slot, index) => {
    let one = byCode.get(slot.code);
    if (!one) {
      one = { attrs: {}, flag: record.flags?.[index] ?? null };
      byCode.set(slot.code, one);
    }
    one.attrs[slot.attr] = record.values[index] ?? null;
  });
  return { time: record.time, byCode };
}

const codesOf = (readings: readonly Reading[]): Set<string> =>
  new Set(readings.flatMap((one) => [...one.byCode.keys()]));

/**
 * An hour from its minute records. A factor is valid when its valid records cover the minutes that the rule asks for
 * (45 of 60). Invalid ones (calibration, maintenance, fault …) never enter the mean.
 */
export function hourOfMinutes(
  readings: readonly Reading[],
  fact: PointFacts,
  start: number,
): { results: FactorResult[]; expected: number; received: number } {
  const rule = validityRule(mediumOf(fact.kind));
  const interval = fact.interval ?? guessInterval(readings);
  const expected = Math.max(1, Math.round(60 / interval));
  const needed = Math.ceil(rule.hourMinutes / interval);
  const flowCode = FLOW_CODES[fact.kind];
  const results: FactorResult[] = [];
  for (const code of codesOf(readings)) {
    const lower: Lower[] = [];
    const marks: string[] = [];
    for (const reading of readings) {
      const one = reading.byCode.get(code);
      const value = one?.attrs.Avg ?? one?.attrs.Rtd ?? null;
      if (!one || value === null) continue;
      if (one.flag) marks.push(one.flag);
      if (validityOf(one.flag, fact.edition) === 'invalid') continue;
      const flow = flowCode ? flowOf(reading, flowCode) : null;
      lower.push({
        time: reading.time,
        value,
        min: one.attrs.Min ?? value,
        max: one.attrs.Max ?? value,
        converted: one.attrs.ZsAvg ?? null,
        total: one.attrs.Cou ?? null,
        flow,
      });
    }
    const enough = lower.length >= Math.min(needed, expected);
    results.push({
      code,
      mean: factorMean(code, fact.kind, lower),
      min: extreme(
        lower.map((one) => one.min),
        Math.min,
      ),
      max: extreme(
        lower.map((one) => one.max),
        Math.max,
      ),
      converted: null,
      total: sum(lower.map((one) => one.total)),
      mda8: null,
      validCount: lower.length,
      invalid: enough ? null : invalidReason(marks, readings.length < needed),
    });
  }
  derive(results, fact, beijingDate(start));
  return { results, expected, received: readings.length };
}

/** The hour record of the device as it stands; its mark decides its validity. */
export function hourOfDevice(
  reading: Reading,
  fact: PointFacts,
  start: number,
): { results: FactorResult[]; expected: number; received: number } {
  const results: FactorResult[] = [];
  for (const [code, { attrs, flag }] of reading.byCode) {
    const value = attrs.Avg ?? attrs.Rtd ?? attrs.Data ?? null;
    const bad = validityOf(flag, fact.edition) === 'invalid';
    results.push({
      code,
      mean: value,
      min: attrs.Min ?? null,
      max: attrs.Max ?? null,
      converted: attrs.ZsAvg ?? null,
      total: attrs.Cou ?? null,
      mda8: null,
      validCount: value === null || bad ? 0 : 1,
      invalid: value === null ? 'NO_VALUE' : bad ? `FLAG_${flag}` : null,
    });
  }
  derive(results, fact, beijingDate(start));
  return { results, expected: 1, received: 1 };
}

/** Converted means and amounts follow from the means of the hour: mean first, then conversion by the mean oxygen. */
function derive(results: FactorResult[], fact: PointFacts, date: string): void {
  const by = new Map(results.map((one) => [one.code, one]));
  if (fact.kind === 'outlet-gas') {
    const oxygen = by.get(OXYGEN);
    const volume = by.get('a00000')?.total ?? null;
    const reference = fact.referenceO2(date);
    for (const one of results) {
      if (!isGasPollutant(one.code) || one.mean === null) continue;
      if (reference !== null && oxygen) {
        const usable = oxygen.invalid === null ? oxygen.mean : null;
        one.converted = convertToReferenceO2(one.mean, usable, reference).value;
      }
      if (volume !== null && one.total === null) one.total = gasEmission(one.mean, volume);
    }
  }
  if (fact.kind === 'outlet-water') {
    const volume = by.get('w00000')?.total ?? null;
    for (const one of results)
      if (isWaterPollutant(one.code) && one.mean !== null && volume !== null && one.total === null)
        one.total = waterEmission(one.mean, volume);
  }
}

/** Flow of a minute record: its volume where the logger totals it, else its mean. Only proportions matter for weighing. */
function flowOf(reading: Reading, code: string): number | null {
  const attrs = reading.byCode.get(code)?.attrs;
  return attrs?.Cou ?? attrs?.Avg ?? attrs?.Rtd ?? null;
}

/** Smallest distance between records, in whole minutes. */
function guessInterval(readings: readonly Reading[]): number {
  let smallest = 60;
  for (let i = 1; i < readings.length; i++)
    smallest = Math.min(smallest, Math.round((readings[i]!.time - readings[i - 1]!.time) / MINUTE_MS) || 60);
  return Math.max(1, smallest);
}

/** The most frequent mark says why an hour is not valid; else too few records came. */
function invalidReason(marks: readonly string[], tooFew: boolean): string {
  const counts = new Map<string, number>();
  for (const mark of marks) if (mark !== 'N') counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const [top] = [...counts].sort((a, b) => b[1] - a[1]);
  return top && !tooFew
    ? `FLAG_${top[0]}`
    : top && top[1] > marks.length / 2
      ? `FLAG_${top[0]}`
      : 'INSUFFICIENT';
}
