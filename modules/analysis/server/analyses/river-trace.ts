import { distance, type LineString, type Position } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type NetworkTraceResult, traceNetwork } from '@tarim/science';
import { analysisErrors } from '../errors.ts';
import { type Reach, reaches } from '../sql/rivers.ts';
import type { Analysis, Bench } from './analysis.ts';
import { quantileClasses } from './classes.ts';
import { anySimulated, type PlacedRow, placedRows } from './set-rows.ts';

/** Farther from a river a place is at none, km. */
const FARTHEST_KM = 20;

/** 上下游追踪: what lies up or down the river from a place, how far along the water and how long it takes. */
export const riverTrace: Analysis<'river-trace'> = async (bench, input) => {
  const { db } = bench.ctx;
  const network = await reaches(db);
  if (network.length === 0) throw new TarimError(analysisErrors.noRivers);
  const at: Position = [input.lon, input.lat];
  const start = nearestReach(network, at);
  if (start.metres > FARTHEST_KM * 1000)
    throw new TarimError(analysisErrors.farFromRiver, { km: FARTHEST_KM });
  await bench.progress(0.2);
  const up = input.direction === 'up';
  // The place lies within its reach: the way begins at the reach's end towards which it is traced, and its own part is added.
  const node = up ? start.reach.fromNode : start.reach.toNode;
  const partOfStart = up ? start.along : start.reach.lengthM - start.along;
  const result = traceNetwork({
    edges: network.map((one) => ({
      id: one.id,
      from: one.fromNode,
      to: one.toNode,
      length: one.lengthM,
      velocity: one.velocity,
    })),
    start: node,
    direction: input.direction,
    velocity: input.velocity ?? null,
    maxDistance: Math.max(0, input.maxKm * 1000 - partOfStart),
  });
  const traced = tracedReaches(network, result, start.reach, partOfStart, up);
  await bench.progress(0.6);
  const near = input.along ? await rowsAlong(bench, input.along, traced, input.withinM ?? 2_000) : [];
  const velocity = start.reach.velocity ?? input.velocity ?? null;
  const ownHours = velocity === null ? null : partOfStart / velocity / 3600;
  const hours = result.nodes.flatMap((one) => one.hours ?? []);
  const longest = hours.length > 0 && ownHours !== null ? Math.max(...hours) + ownHours : null;
  return {
    features: [
      ...traced.map(({ reach, from, to }) => ({
        geometry: reach.geometry,
        label: reach.name,
        value: Math.max(from, to) / 1000,
        properties: { reachId: reach.id, fromKm: from / 1000, toKm: to / 1000 },
      })),
      ...near.map(({ row, riverKm, offM }) => ({
        geometry: row.geometry,
        label: row.label,
        value: riverKm,
        properties: { rowId: row.id, riverKm, offM, along: true },
      })),
      {
        geometry: { type: 'Point' as const, coordinates: start.foot },
        label: start.reach.name,
        value: 0,
        properties: { origin: true },
      },
    ],
    style: quantileClasses(
      traced.map((one) => Math.max(one.from, one.to) / 1000),
      'km',
    ),
    figures: [
      { key: 'river', value: start.reach.name },
      { key: 'offRiver', value: start.metres / 1000, unit: 'km' },
      { key: 'reaches', value: traced.length },
      { key: 'length', value: (result.length + partOfStart) / 1000, unit: 'km' },
      { key: 'longestHours', value: longest, unit: 'h' },
      { key: 'along', value: near.length },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: network.some((one) => one.simulated) || anySimulated(near.map((one) => one.row)),
  };
};

interface Traced {
  readonly reach: Reach;
  /** Along the water from the place to its upper and its lower end, m. */
  readonly from: number;
  readonly to: number;
}

function tracedReaches(
  network: readonly Reach[],
  result: NetworkTraceResult,
  own: Reach,
  partOfStart: number,
  up: boolean,
): Traced[] {
  const distances = new Map(result.nodes.map((one) => [one.node, one.distance]));
  const ids = new Set(result.edges);
  const others = network
    .filter((one) => ids.has(String(one.id)) && one.id !== own.id)
    .map((reach): Traced => {
      const entry = distances.get(String(up ? reach.toNode : reach.fromNode)) ?? 0;
      const [near, far] = [partOfStart + entry, partOfStart + entry + reach.lengthM];
      return up ? { reach, from: far, to: near } : { reach, from: near, to: far };
    });
  const first: Traced = up
    ? { reach: own, from: partOfStart, to: 0 }
    : { reach: own, from: 0, to: partOfStart };
  return [first, ...others];
}

interface Foot {
  /** Nearest place on the line. */
  readonly foot: Position;
  readonly metres: number;
  /** From the line's beginning to the foot, m. */
  readonly along: number;
}

/** Foot of the perpendicular on a line: flat within each short segment, lengths by geodesics. */
export function footOn(line: LineString, at: Position): Foot {
  let best: Foot = { foot: line.coordinates[0]!, metres: Number.POSITIVE_INFINITY, along: 0 };
  let passed = 0;
  const shrink = Math.cos((at[1]! * Math.PI) / 180);
  for (let i = 1; i < line.coordinates.length; i++) {
    const [a, b] = [line.coordinates[i - 1]!, line.coordinates[i]!];
    const [dx, dy] = [(b[0]! - a[0]!) * shrink, b[1]! - a[1]!];
    const [px, py] = [(at[0]! - a[0]!) * shrink, at[1]! - a[1]!];
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
    const foot: Position = [a[0]! + share * (b[0]! - a[0]!), a[1]! + share * (b[1]! - a[1]!)];
    const length = distance(a, b);
    const metres = distance(at, foot);
    if (metres < best.metres) best = { foot, metres, along: passed + share * length };
    passed += length;
  }
  return best;
}

function nearestReach(network: readonly Reach[], at: Position): Foot & { reach: Reach } {
  const [first, ...others] = network;
  return others.reduce(
    (best, reach) => {
      const foot = footOn(reach.geometry, at);
      return foot.metres < best.metres ? { ...foot, reach } : best;
    },
    { ...footOn(first!.geometry, at), reach: first! },
  );
}

interface Along {
  readonly row: PlacedRow;
  readonly riverKm: number;
  readonly offM: number;
}

/** Rows near a traced reach, in the order in which the water meets them. */
async function rowsAlong(
  bench: Bench,
  set: string,
  traced: readonly Traced[],
  withinM: number,
): Promise<Along[]> {
  const rows = await placedRows(bench, { set });
  const found = rows.flatMap((row): Along[] => {
    const feet = traced.map(({ reach, from, to }) => {
      const foot = footOn(reach.geometry, [row.lon, row.lat]);
      const share = reach.lengthM === 0 ? 0 : foot.along / reach.lengthM;
      // From the upper end down: `from` is its distance from the place, `to` the lower end's.
      return { offM: foot.metres, riverKm: (from + (to - from) * share) / 1000 };
    });
    const best = feet.reduce((a, b) => (b.offM < a.offM ? b : a));
    return best.offM <= withinM && best.riverKm >= 0 ? [{ row, ...best }] : [];
  });
  return found.sort((a, b) => a.riverKm - b.riverKm);
}
