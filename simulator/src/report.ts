import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { toCode2005 } from '@tarim/standards';
import type { SimDevice } from './expand.ts';
import { round } from './numbers.ts';
import { afterRevision, beforeRevision } from './tamper/live.ts';
import { standsStill } from './world/flue-gas.ts';
import { measureAt } from './world/measure.ts';
import { measureOver } from './world/period.ts';
import { referenceO2 } from './world/reference-oxygen.ts';

/** A record that a logger keeps until it was answered. */
export interface Report {
  /** 2011 real-time, 2021 facility state, 2031 day, 2041 facility run time of a day, 2051 minutes, 2061 hour. */
  readonly cn: '2011' | '2021' | '2031' | '2041' | '2051' | '2061';
  /** DataTime: start of the period, or the instant. */
  readonly time: number;
  /** Length of the period, ms; 0 for an instant. Minute records keep the interval that was set when they were made. */
  readonly lengthMs: number;
  /** Sent once more with other figures (到达后修改), by an outlet that is told to. */
  readonly edited?: boolean;
}

/** A report of a kind at a time; `minutes` is the interval of minute records. */
export function reportAt(cn: Report['cn'], time: number, minutes: number | null = null): Report {
  const lengthMs =
    cn === '2051'
      ? (minutes ?? 60) * MINUTE_MS
      : cn === '2061'
        ? HOUR_MS
        : cn === '2031' || cn === '2041'
          ? DAY_MS
          : 0;
  return { cn, time, lengthMs };
}

/** Slope and intercept that were set on an instrument, by 2017 factor code: they change what it shows from then on. */
export type Tuning = (
  code: string,
  atMs: number,
) => { readonly slope: number; readonly intercept: number } | null;

/** Decimals as loggers print them. */
const DIGITS = (code: string): number =>
  /^(a34002|a34004|a21026|a21004|a05024|a01008|r01001)$/.test(code)
    ? 1
    : code === 'w21011' || code === 'a21005' || code === 'w01001'
      ? 3
      : 2;

type Attrs = Record<string, number | string>;
/** As `Message.items` of the protocol, but for values that are missing: a station always has one. */
export type Items = readonly { readonly code: string; readonly attrs: Readonly<Attrs> }[];

/** The items of a report, as this device's world has it at that time. */
export function itemsOf(of: SimDevice, report: Report, tuning: Tuning = () => null): Items {
  const device = of.tamper
    ? { ...of, tamper: report.edited ? afterRevision(of.tamper) : beforeRevision(of.tamper) }
    : of;
  switch (report.cn) {
    case '2021':
      return [{ code: 'SB1', attrs: { RS: standsStill(device, report.time) ? 0 : 1 } }];
    case '2041':
      return [{ code: 'SB1', attrs: { RT: hoursRun(device, report.time) } }];
    default: {
      const items = report.cn === '2011' ? instant(device, report, tuning) : period(device, report, tuning);
      return device.edition === '2005'
        ? items.map((item) => ({ ...item, code: toCode2005(item.code) ?? item.code }))
        : items;
    }
  }
}

function instant(device: SimDevice, report: Report, tuning: Tuning): Items {
  const { values, flags } = measureAt(device, report.time);
  const o2 = oxygen(values, tuning, report.time);
  return Object.entries(values).map(([code, measured]) => {
    const value = tuned(tuning(code, report.time), measured);
    const attrs: Attrs = { Rtd: round(value, DIGITS(code)) };
    const converted = convertedOf(device, code, value, o2);
    if (converted !== null) attrs.ZsRtd = round(converted, DIGITS(code));
    attrs.Flag = flags[code] ?? 'N';
    return { code, attrs };
  });
}

function period(device: SimDevice, report: Report, tuning: Tuning): Items {
  const { values, flags, min, max, carried } = measureOver(device, report.time, report.lengthMs);
  const seconds = report.lengthMs / 1_000;
  const o2 = oxygen(values, tuning, report.time);
  return Object.entries(values).map(([code, measured]) => {
    const digits = DIGITS(code);
    const set = tuning(code, report.time);
    const value = tuned(set, measured);
    const attrs: Attrs = {
      Min: round(tuned(set, min[code]!), digits),
      Avg: round(value, digits),
      Max: round(tuned(set, max[code]!), digits),
    };
    const converted = convertedOf(device, code, value, o2);
    if (converted !== null) attrs.ZsAvg = round(converted, digits);
    const share = set && measured > 0 ? value / measured : 1;
    const total = totalOf(device, code, values, (carried[code] ?? 0) * share, seconds);
    if (total !== null) attrs.Cou = round(total, 3);
    attrs.Flag = flags[code] ?? 'N';
    return { code, attrs };
  });
}

/** The oxygen that is shown is the one that converts. */
function oxygen(values: Readonly<Record<string, number>>, tuning: Tuning, at: number): number | undefined {
  return values.a19001 === undefined ? undefined : tuned(tuning('a19001', at), values.a19001);
}

function tuned(set: ReturnType<Tuning>, value: number): number {
  return set ? Math.max(0, value * set.slope + set.intercept) : value;
}

/** Concentration at reference oxygen (折算), HJ 212-2017 D: C · (21 − O2 ref) / (21 − O2). */
function convertedOf(device: SimDevice, code: string, value: number, o2: number | undefined): number | null {
  const reference = referenceO2(device);
  if (reference === null || !/^a(2\d|34)/.test(code) || o2 === undefined || o2 >= 21) return null;
  return (value * (21 - reference)) / (21 - o2);
}

/** m³ for flows (w00000 is L/s, a00000 m³/s), kg for what they carry. `carried` is the mean of concentration × flow. */
function totalOf(
  device: SimDevice,
  code: string,
  values: Readonly<Record<string, number>>,
  carried: number,
  seconds: number,
): number | null {
  if (device.kind === 'outlet-water') {
    if (code === 'w00000') return ((values.w00000 ?? 0) * seconds) / 1_000;
    return /^w(01018|21003|21011|21001)$/.test(code) ? carried * seconds * 1e-6 : null;
  }
  if (device.kind === 'outlet-gas') {
    if (code === 'a00000') return (values.a00000 ?? 0) * seconds;
    return /^a(2\d|34)/.test(code) ? carried * seconds * 1e-6 : null;
  }
  return null;
}

/** Hours that the treatment ran on a day, by quarters of an hour. */
function hoursRun(device: SimDevice, day: number): number {
  let run = 0;
  for (let i = 0; i < 96; i++) if (!standsStill(device, day + (i + 0.5) * 15 * MINUTE_MS)) run++;
  return round(run / 4, 2);
}
