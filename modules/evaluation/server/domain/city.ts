import type { CityStationRule } from '@tarim/standards';

/**
 * The city a point counts for (评价城市): its prefecture-level unit, or the Corps city it lies in
 * (五家渠、石河子 … are assessed by themselves, not as part of their division).
 * @param unitPath `/650000/650100/650102/` → `650100`; `/BT/BT08/659001/` → `659001`; `/BT/BT02/` → `BT02`
 */
export function cityCodeOf(unitPath: string): string | null {
  const codes = unitPath.split('/').filter((code) => code !== '');
  if (codes[0] === 'BT' && codes[2]?.startsWith('659')) return codes[2];
  return codes[1] ?? null;
}

/**
 * Whether a station stands for its city (城市点): one at a road shows the road. HJ 664 keeps traffic points out of the assessment of
 * cities (from memory).
 */
export function standsForCity({ purposes }: { readonly purposes: readonly string[] }): boolean {
  return !purposes.includes('traffic');
}

export interface StationValues {
  readonly pointId: number;
  /** Valid concentrations; null: missing or not valid. */
  readonly values: Readonly<Record<string, number | null>>;
}

/** How many stations gave a valid value, of how many that monitor the pollutant, and how many must. */
export interface StationCount {
  readonly valid: number;
  readonly of: number;
  readonly needed: number;
}

export interface CityMeans {
  readonly values: Record<string, number | null>;
  /** `no-station`: none has a valid value; `few-stations`: fewer than the rule asks for. */
  readonly excluded: Record<string, 'no-station' | 'few-stations'>;
  readonly counts: Record<string, StationCount>;
}

/**
 * Concentrations of a city: the arithmetic mean of its stations' valid values, pollutant by pollutant, where enough of its
 * stations have one (HJ 663-2013 城市点位均值; the day's mean is the mean of the stations' day means, O3 that of their MDA8).
 * Not rounded: the index rounds once, from the full value (GB/T 8170).
 * @param monitoring how many stations of the city monitor a pollutant
 */
export function cityMeans(
  stations: readonly StationValues[],
  pollutants: readonly string[],
  monitoring: (pollutant: string) => number,
  rule: Pick<CityStationRule, 'share' | 'few'>,
): CityMeans {
  const values: CityMeans['values'] = {};
  const excluded: CityMeans['excluded'] = {};
  const counts: CityMeans['counts'] = {};
  for (const pollutant of pollutants) {
    const found = stations
      .map((station) => station.values[pollutant])
      .filter((value) => typeof value === 'number');
    // A station that sends what it is not registered for counts with those that are.
    const of = Math.max(monitoring(pollutant), found.length);
    const needed = stationsNeeded(of, rule);
    counts[pollutant] = { valid: found.length, of, needed };
    const enough = found.length > 0 && found.length >= needed;
    if (!enough) excluded[pollutant] = found.length === 0 ? 'no-station' : 'few-stations';
    // Sorted, so that the order in which stations report cannot move the last bit.
    found.sort((a, b) => a - b);
    values[pollutant] = enough ? found.reduce((sum, value) => sum + value, 0) / found.length : null;
  }
  return { values, excluded, counts };
}

/** Stations that must have a valid value of `of`: 75 % of them, or 50 % where they are fewer than four. */
export function stationsNeeded(of: number, rule: Pick<CityStationRule, 'share' | 'few'>): number {
  return Math.ceil(of * (of < rule.few.below ? rule.few.share : rule.share));
}
