/** What a series usually is and how far it usually moves, by exponential weights: O(1) a value. */
export interface Level {
  readonly mean: number;
  /** Mean absolute deviation from the mean. */
  readonly scale: number;
  readonly count: number;
}

/**
 * Takes one more value in. The first `memory` values are weighted alike (a plain mean), later ones by 2 / (memory + 1), the usual smoothing
 * of a window of that length. Far values are taken in at `most` scales, so that one of them does not blow the scale up.
 */
export function follow(level: Level | null, value: number, memory: number, most: number): Level {
  if (level === null) return { mean: value, scale: 0, count: 1 };
  const weight = Math.max(1 / (level.count + 1), 2 / (memory + 1));
  const away = value - level.mean;
  const reach = level.count > 3 && level.scale > 0 ? most * level.scale : Number.POSITIVE_INFINITY;
  const taken = Math.min(Math.abs(away), reach);
  return {
    mean: level.mean + weight * Math.sign(away) * taken,
    scale: level.scale + weight * (taken - level.scale),
    count: level.count + 1,
  };
}

/** Values from the usual, in scales; a scale is at least `least` of the mean, for series that hardly move. */
export function awayFrom(level: Level, value: number, least: number): number {
  const scale = Math.max(level.scale, least * Math.abs(level.mean));
  return scale > 0 ? (value - level.mean) / scale : 0;
}
