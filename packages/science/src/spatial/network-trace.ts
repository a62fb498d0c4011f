import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { cyclesOf } from './network-cycles.ts';
import { type Reached, reach } from './network-reach.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { figure, idOf, readOption, readRows, readWord, type SpatialAnswer } from './read.ts';

/** A reach of a river (河段), water going from one node to another. */
export interface RiverEdge {
  readonly id?: string | number | null;
  readonly from: string | number;
  readonly to: string | number;
  /** m */
  readonly length: number;
  /** Of the water on it, m/s; absent: `velocity` of the input. */
  readonly velocity?: number | null;
}

export interface NetworkTraceInput {
  readonly edges: readonly RiverEdge[];
  /** Node to start from. */
  readonly start: string | number;
  /** `down` when absent. */
  readonly direction?: 'down' | 'up';
  /** For edges that tell none, m/s. */
  readonly velocity?: number | null;
  /** Nodes farther along the river are left out, m. */
  readonly maxDistance?: number | null;
  /** Nodes that the water needs longer to (or from) are left out, hours; those whose time is not known too. */
  readonly maxHours?: number | null;
}

export interface NetworkTraceResult extends SpatialAnswer {
  readonly direction: 'down' | 'up';
  /** In the order of their distance, the start first. */
  readonly nodes: readonly Reached[];
  /** Ids of edges between nodes reached, along which the water runs; their number from 1 where they have no id. */
  readonly edges: readonly string[];
  /** m, of those edges together. */
  readonly length: number;
  /** Nodes of each cycle within what was reached. */
  readonly cycles: readonly (readonly string[])[];
}

export interface ReadEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly length: number;
  readonly velocity: number | null;
}

const EDGE_LIMIT = 1_000_000;
const SHOWN_NODES = 12;

/**
 * Upstream and downstream along a river network (上下游追踪): everything that water from the start reaches, or that sends water to it,
 * with the shortest way along the river (E. W. Dijkstra, Numer. Math. 1 (1959) 269–271) and the least travel time Σ length/velocity.
 * Advection alone: no dispersion, no decay, no lakes. Where channels part the shortest way need not be the quickest: both are told.
 */
export function traceNetwork(input: NetworkTraceInput): NetworkTraceResult {
  const problems: Problem[] = [];
  const direction = readWord(input, 'direction', ['down', 'up'], problems);
  const velocity = readOption(input, 'velocity', null, { least: 1e-6, most: 20 }, problems);
  const maxDistance = readOption(input, 'maxDistance', null, { least: 0, most: 1e9 }, problems);
  const maxHours = readOption(input, 'maxHours', null, { least: 0, most: 1e6 }, problems);
  const edges = readEdges(input.edges, velocity, problems);
  const start =
    typeof input.start === 'string' || typeof input.start === 'number' ? String(input.start) : null;
  const none = { direction, nodes: [], edges: [], length: 0, cycles: [], rules: [], steps: [], problems };
  if (edges.length > EDGE_LIMIT) {
    problems.push(problem(P.many, { name: 'edges', n: edges.length, limit: EDGE_LIMIT }, 'edges'));
    return none;
  }
  if (start === null || !edges.some((one) => one.from === start || one.to === start)) {
    problems.push(problem(P.node, { node: (start ?? '').slice(0, 40) }, 'start'));
    return none;
  }
  const reached = reach(edges, start, direction === 'up');
  const nodes = reached.filter(
    ({ distance, hours }) =>
      (maxDistance === null || distance <= maxDistance) &&
      (maxHours === null || (hours !== null && hours <= maxHours)),
  );
  const there = new Set(nodes.map((one) => one.node));
  const along = edges.filter((one) => there.has(one.from) && there.has(one.to));
  const slow = along.filter((one) => one.velocity === null).length;
  if (slow > 0) problems.push(problem(P.velocity, { count: slow }));
  // Of all that was reached: the node before on the shortest way may itself lie beyond `maxHours`.
  const before = new Map(reached.map((one) => [one.node, one.distance]));
  const cycles = cyclesOf(along);
  for (const cycle of cycles) {
    const more = cycle.length > SHOWN_NODES ? ' → …' : '';
    problems.push(
      problem(P.cycle, { nodes: cycle.slice(0, SHOWN_NODES).join(' → ').slice(0, 200) + more }, 'edges'),
    );
  }
  return {
    direction,
    nodes,
    edges: along.map((one) => one.id),
    length: along.reduce((sum, one) => sum + one.length, 0),
    cycles,
    rules: [],
    steps: nodes.flatMap((one) => stepOf(one, before)),
    problems,
  };
}

function stepOf({ node, distance, hours, by, via }: Reached, distances: ReadonlyMap<string, number>): Step[] {
  if (by === null || via === null) return [];
  const before = distances.get(via) ?? 0;
  return [
    {
      of: node,
      rule: 'Dijkstra 1959',
      formula: `${via} + ${by}: ${figure(before)} + ${figure(distance - before)} m; t = ${hours === null ? '—' : figure(hours)} h`,
      result: figure(distance),
    },
  ];
}

function readEdges(given: unknown, velocity: number | null, problems: Problem[]): ReadEdge[] {
  const name = (x: unknown) => (typeof x === 'string' || typeof x === 'number' ? String(x) : null);
  return readRows(given, 'edges', problems).flatMap(({ row, index }) => {
    const [from, to] = [name(row.from), name(row.to)];
    const speed = row.velocity ?? velocity;
    const wrong = (member: string) => {
      problems.push(problem(P.edge, { number: index + 1, member }, `edges.${index}.${member}`));
      return [];
    };
    if (from === null) return wrong('from');
    if (to === null) return wrong('to');
    if (typeof row.length !== 'number' || !(row.length >= 0 && row.length <= 1e9)) return wrong('length');
    if (speed !== null && !(typeof speed === 'number' && speed > 0 && speed <= 20)) return wrong('velocity');
    return [{ id: idOf(row) ?? String(index + 1), from, to, length: row.length, velocity: speed }];
  });
}
