import type { Polygon } from '@tarim/geo';
import { converter } from '../crs.ts';
import { type Grid, inverted, toPlace } from '../grid.ts';
import { DISTURBANCES, isActive, type World, type WorldEvent } from './world.ts';

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Of things: the events that were not found, as `kind@x,y`. */
  readonly missed?: readonly string[];
  /** Of things: the events that could not be found, because less than half of them was seen. */
  readonly hidden?: readonly string[];
}

const scoreOf = (hit: number, found: number, wanted: number): Score => {
  const [precision, recall] = [found === 0 ? 0 : hit / found, wanted === 0 ? 0 : hit / wanted];
  return { precision, recall, f1: hit === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
};

/** 1 in the cells whose middle lies within one of the polygons (longitude, latitude): even-odd, by scan lines. */
export function rasterised(polygons: readonly Polygon[], grid: Grid): Uint8Array {
  const out = new Uint8Array(grid.width * grid.height);
  const convert = converter('EPSG:4490', grid.crs);
  const back = inverted(grid.affine);
  for (const { coordinates } of polygons) {
    const rings = coordinates.map((ring) => ring.map(([x, y]) => toPlace(back, ...convert(x!, y!))));
    const rows = rings.flat().map(([, y]) => y);
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(...rows))),
      Math.min(grid.height, Math.ceil(Math.max(...rows))),
    ];
    for (let y = top; y < bottom; y++) {
      const middle = y + 0.5;
      const crossings: number[] = [];
      for (const ring of rings)
        for (let i = 1; i < ring.length; i++) {
          const [[x0, y0], [x1, y1]] = [ring[i - 1]!, ring[i]!];
          if (y0 > middle !== y1 > middle) crossings.push(x0 + ((middle - y0) / (y1 - y0)) * (x1 - x0));
        }
      crossings.sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const [from, to] = [
          Math.max(0, Math.ceil(crossings[i]! - 0.5)),
          Math.min(grid.width, Math.ceil(crossings[i + 1]! - 0.5)),
        ];
        if (to > from) out.fill(1, y * grid.width + from, y * grid.width + to);
      }
    }
  }
  return out;
}

/** By cells. */
export function scoreCells(found: Uint8Array, truth: Uint8Array): Score {
  let [hit, all, wanted] = [0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    all += found[i]!;
    wanted += truth[i]!;
    hit += found[i]! & truth[i]!;
  }
  return scoreOf(hit, all, wanted);
}

/**
 * By things: a patch is right when half of it lies on true cells, an event is found when half of it is covered.
 * @param seen 1 in the cells that the detector was shown; events of which less than half was seen are told apart and do not count
 */
export function scoreEvents(
  polygons: readonly Polygon[],
  world: World,
  truth: Uint8Array,
  time: number,
  seen: Uint8Array | null = null,
): Score {
  const { grid } = world;
  const all = rasterised(polygons, grid);
  const right = polygons.filter((polygon) => scoreCells(rasterised([polygon], grid), truth).precision >= 0.5);
  const share = (cells: Uint8Array, { x, y, width, height }: WorldEvent) => {
    let covered = 0;
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++) covered += cells[row * grid.width + column]!;
    return covered / (width * height);
  };
  const there = world.events.filter((event) => DISTURBANCES.has(event.kind) && isActive(event, time));
  const hidden = seen ? there.filter((event) => share(seen, event) < 0.5) : [];
  const wanted = there.filter((event) => !hidden.includes(event));
  const found = wanted.filter((event) => share(all, event) >= 0.5);
  const precision = polygons.length === 0 ? 0 : right.length / polygons.length;
  const recall = wanted.length === 0 ? 0 : found.length / wanted.length;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    missed: wanted.filter((event) => !found.includes(event)).map(nameOf),
    hidden: hidden.map(nameOf),
  };
}

const nameOf = ({ kind, x, y }: WorldEvent): string => `${kind}@${x},${y}`;
