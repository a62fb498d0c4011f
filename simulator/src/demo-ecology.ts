import type { DemoEcology, Group, StatusInput } from '@tarim/ecology/contract';
import { dayOf } from './demo-outfalls.ts';
import { demoSites } from './demo-sites.ts';
import { FISH, type KnownTaxon, TAXA } from './demo-taxa.ts';
import { chance, normal, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario, Zone } from './scenario.ts';

type Place = Scenario['places'][number];
const YEARS = 3;
const SURVEY_SITES = 18;
/** Share of counties that tell sub-indices only: their prefectures cannot be rolled up, and the page says so. */
const INDICES_ONLY = 0.08;
/** Share of counties whose last year has not come in yet. */
const LATE = 0.04;
const GREEN: Readonly<Record<Zone, number>> = { south: 0.2, basin: 0.38, north: 0.58 };

/** Ecological status of all counties in three years, and surveys on river sites in the summers of three. `now` is epoch ms. */
export function demoEcology(scenario: Scenario, now: number): DemoEcology {
  const lastYear = Number(dayOf(now).slice(0, 4)) - 1;
  const counties = scenario.places.filter(({ unitPath }) => unitPath.split('/').filter(Boolean).length >= 3);
  return {
    statuses: counties.flatMap((place, index) => statusesOf(scenario, place, lastYear, index === 40)),
    surveys: surveysOf(scenario, dayOf(now)),
  };
}

/** How green a county is, 0 … 1: the north and the Ili valley more than the rims of the deserts. */
function greenOf(seed: number, { zone, lon, lat }: Place): number {
  const ili = lon < 84 && lat > 42.8 && lat < 44.5 ? 0.22 : 0;
  return Math.min(0.92, Math.max(0.06, GREEN[zone] + ili + 0.11 * normal(seed, 0)));
}

function statusesOf(
  scenario: Scenario,
  place: Place,
  lastYear: number,
  damaged: boolean,
): DemoEcology['statuses'] {
  const seed = seedOf(`${scenario.seed}/ecology/${place.code}`);
  const late = !damaged && chance(seed, 1) < LATE;
  const rows: DemoEcology['statuses'][number][] = [];
  for (let year = lastYear - YEARS + 1; year <= lastYear; year++) {
    if (late && year === lastYear) continue;
    // Wet and dry years are the same for all; a place has its own way besides.
    const rain = normal(seedOf(`${scenario.seed}/rain`), year);
    const drift =
      (year - lastYear) * 0.02 * normal(seed, 2) + 0.014 * rain + 0.012 * normal(seed, 100 + year);
    const green = Math.min(0.97, greenOf(seed, place) + drift);
    const of = { unitPath: place.unitPath, year };
    rows.push({ ...of, method: 'EI', input: eiOf(seed, green, rain, damaged && year === lastYear) });
    rows.push({ ...of, method: 'EQI', input: eqiOf(seed, green, year) });
  }
  return rows;
}

function areaOf(seed: number): number {
  return Math.round(9_000 * Math.exp(0.8 * normal(seed, 3)));
}

function eiOf(seed: number, green: number, rain: number, damaged: boolean): StatusInput {
  const area = areaOf(seed);
  const of = (share: number, digits = 1) => round(area * share, digits);
  const event = damaged ? ({ event: 'moderate' } as const) : {};
  if (chance(seed, 4) < INDICES_ONLY)
    return {
      area,
      indices: {
        bio: round(6 + 62 * green, 1),
        veg: round(14 + 50 * green, 1),
        water: round(3 + 18 * green, 1),
        land_stress: round(62 - 55 * green, 1),
        pollution_load: round(1 + 3 * chance(seed, 5), 1),
      },
      ...event,
    };
  const grass = 0.2 + 0.35 * green;
  const forest = 0.01 + 0.2 * green * green;
  const crop = 0.03 + 0.07 * chance(seed, 6);
  const wet = 0.006 + 0.03 * green;
  const built = 0.006 + 0.02 * chance(seed, 7);
  const bare = 1 - grass - forest - crop - wet - built;
  const rainfall = area * (0.05 + 0.3 * green) * (1 + 0.12 * rain);
  const water = area * (0.02 + 0.14 * green);
  return {
    area,
    habitat: {
      有林地: of(forest * 0.6),
      灌木林地: of(forest * 0.3),
      疏林地和其他林地: of(forest * 0.1),
      高覆盖: of(grass * (0.15 + 0.5 * green)),
      中覆盖: of(grass * 0.3),
      低覆盖: of(grass * (0.55 - 0.5 * green)),
      '河流(渠)': of(wet * 0.25),
      '湖泊(库)': of(wet * 0.2),
      滩涂湿地: of(wet * 0.35),
      永久性冰川雪地: of(wet * 0.2),
      水田: of(crop * 0.05),
      旱地: of(crop * 0.95),
      城镇: of(built * 0.3),
      农村居民点: of(built * 0.5),
      其他_built: of(built * 0.2),
      沙地: of(bare * (0.6 - 0.5 * green)),
      盐碱地: of(bare * 0.08),
      裸土地: of(bare * 0.12),
      裸岩石砾: of(bare * (0.2 + 0.5 * green)),
    },
    ndvi: Math.round(700 + 5_400 * green),
    river_km: Math.round(area * (0.03 + 0.16 * green)),
    lake_km2: of(wet * 0.2),
    water: round(water * (1 + 0.1 * rain), 1),
    water_mean: round(water, 1),
    stress: {
      severe_erosion: of(0.5 - 0.48 * green),
      moderate_erosion: of(0.25 - 0.18 * green),
      built_up: of(built),
      other: of(0.03 * chance(seed, 8)),
    },
    emissions: {
      COD: Math.round(300 + 1_800 * chance(seed, 9)),
      'NH3-N': Math.round(15 + 90 * chance(seed, 10)),
      SO2: Math.round(80 + 1_500 * chance(seed, 11)),
      dust: Math.round(150 + 2_500 * chance(seed, 12)),
      NOx: Math.round(200 + 2_200 * chance(seed, 13)),
      'solid waste dumped': 0,
    },
    precipitation: round(rainfall, 1),
    ...event,
  };
}

