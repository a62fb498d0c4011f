import type { Part } from '@tarim/documents';
import type { AqiRow } from '@tarim/evaluation/queries';
import { type City, citiesOf, cityDays } from '../facts/cities.ts';
import { figure, LEVELS, levelColour, levelName, pollutantName } from '../facts/levels.ts';
import type { SectionInput, SectionOutput } from './section.ts';

interface CityDay {
  readonly city: City;
  readonly row: AqiRow<string> | undefined;
}

/** A day: AQI of each city, from the cleanest to the worst. */
export async function summaryOfDay(input: SectionInput): Promise<SectionOutput> {
  const { t, unit, language, period, now } = input;
  const [cities, days] = await Promise.all([citiesOf(input), cityDays(input)]);
  const all: CityDay[] = cities.map((city) => ({ city, row: days.get(city.code)?.[0] }));
  const judged = all
    .filter((one) => one.row && one.row.aqi !== null)
    .sort((a, b) => a.row!.aqi! - b.row!.aqi!);
  const without = all.filter((one) => (one.row?.aqi ?? null) === null);
  const good = judged.filter((one) => one.row!.level! <= 2).length;
  const worst = judged.at(-1);
  const parts: Part[] = [];
  if (cities.length === 0) parts.push({ kind: 'paragraph', text: t('doc.noCities', { unit: unit.name }) });
  else if (judged.length === 0)
    parts.push({
      kind: 'paragraph',
      text: t(period.to > now ? 'doc.dayRuns' : 'doc.noJudgedDay', { n: cities.length }),
    });
  else {
    const byLevel = LEVELS.flatMap(({ level }) => {
      const n = judged.filter((one) => one.row!.level === level).length;
      return n === 0 ? [] : [t('doc.citiesOfLevel', { level: levelName(level, language), n })];
    });
    parts.push(
      {
        kind: 'paragraph',
        text: t('doc.dayText', {
          unit: unit.name,
          cities: cities.length,
          judged: judged.length,
          levels: byLevel.join(t('doc.listMark')),
          best: judged[0]!.city.name,
          bestAqi: judged[0]!.row!.aqi!,
          worst: worst!.city.name,
          worstAqi: worst!.row!.aqi!,
          worstLevel: levelName(worst!.row!.level, language),
        }),
      },
      {
        kind: 'facts',
        items: [
          { label: t('doc.assessedCities'), value: `${judged.length} / ${cities.length}` },
          { label: t('doc.goodCities'), value: `${good} (${((good / judged.length) * 100).toFixed(1)}%)` },
          { label: t('doc.pollutedCities'), value: String(judged.length - good) },
          { label: t('doc.pm25Mean'), value: `${meanOf(judged)} µg/m³` },
        ],
      },
      table(input, judged, without),
    );
  }
  return {
    parts,
    provenance: {
      rules: [...new Set(judged.map((one) => one.row!.ruleVersion))].sort(),
      inputs: judged.length,
      expected: cities.length,
      missing: without.map((one) => t('doc.cityWithoutAqi', { city: one.city.name })),
    },
    simulated: cities.some((city) => city.simulated),
  };
}

function meanOf(judged: readonly CityDay[]): string {
  const values = judged
    .map((one) => one.row!.result.values['PM2.5'])
    .filter((one) => typeof one === 'number');
  return values.length === 0 ? '—' : (values.reduce((sum, one) => sum + one, 0) / values.length).toFixed(0);
}

function table({ t, language }: SectionInput, judged: readonly CityDay[], without: readonly CityDay[]): Part {
  const values = ({ row }: CityDay, key: string, digits = 0) => figure(row?.result.values[key], digits);
  // Equal indexes share a place.
  const places = judged.map((one) => 1 + judged.findIndex((other) => other.row!.aqi === one.row!.aqi));
  const rowOf = (one: CityDay, place: string) => {
    const level = one.row?.level ?? null;
    const fill = levelColour(level);
    return [
      place,
      one.city.name,
      figure(one.row?.aqi),
      fill ? { text: levelName(level, language), fill } : '—',
      one.row?.primary.map(pollutantName).join(t('doc.listMark')) || '—',
      values(one, 'PM2.5'),
      values(one, 'PM10'),
      values(one, 'O3_8h'),
      values(one, 'NO2'),
      values(one, 'SO2'),
      values(one, 'CO', 1),
    ];
  };
  const end = (title: string, share = 1) => ({ title, align: 'end' as const, share });
  return {
    kind: 'table',
    caption: t('doc.dayTable'),
    columns: [
      { title: t('doc.place'), align: 'center', share: 0.8 },
      { title: t('doc.city'), share: 2.7 },
      end('AQI', 0.9),
      { title: t('doc.level'), align: 'center', share: 1.5 },
      { title: t('doc.primary'), align: 'center', share: 1.4 },
      end('PM₂.₅', 1.1),
      end('PM₁₀', 1.1),
      end('O₃-8h', 1.1),
      end('NO₂', 1),
      end('SO₂', 1),
      end('CO', 0.9),
    ],
    rows: [
      ...judged.map((one, at) => rowOf(one, String(places[at]))),
      ...without.map((one) => rowOf(one, '—')),
    ],
  };
}
