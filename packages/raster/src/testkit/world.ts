import type { Grid } from '../grid.ts';
import type { Role } from '../indices.ts';
import { normalOf, randomOf } from './random.ts';

/** Bands of simulated scenes, in the order of their files. */
export const SCENE_BANDS = ['B', 'G', 'R', 'N', 'S1', 'S2'] as const satisfies readonly Role[];

type Spectrum = readonly [b: number, g: number, r: number, n: number, s1: number, s2: number];

/** Reflectances that such surfaces have about; by judgement, for simulation only. */
const SPECTRA = {
  soil: [0.12, 0.16, 0.21, 0.27, 0.34, 0.31],
  green: [0.03, 0.06, 0.04, 0.42, 0.18, 0.09],
  water: [0.06, 0.05, 0.03, 0.02, 0.01, 0.01],
  snow: [0.85, 0.85, 0.83, 0.75, 0.12, 0.1],
  roof: [0.3, 0.32, 0.33, 0.36, 0.38, 0.36],
  asphalt: [0.09, 0.1, 0.11, 0.13, 0.16, 0.15],
  spoil: [0.07, 0.08, 0.09, 0.11, 0.15, 0.14],
  panel: [0.05, 0.05, 0.05, 0.08, 0.1, 0.09],
  cloud: [0.62, 0.6, 0.6, 0.62, 0.5, 0.4],
} as const satisfies Readonly<Record<string, Spectrum>>;

export type Material = keyof typeof SPECTRA;

/** What happens to a rectangle of the ground. Those of people are to be found; the others are false alarms. */
export type EventKind = 'mine' | 'road' | 'houses' | 'photovoltaic' | 'irrigation' | 'reservoir' | 'snow';

export const DISTURBANCES: ReadonlySet<EventKind> = new Set(['mine', 'road', 'houses', 'photovoltaic']);

export interface WorldEvent {
  readonly kind: EventKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Decimal years: from when on; until when, for what does not last. */
  readonly from: number;
  readonly until?: number;
}

/** A piece of simulated country (模拟地表): desert, steppe, farmland and a lake, with events. */
export interface World {
  readonly grid: Grid;
  readonly seed: number;
  readonly events: readonly WorldEvent[];
  /** Share of green in high summer, and in winter, of each cell. */
  readonly summer: Float32Array;
  readonly winter: Float32Array;
  /** 1 where there is water. */
  readonly water: Uint8Array;
  /** Brightness of each cell, about 1. */
  readonly texture: Float32Array;
}

/** Events of all kinds, most of them in the steppe and apart from each other. */
export function eventsOf(from: number): WorldEvent[] {
  return [
    { kind: 'mine', x: 150, y: 30, width: 24, height: 18, from },
    { kind: 'mine', x: 210, y: 60, width: 12, height: 12, from },
    { kind: 'road', x: 140, y: 110, width: 150, height: 3, from },
    { kind: 'houses', x: 200, y: 150, width: 10, height: 8, from },
    { kind: 'houses', x: 250, y: 170, width: 6, height: 6, from },
    { kind: 'photovoltaic', x: 160, y: 180, width: 30, height: 24, from },
    { kind: 'photovoltaic', x: 260, y: 220, width: 16, height: 20, from },
    { kind: 'irrigation', x: 30, y: 40, width: 30, height: 26, from },
    { kind: 'irrigation', x: 40, y: 120, width: 20, height: 20, from },
    { kind: 'reservoir', x: 84, y: 236, width: 22, height: 12, from },
  ];
}

export function worldOf(
  seed: number,
  events: readonly WorldEvent[],
  [width, height]: readonly [number, number] = [400, 300],
): World {
  const cells = width * height;
  const random = randomOf(seed);
  const normal = normalOf(random);
  const [summer, winter, texture] = [
    new Float32Array(cells),
    new Float32Array(cells),
    new Float32Array(cells),
  ];
  const water = new Uint8Array(cells);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const patchy = 0.04 * Math.sin(x / 23) * Math.cos(y / 31);
      // From west to east: desert, steppe, fields; a lake in the south west.
      const field = x >= 300;
      summer[at] = x < 120 ? 0.05 : field ? (((x >> 5) + (y >> 5)) % 3 === 0 ? 0.35 : 0.85) : 0.5 + patchy;
      winter[at] = x < 120 ? 0.04 : field ? 0.08 : 0.2 + patchy;
      texture[at] = 1 + 0.03 * normal();
      if (((x - 60) / 28) ** 2 + ((y - 236) / 20) ** 2 < 1) water[at] = 1;
    }
  const grid: Grid = {
    crs: 'EPSG:32645',
    width,
    height,
    affine: [500_000, 10, 0, 4_800_000, 0, -10],
  };
  return { grid, seed, events, summer, winter, water, texture };
}

export const isActive = ({ from, until = Infinity }: WorldEvent, time: number): boolean =>
  time >= from && time < until;

/** 1 where people have disturbed the ground by a time: what a detector ought to find. */
export function truthOf({ grid, events }: World, time: number): Uint8Array {
  const truth = new Uint8Array(grid.width * grid.height);
  for (const event of events)
    if (DISTURBANCES.has(event.kind) && isActive(event, time))
      for (let y = event.y; y < event.y + event.height; y++)
        truth.fill(1, y * grid.width + event.x, y * grid.width + event.x + event.width);
  return truth;
}

const MATERIALS: Readonly<Record<Exclude<EventKind, 'irrigation'>, Material>> = {
  mine: 'spoil',
  road: 'asphalt',
  houses: 'roof',
  photovoltaic: 'panel',
  reservoir: 'water',
  snow: 'snow',
};

/** Green of the year: 0 in winter, 1 at the height of summer. */
export const seasonOf = (time: number): number => Math.max(0, Math.sin(2 * Math.PI * (time - 0.25))) ** 0.7;

/** Reflectance of the ground in a band; no clouds, no noise. */
export function groundOf(world: World, time: number): (x: number, y: number, band: number) => number {
  const { grid, summer, winter, water, texture } = world;
  const season = seasonOf(time);
  const covers = new Map<number, Material>();
  const irrigated = new Set<number>();
  for (const event of world.events) {
    if (!isActive(event, time)) continue;
    for (let y = event.y; y < event.y + event.height; y++)
      for (let x = event.x; x < event.x + event.width; x++) {
        const at = y * grid.width + x;
        if (event.kind === 'irrigation') irrigated.add(at);
        else covers.set(at, MATERIALS[event.kind]);
      }
  }
  return (x, y, band) => {
    const at = y * grid.width + x;
    const material = covers.get(at) ?? (water[at] === 1 ? 'water' : null);
    if (material) return SPECTRA[material][band]! * texture[at]!;
    const [low, high] = irrigated.has(at) ? [0.08, 0.85] : [winter[at]!, summer[at]!];
    const green = low + (high - low) * season;
    return (green * SPECTRA.green[band]! + (1 - green) * SPECTRA.soil[band]!) * texture[at]!;
  };
}

export const cloudSpectrum: Spectrum = SPECTRA.cloud;
