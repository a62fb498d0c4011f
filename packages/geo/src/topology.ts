import { type Areal, arealOf, type Position, polygonsOf } from './geojson.ts';

/**
 * Simplification that keeps neighbours together: rings are cut into arcs at the places where borders meet, each arc is
 * simplified once (Visvalingam & Whyatt 1993, smallest effective triangle first), and the rings are put together again.
 * Needs equal vertices along shared borders, which well-made coverages have.
 */
export interface SimplifyOptions {
  /** Least area of the triangle a vertex must make with its neighbours to stay, in squared units of the coordinates. */
  readonly minArea: number;
  /** Coordinates are rounded to multiples of this; 0 leaves them. */
  readonly grid?: number;
  /** Vertices that must stay, for example where an earlier run let a border cross itself. */
  readonly keep?: (position: Position) => boolean;
}

type Ring = Position[];

/** Simplifies the polygons of a coverage together; a part that vanishes is dropped, a whole geometry never. */
export function simplifyCoverage(geometries: readonly Areal[], options: SimplifyOptions): Areal[] {
  const snap = rounding(options.grid ?? 0);
  const rings = geometries.map((geometry) =>
    polygonsOf(geometry).map((polygon) => polygon.map((ring) => openRing(ring, snap))),
  );
  const junctions = findJunctions(rings.flat(2));
  const arcs = new Map<string, Ring>();

  const rebuild = (ring: Ring): Ring | null => {
    if (ring.length < 3) return null;
    const open = cutAtJunctions(ring, junctions).flatMap((arc) =>
      simplifyArc(arc, options, arcs).slice(0, -1),
    );
    return open.length < 3 ? null : [...open, open[0]!];
  };

  return rings.map((polygons) => {
    const kept = polygons.flatMap(([outer, ...holes]) => {
      const rim = outer ? rebuild(outer) : null;
      return rim ? [[rim, ...holes.map(rebuild).filter((hole) => hole !== null)]] : [];
    });
    if (kept.length > 0) return arealOf(kept)!;
    const largest = polygons.flat().reduce((a, b) => (b.length > a.length ? b : a));
    return { type: 'Polygon', coordinates: [[...largest, largest[0]!]] };
  });
}

function rounding(grid: number): (position: Position) => Position {
  if (grid === 0) return ([x, y]) => [x!, y!];
  const digits = Math.max(0, Math.ceil(-Math.log10(grid)) + 1);
  const round = (value: number) => Number((Math.round(value / grid) * grid).toFixed(digits));
  return ([x, y]) => [round(x!), round(y!)];
}

const keyOf = (position: Position): string => `${position[0]} ${position[1]}`;

/** Without the closing position and without repeats and spikes that rounding makes. */
function openRing(ring: Ring, snap: (position: Position) => Position): Ring {
  const out: Ring = [];
  for (const position of ring.map(snap)) {
    if (out.length > 0 && keyOf(out.at(-1)!) === keyOf(position)) continue;
    if (out.length > 1 && keyOf(out.at(-2)!) === keyOf(position)) out.pop();
    else out.push(position);
  }
  while (out.length > 1 && keyOf(out[0]!) === keyOf(out.at(-1)!)) out.pop();
  return out;
}

/** Positions where more or fewer than two edges meet, counting an edge that two polygons share once. */
function findJunctions(rings: readonly Ring[]): Set<string> {
  const neighbours = new Map<string, Set<string>>();
  for (const ring of rings) {
    const keys = ring.map(keyOf);
    keys.forEach((key, i) => {
      const set = neighbours.get(key) ?? new Set();
      set.add(keys.at(i - 1)!).add(keys[(i + 1) % keys.length]!);
      neighbours.set(key, set);
    });
  }
  return new Set([...neighbours].filter(([, set]) => set.size !== 2).map(([key]) => key));
}

