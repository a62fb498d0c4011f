import type { Part } from '@tarim/documents';
import { BASELINE_SOURCE, type IssuedForecasts, latestForecasts } from '@tarim/forecast/queries';
import { beijingDate } from '@tarim/kernel';
import { citiesOf } from '../facts/cities.ts';
import { levelName, pollutantName } from '../facts/levels.ts';
import type { Section, SectionInput } from './section.ts';

/** Days that a bulletin looks ahead, and sources that it tells side by side. */
const DAYS = 3;
const MOST_SOURCES = 3;

/** The next days of cities, by every source; the statistical baseline is called what it is. */
export const forecastCities: Section = {
  id: 'forecast.cities',
  title: 'doc.forecast',
  about: 'doc.forecastAbout',
  kinds: ['daily'],
  async make(input) {
    const { db, t, unit, period, now } = input;
    const cities = await citiesOf(input);
    const codes = cities.map((city) => city.code);
    // A bulletin that is made again says what was known on the morning after its day.
    const all = await latestForecasts(db, codes, beijingDate(Math.min(now, period.to)));
    const told = all.slice(-MOST_SOURCES);
    const known = new Set(told.flatMap(({ rows }) => rows.map((row) => row.cityCode)));
    const parts: Part[] = told.map((issued) => tableOf(input, issued, cities));
    if (told.length === 0)
      parts.push({ kind: 'paragraph', text: t('doc.forecastNone', { unit: unit.name }) });
    if (told.some(({ source }) => source === BASELINE_SOURCE))
      parts.push({ kind: 'note', text: t('doc.forecastBaselineNote') });
    return {
      parts,
      provenance: {
        rules: [...new Set(told.flatMap(({ rows }) => rows.flatMap((row) => row.model ?? [])))].sort(),
        inputs: told.reduce((sum, { rows }) => sum + rows.length, 0),
        expected: null,
        missing: cities
          .filter((city) => !known.has(city.code))
          .map((city) => t('doc.forecastMissing', { city: city.name })),
      },
      simulated: told.some(({ rows }) => rows.some((row) => row.simulated)),
    };
  },
};

function tableOf(
  { t, language }: SectionInput,
  { source, issue, rows }: IssuedForecasts,
  cities: readonly { readonly code: string; readonly name: string }[],
): Part {
  const days = [...new Set(rows.map((row) => row.target))]
    .filter((day) => day > issue)
    .sort()
    .slice(0, DAYS);
  const name = source === BASELINE_SOURCE ? t('doc.forecastBaseline') : source;
  return {
    kind: 'table',
    caption: t('doc.forecastTable', { source: name, issue }),
    columns: [
      { title: t('doc.city'), share: 1.6 },
      ...days.map((day) => ({ title: day.slice(5), align: 'center' as const, share: 2 })),
    ],
    rows: cities
      .filter((city) => rows.some((row) => row.cityCode === city.code))
      .map((city) => [
        city.name,
        ...days.map((day) => {
          const row = rows.find((one) => one.cityCode === city.code && one.target === day);
          if (!row || row.aqi === null) return '—';
          const range = row.low === null ? String(row.aqi) : `${row.low}–${row.high}`;
          const primary = row.primary.map(pollutantName).join(t('doc.listMark'));
          return [range, levelName(row.level, language), primary].filter((one) => one !== '').join(' ');
        }),
      ]),
    empty: t('doc.forecastNoCity'),
  };
}
