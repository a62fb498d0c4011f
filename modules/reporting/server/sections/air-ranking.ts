import type { Table } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import { type CityDay, type DayOfCities, dayOfCities, provenanceOfDay } from '../facts/air-day.ts';
import { type CityPeriod, cityPeriods, provenanceOfPeriod, simulatedPeriods } from '../facts/air-period.ts';
import { figure, levelColour, levelName, pollutantName } from '../facts/levels.ts';
import type { Section, SectionInput } from './section.ts';

/** Every city with its figures: a day by AQI, a month or year by composite index. */
export const airRanking: Section = {
  id: 'air.ranking',
  title: 'doc.airRanking',
  about: 'doc.airRankingAbout',
  kinds: ['daily', 'monthly', 'annual'],
  async make(input) {
    const { t, period } = input;
    if (period.kind === 'daily') {
      const day = await dayOfCities(input);
      return {
        parts: [dayTable(input, day)],
        provenance: provenanceOfDay(day, t),
        simulated: day.cities.some((city) => city.simulated),
      };
    }
    const all = await cityPeriods(input);
    return {
      parts: [
        periodTable(input, all),
        { kind: 'note', text: t(period.kind === 'annual' ? 'doc.annualNote' : 'doc.monthlyNote') },
      ],
      provenance: provenanceOfPeriod(input, all),
      simulated: simulatedPeriods(all),
    };
  },
};

const end = (title: string, share = 1) => ({ title, align: 'end' as const, share });

function dayTable({ t, language }: SectionInput, { judged, without, hour }: DayOfCities): Table {
  const ozone = hour === null ? { key: 'O3_8h', title: 'O₃-8h' } : { key: 'O3', title: 'O₃' };
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
      values(one, ozone.key),
      values(one, 'NO2'),
      values(one, 'SO2'),
      values(one, 'CO', 1),
    ];
  };
  return {
    kind: 'table',
    caption: hour === null ? t('doc.dayTable') : t('doc.hourTable', { time: beijingIso(hour).slice(11, 16) }),
    columns: [
      { title: t('doc.place'), align: 'center', share: 1 },
      { title: t('doc.city'), share: 3.6 },
      end('AQI', 0.9),
      { title: t('doc.level'), align: 'center', share: 1.5 },
      { title: t('doc.primary'), align: 'center', share: 1.8 },
      end('PM₂.₅', 1.1),
      end('PM₁₀', 1.1),
      end(ozone.title, 1.1),
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

/** From the lowest composite index to the highest; cities without one stand below. */
function periodTable({ t }: SectionInput, all: readonly CityPeriod[]): Table {
  const index = (one: CityPeriod) => one.result.withDust?.composite?.value ?? Number.POSITIVE_INFINITY;
  const sorted = all.toSorted((a, b) => index(a) - index(b));
  return {
    kind: 'table',
    caption: t('doc.periodTable'),
    columns: [
      { title: t('doc.place'), align: 'center', share: 1 },
      { title: t('doc.city'), share: 3.9 },
      end(t('doc.validDays'), 1.4),
      end(t('doc.dustDays'), 1.3),
      end(t('doc.ratio'), 1.5),
      end(t('doc.ratioDust'), 1.7),
      end('PM₂.₅', 1.1),
      end('PM₁₀', 1.1),
      end(t('doc.pm10Dust'), 1.5),
      end('O₃-8h', 1.1),
      end(t('doc.composite'), 1.3),
      end(t('doc.compositeDust'), 1.7),
      { title: t('doc.largest'), align: 'center', share: 1.4 },
    ],
    rows: sorted.map((one) => {
      const figures = one.result.withDust;
      const without = one.result.withoutDust;
      const place = index(one) === Number.POSITIVE_INFINITY ? '—' : String(1 + sorted.findIndex((other) => index(other) === index(one))); // biome-ignore format: one value
      return [
        place,
        one.city.name,
        figure(figures?.days.validDays),
        figure(one.result.dust.days),
        ratio(figures),
        ratio(without),
        figure(figures?.pollutants['PM2.5'].mean?.rounded),
        figure(figures?.pollutants.PM10.mean?.rounded),
        figure(without?.pollutants.PM10.mean?.rounded),
        figure(figures?.pollutants.O3.percentile?.rounded),
        figure(figures?.composite?.rounded, 2),
        figure(without?.composite?.rounded, 2),
        figures?.composite?.largest.map(pollutantName).join(t('doc.listMark')) ?? '—',
      ];
    }),
  };
}

const ratio = (figures: CityPeriod['result']['withDust']): string =>
  figures?.days.goodRatio == null ? '—' : `${figures.days.goodRatio.toFixed(1)}%`;
