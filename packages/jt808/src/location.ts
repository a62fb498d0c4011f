import type { Problem } from '@tarim/kernel';
import { bcdBytes, bcdOf, hexOf, Reader, uintBytes } from './bytes.ts';
import { bitsOf, type ItemMap, itemBytes, readItems } from './items.ts';
import { problemOf } from './problems.ts';
import type { Jt808Location } from './types.ts';

/** Alarm bits whose meaning was seen; the others are told as `bit_n`. */
const ALARM_BITS: Readonly<Record<number, string>> = {
  4: 'gnss_fault',
  5: 'antenna_cut',
  6: 'antenna_short',
  7: 'undervoltage',
  8: 'power_lost',
  20: 'area_in_out',
  21: 'route_in_out',
  23: 'route_deviation',
};
const ALARM_NAMES = new Map(Object.entries(ALARM_BITS).map(([bit, name]) => [name, Number(bit)]));

/** Bytes before the items. */
export const LOCATION_HEAD = 28;
const MILLIONTH = 1e6;
const FULL = { lat: 90, lon: 180 };

const has = (bits: number, bit: number): boolean => Math.floor(bits / 2 ** bit) % 2 === 1;

/** Body of 0x0200; null (a problem) when it ends before its items. */
export function readLocation(bytes: Uint8Array, map: ItemMap, problems: Problem[]): Jt808Location | null {
  if (bytes.length < LOCATION_HEAD) {
    problems.push(problemOf('bodyShort', { part: 'location' }));
    return null;
  }
  const reader = new Reader(bytes);
  const alarmBits = reader.uint(4)!;
  const statusBits = reader.uint(4)!;
  const status = {
    acc: has(statusBits, 0),
    located: has(statusBits, 1),
    south: has(statusBits, 2),
    west: has(statusBits, 3),
  };
  const degrees = (value: number, negative: boolean): number =>
    (negative && value > 0 ? -1 : 1) * (value / MILLIONTH);
  const lat = degrees(reader.uint(4)!, status.south);
  const lon = degrees(reader.uint(4)!, status.west);
  const placed = Math.abs(lat) <= FULL.lat && Math.abs(lon) <= FULL.lon;
  if (!placed) problems.push(problemOf('position', { value: `${lat}, ${lon}` }));
  return {
    alarms: bitsOf(alarmBits).map((bit) => ALARM_BITS[bit] ?? `bit_${bit}`),
    alarmBits,
    status,
    statusBits,
    lat: placed ? lat : null,
    lon: placed ? lon : null,
    altitude: reader.uint(2)!,
    speed: reader.uint(2)! / 10,
    heading: reader.uint(2)!,
    time: timeOf(reader.take(6)!, problems),
    items: readItems(reader.rest(), map, problems),
  };
}

/** YYMMDDhhmmss in BCD, UTC+8. */
function timeOf(bytes: Uint8Array, problems: Problem[]): string | null {
  const digits = bcdOf(bytes);
  const [year, month, day, hour, minute, second] = (digits?.match(/\d\d/g) ?? []) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const text = `20${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = digits === null ? Number.NaN : Date.parse(`${text}Z`);
  // 30 February would become 2 March.
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return `${text}+08:00`;
  problems.push(problemOf('time', { value: hexOf(bytes) }));
  return null;
}

type Given = Readonly<Record<string, unknown>>;

/** Bytes of a location; what cannot be said is named. */
export function locationBytes(given: Given, map: ItemMap): number[] | string {
  const { lat, lon, altitude = 0, speed = 0, heading = 0, time, items = [] } = given;
  const alarmBits = bitsGiven(given.alarmBits, given.alarms);
  if (alarmBits === null) return 'alarms';
  if (!isWithin(lat, -90, 90) || !isWithin(lon, -180, 180)) return 'lat, lon';
  if (!isWithin(altitude, 0, 65_535) || !isWithin(speed, 0, 6_553.5) || !isWithin(heading, 0, 65_535))
    return 'altitude, speed, heading';
  const stamp = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (!(stamp >= Date.UTC(2000, 0, 1) && stamp < Date.UTC(2099, 11, 31))) return 'time';
  if (!Array.isArray(items)) return 'items';
  const extra: number[] = [];
  for (const one of items) {
    const bytes = typeof one === 'object' && one !== null ? itemBytes(one as Given, map) : null;
    if (!bytes) return 'items';
    extra.push(...bytes);
  }
  const local = new Date(stamp + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14);
  return [
    ...uintBytes(alarmBits, 4),
    ...uintBytes(statusGiven(given, lat, lon), 4),
    ...uintBytes(Math.round(Math.abs(lat) * MILLIONTH), 4),
    ...uintBytes(Math.round(Math.abs(lon) * MILLIONTH), 4),
    ...uintBytes(Math.round(altitude), 2),
    ...uintBytes(Math.round(speed * 10), 2),
    ...uintBytes(Math.round(heading), 2),
    ...bcdBytes(local, 6),
    ...extra,
  ];
}

const isWithin = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && value >= from && value <= to;

const isBits = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;

function bitsGiven(bits: unknown, names: unknown): number | null {
  if (bits !== undefined) return isBits(bits) ? bits : null;
  if (names === undefined) return 0;
  if (!Array.isArray(names)) return null;
  let value = 0;
  for (const name of new Set<unknown>(names)) {
    const text = typeof name === 'string' ? name : '';
    const bit = ALARM_NAMES.get(text) ?? Number(/^bit_(\d+)$/.exec(text)?.[1] ?? Number.NaN);
    if (!(bit >= 0 && bit < 32)) return null;
    value += 2 ** bit;
  }
  return value;
}

/** Bits as given with hemispheres as the position says, or located with ACC as told. */
function statusGiven({ statusBits, status }: Given, lat: number, lon: number): number {
  const told = (typeof status === 'object' && status !== null ? status : {}) as Given;
  const base = isBits(statusBits)
    ? statusBits
    : (told.acc === true ? 1 : 0) + (told.located === false ? 0 : 2);
  const others = base - (has(base, 2) ? 4 : 0) - (has(base, 3) ? 8 : 0);
  return others + (lat < 0 ? 4 : 0) + (lon < 0 ? 8 : 0);
}
