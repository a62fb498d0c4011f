import type { DemoSources } from '@tarim/sources/contract';
import { demoInspections, demoPasses } from './demo-mobile.ts';
import { dayOf, demoOutfalls } from './demo-outfalls.ts';
import { chance, normal, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario, Zone } from './scenario.ts';

const CATCHMENTS = 12;
const BASINS: Readonly<Record<Zone, string>> = {
  south: '塔里木河流域',
  basin: '天山北麓诸河流域',
  north: '北疆与东疆诸河流域',
};
const CROPS: Readonly<Record<Zone, readonly string[]>> = {
  south: ['棉花', '小麦', '玉米', '果园'],
  basin: ['棉花', '小麦', '玉米', '番茄'],
  north: ['小麦', '玉米', '油料', '饲草'],
};

/** Everything of pollution sources that the demonstration begins with. `now` is epoch ms. */
export function demoSources(scenario: Scenario, now: number): DemoSources {
  return {
    outfalls: demoOutfalls(scenario, now),
    inspections: demoInspections(scenario, now),
    passes: demoPasses(scenario, now),
    catchments: demoCatchments(scenario, Number(dayOf(now).slice(0, 4)) - 1),
  };
}

/** Irrigated districts with two years of figures; made up, and named so. Some of the north keep horses. */
function demoCatchments(scenario: Scenario, lastYear: number): DemoSources['catchments'] {
  const places = scenario.places.filter(({ unitPath }) => unitPath.split('/').filter(Boolean).length >= 3);
  return Array.from({ length: CATCHMENTS }, (_, index) => {
    const place = places[(index * 8 + 4) % places.length]!;
    const seed = seedOf(`${scenario.seed}/catchment/${index}`);
    const size = Math.exp(0.45 * normal(seed, 0));
    const farm = (year: number) => {
      const grown = year === lastYear ? 1 + 0.05 * normal(seed, 1) : 1;
      const hectares = CROPS[place.zone].map((name, n) => ({
        name,
        hectares: Math.round((9_000 * size * grown * (0.3 + chance(seed, 10 + n))) / (n + 1)),
      }));
      const area = hectares.reduce((sum, one) => sum + one.hectares, 0);
      const heads = (name: string, usual: number, k: number, treated: number) => ({
        name,
        heads: Math.round(usual * size * grown * (0.5 + chance(seed, k))),
        treatedShare: round(Math.min(0.95, treated + 0.1 * chance(seed, k + 1)), 2),
      });
      return {
        year,
        data: {
          crops: hectares,
          fertiliserN: Math.round(area * 0.24),
          fertiliserP: Math.round(area * 0.045),
          livestock: [
            heads('牛', 14_000, 20, 0.72),
            heads('羊', 90_000, 22, 0.6),
            heads('家禽', 160_000, 24, 0.78),
            ...(place.zone === 'north' && chance(seed, 26) < 0.5 ? [heads('马', 3_000, 27, 0.4)] : []),
          ],
        },
      };
    };
    return {
      name: `${place.name}灌区（模拟）`,
      basin: BASINS[place.zone],
      areaKm2: Math.round(900 * size),
      unitPath: place.unitPath,
      years: [farm(lastYear - 1), farm(lastYear)],
    };
  });
}
