import { destination, distance, type Position } from '@tarim/geo';
import type { Context } from '@tarim/platform';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { replaceReaches, riverSummary } from '../sql/rivers.ts';
import { networkOf, type RiverLine } from './import-rivers.ts';

type Placed = RegisteredPoint & { readonly lon: number; readonly lat: number };

/** Which way a made-up river runs is read off its sections: they are numbered from the source down. */
const riverOf = (point: RegisteredPoint): string | null => {
  const name = point.attributes.river;
  return typeof name === 'string' && name ? name : null;
};

/**
 * A river network for the simulated region: lines through the simulated sections of each river in their order, with bends and
 * two tributaries a section. Simulated from end to end: no water runs there.
 */
export async function seedDemoRivers(ctx: Context): Promise<void> {
  if ((await riverSummary(ctx.db)).reaches > 0) return;
  const points = (await listPoints(ctx.db, { kinds: ['surface-water'] })).filter(
    (one): one is Placed => one.simulated && one.lon !== null && one.lat !== null,
  );
  const lines = [...Map.groupBy(points, riverOf)].flatMap(([river, sections]) =>
    river === null ? [] : stretchesOf(sections).flatMap((one) => linesOf(river, one)),
  );
  if (lines.length === 0) return;
  const { reaches } = networkOf(lines, { source: '模拟河网 simulated', simulated: true });
  await ctx.db.transaction().execute((tx) => replaceReaches(tx, reaches));
}

/** Sections farther apart than this are not put on one stretch of water, whatever the boxes of `demoWaters` say. */
const FARTHEST_M = 120_000;

/** Sections of a river in their order, cut where two of them lie too far apart. */
function stretchesOf(sections: readonly Placed[]): Placed[][] {
  const ordered = sections.toSorted((a, b) => orderOf(a) - orderOf(b) || a.id - b.id);
  const stretches: Placed[][] = [];
  for (const one of ordered) {
    const before = stretches.at(-1)?.at(-1);
    const near = before && distance([before.lon, before.lat], [one.lon, one.lat]) <= FARTHEST_M;
    if (near) stretches.at(-1)!.push(one);
    else stretches.push([one]);
  }
  return stretches;
}

function linesOf(river: string, sections: readonly Placed[]): RiverLine[] {
  const [first, second] = sections;
  if (!first) return [];
  // Above the first section the river comes from where it would come from if it ran on straight.
  const heading = second ? bearing(first, second) : 0;
  const source = destination([first.lon, first.lat], heading + 180, 40_000);
  const stops: Position[] = [source, ...sections.map((one): Position => [one.lon, one.lat])];
  const main = stops.slice(1).map(
    (to, i): RiverLine => ({
      name: river,
      velocity: 0.6 + 0.1 * (i % 5),
      geometry: { type: 'LineString', coordinates: bends(stops[i]!, to, i) },
    }),
  );
  const side = stops.slice(1).flatMap((to, i) =>
    [-1, 1].map((hand, k): RiverLine => {
      const from = destination(to, heading + 180 + hand * (50 + 10 * k), 18_000 + 4_000 * ((i + k) % 3));
      return {
        name: `${river}支流${2 * i + k + 1}`,
        velocity: 0.4,
        geometry: { type: 'LineString', coordinates: bends(from, to, i + k + 3) },
      };
    }),
  );
  return [...main, ...side];
}

function orderOf({ attributes }: RegisteredPoint): number {
  const order = Number(attributes.sectionOrder ?? attributes.order ?? Number.NaN);
  return Number.isFinite(order) ? order : 0;
}

function bearing(from: Placed, to: Placed): number {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  return (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
}

/** A winding line: two waves across the straight one, their size by its length. */
function bends([x0, y0]: Position, [x1, y1]: Position, phase: number): Position[] {
  const [dx, dy] = [x1! - x0!, y1! - y0!];
  return Array.from({ length: 25 }, (_, i): Position => {
    const s = i / 24;
    const wave = 0.06 * Math.sin(Math.PI * s) * Math.sin(4 * Math.PI * s + phase);
    return [round(x0! + dx * s - dy * wave), round(y0! + dy * s + dx * wave)];
  });
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
