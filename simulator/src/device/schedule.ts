import { DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { hash32 } from '../noise.ts';
import { type Report, reportAt } from '../report.ts';
import type { LoggerSettings } from './settings.ts';

/** How many periods are caught up at once after a standstill of the process. */
const MOST_AT_ONCE = 2_000;

/** Which reports are due: real-time by the interval, the others a few seconds after their period. */
export class Schedule {
  readonly #device: SimDevice;
  readonly #settings: LoggerSettings;
  readonly #lag: number;
  #realtime: number;
  #rtdInterval: number;
  #minute: number;
  #minuteInterval: number | null;
  #hour: number;
  #day: number;

  constructor(device: SimDevice, settings: LoggerSettings, now: number) {
    this.#device = device;
    this.#settings = settings;
    // Loggers do not all speak in the same moment.
    this.#lag = 2_000 + (device.seed % 20_000);
    this.#rtdInterval = settings.rtdInterval;
    this.#realtime = now + (hash32(device.seed, 90) % 15_000);
    this.#minuteInterval = settings.minuteInterval;
    this.#minute = this.#nextMinute(now);
    this.#hour = periodStart('hour', now) + HOUR_MS;
    this.#day = periodStart('day', now) + DAY_MS;
  }

  #nextMinute(now: number): number {
    const step = (this.#settings.minuteInterval ?? 0) * MINUTE_MS;
    return step > 0 ? (Math.floor(now / step) + 1) * step : Number.POSITIVE_INFINITY;
  }

  /** Whether a real-time value is due; counts on when it is. */
  realtimeDue(now: number): boolean {
    if (this.#rtdInterval !== this.#settings.rtdInterval) {
      this.#rtdInterval = this.#settings.rtdInterval;
      this.#realtime = Math.min(this.#realtime, now + this.#rtdInterval * 1_000);
    }
    if (now < this.#realtime) return false;
    this.#realtime = now + this.#rtdInterval * 1_000;
    return true;
  }

  /** Periods that are over by now, oldest first. */
  due(now: number): Report[] {
    const { kind } = this.#device;
    const outlet = kind === 'outlet-gas' || kind === 'outlet-water';
    const out: Report[] = [];
    if (this.#minuteInterval !== this.#settings.minuteInterval) {
      this.#minuteInterval = this.#settings.minuteInterval;
      this.#minute = this.#nextMinute(now);
    }
    const minutes = this.#minuteInterval;
    while (minutes !== null && now >= this.#minute + this.#lag && out.length < MOST_AT_ONCE) {
      out.push(reportAt('2051', this.#minute - minutes * MINUTE_MS, minutes));
      this.#minute += minutes * MINUTE_MS;
    }
    while (now >= this.#hour + this.#lag + 10_000 && out.length < MOST_AT_ONCE) {
      out.push(reportAt('2061', this.#hour - HOUR_MS));
      if (outlet && this.#settings.status) out.push(reportAt('2021', this.#hour));
      this.#hour += HOUR_MS;
    }
    while (now >= this.#day + this.#lag + 60_000 && out.length < MOST_AT_ONCE) {
      out.push(reportAt('2031', this.#day - DAY_MS));
      if (outlet) out.push(reportAt('2041', this.#day - DAY_MS));
      this.#day += DAY_MS;
    }
    return out;
  }
}
