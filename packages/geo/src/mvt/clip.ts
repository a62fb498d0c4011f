/** Coordinates of a ring or line in tile units: x, y, x, y … */
export interface Path {
  values: Float64Array;
  /** Numbers in use: twice the positions. */
  length: number;
}

export const path = (): Path => ({ values: new Float64Array(512), length: 0 });

export function push(to: Path, x: number, y: number): void {
  if (to.length + 2 > to.values.length) {
    const larger = new Float64Array(to.values.length * 2);
    larger.set(to.values);
    to.values = larger;
  }
  to.values[to.length++] = x;
  to.values[to.length++] = y;
}

const spare = path();

/** A closed ring cut to a square, side by side (Sutherland & Hodgman 1974); the closing position is not repeated. */
export function clipRing(ring: Path, least: number, most: number, out: Path): void {
  cut(ring, spare, 0, least, 1);
  cut(spare, out, 0, most, -1);
  cut(out, spare, 1, least, 1);
  cut(spare, out, 1, most, -1);
}

/** Keeps what lies on one side of a line along an axis: `sign` 1 keeps the greater. */
function cut(ring: Path, out: Path, axis: 0 | 1, bound: number, sign: 1 | -1): void {
  out.length = 0;
  const { values, length } = ring;
  if (length === 0) return;
  let [ax, ay] = [values[length - 2]!, values[length - 1]!];
  let aIn = ((axis === 0 ? ax : ay) - bound) * sign >= 0;
  for (let i = 0; i < length; i += 2) {
    const [bx, by] = [values[i]!, values[i + 1]!];
    const bIn = ((axis === 0 ? bx : by) - bound) * sign >= 0;
    if (aIn !== bIn) {
      const t = axis === 0 ? (bound - ax) / (bx - ax) : (bound - ay) / (by - ay);
      push(out, axis === 0 ? bound : ax + t * (bx - ax), axis === 0 ? ay + t * (by - ay) : bound);
    }
    if (bIn) push(out, bx, by);
    [ax, ay, aIn] = [bx, by, bIn];
  }
}

/** A line cut to a square: the pieces inside, each given to `piece` (Liang & Barsky 1984 for each segment). */
export function clipLine(line: Path, least: number, most: number, piece: (part: Path) => void): void {
  const out = path();
  const { values, length } = line;
  const end = () => {
    if (out.length >= 4) piece(out);
    out.length = 0;
  };
  for (let i = 2; i < length; i += 2) {
    const [ax, ay, bx, by] = [values[i - 2]!, values[i - 1]!, values[i]!, values[i + 1]!];
    let [from, to] = [0, 1];
    for (const [delta, low, high] of [
      [bx - ax, least - ax, most - ax],
      [by - ay, least - ay, most - ay],
    ] as const) {
      if (delta === 0) {
        if (low > 0 || high < 0) [from, to] = [1, 0];
      } else {
        const [near, far] = delta > 0 ? [low / delta, high / delta] : [high / delta, low / delta];
        from = Math.max(from, near);
        to = Math.min(to, far);
      }
    }
    if (from > to) {
      end();
      continue;
    }
    if (out.length === 0) push(out, ax + from * (bx - ax), ay + from * (by - ay));
    push(out, ax + to * (bx - ax), ay + to * (by - ay));
    if (to < 1) end();
  }
  end();
}
