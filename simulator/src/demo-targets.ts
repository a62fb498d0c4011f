import type { DemoTarget } from '@tarim/monitoring/contract';
import { demoSites } from './demo-sites.ts';
import { chance, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario } from './scenario.ts';

interface Listed {
  readonly kind: DemoTarget['kind'];
  readonly medium: string;
  readonly mark: string;
  readonly name: string;
  /** Share of the counties that have one, and of these objects the share that has a site if the county has one of the medium. */
  readonly share: number;
  readonly watched: number;
  size(chance: number): number | null;
}

/** What would have to be monitored. All made up; some has no site, so that the analysis has something to find. */
const KINDS: readonly Listed[] = [
  {
    kind: 'park',
    medium: 'groundwater',
    mark: 'YQ',
    name: '工业园区',
    share: 0.45,
    watched: 0.7,
    size: () => null,
  },
  { kind: 'town', medium: 'noise', mark: 'XZ', name: '城关镇', share: 0.8, watched: 0.8, size: () => null },
  {
    kind: 'section',
    medium: 'surface-water',
    mark: 'YD',
    name: '出境断面',
    share: 0.5,
    watched: 0.9,
    size: () => null,
  },
  {
    kind: 'source',
    medium: 'drinking-water',
    mark: 'YS',
    name: '千吨万人水源地',
    share: 0.7,
    watched: 0.9,
    size: () => null,
  },
  {
    kind: 'rural-sewage',
    medium: 'outlet-water',
    mark: 'NS',
    name: '农村污水处理站',
    share: 0.6,
    watched: 0,
    size: (of) => Math.round(5 + 90 * of),
  },
  {
    kind: 'livestock',
    medium: 'outlet-water',
    mark: 'YZ',
    name: '规模养殖场',
    share: 0.4,
    watched: 0,
    size: (of) => Math.round(500 + 4_500 * of),
  },
];

export function demoTargets(scenario: Scenario): DemoTarget[] {
  const sites = new Map(demoSites(scenario).map((site) => [`${site.unitPath} ${site.kind}`, site.code]));
  const counties = scenario.places.filter((one) => one.unitPath.split('/').filter(Boolean).length >= 3);
  return counties.flatMap((place) =>
    KINDS.flatMap(({ kind, medium, mark, name, share, watched, size }) => {
      const seed = seedOf(`${scenario.seed}/target/${mark}/${place.unitPath}`);
      if (chance(seed, 1) >= share) return [];
      const site = sites.get(`${place.unitPath} ${medium}`);
      return [
        {
          code: `${mark}-${place.unitPath.split('/').at(-2)}`,
          name: `${place.name}${name}（模拟）`,
          kind,
          unitPath: place.unitPath,
          medium,
          size: size(chance(seed, 2)),
          lon: round(place.lon + 0.16 * (chance(seed, 3) - 0.5), 4),
          lat: round(place.lat + 0.12 * (chance(seed, 4) - 0.5), 4),
          sites: site && chance(seed, 5) < watched ? [site] : [],
        },
      ];
    }),
  );
}
