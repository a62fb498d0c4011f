import type { Components, Runs } from './runs.ts';

/** A closed ring over corners of cells, without its first position again: x and y in turn. */
export type Ring = Int32Array;

/** Outer ring first, then holes. */
export interface Outline {
  readonly component: number;
  readonly rings: readonly Ring[];
}

/** Runs by component, in the order of rows: where those of each begin in `list`. */
export function runsByComponent(
  { count }: Runs,
  { of, count: components }: Components,
): { starts: Int32Array; list: Int32Array } {
  const starts = new Int32Array(components + 1);
  for (let i = 0; i < count; i++) starts[of[i]! + 1]!++;
  for (let c = 0; c < components; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice();
  const list = new Int32Array(count);
  for (let i = 0; i < count; i++) list[next[of[i]!]!++] = i;
  return { starts, list };
}

/**
 * Outlines of components whose cells are neighbours by their sides. Along each line between two rows the component's cells
 * above and below differ on some stretches; their ends are the corners. Corners are joined along the line, and down the
 * columns. Only the components that `keep` says are built: specks cost nothing.
 *
 * Where two cells touch by a corner only, the ring goes round the outside of each: what they enclose becomes a hole that
 * meets the outer ring in a point, as simple features want it.
 */
export function traceOutlines(
  runs: Runs,
  components: Components,
  keep: (component: number) => boolean,
): Outline[] {
  const { starts, list } = runsByComponent(runs, components);
  const tracer = new Tracer(runs.width);
  const outlines: Outline[] = [];
  for (let component = 0; component < components.count; component++) {
    if (!keep(component)) continue;
    outlines.push({ component, rings: tracer.trace(runs, list, starts[component]!, starts[component + 1]!) });
  }
  return outlines;
}

class Tracer {
  /** Corner that waits for its partner further down its column. */
  readonly #waiting: Int32Array;
  #xs: number[] = [];
  #ys: number[] = [];
  #across: number[] = [];
  #down: number[] = [];

  constructor(width: number) {
    this.#waiting = new Int32Array(width + 1).fill(-1);
  }

  trace(runs: Runs, list: Int32Array, begin: number, end: number): Ring[] {
    this.#xs = [];
    this.#ys = [];
    this.#across = [];
    this.#down = [];
    let aboveFrom = begin;
    let aboveTo = begin;
    for (let at = begin; at < end; ) {
      const y = runs.row[list[at]!]!;
      let next = at;
      while (next < end && runs.row[list[next]!] === y) next++;
      // A component has cells in every row between its first and its last.
      this.#line(y, runs, list, aboveFrom, aboveTo, at, next);
      [aboveFrom, aboveTo] = [at, next];
      at = next;
    }
    const last = runs.row[list[end - 1]!]!;
    this.#line(last + 1, runs, list, aboveFrom, aboveTo, end, end);
    return this.#rings();
  }

  /** The stretches of the line at `y` on which just one of above and below is set. */
  #line(
    y: number,
    { from, to }: Runs,
    list: Int32Array,
    a: number,
    aEnd: number,
    b: number,
    bEnd: number,
  ): void {
    let [i, j] = [a, b];
    let [above, below] = [false, false];
    let open = -1;
    let openAbove = false;
    let before = -1;
    while (i < aEnd || j < bEnd) {
      const nextAbove = i < aEnd ? (above ? to[list[i]!]! : from[list[i]!]!) : 0x7fffffff;
      const nextBelow = j < bEnd ? (below ? to[list[j]!]! : from[list[j]!]!) : 0x7fffffff;
      const x = Math.min(nextAbove, nextBelow);
      if (nextAbove === x) {
        if (above) i++;
        above = !above;
      }
      if (nextBelow === x) {
        if (below) j++;
        below = !below;
      }
      const differs = above !== below;
      if (open >= 0 && (!differs || openAbove !== above)) {
        const left = open;
        const right = this.#corner(x, y);
        this.#across[left] = right;
        this.#across[right] = left;
        if (differs) {
          // Two cells meet in a corner: above on the left and below on the right, or the other way round.
          const start = this.#corner(x, y);
          this.#meet(x, right, start, openAbove);
          open = start;
          openAbove = above;
          before = x;
          continue;
        }
        if (before !== x) this.#column(x, right);
        open = -1;
      } else if (open < 0 && differs) {
        open = this.#corner(x, y);
        openAbove = above;
        this.#column(x, open);
      }
      before = -1;
    }
  }

  #corner(x: number, y: number): number {
    this.#xs.push(x);
    this.#ys.push(y);
    this.#across.push(-1);
    this.#down.push(-1);
    return this.#xs.length - 1;
  }

  /** One edge goes up or down from here: up when a corner above waits for it. */
  #column(x: number, corner: number): void {
    const upper = this.#waiting[x]!;
    if (upper < 0) this.#waiting[x] = corner;
    else {
      this.#down[upper] = corner;
      this.#down[corner] = upper;
      this.#waiting[x] = -1;
    }
  }

  /** Edges go both up and down from here: the ring keeps to the outside of each of the two cells. */
  #meet(x: number, left: number, right: number, leftIsAbove: boolean): void {
    const upper = this.#waiting[x]!;
    const [goesUp, goesDown] = leftIsAbove ? [right, left] : [left, right];
    this.#down[upper] = goesUp;
    this.#down[goesUp] = upper;
    this.#waiting[x] = goesDown;
  }

  #rings(): Ring[] {
    const count = this.#xs.length;
    const seen = new Uint8Array(count);
    const rings: Ring[] = [];
    for (let start = 0; start < count; start++) {
      if (seen[start]) continue;
      const positions: number[] = [];
      for (let at = start; !seen[at]; ) {
        const next = this.#across[at]!;
        positions.push(this.#xs[at]!, this.#ys[at]!, this.#xs[next]!, this.#ys[next]!);
        seen[at] = 1;
        seen[next] = 1;
        at = this.#down[next]!;
      }
      rings.push(Int32Array.from(positions));
    }
    // The first corner of all belongs to the outer ring.
    return rings;
  }
}

/** Twice the signed area of a ring, in cells. */
export function ringArea(ring: Ring): number {
  let sum = 0;
  const n = ring.length;
  for (let i = 0; i < n; i += 2) {
    const j = i + 2 === n ? 0 : i + 2;
    sum += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return sum;
}
