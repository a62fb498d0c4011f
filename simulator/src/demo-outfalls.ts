import type { DemoOutfall, OutfallKind, OutfallState } from '@tarim/sources/contract';
import { chance, normal, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario } from './scenario.ts';

const DAY_MS = 86_400_000;
const OUTFALLS = 62;
const KINDS: readonly (readonly [OutfallKind, string, number])[] = [
  ['municipal', '城镇污水', 0.34],
  ['storm', '雨洪', 0.56],
  ['agricultural', '农田退水', 0.78],
  ['industrial', '工业', 0.94],
  ['other', '其他', 1],
];
const STATES: readonly (readonly [OutfallState, number])[] = [
  ['surveyed', 0.17],
  ['monitored', 0.37],
  ['traced', 0.64],
  ['treated', 0.79],
  ['closed', 1],
];
const MEASURES = {
  ban: '封堵排口，拆除暗管',
  merge: '并入市政管网，统一排放',
  regulate: '规范设置排口，立标志牌，安装计量设施',
} as const;
const TREATMENTS = ['ban', 'merge', 'regulate'] as const;

const pick = <T>(table: readonly (readonly [...T[], number])[], share: number) =>
  table.find((one) => share < (one.at(-1) as number)) ?? table.at(-1)!;

/** Beijing day. */
export const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

/** Outfalls along the places of the scenario in every state; made up, and named so. `now` is epoch ms. */
export function demoOutfalls(scenario: Scenario, now: number): DemoOutfall[] {
  const places = scenario.places.filter(({ unitPath }) => unitPath.split('/').filter(Boolean).length >= 3);
  return Array.from({ length: OUTFALLS }, (_, index): DemoOutfall => {
    const place = places[(index * 7) % places.length]!;
    const seed = seedOf(`${scenario.seed}/outfall/${index}`);
    const [kind, word] = pick(KINDS, chance(seed, 1)) as readonly [OutfallKind, string, number];
    const [state] = pick(STATES, chance(seed, 2)) as readonly [OutfallState, number];
    const found = now - (150 + 250 * chance(seed, 3)) * DAY_MS;
    const on = (days: number) => dayOf(Math.min(now, found + days * DAY_MS));
    const treatment = TREATMENTS[Math.floor(chance(seed, 4) * 3)]!;
    const planned =
      state === 'treated' || state === 'closed' || (state === 'traced' && chance(seed, 5) < 0.8);
    const strong = kind === 'municipal' || kind === 'industrial' ? 3 : 1;
    const value = (usual: number, at: number) => round(usual * strong * Math.exp(0.5 * normal(seed, at)), 2);
    const ammonia = value(1.1, 11);
    return {
      code: `SIM-PWK-${String(index + 1).padStart(3, '0')}`,
      name: `${place.name}${index + 1}号${word}排口（模拟）`,
      water: `${place.name}河段（模拟）`,
      lon: round(place.lon + 0.06 * normal(seed, 6), 5),
      lat: round(place.lat + 0.05 * normal(seed, 7), 5),
      unitPath: place.unitPath,
      kind,
      size: chance(seed, 8) < 0.2 ? '大' : chance(seed, 8) < 0.6 ? '中' : '小',
      ownerId: null,
      foundOn: on(0),
      state,
      monitoredOn: on(25),
      results: [
        { item: '化学需氧量', value: value(22, 10), detectionLimit: 4, unit: 'mg/L' },
        ammonia < 0.6
          ? { item: '氨氮', value: null, detectionLimit: 0.025, unit: 'mg/L' }
          : { item: '氨氮', value: ammonia, detectionLimit: 0.025, unit: 'mg/L' },
        { item: '总磷', value: value(0.2, 12), detectionLimit: 0.01, unit: 'mg/L' },
      ],
      tracedOn: on(50),
      responsible: `${place.name}${kind === 'agricultural' ? '灌区管理站' : kind === 'industrial' ? '某企业' : '排水管理单位'}（模拟）`,
      plan: planned
        ? {
            on: on(70),
            treatment,
            measure: `${MEASURES[treatment]}（模拟）`,
            deadline: dayOf(found + (140 + 260 * chance(seed, 9)) * DAY_MS),
          }
        : null,
      doneOn: on(120),
      closedOn: on(140),
    };
  });
}
