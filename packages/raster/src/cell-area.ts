import { area, type Position } from '@tarim/geo';
import { isGeographic, toLonLat } from './crs.ts';
import { type Grid, toPlace } from './grid.ts';
import type { Window } from './samples.ts';

/** Rows that are measured together where the system is plane: within them its scale hardly changes. */
const STRIP = 64;
/** GRS80 (CGCS2000). */
const A = 6_378_137;
const F = 1 / 298.257222101;
const E2 = F * (2 - F);

/**
 * Square metres on the ellipsoid of one cell in each row of a window. Plane systems stretch: a cell of a UTM tile may be off
 * by a thousandth, one of Web Mercator by its double at our latitudes.
 * @throws TarimError RASTER_CRS_UNKNOWN
 */
export function cellAreas(grid: Grid, window: Window): Float64Array {
  const [, b, c, , e, f] = grid.affine;
  if (isGeographic(grid.crs) && c === 0 && e === 0) return zoneAreas(grid, window, Math.abs(b), f);
  const out = new Float64Array(window.height);
  const convert = toLonLat(grid.crs);
  for (let from = 0; from < window.height; from += STRIP) {
    const rows = Math.min(STRIP, window.height - from);
    const ring: Position[] = [];
    const along = (x0: number, y0: number, x1: number, y1: number) => {
      // Sides of a plane system are bent on the ellipsoid.
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / STRIP));
      for (let i = 0; i < steps; i++) {
        const [x, y] = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps];
        ring.push(convert(...toPlace(grid.affine, window.x + x, window.y + y)));
      }
    };
    along(0, from, window.width, from);
    along(window.width, from, window.width, from + rows);
    along(window.width, from + rows, 0, from + rows);
    along(0, from + rows, 0, from);
    ring.push(ring[0]!);
    out.fill(area({ type: 'Polygon', coordinates: [ring] }) / (rows * window.width), from, from + rows);
  }
  return out;
}

/** Between two parallels an area is known in closed form (Snyder 1987, equation 3-12). */
function zoneAreas(grid: Grid, window: Window, width: number, height: number): Float64Array {
  const e = Math.sqrt(E2);
  const q = (degrees: number) => {
    const s = Math.sin((degrees * Math.PI) / 180);
    return (1 - E2) * (s / (1 - E2 * s * s) + Math.atanh(e * s) / e);
  };
  const across = (width * Math.PI) / 180;
  return Float64Array.from({ length: window.height }, (_, i) => {
    const top = grid.affine[3] + (window.y + i) * height;
    return (Math.abs(q(top) - q(top + height)) * A * A * across) / 2;
  });
}
