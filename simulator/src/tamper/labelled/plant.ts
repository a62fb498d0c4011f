import { randomFrom } from '@tarim/science';
import {
  LABELLED_ITEMS,
  type LabelledItem,
  type LabelledOutlet,
  type LookAlike,
  POLLUTANTS,
  type Pollutant,
} from './types.ts';

export const HOUR = 3_600_000;
/** Beijing midnight, a Thursday. */
export const SET_START = Date.parse('2026-01-01T00:00:00+08:00');

/** About normal, deviation 1: four uniform numbers, whose sum has the variance 4/12. */
export function gauss(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** What may be changed while an outlet is being made. */
export type Draft = { -readonly [K in keyof LabelledOutlet]: LabelledOutlet[K] } & {
  /** True load, 0 … 1; shared by two lines of one plant. */
  load: Float64Array;
};

const LIMITS: readonly Readonly<Record<Pollutant, number>>[] = [
  { a34013: 10, a21026: 35, a21002: 50 },
  { a34013: 20, a21026: 50, a21002: 100 },
  { a34013: 30, a21026: 200, a21002: 400 },
];

/** Values that go one by one towards their mean: x(t) = φ·x(t−1) + √(1 − φ²)·e, deviation 1. */
function autoregressive(random: () => number, length: number, phi: number): Float64Array {
  const out = new Float64Array(length);
  let x = gauss(random);
  for (let i = 0; i < length; i++) {
    x = phi * x + Math.sqrt(1 - phi * phi) * gauss(random);
    out[i] = x;
  }
  return out;
}

/** Load of a plant: the day of people, days of its own, slow change. */
export function loadOf(seed: number, hours: number, even: boolean): Float64Array {
  const random = randomFrom(seed);
  const slow = autoregressive(random, hours, 0.97);
  const swing = even ? 0.01 : 0.05 + 0.1 * random();
  const phase = 9 + 4 * random();
  return slow.map((x, i) => {
    const day = Math.cos(((i - phase) / 12) * Math.PI);
    return Math.min(1, Math.max(0.35, 0.78 + swing * day + (even ? 0.008 : 0.07) * x));
  });
}

/** Times at which treatment slips: it worsens over hours, stays, and comes back. Factor on the concentration. */
function slips(random: () => number, hours: number, perMonth: number): Float64Array {
  const out = new Float64Array(hours).fill(1);
  for (let i = 24; i < hours; i++) {
    if (random() > perMonth / 720) continue;
    const peak = 1.4 + 1.4 * random();
    const rise = 2 + Math.floor(3 * random());
    const stays = 2 + Math.floor(8 * random());
    for (let k = 0; k < rise + stays + rise && i + k < hours; k++) {
      const share = Math.min(1, (k + 1) / rise, (rise + stays + rise - k) / rise);
      out[i + k] = Math.max(out[i + k]!, 1 + (peak - 1) * share);
    }
    i += rise + stays + rise;
  }
  return out;
}

/** An honest outlet of one plant, before anything is done to its data. Load may be that of another line. */
export function plantOf(
  seed: number,
  id: string,
  hours: number,
  lookAlike: LookAlike,
  dirty: boolean,
  load: Float64Array = loadOf(seed ^ 0x51ed, hours, lookAlike === 'steady'),
): Draft {
  const random = randomFrom(seed);
  const limits = LIMITS[Math.floor(random() * 3)]!;
  const referenceOxygen = [6, 9, 10][Math.floor(random() * 3)]!;
  const o2Base = referenceOxygen + 1.5 * (random() - 0.5);
  const even = lookAlike === 'steady';
  const noise = even ? 0.01 : 0.03 + 0.05 * random();
  const o2Walk = autoregressive(random, hours, 0.8);
  const a19001 = load.map((x, i) => o2Base + 4 * (0.85 - x) + (even ? 0.05 : 0.25) * o2Walk[i]!);
  const common = autoregressive(random, hours, 0.9);
  const items = {} as Record<LabelledItem, Float64Array>;
  for (const item of POLLUTANTS) {
    // Some run close to their limit, most do not; those with a reason to falsify do.
    const near = lookAlike === 'controlled' ? 0.86 : (dirty ? 0.7 : 0.4) + 0.2 * random();
    const own = autoregressive(random, hours, 0.85);
    const bend = 0.3 + 0.6 * random();
    const spread = lookAlike === 'controlled' ? 0.05 : even ? 0.02 : 0.1 + 0.08 * random();
    const bad =
      even || lookAlike === 'controlled' ? null : slips(random, hours, (dirty ? 8 : 1.5) * random());
    items[item] = load.map((x, i) => {
      const share =
        near * (x / 0.78) ** bend * Math.exp(spread * (0.7 * own[i]! + 0.5 * common[i]!)) * (bad?.[i] ?? 1);
      const shown =
        ((limits[item] * share * (21 - a19001[i]!)) / (21 - referenceOxygen)) * (1 + noise * gauss(random));
      return Math.max(0.01, shown);
    });
  }
  const flow = 20 + 180 * random();
  const hot = 50 + 90 * random();
  items.a19001 = a19001;
  items.a00000 = load.map((x) => flow * (0.3 + 0.7 * x) * (1 + 0.02 * gauss(random)));
  items.a01012 = load.map((x) => hot + 15 * (x - 0.8) + gauss(random));
  return {
    id,
    simulated: true,
    kinds: [],
    lookAlike,
    from: null,
    start: SET_START,
    items,
    power: load.map((x) => flow * 8 * (0.35 + 0.65 * x) * (1 + 0.03 * gauss(random))),
    marks: new Array<string>(hours).fill('N'),
    stopped: new Uint8Array(hours),
    received: Float64Array.from(
      { length: hours },
      (_, i) => SET_START + (i + 1) * HOUR + 20_000 + 40_000 * random(),
    ),
    revisions: [],
    parameters: POLLUTANTS.flatMap((item) => [
      fourWay(item, 'slope', 1),
      fourWay(item, 'range', limits[item] * 4),
    ]),
    changes: [],
    limits,
    ranges: { a34013: limits.a34013 * 4, a21026: limits.a21026 * 4, a21002: limits.a21002 * 4 },
    referenceOxygen,
    decimals: { a34013: 2, a21026: limits.a21026 >= 200 ? 1 : 2, a21002: limits.a21002 >= 400 ? 1 : 2 },
    load,
  };
}

export const fourWay = (item: string, parameter: string, value: number) => ({
  item,
  parameter,
  device: value,
  logger: value,
  platform: value,
  filing: value,
});

/** The plant stands still: no flow, air in the duct, traces left; cold after hours. */
export function standStill(draft: Draft, from: number, to: number, random: () => number): void {
  const { items } = draft;
  for (let i = from; i < Math.min(to, draft.marks.length); i++) {
    draft.stopped[i] = 1;
    draft.marks[i] = 'F';
    for (const item of POLLUTANTS) items[item][i] = draft.limits[item] * 0.01 * (1 + random());
    items.a19001[i] = 20.4 + 0.4 * random();
    items.a00000[i] = 0.5 * random();
    items.a01012[i] = Math.max(15, items.a01012[i]! * Math.exp(-(i - from + 1) / 6));
    draft.power[i] = 2 * random();
  }
  // Start-up: much air and little heat for some hours.
  for (let i = to; i < Math.min(to + 4, draft.marks.length); i++) {
    const share = 0.5 * (1 - (i - to) / 4);
    items.a19001[i]! += share * (20.9 - items.a19001[i]!);
    for (const item of POLLUTANTS) items[item][i]! *= 1 - share;
  }
}

/** Figures as instruments send them; missing stays missing. */
export function print(draft: Draft): void {
  for (const item of LABELLED_ITEMS) {
    const power = 10 ** (item in draft.decimals ? draft.decimals[item as Pollutant] : 2);
    const values = draft.items[item];
    for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i]! * power) / power;
  }
}
