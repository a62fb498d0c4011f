import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { distanceOf, type Points, pointsOf } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  figure,
  isFigure,
  type Place,
  readCoordinates,
  readOption,
  readPlaces,
  type SpatialAnswer,
} from './read.ts';

export interface Exceedance extends Place {
  readonly id?: string | number | null;
  /** Epoch ms. */
  readonly time: number;
  /** Anything of it that can be summed up: multiple of the limit, concentration. */
  readonly value?: number | null;
}

export interface ExceedanceClusterInput {
  readonly coordinates?: Coordinates;
  readonly events: readonly Exceedance[];
  /** Neighbours are within so many metres … */
  readonly metres: number;
  /** … and so many hours. */
  readonly hours: number;
  /** Neighbours, itself among them, that make an event the core of a cluster; 4 when absent. */
  readonly minPoints?: number;
}

export interface ExceedanceCluster {
  /** Index of the events in the input, in the order of time. */
  readonly members: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Mean place of the events. */
  readonly x: number;
  readonly y: number;
  /** From that place to the farthest event, m. */
  readonly radius: number;
  /** Different places. */
  readonly places: number;
  readonly peak: number | null;
}

export interface ExceedanceClusterResult extends SpatialAnswer {
  readonly n: number;
  /** In the order of their beginning. */
  readonly clusters: readonly ExceedanceCluster[];
  /** Index of events that belong to none. */
  readonly alone: readonly number[];
}

const HOUR = 3_600_000;
const LIMIT = 50_000;
const LATEST = 8.64e15;

interface Event extends Place {
  readonly index: number;
  readonly time: number;
  readonly value: number | null;
}

/**
 * Clusters of exceedances in space and time (超标聚集): DBSCAN with two radii as in ST-DBSCAN (M. Ester et al., KDD 1996; D. Birant,
 * A. Kut, Data Knowl. Eng. 60 (2007) 208–221, without its check of values). An event on the border of two clusters belongs to the earlier.
 */
export function clusterExceedances(input: ExceedanceClusterInput): ExceedanceClusterResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const events = readEvents(input, coordinates, problems);
  const metres = readOption(input, 'metres', 5_000, { least: 0, most: 1e8 }, problems);
  const hours = readOption(input, 'hours', 3, { least: 0, most: 1e6 }, problems);
  const fewest = readOption(input, 'minPoints', 4, { least: 1, most: 1e6, whole: true }, problems);
  if (events.length > LIMIT) {
    problems.push(problem(P.many, { name: 'events', n: events.length, limit: LIMIT }, 'events'));
    return { n: events.length, clusters: [], alone: [], rules: [], steps: [], problems };
  }
  const points = pointsOf(events, coordinates);
  const near = (i: number) => neighbours(events, points, i, metres, hours * HOUR);
  const groups = grow(events.length, near, fewest);
  const clusters = groups.map((members) =>
    describe(
      members.sort((a, b) => a - b),
      events,
      points,
      coordinates,
    ),
  );
  const taken = new Set(groups.flat());
  const steps: Step[] = clusters.map((one, k) => ({
    of: `${k + 1}`,
    rule: 'Ester 1996; Birant & Kut 2007',
    formula: `≥ ${fewest} ∈ (${metres} m, ${hours} h): ${one.members.length}, r = ${figure(one.radius)} m, ${figure((one.to - one.from) / HOUR)} h`,
    result: one.members.length,
  }));
  return {
    n: events.length,
    clusters,
    alone: events.flatMap(({ index }, i) => (taken.has(i) ? [] : [index])),
    rules: [],
    steps,
    problems,
  };
}

/** In the order of time. */
function readEvents(input: ExceedanceClusterInput, coordinates: Coordinates, problems: Problem[]): Event[] {
  return readPlaces(input.events, 'events', coordinates, problems)
    .flatMap(({ x, y, row, index }): Event[] => {
      const { time, value = null } = row;
      if (typeof time === 'number' && Math.abs(time) <= LATEST)
        return [{ index, x, y, time, value: isFigure(value) ? value : null }];
      problems.push(
        problem(P.value, { name: 'events', number: index + 1, member: 'time' }, `events.${index}.time`),
      );
      return [];
    })
    .sort((a, b) => a.time - b.time || a.index - b.index);
}

/** Of events in the order of time only a window has to be looked at. */
function neighbours(
  events: readonly Event[],
  points: Points,
  i: number,
  metres: number,
  span: number,
): number[] {
  const found: number[] = [];
  const { time } = events[i]!;
  for (let j = i; j >= 0 && time - events[j]!.time <= span; j--)
    if (distanceOf(points, i, points, j) <= metres) found.push(j);
  for (let j = i + 1; j < events.length && events[j]!.time - time <= span; j++)
    if (distanceOf(points, i, points, j) <= metres) found.push(j);
  return found;
}

function grow(n: number, near: (i: number) => number[], fewest: number): number[][] {
  const group = new Int32Array(n).fill(-1);
  const looked = new Uint8Array(n);
  const groups: number[][] = [];
  for (let seed = 0; seed < n; seed++) {
    if (looked[seed]) continue;
    looked[seed] = 1;
    const around = near(seed);
    if (around.length < fewest) continue;
    const members: number[] = [];
    const open: number[] = [];
    // Each is taken once, so that a crowd of n neighbours waits as n and not as n².
    const take = (i: number) => {
      if (group[i] !== -1) return;
      group[i] = groups.length;
      members.push(i);
      if (looked[i]) return;
      looked[i] = 1;
      open.push(i);
    };
    take(seed);
    for (const one of around) take(one);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const more = near(next);
      if (more.length >= fewest) for (const one of more) take(one);
    }
    groups.push(members);
  }
  return groups;
}

function describe(
  members: readonly number[],
  events: readonly Event[],
  points: Points,
  coordinates: Coordinates,
): ExceedanceCluster {
  const list = members.map((i) => events[i]!);
  const mean = (of: (one: Event) => number) => list.reduce((sum, one) => sum + of(one), 0) / list.length;
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
  const centre = pointsOf([{ x, y }], coordinates);
  const values = list.flatMap((one) => (one.value === null ? [] : [one.value]));
  return {
    members: list.map((one) => one.index),
    from: list[0]!.time,
    to: list.at(-1)!.time,
    x,
    y,
    radius: members.reduce((most, i) => Math.max(most, distanceOf(points, i, centre, 0)), 0),
    places: new Set(list.map((one) => `${one.x},${one.y}`)).size,
    peak: values.length > 0 ? values.reduce((most, one) => Math.max(most, one)) : null,
  };
}
