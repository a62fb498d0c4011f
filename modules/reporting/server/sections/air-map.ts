import { type MapArea, mapSvg } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import { drawnOutlines } from '@tarim/region/queries';
import { dayOfCities } from '../facts/air-day.ts';
import { cityPeriods, simulatedPeriods } from '../facts/air-period.ts';
import { citiesOf } from '../facts/cities.ts';
import { LEVELS, levelColour, levelName } from '../facts/levels.ts';
import { rulesOf } from '../facts/rules.ts';
import type { Section, SectionInput } from './section.ts';

const NOTHING = '#e3eaea';
/** Share of good days, percent, from the best. */
const BANDS = [
  { from: 90, fill: '#2c8c5a' },
  { from: 80, fill: '#8cc98a' },
  { from: 60, fill: '#f3d36b' },
  { from: 0, fill: '#dd7d4a' },
] as const;

interface Coloured {
  readonly fill: string;
  readonly value: string;
}

/** Cities coloured by their level (a day) or their share of good days (a month, a year), with the public stations. */
export const airMap: Section = {
  id: 'air.map',
  title: 'doc.airMap',
  about: 'doc.airMapAbout',
  kinds: ['daily', 'monthly', 'annual'],
  async make(input) {
    const { db, unit, t, language } = input;
    const [cities, outlines] = await Promise.all([citiesOf(input), drawnOutlines(db, 'prefecture')]);
    const { colours, rules, caption } = await coloursOf(input);
    // Of a unit below the region only its own ground is drawn, if it has an outline of its own.
    const own = outlines.filter((one) => unit.path.split('/').length > 3 && one.path.startsWith(unit.path));
    const shown = own.length > 0 ? own : outlines;
    const areas = shown.map((one): MapArea => {
      const coloured = colours.get(one.code);
      const city = cities.find(({ code }) => code === one.code);
      const label = city ? { label: shortName(city.name), value: coloured?.value } : {};
      return { shape: one.geometry, fill: coloured?.fill ?? NOTHING, lon: one.lon, lat: one.lat, ...label };
    });
    const sites = cities
      .flatMap((city) => city.stations)
      .flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat, fill: '#0b5c6b' }]));
    const legend =
      input.period.kind === 'daily'
        ? LEVELS.map(({ level, colour }) => ({ fill: colour, text: levelName(level, language) }))
        : BANDS.map(({ from, fill }, at) => ({
            fill,
            text: at === 0 ? `≥ ${from}%` : `${from}%–${BANDS[at - 1]!.from}%`,
          }));
    const svg = mapSvg({
      areas,
      sites,
      legend: [
        ...legend,
        { fill: NOTHING, text: t('doc.mapNothing') },
        { fill: '#0b5c6b', text: t('doc.mapStation'), site: true },
      ],
      note: shown.some((one) => one.demo) ? t('doc.mapDemo') : undefined,
    });
    const without = cities.filter(({ code }) => !colours.has(code));
    const unplaced = cities.filter(({ code }) => !shown.some((one) => one.code === code));
    return {
      parts:
        shown.length === 0
          ? [{ kind: 'paragraph', text: t('doc.nothingToDraw') }]
          : [
              {
                kind: 'figure',
                caption,
                width: 0.8,
                picture: { svg },
              },
            ],
      provenance: {
        rules,
        inputs: colours.size,
        expected: cities.length,
        missing: [
          ...without.map((city) => t('doc.cityWithoutAqi', { city: city.name })),
          ...unplaced.map((city) => t('doc.cityWithoutOutline', { city: city.name })),
        ],
      },
      simulated:
        input.period.kind === 'daily'
          ? cities.some((city) => city.simulated)
          : simulatedPeriods(await cityPeriods(input)),
    };
  },
};

async function coloursOf(
  input: SectionInput,
): Promise<{ colours: ReadonlyMap<string, Coloured>; rules: string[]; caption: string }> {
  const colours = new Map<string, Coloured>();
  if (input.period.kind === 'daily') {
    const rules = new Set<string>();
    const { judged, hour } = await dayOfCities(input);
    for (const { city, row } of judged) {
      colours.set(city.code, { fill: levelColour(row!.level) ?? NOTHING, value: String(row!.aqi) });
      rules.add(row!.ruleVersion);
    }
    return {
      colours,
      rules: [...rules].sort(),
      caption:
        hour === null
          ? input.t('doc.mapDay')
          : input.t('doc.mapHour', { time: beijingIso(hour).slice(11, 16) }),
    };
  }
  const periods = await cityPeriods(input);
  for (const { city, result } of periods) {
    const ratio = result.withDust?.days.goodRatio ?? null;
    if (ratio === null) continue;
    const band = BANDS.find(({ from }) => ratio >= from)!;
    colours.set(city.code, { fill: band.fill, value: `${ratio.toFixed(0)}%` });
  }
  return {
    colours,
    caption: input.t('doc.mapPeriod'),
    rules: rulesOf(
      periods.flatMap((one) => one.result.rules),
      input.t,
    ),
  };
}

/** 巴音郭楞蒙古自治州 → 巴音郭楞, Kashgar Prefecture → Kashgar: there is little room on a map. */
export function shortName(name: string): string {
  const short = name
    .replace(/(?:蒙古|柯尔克孜|哈萨克|回族)*(?:自治州|地区|市)$/, '')
    .replace(/ (?:(?:Mongol|Kirgiz|Kyrgyz|Kazakh|Kazak|Hui) )?(?:Autonomous )?(?:Prefecture|City)$/, '');
  return short.length >= 2 ? short : name;
}
