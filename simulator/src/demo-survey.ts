import type { DemoSurvey } from '@tarim/monitoring/contract';
import { bodyOf, demoSites } from './demo-sites.ts';
import { chance, normal, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario } from './scenario.ts';

type Value = ReturnType<DemoSurvey['measure']>;

const RIVER = [
  'pH',
  '溶解氧',
  '高锰酸盐指数',
  '五日生化需氧量',
  '氨氮',
  '总磷',
  '化学需氧量',
  '氟化物',
  '石油类',
  '铜',
  '锌',
  '硒',
  '砷',
  '汞',
  '镉',
  '六价铬',
  '铅',
  '氰化物',
  '挥发酚',
  '阴离子表面活性剂',
  '硫化物',
];
const WELL = ['pH', '总硬度', '溶解性总固体', '硫酸盐', '氯化物', '耗氧量', '氨氮', '硝酸盐', '氟化物', '砷'];
const SOIL = ['pH', '镉', '汞', '砷', '铅', '铬', '铜', '镍', '锌'];

/** Items and months of each medium; the months of a year in which a site is visited. */
const PROGRAMME: Readonly<
  Record<string, { readonly items: readonly string[]; readonly months: readonly number[] }>
> = {
  'surface-water': { items: RIVER, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  'drinking-water': { items: RIVER, months: [2, 5, 8, 11] },
  groundwater: { items: WELL, months: [5, 10] },
  soil: { items: SOIL, months: [10] },
  noise: { items: ['Ld', 'Ln'], months: [1, 4, 7, 10] },
};

/** Usual level, spread (of its logarithm) and detection limit of each item, in the unit of its standard. */
const LEVELS: Readonly<Record<string, readonly [usual: number, spread: number, limit: number | null]>> = {
  高锰酸盐指数: [2.4, 0.35, 0.5],
  五日生化需氧量: [1.8, 0.35, 0.5],
  氨氮: [0.16, 0.9, 0.025],
  总磷: [0.05, 0.7, 0.01],
  化学需氧量: [11, 0.35, 4],
  氟化物: [0.45, 0.4, 0.05],
  石油类: [0.008, 0.5, 0.01],
  铜: [0.003, 0.6, 0.001],
  锌: [0.012, 0.7, 0.004],
  硒: [0.0004, 0.5, 0.0004],
  汞: [0.00002, 0.5, 0.00004],
  镉: [0.00004, 0.6, 0.00005],
  六价铬: [0.003, 0.4, 0.004],
  铅: [0.0004, 0.7, 0.00009],
  氰化物: [0.002, 0.4, 0.004],
  挥发酚: [0.0003, 0.5, 0.0003],
  阴离子表面活性剂: [0.03, 0.4, 0.05],
  硫化物: [0.004, 0.6, 0.01],
  总硬度: [310, 0.45, 5],
  溶解性总固体: [620, 0.5, 10],
  硫酸盐: [150, 0.6, 1],
  氯化物: [90, 0.7, 1],
  耗氧量: [1.1, 0.4, 0.4],
  硝酸盐: [4.2, 0.8, 0.08],
  砷: [0.002, 0.8, 0.0003],
};
/** Soil of farmland, mg/kg. */
const SOIL_LEVELS: Readonly<Record<string, number>> = {
  镉: 0.18,
  汞: 0.03,
  砷: 10.5,
  铅: 19,
  铬: 52,
  铜: 26,
  镍: 27,
  锌: 68,
};

/** Levels and depths that have no spread of a logarithm; the season is that of cold water, which holds more oxygen. */
function level(item: string, wave: number, winter: number): number | null {
  if (item === 'pH') return round(8.05 + 0.22 * wave, 1);
  if (item === '溶解氧') return round(Math.max(3, 9.1 + 0.8 * wave + 1.3 * winter), 1);
  if (item === 'Ld') return round(54 + 3.2 * wave, 1);
  if (item === 'Ln') return round(44.5 + 3 * wave, 1);
  return null;
}

/** What a laboratory writes: two digits of what is small, three of the rest. */
const written = (value: number) => Number(value.toPrecision(value < 0.1 ? 2 : 3));

/** The year from which a site's drift is counted. */
const DRIFT_FROM = 2025;

/**
 * Where an item is, and how much of it, changes from site to site more than from month to month; in some places it drifts
 * from year to year, so that trends have something to find.
 */
function measured(scenario: Scenario, pointCode: string, kind: string, item: string, month: string): Value {
  const seed = seedOf(`${scenario.seed}/${pointCode}/${item}`);
  const wave = normal(seed, seedOf(month));
  const [year, of] = month.split('-').map(Number) as [number, number];
  const winter = Math.cos((2 * Math.PI * (of - 1)) / 12);
  const plain = level(item, wave, winter);
  if (plain !== null) return { value: plain, detectionLimit: null };
  const dirty = chance(seedOf(`${scenario.seed}/${pointCode}`), 9) < 0.12 ? 1.6 : 0;
  const site = normal(seed, 0) + dirty;
  if (kind === 'soil')
    return {
      value: written((SOIL_LEVELS[item] ?? 1) * Math.exp(0.3 * wave + 0.25 * site)),
      detectionLimit: null,
    };
  const [usual, spread, limit] = LEVELS[item] ?? [1, 0.3, null];
  const drift = chance(seed, 11) < 0.3 ? 0.16 * normal(seed, 12) * (year + of / 12 - DRIFT_FROM) : 0;
  // Sources are chosen for their water.
  const clean = kind === 'drinking-water' ? -0.55 : 0;
  const value = written(usual * Math.exp(0.6 * spread * wave + 0.35 * site + drift + clean));
  return limit !== null && value < limit
    ? { value: null, detectionLimit: limit }
    : { value, detectionLimit: limit };
}

/** The yearly plans of both hierarchies and what would be found at their sites. */
export function demoSurvey(scenario: Scenario): DemoSurvey {
  const sites = demoSites(scenario);
  return {
    plans: (['/650000/', '/BT/'] as const).map((unitPath) => ({
      unitPath,
      title: `${unitPath === '/BT/' ? '兵团' : '自治区'}年度例行监测计划（模拟）`,
      lines: sites
        .filter((site) => site.unitPath.startsWith(unitPath))
        .map((site) => ({
          pointCode: site.code,
          items: [...PROGRAMME[site.kind]!.items],
          months: [...PROGRAMME[site.kind]!.months],
          body: bodyOf(site, scenario),
        })),
    })),
    measure: (pointCode, pointKind, item, month) => measured(scenario, pointCode, pointKind, item, month),
  };
}