/** Arcs from junction to junction, ends included; a ring without any is one closed arc from its least position. */
function cutAtJunctions(ring: Ring, junctions: ReadonlySet<string>): Ring[] {
  const first = ring.findIndex((position) => junctions.has(keyOf(position)));
  const start = first >= 0 ? first : ring.indexOf(ring.reduce((a, b) => (before(b, a) ? b : a)));
  const turned = [...ring.slice(start), ...ring.slice(0, start + 1)];
  const arcs: Ring[] = [];
  let from = 0;
  for (let i = 1; i < turned.length; i++) {
    if (i < turned.length - 1 && !junctions.has(keyOf(turned[i]!))) continue;
    arcs.push(turned.slice(from, i + 1));
    from = i;
  }
  return arcs;
}

const before = (a: Position, b: Position): boolean => a[0]! < b[0]! || (a[0] === b[0] && a[1]! < b[1]!);

/** The simplified arc, computed once for both directions. */
function simplifyArc(arc: Ring, { minArea, keep }: SimplifyOptions, known: Map<string, Ring>): Ring {
  const closed = keyOf(arc[0]!) === keyOf(arc.at(-1)!);
  const forward = closed ? before(arc[1]!, arc.at(-2)!) : before(arc[0]!, arc.at(-1)!);
  const canonical = forward ? arc : arc.toReversed();
  const key = `${keyOf(canonical[0]!)};${keyOf(canonical[1]!)};${keyOf(canonical.at(-2)!)};${keyOf(canonical.at(-1)!)};${arc.length}`;
  const simplified = known.get(key) ?? visvalingam(canonical, minArea, closed ? 4 : 2, keep);
  known.set(key, simplified);
  return forward ? simplified : simplified.toReversed();
}

/** Drops vertices by effective area until the smallest is `minArea` or `least` vertices are left. */
export function visvalingam(
  line: Ring,
  minArea: number,
  least: number,
  keep: (position: Position) => boolean = () => false,
): Ring {
  const n = line.length;
  const [previous, next] = [
    Int32Array.from({ length: n }, (_, i) => i - 1),
    Int32Array.from({ length: n }, (_, i) => i + 1),
  ];
  const effective = new Float64Array(n).fill(Infinity);
  const gone = new Uint8Array(n);
  const triangle = (i: number) => {
    const [ax, ay] = line[previous[i]!] as [number, number];
    const [bx, by] = line[i] as [number, number];
    const [cx, cy] = line[next[i]!] as [number, number];
    return Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  };
  const heap = new MinHeap();
  const weigh = (i: number, least: number) => {
    if (keep(line[i]!)) return;
    effective[i] = Math.max(triangle(i), least);
    heap.push(effective[i]!, i);
  };
  for (let i = 1; i < n - 1; i++) weigh(i, 0);
  let left = n;
  while (left > least) {
    const top = heap.pop();
    if (!top) break;
    const [size, i] = top;
    if (gone[i] || size !== effective[i]) continue;
    if (size >= minArea) break;
    gone[i] = 1;
    left--;
    const [a, b] = [previous[i]!, next[i]!];
    next[a] = b;
    previous[b] = a;
    for (const j of [a, b]) {
      if (j !== 0 && j !== n - 1) weigh(j, size);
    }
  }
  return line.filter((_, i) => !gone[i]);
}

class MinHeap {
  readonly #items: Array<readonly [size: number, index: number]> = [];

  push(size: number, index: number): void {
    const items = this.#items;
    let i = items.push([size, index]) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (items[parent]![0] <= items[i]![0]) break;
      [items[parent], items[i]] = [items[i]!, items[parent]!];
      i = parent;
    }
  }

  pop(): readonly [number, number] | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || !last) return top;
    items[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const right = left + 1;
      let least = i;
      if (left < items.length && items[left]![0] < items[least]![0]) least = left;
      if (right < items.length && items[right]![0] < items[least]![0]) least = right;
      if (least === i) return top;
      [items[least], items[i]] = [items[i]!, items[least]!];
      i = least;
    }
  }
}
