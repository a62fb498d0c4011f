import type { FourWay, ImpossibleRelation, ParameterChange, Revision } from './types.ts';

export const HOUR = 3_600_000;

/** A limit that a factor is judged by, in the unit of its values. */
export interface FeedLimit {
  readonly upper: number;
  /** 折算 or 实测 */
  readonly measure: 'converted' | 'actual';
  readonly standard: string;
}

/** Another outlet that could be this one's twin. */
export interface FeedTwin {
  readonly pointId: number;
  readonly name: string;
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** A change that was reported, with the place of the frame that told it. */
export interface FeedChange extends ParameterChange {
  readonly lsn: number | null;
}

/** Everything that the detectors of one outlet look at: hours side by side, NaN where there is none. Times in epoch ms. */
export interface OutletFeed {
  readonly pointId: number;
  readonly kind: 'outlet-gas' | 'outlet-water';
  readonly start: number;
  readonly hours: number;
  /** Concentrations, and what is measured beside them. */
  readonly pollutants: readonly string[];
  readonly measured: Readonly<Record<string, Float64Array>>;
  readonly converted: Readonly<Record<string, Float64Array>>;
  /** As the device itself sent them: computed means have digits of their own. */
  readonly sent: Readonly<Record<string, Float64Array>>;
  /** Mark of each hour, of the device or else of a person; '' for none. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  readonly stopped: Uint8Array;
  readonly received: Float64Array;
  readonly revisions: Readonly<Record<string, readonly Revision[]>>;
  readonly limits: Readonly<Record<string, readonly FeedLimit[]>>;
  /** Upper end of the range as registered. */
  readonly ranges: Readonly<Record<string, number>>;
  readonly decimals: Readonly<Record<string, number>>;
  readonly parameters: readonly FourWay[];
  readonly changes: readonly FeedChange[];
  readonly twins: readonly FeedTwin[];
  readonly relations: readonly ImpossibleRelation[];
}

export const endOf = (feed: Pick<OutletFeed, 'start' | 'hours'>): number => feed.start + feed.hours * HOUR;

/** The feed from an instant on; the same when it begins later. */
export function since(feed: OutletFeed, from: number): OutletFeed {
  const skip = Math.max(0, Math.ceil((from - feed.start) / HOUR));
  if (skip === 0) return feed;
  const start = feed.start + skip * HOUR;
  const cut = <T>(of: Readonly<Record<string, T>>, by: (one: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(of).map(([code, one]) => [code, by(one)]));
  return {
    ...feed,
    start,
    hours: Math.max(0, feed.hours - skip),
    measured: cut(feed.measured, (one) => one.subarray(skip)),
    converted: cut(feed.converted, (one) => one.subarray(skip)),
    sent: cut(feed.sent, (one) => one.subarray(skip)),
    marks: cut(feed.marks, (one) => one.slice(skip)),
    stopped: feed.stopped.subarray(skip),
    received: feed.received.subarray(skip),
    revisions: cut(feed.revisions, (one) => one.filter(({ time }) => time >= start)),
    changes: feed.changes.filter(({ time }) => time >= start),
    twins: feed.twins.map((one) => ({ ...one, values: cut(one.values, (values) => values.subarray(skip)) })),
  };
}

/** Flow, oxygen, temperature, pressure, moisture …: no concentration that anybody limits. */
const BESIDE = /^(a0|a19001$|w00000$|w01001$|w01010$|w01014$)/;
export const isPollutant = (code: string): boolean => /^[aw]\d/.test(code) && !BESIDE.test(code);
