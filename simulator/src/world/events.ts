import { HOUR_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, seedOf } from '../noise.ts';
import type { Zone } from '../scenario.ts';
import { bump, dayIndex, winter } from './time.ts';

/** When a single event begins, ISO 8601 or epoch ms, and how long it lasts. */
interface Timed {
  readonly from: string | number;
  readonly hours: number;
}

/** What happens in a world. The first two come back by themselves, for any moment of history; the others happen once. */
export type SimEvent =
  /** Dust (沙尘) every so many days for some twenty hours; µg/m³ of PM10 between the two peaks, strongest in spring. */
  | {
      readonly kind: 'dust';
      readonly zone: Zone;
      readonly everyDays: number;
      readonly hours: number;
      readonly peak: readonly [number, number];
    }
  /** Winter inversion (逆温): how much fine dust, NO2, SO2 and CO gather, at least and with the weather. */
  | { readonly kind: 'inversion'; readonly zone: Zone; readonly base: number; readonly gain: number }
  /** One dust storm over the units below these paths; µg/m³. */
  | (Timed & { readonly kind: 'storm'; readonly units: readonly string[]; readonly peak: number })
  /** One factor of one point is multiplied: treatment that fails. */
  | (Timed & {
      readonly kind: 'exceedance';
      readonly point: string;
      readonly code: string;
      readonly factor: number;
    })
  /** A source that stands still. */
  | (Timed & { readonly kind: 'stopped'; readonly point: string })
  /** A data mark (D fault, M maintenance …) on all factors of a point, or on some. */
  | (Timed & {
      readonly kind: 'mark';
      readonly point: string;
      readonly flag: string;
      readonly codes?: readonly string[];
    });

/** An event whose period is worked out; open at both ends for those that come back. */
export interface PreparedEvent {
  readonly event: SimEvent;
  readonly from: number;
  readonly to: number;
}

export function prepareEvent(event: SimEvent): PreparedEvent {
  if (!('from' in event)) return { event, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const from = typeof event.from === 'number' ? event.from : Date.parse(event.from);
  return { event, from, to: from + event.hours * HOUR_MS };
}

type Here = Pick<SimDevice, 'place' | 'events'>;

/** PM10 that dust adds at a place, µg/m³. */
export function dustAt(device: Here, atMs: number): number {
  let dust = 0;
  for (const { event, from, to } of device.events) {
    if (event.kind === 'dust' && event.zone === device.place.zone)
      dust = Math.max(dust, returningDust(event, device.place.lon, atMs));
    else if (event.kind === 'storm' && atMs >= from && atMs < to) {
      if (!event.units.some((unit) => device.place.unitPath.startsWith(unit))) continue;
      // Rises within a quarter of its time, settles slowly.
      const passed = (atMs - from) / (to - from);
      dust = Math.max(dust, event.peak * Math.min(1, passed * 4) * Math.exp(-Math.max(0, passed - 0.35) * 2));
    }
  }
  return dust;
}

function returningDust(event: SimEvent & { kind: 'dust' }, lon: number, atMs: number): number {
  const regional = seedOf('dust');
  let dust = 0;
  for (const day of [dayIndex(atMs) - 1, dayIndex(atMs)]) {
    if (day % event.everyDays > 1) continue;
    const start =
      day * 24 * HOUR_MS - 8 * HOUR_MS + chance(regional, day) * 16 * HOUR_MS + (lon - 80) * 0.4 * HOUR_MS;
    const hours = (atMs - start) / HOUR_MS;
    if (hours < 0 || hours > event.hours) continue;
    const spring = 1 - 0.55 * Math.abs(winter(atMs));
    const [least, most] = event.peak;
    const strength = least + (most - least) * chance(regional ^ 7, day);
    dust = Math.max(dust, spring * strength * bump(hours + 2, 6, 6));
  }
  return dust;
}

/** How strongly what is emitted gathers under an inversion: 0 in summer. `weather` in [−1, 1] is the region's. */
export function inversionAt(device: Here, atMs: number, weather: number): number {
  const cold = Math.max(0, winter(atMs));
  for (const { event } of device.events)
    if (event.kind === 'inversion' && event.zone === device.place.zone)
      return cold * (event.base + event.gain * Math.max(0, weather));
  return cold * 0.45;
}

/** Whether an event makes this source stand still. */
export function stoppedByEvent(device: Pick<SimDevice, 'pointCode' | 'events'>, atMs: number): boolean {
  return device.events.some(
    ({ event, from, to }) =>
      event.kind === 'stopped' && event.point === device.pointCode && atMs >= from && atMs < to,
  );
}

/** Applies exceedances and marks of this point to what it measured. Changes its arguments. */
export function applyEvents(
  device: Pick<SimDevice, 'pointCode' | 'events'>,
  atMs: number,
  values: Record<string, number>,
  flags: Record<string, string>,
): void {
  for (const { event, from, to } of device.events) {
    if (atMs < from || atMs >= to) continue;
    if (event.kind === 'exceedance' && event.point === device.pointCode) {
      const value = values[event.code];
      if (value !== undefined) values[event.code] = value * event.factor;
    } else if (event.kind === 'mark' && event.point === device.pointCode) {
      for (const code of event.codes ?? Object.keys(values)) flags[code] = event.flag;
    }
  }
}
