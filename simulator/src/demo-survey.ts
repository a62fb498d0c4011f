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

function measured(kind: string, item: string, seed: number, at: number): Value {
  const wave = normal(seed, at);
  if (item === 'pH') return { value: round(8.05 + 0.22 * wave, 1), detectionLimit: null };
  if (item === '溶解氧') return { value: round(Math.max(3, 9.1 + 1.1 * wave), 1), detectionLimit: null };
  if (item === 'Ld') return { value: round(54 + 3.2 * wave, 1), detectionLimit: null };
  if (item === 'Ln') return { value: round(44.5 + 3 * wave, 1), detectionLimit: null };
  if (kind === 'soil')
    return { value: round((SOIL_LEVELS[item] ?? 1) * Math.exp(0.3 * wave), 3), detectionLimit: null };
  const [usual, spread, limit] = LEVELS[item] ?? [1, 0.3, null];
  const value = usual * Math.exp(spread * wave);
  if (limit !== null && value < limit) return { value: null, detectionLimit: limit };
  return { value: round(value, value < 0.1 ? 4 : value < 10 ? 2 : 0), detectionLimit: limit };
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
    /** Where an item is, and how much of it, changes from site to site more than from month to month. */
    measure(pointCode, pointKind, item, month) {
      const seed = seedOf(`${scenario.seed}/${pointCode}/${item}`);
      const dirty = chance(seedOf(`${scenario.seed}/${pointCode}`), 9) < 0.12 ? 1.6 : 0;
      const site = normal(seed, 0) + dirty;
      const found = measured(pointKind, item, seed, seedOf(month));
      if (found.value === null || item === 'pH' || item === '溶解氧' || item.startsWith('L')) return found;
      const spread = pointKind === 'soil' ? 0.25 : 0.45;
      return { ...found, value: round(found.value * Math.exp(spread * site), found.value < 0.1 ? 4 : 2) };
    },
  };
}
