import type { DbOrTx } from '@tarim/platform';
import type { AirEdition } from '@tarim/science';
import { dayIndex } from './calendar.ts';
import { type AirDay, readAirDays } from './days.ts';
import { type AirPeriodFigures, type DustChoice, evaluateDays, sourcesOf } from './evaluate-days.ts';
import { periodText } from './period-text.ts';

/** Daily figures of cities as they enter assessments, Beijing dates, both included; by city and date. */
export function airDays(
  db: DbOrTx,
  cityCodes: readonly string[],
  from: string,
  to: string,
): Promise<AirDay[]> {
  return readAirDays(db, cityCodes, from, to);
}

/** A day with its index by the edition in force on it. */
export type JudgedAirDay = AirDay & {
  readonly aqi: number | null;
  readonly level: number | null;
  readonly primary: readonly string[];
  /** Code of the edition: `HJ 633-2012`. */
  readonly standard: string;
};

/** The index of each day, as calendars show it. */
export function judgedAirDays(days: readonly AirDay[]): JudgedAirDay[] {
  return days.map((day) => {
    const { aqi, level, primary, standard } = dayIndex(day);
    return { ...day, aqi, level, primary, standard };
  });
}

/** A period of one city from its days, with and without dust at once. */
export { evaluateDays };

/**
 * A city's period judged by HJ 663, with its steps.
 * @param edition `2012` or `2026`: all three standards of that generation; null: those in force on the dates
 * @param dust with the days of dust, or without
 */
export async function airPeriod(
  db: DbOrTx,
  cityCode: string,
  from: string,
  to: string,
  edition: AirEdition | null,
  dust: DustChoice,
): Promise<AirPeriodFigures> {
  const days = await readAirDays(db, [cityCode], from, to);
  const period = periodText(from, to);
  const { rules, used, missing, steps, problems, ...result } = evaluateDays(
    period,
    days,
    edition ?? undefined,
  );
  return {
    cityCode,
    period,
    edition,
    dust,
    figures: dust === 'with' ? result.withDust : result.withoutDust,
    finding: { rules, used, missing, steps, problems },
    dustDays: result.dust.days,
    dustSource: result.dust.source,
    sources: sourcesOf(days),
  };
}
