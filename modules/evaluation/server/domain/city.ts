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

export interface StationValues {
  readonly pointId: number;
  readonly revision: number;
  /** Valid concentrations; null: missing or not valid. */
  readonly values: Readonly<Record<string, number | null>>;
}

/**
 * Concentrations of a city: the arithmetic mean of its stations' valid values, pollutant by pollutant
 * (HJ 663-2013 城市点位均值; the day's mean is the mean of the stations' day means, O3 that of their MDA8).
 * Not rounded: the index rounds once, from the full value (GB/T 8170).
 */
export function cityMeans(
  stations: readonly StationValues[],
  pollutants: readonly string[],
): Record<string, number | null> {
  const means: Record<string, number | null> = {};
  for (const pollutant of pollutants) {
    const values = stations
      .map((station) => station.values[pollutant])
      .filter((value) => typeof value === 'number');
    // Sorted, so that the order in which stations report cannot move the last bit.
    values.sort((a, b) => a - b);
    means[pollutant] =
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  return means;
}
