import { type AqiIndex, evaluateAqi } from '@tarim/science';
import { aqiStandard } from '@tarim/standards';

/** Start of a Beijing day: chooses the edition of HJ 633. */
export const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Level 1…6 of an index by the edition in force on the day. */
export function levelOfAqi(aqi: number, date: string): number | null {
  const { levels } = aqiStandard(dayStart(date)).data;
  return levels.find((one) => aqi >= one.aqi[0] && aqi <= one.aqi[1])?.level ?? null;
}

/** What came of a day; null where no index can be told. */
export function observedOf(day: {
  readonly date: string;
  readonly values: Readonly<Record<string, number | null>>;
}): { aqi: number; level: number } | null {
  const { aqi, level }: Pick<AqiIndex, 'aqi' | 'level'> = evaluateAqi({
    period: 'day',
    time: dayStart(day.date),
    values: day.values,
  });
  return aqi === null || level === null ? null : { aqi, level };
}
