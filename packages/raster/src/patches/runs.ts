import { type BitMask, maskOf, popCount, tailOf } from './bits.ts';
import type { Neighbourhood } from './morphology.ts';

/** Set cells as runs along rows: `from ≤ x < to`. */
export interface Runs {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly row: Int32Array;
  /** First run of each row, and the end behind the last. */
  readonly rows: Int32Array;
}

/** The runs of a mask, or of what is not set in it. */
export function runsOf({ width, height, stride, words }: BitMask, inverted = false): Runs {
  const tail = tailOf(width);
  const flip = inverted ? 0xffffffff : 0;
  const wordAt = (y: number, i: number) => {
    const word = words[y * stride + i]! ^ flip;
    return i === stride - 1 ? word & tail : word;
  };
  let count = 0;
  for (let y = 0; y < height; y++) {
    let carry = 0;
    for (let i = 0; i < stride; i++) {
      const word = wordAt(y, i);
      if (word !== 0) count += popCount(word & ~((word << 1) | carry));
      carry = word >>> 31;
    }
  }
  const [from, to, row] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const rows = new Int32Array(height + 1);
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[y] = at;
    let inside = false;
    for (let i = 0; i < stride; i++) {
      const word = wordAt(y, i);
      // Bits that differ from the one before them: runs begin and end there, in turn.
      let turns = word ^ ((word << 1) | (inside ? 1 : 0));
      while (turns !== 0) {
        const lowest = turns & -turns;
        const x = i * 32 + 31 - Math.clz32(lowest);
        if (inside) to[at++] = x;
        else {
          from[at] = x;
          row[at] = y;
        }
        inside = !inside;
        turns ^= lowest;
      }
    }
    if (inside) to[at++] = width;
  }
  rows[height] = at;
  return { width, height, count, from, to, row, rows };
}

export interface Components {
  readonly count: number;
  /** Component of each run. */
  readonly of: Int32Array;
  /** Cells of each component. */
  readonly cells: Float64Array;
}

/**
 * Connected components of runs by union-find along neighbouring rows (Rosenfeld & Pfaltz 1966 on runs): nothing is
 * allocated for a cell. Components are numbered in the order of their first cell.
 */
export function componentsOf(runs: Runs, neighbours: Neighbourhood): Components {
  const { count, from, to, rows, height } = runs;
  const parent = new Int32Array(count);
  for (let i = 0; i < count; i++) parent[i] = i;
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = i; at !== root; ) {
      const up = parent[at]!;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  const touch = neighbours === 8 ? 1 : 0;
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1]!;
    const aboveEnd = rows[y]!;
    for (let i = rows[y]!; i < rows[y + 1]!; i++) {
      while (above < aboveEnd && to[above]! + touch <= from[i]!) above++;
      for (let j = above; j < aboveEnd && from[j]! < to[i]! + touch; j++) {
        const [a, b] = [find(i), find(j)];
        // The earlier one leads, so that the root is the first run.
        if (a < b) parent[b] = a;
        else parent[a] = b;
      }
    }
  }
  const of = new Int32Array(count);
  let components = 0;
  for (let i = 0; i < count; i++) of[i] = parent[i] === i ? components++ : of[find(i)]!;
  const cells = new Float64Array(components);
  for (let i = 0; i < count; i++) cells[of[i]!]! += to[i]! - from[i]!;
  return { count: components, of, cells };
}

/** A mask of the runs of those components that `keep` says. */
export function maskOfRuns(
  runs: Runs,
  components: Components,
  keep: (component: number) => boolean,
): BitMask {
  const mask = maskOf(runs.width, runs.height);
  for (let i = 0; i < runs.count; i++)
    if (keep(components.of[i]!)) fillRun(mask, runs.row[i]!, runs.from[i]!, runs.to[i]!);
  return mask;
}

export function fillRun({ stride, words }: BitMask, y: number, from: number, to: number): void {
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  for (let i = first; i <= last; i++) {
    const low = i === first ? 0xffffffff << (from & 31) : 0xffffffff;
    const high = i === last ? 0xffffffff >>> (31 - ((to - 1) & 31)) : 0xffffffff;
    words[y * stride + i] = (words[y * stride + i]! | (low & high)) >>> 0;
  }
}

/**
 * Drops components smaller than `least` cells and closes holes smaller than `leastHole` (筛除). Cells are neighbours by
 * their sides; what is around them, also by corners, so that a hole is what nothing leads out of.
 */
export function sieved(mask: BitMask, least: number, leastHole = 0): BitMask {
  let out = mask;
  if (leastHole > 1) {
    const runs = runsOf(mask, true);
    const holes = componentsOf(runs, 8);
    const open = new Uint8Array(holes.count);
    for (let i = 0; i < runs.count; i++)
      if (
        runs.row[i] === 0 ||
        runs.row[i] === mask.height - 1 ||
        runs.from[i] === 0 ||
        runs.to[i] === mask.width
      )
        open[holes.of[i]!] = 1;
    out = { ...mask, words: mask.words.slice() };
    for (let i = 0; i < runs.count; i++) {
      const hole = holes.of[i]!;
      if (!open[hole] && holes.cells[hole]! < leastHole)
        fillRun(out, runs.row[i]!, runs.from[i]!, runs.to[i]!);
    }
  }
  if (least <= 1) return out;
  const runs = runsOf(out);
  const components = componentsOf(runs, 4);
  return maskOfRuns(runs, components, (one) => components.cells[one]! >= least);
}
