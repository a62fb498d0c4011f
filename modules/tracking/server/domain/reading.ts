import type { Jt808Item, Jt808Location } from '@tarim/jt808';
import type { JsonReport } from '../../contract.ts';

/** What a terminal says at one instant, whatever protocol it came by. */
export interface Reading {
  readonly sequence: number;
  /** Epoch ms by the terminal's clock; null: it has none. */
  readonly sampledAt: number | null;
  /** Kept while there was no network (盲区补报). */
  readonly stored: boolean;
  /** Degrees; null: no position. */
  readonly lat: number | null;
  readonly lon: number | null;
  /** km/h; degrees. */
  readonly speed: number | null;
  readonly heading: number | null;
  readonly satellites: number | null;
  readonly hdop: number | null;
  /** µSv/h near the container. */
  readonly rate: number | null;
  readonly stowed: boolean | null;
  readonly tamper: boolean;
  /** % */
  readonly battery: number | null;
  /** s; null: it does not say. */
  readonly interval: number | null;
  /** Strength of the network as it says it (item 0x30); makers' scales differ. */
  readonly signal: number | null;
}

/** What reading a frame needs to know of its terminal. */
export interface ReadingFacts {
  readonly movingSeconds: number;
  readonly parkedSeconds: number;
  /** mV */
  readonly batteryLow: number;
  readonly batteryFull: number;
}

/** Bits of item 0xE2 (a proposal of this platform, like its id): the source is in its container; cover or strap was opened. */
const STOWED_BIT = 0;
const TAMPER_BIT = 1;
const NSV_PER_USV = 1_000;

/** A location of 0x0200 or 0x0704 (JT/T 808) with the items of source terminals. */
export function readingOfLocation(
  location: Jt808Location,
  frame: { readonly sequence: number; readonly stored: boolean },
  facts: ReadingFacts,
): Reading {
  const item = (name: string): Jt808Item | undefined => location.items.find((one) => one.name === name);
  const dose = item('doseRate')?.value ?? null;
  const bits = item('sourceState')?.bits ?? null;
  const voltage = item('batteryVoltage')?.value ?? null;
  const placed = location.status.located && location.lat !== null && location.lon !== null;
  return {
    sequence: frame.sequence,
    sampledAt: location.time === null ? null : Date.parse(location.time),
    stored: frame.stored,
    lat: placed ? location.lat : null,
    lon: placed ? location.lon : null,
    speed: location.speed,
    heading: location.heading,
    satellites: item('satellites')?.value ?? null,
    hdop: null,
    rate: dose === null ? null : dose / NSV_PER_USV,
    stowed: bits === null ? null : bits.includes(STOWED_BIT),
    tamper: bits?.includes(TAMPER_BIT) ?? false,
    battery: voltage === null ? null : batteryPercent(voltage, facts),
    interval: location.status.acc ? facts.movingSeconds : facts.parkedSeconds,
    signal: item('signal')?.value ?? null,
  };
}

/** Straight line between the empty and the full voltage, within 0 … 100 %; a proposal: makers' curves differ. */
export function batteryPercent(
  millivolts: number,
  { batteryLow, batteryFull }: Pick<ReadingFacts, 'batteryLow' | 'batteryFull'>,
): number {
  const share = (millivolts - batteryLow) / (batteryFull - batteryLow);
  return Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10;
}

export function readingOfJson(report: JsonReport): Reading {
  const placed = report.lat !== undefined && report.lon !== undefined;
  return {
    sequence: report.sequence,
    sampledAt: Date.parse(report.time),
    stored: report.stored ?? false,
    lat: placed ? report.lat! : null,
    lon: placed ? report.lon! : null,
    speed: report.speed ?? null,
    heading: report.heading ?? null,
    satellites: report.satellites ?? null,
    hdop: report.hdop ?? null,
    rate: report.rate ?? null,
    stowed: report.stowed ?? null,
    tamper: report.tamper ?? false,
    battery: report.battery ?? null,
    interval: report.interval ?? null,
    signal: report.signal ?? null,
  };
}
