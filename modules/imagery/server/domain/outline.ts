import type { Polygon, Position } from '@tarim/geo';

/**
 * The convex hull of the cells that have data, in columns and rows of cells (corners): scenes are bent rectangles, so that it is close
 * to what they show. Null when there is none.
 * @param valid 1 where there are data, row by row
 */
export function hullOf(valid: Uint8Array, width: number, height: number): Position[] | null {
  const corners: Position[] = [];
  for (let y = 0; y < height; y++) {
    const row = valid.subarray(y * width, (y + 1) * width);
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)];
    if (first < 0) continue;
    corners.push([first, y], [first, y + 1], [last + 1, y], [last + 1, y + 1]);
  }
  if (corners.length === 0) return null;
  corners.sort(([ax, ay], [bx, by]) => ax! - bx! || ay! - by!);
  const half = (points: readonly Position[]): Position[] => {
    const chain: Position[] = [];
    for (const point of points) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  // Andrew 1979: lower and upper chain.
  return [...half(corners), ...half(corners.toReversed())];
}

const turn = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number =>
  (bx! - ax!) * (cy! - ay!) - (by! - ay!) * (cx! - ax!);

/** Sides longer than this share of the whole are cut: sides of a projected picture are curves on the earth. */
const PART = 1 / 8;

/**
 * A ring of the grid on the earth, counter-clockwise (RFC 7946).
 * @param place column and row to degrees
 */
export function outlineOf(
  ring: readonly Position[],
  size: number,
  place: (column: number, row: number) => readonly [number, number],
): Polygon {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  const positions: Position[] = [];
  for (const [i, from] of ring.entries()) {
    const to = ring[(i + 1) % ring.length]!;
    const parts = Math.max(1, Math.ceil(Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!) / (PART * size)));
    for (let part = 0; part < parts; part++) {
      const share = part / parts;
      const [x, y] = place(from[0]! + share * (to[0]! - from[0]!), from[1]! + share * (to[1]! - from[1]!));
      positions.push([round(x), round(y)]);
    }
  }
  const signed = positions.reduce((sum, [x, y], i) => {
    const [nx, ny] = positions[(i + 1) % positions.length]!;
    return sum + x! * ny! - nx! * y!;
  }, 0);
  if (signed < 0) positions.reverse();
  return { type: 'Polygon', coordinates: [[...positions, positions[0]!]] };
}
