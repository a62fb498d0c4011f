import type { Message } from '@tarim/hj212';
import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { toCode2005 } from '@tarim/standards';
import { round, type SimDevice } from './scenario.ts';
import { measureAt, measureOver } from './world/measure.ts';

/** A record that a logger keeps until it was answered. */
export interface Report {
  readonly cn: '2011' | '2051' | '2061' | '2031';
  /** DataTime: start of the period, or the instant. */
  readonly time: number;
}

const LENGTH: Readonly<Record<'2061' | '2031', number>> = { '2061': HOUR_MS, '2031': 24 * HOUR_MS };
const REFERENCE_O2 = { 'coal-power': 6, cement: 10, 'gas-boiler': 3.5, 'waste-incineration': 11 } as const;
/** Decimals as loggers print them. */
const DIGITS = (code: string): number =>
  /^(a34002|a34004|a21026|a21004|a05024|a01008)$/.test(code)
    ? 1
    : code === 'w21011' || code === 'a21005' || code === 'w01001'
      ? 3
      : 2;

type Items = NonNullable<Message['items']>;
type Attrs = Record<string, number | string>;

/** The items of a report, as this device's world has it at that time. */
export function itemsOf(device: SimDevice, report: Report): Items {
  const items = report.cn === '2011' ? instant(device, report.time) : period(device, report);
  return device.edition === '2005'
    ? items.map((item) => ({ ...item, code: toCode2005(item.code) ?? item.code }))
    : items;
}

function instant(device: SimDevice, at: number): Items {
  const { values, flags } = measureAt(device, at);
  return Object.entries(values).map(([code, value]) => {
    const attrs: Attrs = { Rtd: round(value, DIGITS(code)) };
    const converted = convertedOf(device, code, value, values.a19001);
    if (converted !== null) attrs.ZsRtd = round(converted, DIGITS(code));
    attrs.Flag = flags[code] ?? 'N';
    return { code, attrs };
  });
}

function period(device: SimDevice, report: Report): Items {
  const length =
    report.cn === '2051' ? (device.minuteInterval ?? 60) * MINUTE_MS : LENGTH[report.cn as '2061' | '2031'];
  const { values, flags, min, max } = measureOver(device, report.time, length, report.cn === '2051' ? 2 : 6);
  const seconds = length / 1_000;
  return Object.entries(values).map(([code, value]) => {
    const digits = DIGITS(code);
    const attrs: Attrs = {
      Min: round(min[code]!, digits),
      Avg: round(value, digits),
      Max: round(max[code]!, digits),
    };
    const converted = convertedOf(device, code, value, values.a19001);
    if (converted !== null) attrs.ZsAvg = round(converted, digits);
    const total = totalOf(device, code, value, values, seconds);
    if (total !== null) attrs.Cou = round(total, 3);
    attrs.Flag = flags[code] ?? 'N';
    return { code, attrs };
  });
}

function convertedOf(device: SimDevice, code: string, value: number, o2: number | undefined): number | null {
  if (device.kind !== 'outlet-gas' || !/^a(2\d|34)/.test(code) || o2 === undefined || o2 >= 21) return null;
  return (value * (21 - REFERENCE_O2[device.process as keyof typeof REFERENCE_O2])) / (21 - o2);
}

/** m³ for flows (w00000 is L/s, a00000 m³/s), kg for what they carry. */
function totalOf(
  device: SimDevice,
  code: string,
  value: number,
  values: Readonly<Record<string, number>>,
  seconds: number,
): number | null {
  if (device.kind === 'outlet-water') {
    const volume = ((values.w00000 ?? 0) * seconds) / 1_000;
    if (code === 'w00000') return volume;
    return /^w(01018|21003|21011|21001)$/.test(code) ? value * volume * 1e-3 : null;
  }
  if (device.kind === 'outlet-gas') {
    const volume = (values.a00000 ?? 0) * seconds;
    if (code === 'a00000') return volume;
    return /^a(2\d|34)/.test(code) ? value * volume * 1e-6 : null;
  }
  return null;
}
