import { HOUR_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import type { Report } from '../report.ts';

/** What a network asks of a device, whatever it speaks. */
export interface Station {
  readonly device: SimDevice;
  /** Records that wait to be sent or answered. */
  readonly backlog: number;
  start(): void;
  stop(): void;
  /** Stops after everything that was written has gone out. */
  finish(): Promise<void>;
  /** Nothing more happens until time moves on. Sends what can be sent. */
  idle(): boolean;
  /** Waits no longer for the answers that are missing now. */
  giveUp(): void;
  /** Lets time pass. */
  tick(): void;
  /** Adds the past, oldest first: sent newest first, after what is new. */
  store(reports: readonly Report[]): void;
  /** Cuts the line, for a while or until `restore`; what is measured meanwhile is kept and sent later. */
  cutLine(ms?: number): void;
  restore(): void;
  /** Records of this period are kept but never sent by themselves: a history call brings them. */
  dropRecords(from: number, to: number): void;
  /** Whether a record of this time is one of those. */
  dropped(time: number): boolean;
}

export interface Counters {
  /** Frames written for the first time. */
  sent: number;
  /** Records and notices whose answer came. */
  answered: number;
  resent: number;
  /** Frames whose bytes were broken on purpose. */
  broken: number;
  duplicated: number;
  /** Requests of the platform. */
  requests: number;
  /** Frames of history calls. */
  history: number;
}

export const newCounters = (): Counters => ({
  sent: 0,
  answered: 0,
  resent: 0,
  broken: 0,
  duplicated: 0,
  requests: 0,
  history: 0,
});

/** Periods that a device never reports by itself. */
export class Holes {
  readonly #list: { from: number; to: number }[] = [];

  constructor(device: SimDevice, startedAt: number) {
    if (!device.hole) return;
    const hour = Math.floor(startedAt / HOUR_MS) * HOUR_MS;
    const { fromHoursAgo, toHoursAgo } = device.hole;
    this.add(hour - fromHoursAgo * HOUR_MS, hour - toHoursAgo * HOUR_MS);
  }

  add(from: number, to: number): void {
    this.#list.push({ from, to });
  }

  has(time: number): boolean {
    return this.#list.some((one) => time >= one.from && time < one.to);
  }
}