function eqiOf(seed: number, green: number, year: number): StatusInput {
  const index = (value: number, k: number) =>
    round(Math.min(98, Math.max(2, value + 3 * normal(seed, k) + 0.4 * normal(seed, k + year))), 2);
  return {
    area: areaOf(seed),
    indices: {
      pattern: index(24 + 60 * green, 20),
      function: index(16 + 68 * green, 30),
      biodiversity: index(34 + 40 * green, 40),
      stress: index(24 - 6 * green, 50),
    },
  };
}

const COUNTED: Readonly<Record<Group, readonly [unit: string, sum: number, taxa: number]>> = {
  phytoplankton: ['cells/L', 900_000, 12],
  zooplankton: ['ind./L', 160, 8],
  benthos: ['ind./m²', 420, 10],
  fish: ['ind.', 90, 6],
};
/** A summer's day in the middle of the month, when rivers are surveyed. */
const DAYS = { phytoplankton: '07-15', zooplankton: '07-15', benthos: '07-15', fish: '09-20' } as const;

function surveysOf(scenario: Scenario, today: string): DemoEcology['surveys'] {
  const rivers = demoSites(scenario).filter((one) => one.kind === 'surface-water');
  const step = Math.max(1, Math.floor(rivers.length / SURVEY_SITES));
  const sites = rivers.filter((_, index) => index % step === 0).slice(0, SURVEY_SITES);
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: YEARS + 1 }, (_, back) => thisYear - YEARS + back);
  return sites.flatMap((site, at) => {
    const groups: Group[] = ['phytoplankton', 'benthos'];
    if (at % 2 === 0) groups.push('zooplankton');
    if (at % 3 === 0) groups.push('fish');
    return groups.flatMap((group) =>
      years.flatMap((year): DemoEcology['surveys'][number][] => {
        const surveyedOn = `${year}-${DAYS[group]}`;
        // Surveys of a summer come in some weeks later: the newest is of a day that is past.
        if (surveyedOn > today) return [];
        const [unit] = COUNTED[group];
        const pool = group === 'fish' ? FISH[basinOf(site)] : TAXA[group];
        const taxa = sample(scenario, site.code, group, year, pool);
        return [{ pointCode: site.code, surveyedOn, group, unit, taxa }];
      }),
    );
  });
}

function basinOf({ attributes }: { attributes?: Record<string, unknown> }): keyof typeof FISH {
  const basin = attributes?.basin;
  if (basin === '塔里木河流域') return 'tarim';
  return basin === '额尔齐斯河流域' ? 'irtysh' : 'other';
}

/** What a net holds: common taxa more often and in larger numbers; clean water holds more kinds. */
function sample(
  scenario: Scenario,
  code: string,
  group: Group,
  year: number,
  pool: readonly KnownTaxon[],
): DemoEcology['surveys'][number]['taxa'] {
  const [, sum, usualTaxa] = COUNTED[group];
  const site = seedOf(`${scenario.seed}/water-ecology/${code}/${group}`);
  const clean = chance(seedOf(`${scenario.seed}/water-ecology/${code}`), 1);
  const wanted = Math.round(usualTaxa * (0.55 + 0.5 * clean) + normal(site, year));
  const drawn = pool
    .map((one, index) => {
      const lives = one.clean ? clean - 0.35 : 0.4;
      const weight =
        one.usual * Math.exp(0.7 * normal(site, 10 * index) + 0.35 * normal(site, 10 * index + year));
      return { one, weight: lives > 0 ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, Math.max(3, wanted));
  const total = drawn.reduce((all, { weight }) => all + weight, 0);
  const whole = sum * Math.exp(0.35 * normal(site, 7 + year));
  return drawn.map(({ one: { usual: _usual, clean: _clean, ...taxon }, weight }) => ({
    ...taxon,
    count: Math.max(1, Math.round((whole * weight) / total)),
  }));
}
