import type { SimDevice } from '../expand.ts';
import type { Report } from '../report.ts';
import { slopeCodes, tamperedSlope } from '../tamper/live.ts';
import { fateOf } from '../tamper/records.ts';

/** A slope that an instrument has from now on. */
export interface SlopeTold {
  readonly code: string;
  readonly slope: number;
}

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
   * Slopes that changed since they were last told (3020 on change, HJ 212-2017); at first those that are not 1, for they were changed before.
   * 2005 knows no such message.
   */
  slopesToTell(now: number): SlopeTold[] {
    const { tamper, edition } = this.#device;
    if (!tamper || edition === '2005') return [];
    return slopeCodes(tamper).flatMap((code) => {
      const slope = tamperedSlope(tamper, code, now)!;
      const before = this.#slopes.get(code) ?? 1;
      this.#slopes.set(code, slope);
      return slope === before ? [] : [{ code, slope }];
    });
  }
}
