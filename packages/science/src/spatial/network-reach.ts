import type { ReadEdge } from './network-trace.ts';

export interface Reached {
  readonly node: string;
  /** Along the river, m. */
  readonly distance: number;
  /** Least travel time; null: no way there has a velocity all along. */
  readonly hours: number | null;
  /** The node and the edge before it on the shortest way; null at the start. */
  readonly via: string | null;
  readonly by: string | null;
}

const SECONDS = 3_600;

/** Every node that can be reached, the start first, then by distance. */
export function reach(edges: readonly ReadEdge[], start: string, against: boolean): Reached[] {
  const out = new Map<string, ReadEdge[]>();
  for (const edge of edges) {
    const tail = against ? edge.to : edge.from;
    const list = out.get(tail);
    if (list) list.push(edge);
    else out.set(tail, [edge]);
  }
  const head = (edge: ReadEdge) => (against ? edge.from : edge.to);
  const shortest = shortestPaths(out, start, head, (edge) => edge.length);
  const quickest = shortestPaths(out, start, head, ({ length, velocity }) =>
    velocity === null ? null : length / velocity / SECONDS,
  );
  return [...shortest].map(([node, { cost, via, by }]) => ({
    node,
    distance: cost,
    hours: quickest.get(node)?.cost ?? null,
    via,
    by,
  }));
}

interface Way {
  readonly cost: number;
  readonly via: string | null;
  readonly by: string | null;
}

/** Dijkstra's; in the order of the cost. An edge whose cost is null is closed. */
function shortestPaths(
  out: ReadonlyMap<string, readonly ReadEdge[]>,
  start: string,
  head: (edge: ReadEdge) => string,
  costOf: (edge: ReadEdge) => number | null,
): Map<string, Way> {
  const done = new Map<string, Way>();
  const heap = new Heap();
  heap.push({ node: start, cost: 0, via: null, by: null });
  for (let next = heap.pop(); next; next = heap.pop()) {
    const { node, cost, via, by } = next;
    if (done.has(node)) continue;
    done.set(node, { cost, via, by });
    for (const edge of out.get(node) ?? []) {
      const more = costOf(edge);
      const to = head(edge);
      if (more !== null && !done.has(to)) heap.push({ node: to, cost: cost + more, via: node, by: edge.id });
    }
  }
  return done;
}

interface Open extends Way {
  readonly node: string;
}

/** The cheapest first. */
class Heap {
  readonly #list: Open[] = [];

  push(one: Open): void {
    const list = this.#list;
    let at = list.push(one) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (list[parent]!.cost <= one.cost) break;
      list[at] = list[parent]!;
      at = parent;
    }
    list[at] = one;
  }

  pop(): Open | undefined {
    const list = this.#list;
    const first = list[0];
    const last = list.pop();
    if (first === undefined || last === undefined || list.length === 0) return first;
    let at = 0;
    for (let child = 1; child < list.length; child = 2 * at + 1) {
      if (child + 1 < list.length && list[child + 1]!.cost < list[child]!.cost) child++;
      if (list[child]!.cost >= last.cost) break;
      list[at] = list[child]!;
      at = child;
    }
    list[at] = last;
    return first;
  }
}
