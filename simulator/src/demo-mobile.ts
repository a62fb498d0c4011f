import type { DemoSources, Fuel, Method } from '@tarim/sources/contract';
import { chance, normal, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario } from './scenario.ts';

const DAY_MS = 86_400_000;
const SPAN_DAYS = 180;
const STATIONS = 24;
const PER_STATION = 170;
const SITES = 10;
const PER_SITE = 260;

const FUELS: readonly (readonly [Fuel, number, readonly Method[]])[] = [
  ['petrol', 0.66, ['vmas', 'idle']],
  ['diesel', 0.86, ['lugdown', 'free']],
  ['cng', 0.94, ['vmas', 'idle']],
  ['hybrid', 0.98, ['idle']],
  ['lpg', 1, ['idle']],
];
/** Older vehicles fail more often. */
const FAILS = [0, 0.34, 0.26, 0.18, 0.11, 0.06, 0.03];

const prefectures = (scenario: Scenario) =>
  scenario.places.filter(
    ({ unitPath }) => unitPath.split('/').filter(Boolean).length === 2 || unitPath.startsWith('/BT/'),
  );

/** Records of inspection stations of the last months: one passes nearly all, one hardly any, as leads to be found. */
export function demoInspections(scenario: Scenario, now: number): DemoSources['inspections'] {
  const places = prefectures(scenario);
  return Array.from({ length: STATIONS }, (_, station) => {
    const place = places[(station * 5) % places.length]!;
    const seed = seedOf(`${scenario.seed}/station/${station}`);
    const strict = station === 5 ? 0.05 : station === 14 ? 3.4 : 1 + 0.18 * normal(seed, 0);
    return Array.from({ length: PER_STATION }, (__, n) => {
      const at = (k: number) => chance(seed, n * 16 + k);
      const [fuel, , methods] = FUELS.find((one) => at(1) < one[1])!;
      const stage = Math.min(6, 2 + Math.floor(at(2) * 4.999));
      const passed = at(3) >= Math.min(0.95, FAILS[stage]! * strict);
      const worse = passed ? 1 : 2.6;
      const level = (usual: number, k: number) =>
        round(usual * worse * (7 - stage) * 0.3 * Math.exp(0.4 * normal(seed, n * 16 + k)), 2);
      const opens = Math.floor((now - at(4) * SPAN_DAYS * DAY_MS) / DAY_MS) * DAY_MS + 1.5 * 3_600_000;
      return {
        unitPath: place.unitPath,
        station: `${place.name}机动车检验站${1 + Math.floor(station / 12)}（模拟）`,
        vehicle: station * 10_000 + n,
        at: Math.min(now, opens + Math.floor(at(5) * 540) * 60_000),
        fuel,
        stage,
        method: methods[Math.floor(at(6) * methods.length)]!,
        passed,
        items: (fuel === 'diesel'
          ? { k: level(0.5, 7) }
          : { co: level(0.6, 8), hc: level(0.12, 9), no: level(0.4, 10) }) as Record<string, number>,
      };
    });
  }).flat();
}

/** Passes of roadside remote sensing; a share of them is not valid, as in life. */
export function demoPasses(scenario: Scenario, now: number): DemoSources['passes'] {
  const places = prefectures(scenario);
  return Array.from({ length: SITES }, (_, site) => {
    const place = places[(site * 11 + 3) % places.length]!;
    const seed = seedOf(`${scenario.seed}/remote/${site}`);
    const share = 0.012 + 0.05 * chance(seed, 0);
    return Array.from({ length: PER_SITE }, (__, n) => {
      const at = (k: number) => chance(seed, n * 8 + k + 1);
      const valid = at(0) < 0.86;
      const exceeds = valid && at(1) < share;
      const level = (usual: number, k: number) =>
        round(usual * (exceeds ? 6 : 1) * Math.exp(0.6 * normal(seed, n * 8 + k)), 2);
      return {
        unitPath: place.unitPath,
        site: `${place.name}遥感点${1 + (site % 2)}（模拟）`,
        vehicle: 900_000 + site * 10_000 + n,
        at: Math.floor(now - at(2) * SPAN_DAYS * DAY_MS),
        co: valid ? level(0.3, 3) : null,
        hc: valid ? level(40, 4) : null,
        no: valid ? level(160, 5) : null,
        opacity: valid ? level(3, 6) : null,
        valid,
        exceeds,
      };
    });
  }).flat();
}
