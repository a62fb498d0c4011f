import type { DemoRegistry } from '@tarim/registry/contract';
import { demoWaters } from './demo-waters.ts';
import { chance, normal, seedOf } from './noise.ts';
import type { Scenario } from './scenario.ts';

type Point = DemoRegistry['points'][number];
type Place = Scenario['places'][number];

interface SiteKind {
  readonly kind: Point['kind'];
  readonly mark: string;
  readonly name: string;
  /** Share of the counties that have one: where there is none, coverage analysis has something to find. */
  readonly share: number;
  readonly purposes: NonNullable<Point['purposes']>;
  attributes(seed: number, place: Place): NonNullable<Point['attributes']>;
}

/** Sites that people visit with bottles, beside those that have a logger. All made up, and named so. */
const KINDS: readonly SiteKind[] = [
  {
    kind: 'surface-water',
    mark: 'DM',
    name: '河流断面',
    share: 0.62,
    purposes: ['assessment', 'status'],
    attributes: (seed, place) => ({
      waterKind: 'river',
      targetClass: chance(seed, 2) < 0.6 ? 'II' : 'III',
      ...demoWaters(place),
    }),
  },
  {
    kind: 'drinking-water',
    mark: 'SY',
    name: '饮用水水源地',
    share: 0.55,
    purposes: ['source'],
    attributes: (seed) => ({
      sourceKind: chance(seed, 3) < 0.5 ? 'river' : 'groundwater',
      sourceLevel: (['city', 'county', 'rural'] as const)[Math.floor(chance(seed, 8) * 3)]!,
      volume: Math.round(40 + 400 * chance(seed, 10)),
    }),
  },
  {
    kind: 'groundwater',
    mark: 'DX',
    name: '地下水考核点',
    share: 0.45,
    purposes: ['assessment'],
    attributes: () => ({}),
  },
  {
    kind: 'soil',
    mark: 'TR',
    name: '农用地土壤点',
    share: 0.5,
    purposes: ['status'],
    attributes: () => ({ land: 'other' }),
  },
  {
    kind: 'noise',
    mark: 'ZS',
    name: '声环境功能区点',
    share: 0.4,
    purposes: ['status'],
    attributes: (seed) => ({ zone: chance(seed, 4) < 0.5 ? '2' : '1' }),
  },
];

const isCounty = ({ unitPath }: Place) => unitPath.split('/').filter(Boolean).length >= 3;

/** Who samples in a place: a station of the prefecture, or of the division. */
export function bodyOf(place: Pick<Place, 'unitPath'>, scenario: Scenario): string {
  const [root, second] = place.unitPath.split('/').filter(Boolean);
  if (root === 'BT') return `兵团${second?.replace(/^BT0?/, '第') ?? ''}师监测站（模拟）`;
  const prefecture = scenario.places.find((one) => one.unitPath === `/${root}/${second}/`);
  return `${prefecture?.name ?? '自治区'}监测站（模拟）`;
}

/** Sites of manual monitoring in a share of the counties, a few kilometres from their seats. */
export function demoSites(scenario: Scenario): Point[] {
  return scenario.places.filter(isCounty).flatMap((place) =>
    KINDS.flatMap((one): Point[] => {
      const seed = seedOf(`${scenario.seed}/${one.mark}/${place.code}`);
      if (chance(seed, 1) >= one.share) return [];
      const corps = place.unitPath.startsWith('/BT/');
      return [
        {
          code: `SIM-${one.mark}-${place.code}`,
          name: `${place.name}${one.name}（模拟）`,
          kind: one.kind,
          unitPath: place.unitPath,
          lon: place.lon + 0.05 * normal(seed, 5),
          lat: place.lat + 0.04 * normal(seed, 6),
          controlLevel: corps ? '兵控' : chance(seed, 7) < 0.3 ? '国控' : '区控',
          purposes: [...one.purposes],
          responsibleBody: bodyOf(place, scenario),
          lifecycle: 'in-service',
          openedOn: '2021-01-01',
          public: false,
          attributes: one.attributes(seed, place),
        },
      ];
    }),
  );
}
