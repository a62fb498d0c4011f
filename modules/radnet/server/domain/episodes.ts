import { HOUR_MS } from '@tarim/kernel';
import type { FindingKind, HourState } from '../../contract.ts';
import type { Judgement } from './judge.ts';

/** Hours in a row of one kind. */
export interface Episode {
  readonly kind: FindingKind;
  readonly from: number;
  /** Start of the last hour. */
  readonly to: number;
  readonly hours: number;
  readonly worst: HourState;
  /** The highest value; of faults the lowest. */
  readonly peak: number | null;
  readonly peakAt: number | null;
  readonly high: number | null;
  /** mm in its hours and the three before. */
  readonly rain: number | null;
}

const KINDS: Readonly<Partial<Record<HourState, FindingKind>>> = {
  'rain-suspected': 'rain',
  attention: 'rise',
  alarm: 'rise',
  urgent: 'rise',
  'fault-low': 'fault',
  'fault-flat': 'fault',
};
/** The graver, the later. */
const GRAVITY: readonly HourState[] = [
  'rain-suspected',
  'fault-flat',
  'fault-low',
  'attention',
  'alarm',
  'urgent',
];
const RAIN_BEFORE_MS = 3 * HOUR_MS;

export const gravityOf = (state: HourState): number => GRAVITY.indexOf(state);

type Hour = Pick<Judgement, 'time' | 'state' | 'value' | 'rain' | 'high'>;

/** Findings among judged hours in time order: an hour that is missing or of another kind ends one. */
export function episodesOf(hours: readonly Hour[]): Episode[] {
  const episodes: Hour[][] = [];
  let last: Hour | null = null;
  for (const hour of hours) {
    const kind = KINDS[hour.state];
    const goesOn = last !== null && KINDS[last.state] === kind && hour.time - last.time === HOUR_MS;
    if (kind) {
      if (goesOn) episodes.at(-1)!.push(hour);
      else episodes.push([hour]);
    }
    last = kind ? hour : null;
  }
  return episodes.map((members) => episodeOf(members, hours));
}

function episodeOf(members: readonly Hour[], all: readonly Hour[]): Episode {
  const kind = KINDS[members[0]!.state]!;
  const [from, to] = [members[0]!.time, members.at(-1)!.time];
  const valued = members.filter((one) => one.value !== null);
  const peak = valued.reduce<Hour | null>((best, one) => {
    if (!best) return one;
    return kind === 'fault' ? (one.value! < best.value! ? one : best) : one.value! > best.value! ? one : best;
  }, null);
  const rains = all.flatMap(({ time, rain }) =>
    time >= from - RAIN_BEFORE_MS && time <= to && rain !== null ? [rain] : [],
  );
  return {
    kind,
    from,
    to,
    hours: members.length,
    worst: members.reduce((worst, one) => (gravityOf(one.state) > gravityOf(worst.state) ? one : worst))
      .state,
    peak: peak?.value ?? null,
    peakAt: peak?.time ?? null,
    high: (peak ?? members[0]!).high,
    rain: rains.length > 0 ? rains.reduce((a, b) => a + b, 0) : null,
  };
}
