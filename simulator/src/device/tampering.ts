import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import type { Report } from '../report.ts';
import { slopeCodes, tamperedSlope } from '../tamper/live.ts';
import { fateOf } from '../tamper/records.ts';

/** A slope that an instrument has from a time on. */
export interface SlopeTold {
  readonly code: string;
  readonly slope: number;
  /** Epoch ms of the world. */
  readonly at: number;
}

const LOOKS_BACK = 3 * DAY_MS;

/** What a logger remembers of its own falsifying: records held back or to be corrected, slopes it told of. Does nothing for honest ones. */
export class Tampering {
  readonly #device: SimDevice;
  #held: { readonly report: Report; readonly at: number }[] = [];
  readonly #slopes = new Map<string, number>();

  constructor(device: SimDevice) {
    this.#device = device;
  }

  /** Whether a record is kept to be sent now. What is held or corrected comes out of `released` in its time. */
  keeps(report: Report, now: number): boolean {
    const fate = fateOf(this.#device, report);
    if (!('at' in fate)) return fate.what === 'sent';
    const { what, at } = fate;
    const late = what === 'later';
    if (late && at <= now) return true;
    this.#held.push({ report: late ? report : { ...report, edited: true }, at });
    return !late;
  }

  /** Of the past, sent at the start: it came on time and nobody corrected it; only what is never sent is left out. */
  keepsOfPast(report: Report): boolean {
    return fateOf(this.#device, report).what !== 'dropped';
  }

  released(now: number): Report[] {
    if (this.#held.length === 0) return [];
    const due = this.#held.filter((one) => one.at <= now).map((one) => one.report);
    this.#held = this.#held.filter((one) => one.at > now);
    return due;
  }

  /**
   * Slopes that changed since they were last told (3020 on change, HJ 212-2017). The first time also the changes of the last three days, with
   * their own time, as the records of those days are sent; older ones only where the slope is still not 1. 2005 knows no such message.
   */
  slopesToTell(now: number): SlopeTold[] {
    const { tamper, edition } = this.#device;
    if (!tamper || edition === '2005') return [];
    return slopeCodes(tamper).flatMap((code) => {
      const told: SlopeTold[] = [];
      let slope = this.#slopes.get(code) ?? 1;
      const tell = (at: number) => {
        const next = tamperedSlope(tamper, code, at)!;
        if (next !== slope) told.push({ code, slope: next, at });
        slope = next;
      };
      if (!this.#slopes.has(code))
        for (let at = Math.floor(now / HOUR_MS) * HOUR_MS - LOOKS_BACK; at < now; at += HOUR_MS) tell(at);
      tell(now);
      this.#slopes.set(code, slope);
      return told;
    });
  }
}
