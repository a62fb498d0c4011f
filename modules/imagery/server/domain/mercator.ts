import { type Box, covers, type Polygon, polygonsOf } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Grid } from '@tarim/raster';
import { imageryErrors as E } from '../errors.ts';

const RADIUS = 6_378_137;
/** The square of Web Mercator ends here. */
const MOST_LATITUDE = 85.05112877980659;

const across = (lon: number) => (RADIUS * lon * Math.PI) / 180;
const up = (lat: number) =>
  RADIUS * Math.asinh(Math.tan((Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)) * Math.PI) / 180));

/** `west,south,east,north`. @throws TarimError IMAGERY_BOX_INVALID */
export function boxOfText(text: string): Box {
  const [west, south, east, north] = text.split(',').map(Number) as [number, number, number, number];
  const within =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  if (!within || !(west < east && south < north)) throw new TarimError(E.boxInvalid);
  return [west, south, east, north];
}

/**
 * The grid of a picture of a box: only the box and the size decide, so that pictures of all dates lie cell on cell. The longer side has
 * `size` cells, cells are square in Web Mercator, and the box lies in the middle.
 */
export function chipGrid([west, south, east, north]: Box, size: number): Grid {
  const [w, s, e, n] = [across(west), up(south), across(east), up(north)];
  const cell = Math.max(e - w, n - s) / size;
  const [width, height] = [e - w, n - s].map((side) => Math.max(1, Math.round(side / cell))) as [
    number,
    number,
  ];
  return {
    crs: 'EPSG:3857',
    width,
    height,
    affine: [(w + e - width * cell) / 2, cell, 0, (s + n + height * cell) / 2, 0, -cell],
  };
}

/** Metres of a cell of a tile of 256 at the equator. */
const ZOOM_0 = (2 * Math.PI * RADIUS) / 256;
const DEEPEST = 22;

/** Zoom levels at which a scene is worth looking at: from where it is a spot to where a cell is seen. */
export function zoomsOf([, south, , north]: Box, gsd: number, widest: number): { min: number; max: number } {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const max = Math.min(DEEPEST, Math.max(1, Math.ceil(Math.log2((ZOOM_0 * shrink) / gsd))));
  const min = Math.max(0, Math.floor(Math.log2(360 / Math.max(widest, 1e-9))) - 1);
  return { min: Math.min(min, max), max };
}

/** Whether a box lies wholly within a convex footprint. */
export const holdsBox = (footprint: Polygon, [w, s, e, n]: Box): boolean =>
  polygonsOf(footprint).length > 0 &&
  [
    [w, s],
    [e, s],
    [w, n],
    [e, n],
  ].every(([x, y]) => covers(footprint, x!, y!));
