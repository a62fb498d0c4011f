import type { Part } from '@tarim/documents';
import { judgedAirDays } from '@tarim/evaluation/queries';
import { beijingDate, DAY_MS, HOUR_MS } from '@tarim/kernel';
import { daysOf } from '../domain/period.ts';
import { cityPeriods } from '../facts/air-period.ts';
import { type City, citiesOf, cityHours } from '../facts/cities.ts';
import { LEVELS, levelName } from '../facts/levels.ts';
import type { Section, SectionInput } from './section.ts';

const WIDTH = 800;

/** Levels over time: hours of a day, days of a month, months of a year. */
export const airCalendar: Section = {
  id: 'air.calendar',
  title: 'doc.airCalendar',
  about: 'doc.airCalendarAbout',
  kinds: ['daily', 'monthly', 'annual'],
  async make(input) {
    const { period, t } = input;
    const cities = await citiesOf(input);
    const rows: Rows = period.kind === 'daily' ? await cityHours(input) : await judgedDays(input);
    const known = [...rows.values()].flat().filter((row) => row.aqi !== null);
    const slots = period.kind === 'daily' ? 24 : daysOf(period).length;
    const part = known.length === 0 ? null : drawn(input, cities, rows);
    return {
      parts: [part ?? { kind: 'paragraph', text: t('doc.nothingToDraw') }],
      provenance: {
        rules: [...new Set(known.map((row) => row.ruleVersion))].sort(),
        inputs: known.length,
        expected: cities.length * slots,
        missing:
          known.length < cities.length * slots
            ? [t('doc.slotsMissing', { n: cities.length * slots - known.length })]
            : [],
      },
      simulated: cities.some((city) => city.simulated),
    };
  },
};

/** An hour or a day with its index. */
interface Judged {
  readonly time: number;
  readonly aqi: number | null;
  readonly level: number | null;
  readonly ruleVersion: string;
}
type Rows = ReadonlyMap<string, readonly Judged[]>;

async function judgedDays(input: SectionInput): Promise<Rows> {
  const periods = await cityPeriods(input);
  return new Map(
    periods.map(({ city, days }) => [
      city.code,
      judgedAirDays(days).map(({ date, aqi, level, standard }) => ({
        time: Date.parse(`${date}T00:00:00+08:00`),
        aqi,
        level,
        ruleVersion: standard,
      })),
    ]),
  );
}

function drawn(input: SectionInput, cities: readonly City[], rows: Rows): Part {
  const { period, t } = input;
  if (period.kind === 'annual') return monthBars(input, rows);
  const hours = period.kind === 'daily';
  const step = hours ? HOUR_MS : DAY_MS;
  const slots = hours ? 24 : daysOf(period).length;
  const data = cities.flatMap(({ code }, y) =>
    (rows.get(code) ?? []).flatMap((row) =>
      row.level === null || row.aqi === null
        ? []
        : [[Math.round((row.time - period.from) / step), y, row.level]],
    ),
  );
  const height = 24 * cities.length + 96;
  return {
    kind: 'figure',
    caption: t(hours ? 'doc.hoursFigure' : 'doc.daysFigure'),
    picture: {
      width: WIDTH,
      height,
      chart: {
        grid: { left: 140, right: 12, top: 8, bottom: 72 },
        xAxis: {
          type: 'category',
          data: Array.from({ length: slots }, (_, at) => String(hours ? at : at + 1)),
          name: t(hours ? 'doc.hourAxis' : 'doc.dayAxis'),
          nameLocation: 'middle',
          nameGap: 24,
          axisTick: { show: false },
          axisLabel: { fontSize: 11, color: '#17333a', interval: 0 },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: cities.map((city) => city.name),
          axisTick: { show: false },
          axisLabel: { fontSize: 11.5, color: '#17333a', interval: 0, width: 130, overflow: 'truncate' },
        },
        visualMap: {
          type: 'piecewise',
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          itemWidth: 16,
          itemHeight: 12,
          textStyle: { fontSize: 11.5, color: '#17333a' },
          dimension: 2,
          pieces: LEVELS.map(({ level, colour }) => ({
            value: level,
            label: levelName(level, input.language),
            color: colour,
          })),
        },
        series: [{ type: 'heatmap', data, itemStyle: { borderColor: '#ffffff', borderWidth: 1.5 } }],
      },
    },
  };
}

/** Days of each level in the months of a year, all cities together. */
function monthBars({ language, t, period }: SectionInput, rows: Rows): Part {
  const months = Array.from(
    { length: 12 },
    (_, month) => `${period.key}-${String(month + 1).padStart(2, '0')}`,
  );
  const counts = LEVELS.map(({ level }) =>
    months.map(
      (month) =>
        [...rows.values()]
          .flat()
          .filter((row) => row.aqi !== null && row.level === level && beijingDate(row.time).startsWith(month))
          .length,
    ),
  );
  return {
    kind: 'figure',
    caption: t('doc.monthsFigure'),
    picture: {
      width: WIDTH,
      height: 340,
      chart: {
        grid: { left: 56, right: 12, top: 34, bottom: 62 },
        legend: { bottom: 0, itemWidth: 16, itemHeight: 12, textStyle: { fontSize: 11.5, color: '#17333a' } },
        xAxis: {
          type: 'category',
          data: months.map((_, at) => String(at + 1)),
          name: t('doc.monthAxis'),
          nameLocation: 'middle',
          nameGap: 24,
          axisLabel: { color: '#17333a' },
        },
        yAxis: {
          type: 'value',
          name: t('doc.cityDaysAxis'),
          minInterval: 1,
          axisLabel: { color: '#17333a' },
        },
        series: LEVELS.map(({ level, colour }, at) => ({
          name: levelName(level, language),
          type: 'bar',
          stack: 'days',
          barMaxWidth: 36,
          itemStyle: { color: colour },
          data: counts[at],
        })),
      },
    },
  };
}
