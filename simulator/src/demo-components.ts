import { HOUR_MS } from '@tarim/kernel';
import { VOC_MP_XYLENE, VOC_SPECIES, type VocGroup } from '@tarim/standards';
import { expandScenario, type SimDevice } from './expand.ts';
import { chance, drift, hash32, normal, seedOf } from './noise.ts';
import type { Scenario } from './scenario.ts';
import { inversionAt } from './world/events.ts';
import { bump, localHour, winter } from './world/time.ts';

export interface SimulatedComponents {
  readonly station: string;
  readonly time: number;
  /** ppbv; `<limit` below detection. */
  readonly values: Record<string, number | string>;
}

/** Volume fractions of a winter's city, ppbv: of the order that is met, no place's. What is not named gets that of its group. */
const TYPICAL: Readonly<Record<string, number>> = {
  ethane: 9,
  propane: 6.5,
  isobutane: 2.2,
  'n-butane': 3.4,
  isopentane: 2.4,
  'n-pentane': 1.3,
  'n-hexane': 0.7,
  ethylene: 4.6,
  propylene: 1.3,
  isoprene: 0.12,
  acetylene: 4,
  benzene: 1.3,
  toluene: 1.9,
  ethylbenzene: 0.4,
  [VOC_MP_XYLENE]: 1.1,
  'o-xylene': 0.4,
  styrene: 0.12,
  formaldehyde: 3.2,
  acetaldehyde: 2.1,
  acetone: 3,
  '2-butanone': 0.6,
  chloromethane: 0.8,
  dichloromethane: 0.9,
  '1,2-dichloroethane': 0.5,
  'freon-11': 0.24,
  'freon-12': 0.5,
  'ethyl-acetate': 0.5,
};
const OTHER: Readonly<Record<VocGroup, number>> = {
  alkane: 0.12,
  alkene: 0.1,
  alkyne: 1,
  aromatic: 0.05,
  ovoc: 0.08,
  halocarbon: 0.02,
  other: 0.05,
};
/** Industry of a place shows in what it adds. */
const INDUSTRY: Readonly<Record<string, Partial<Record<VocGroup, number>>>> = {
  // An oil town.
  '650200': { alkane: 1.7, alkene: 1.25, aromatic: 0.8 },
};
const LIMIT = 0.02;
/** Gases of the whole hemisphere: no hour of the day moves them. */
const STEADY = /^freon/;
/** As one gas chromatograph gives them: m- and p-xylene as one, and not the whole tail of TO-15. */
const MEASURED = VOC_SPECIES.filter(
  (one, index) => one.list === null || (index < 96 && one.key !== 'm-xylene' && one.key !== 'p-xylene'),
);

/** Hours of the simulated component stations from `from` to `to` (epoch ms, whole hours), a gap now and then. */
export function* demoComponents(
  scenario: Scenario,
  from: number,
  to: number,
): Generator<SimulatedComponents> {
  const wanted = new Set(scenario.component);
  const stations = expandScenario(scenario).filter((one) => one.kind === 'air' && wanted.has(one.index + 1));
  for (const station of stations)
    for (let time = from; time < to; time += HOUR_MS)
      // The chromatograph is calibrated in the first hour of every third day.
      if (!(localHour(time) === 0 && Math.floor(time / (24 * HOUR_MS)) % 3 === station.index % 3))
        yield { station: station.pointCode, time, values: valuesOf(station, time) };
}

function valuesOf(station: SimDevice, time: number): SimulatedComponents['values'] {
  const hour = localHour(time);
  const weather = drift(seedOf(station.place.unitPath), time, 30 * HOUR_MS);
  const stagnant = 0.55 + 0.7 * inversionAt(station, time, weather);
  const traffic = 0.7 * bump(hour, 9, 2) + 0.9 * bump(hour, 20, 2.5);
  const sun = bump(hour, 14.5, 4) * (1 - 0.4 * winter(time));
  const shape: Readonly<Record<VocGroup, number>> = {
    alkane: stagnant * (0.8 + 0.35 * traffic),
    alkene: stagnant * (0.65 + 0.7 * traffic) * (1 - 0.3 * sun),
    alkyne: stagnant * (0.7 + 0.55 * traffic),
    aromatic: stagnant * (0.6 + 0.75 * traffic) * (1 - 0.25 * sun),
    // Made in the air by day, besides what is emitted.
    ovoc: 0.6 * stagnant + 0.75 * sun + 0.2 * traffic,
    halocarbon: 0.5 + 0.5 * stagnant,
    other: stagnant,
  };
  const city = station.place.unitPath.split('/')[2] ?? '';
  const values: SimulatedComponents['values'] = {};
  for (const [index, { key, group }] of MEASURED.entries()) {
    const seed = hash32(station.seed, 700 + index);
    // One species drops out for an hour now and then: its peak was not told apart.
    if (chance(seed, Math.floor(time / HOUR_MS)) < 0.01) continue;
    const level =
      (TYPICAL[key] ?? OTHER[group]) * (0.8 + 0.4 * chance(seed, 1)) * (INDUSTRY[city]?.[group] ?? 1);
    const moved = STEADY.test(key) ? 1 : key === 'isoprene' ? 0.3 + 1.6 * sun : shape[group];
    const value = level * moved * Math.exp(0.1 * normal(seed, Math.floor(time / HOUR_MS)));
    values[key] = value < LIMIT ? `<${LIMIT}` : Number(value.toFixed(3));
  }
  return values;
}
