import { covers, SpatialIndex } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import type { OutlineLayer, Unit } from '../contract.ts';
import { type Outline, outlinesOn } from './sql/outlines.ts';
import { readRevision } from './sql/state.ts';
import { unitsUnder } from './sql/units.ts';

/** Everything about units and outlines that is asked often, in memory, for one revision and one day. */
export interface Atlas {
  readonly revision: string;
  readonly units: ReadonlyMap<string, Unit>;
  readonly outlines: readonly Outline[];
  readonly demo: boolean;
  /** The unit of a layer that covers the place; of several, an authority's before a demonstration one, then the smallest box. */
  find(layer: OutlineLayer, lon: number, lat: number): Unit | null;
}

const kept = new Map<string, Promise<Atlas>>();
const KEEP = 4;

/**
 * The atlas of the database's present revision. One tiny query tells whether the kept one still holds, so that every
 * process sees a replaced outline at once; revisions are random, so several databases in one process do not mix.
 */
export async function atlasOf(db: DbOrTx): Promise<Atlas> {
  const { revision, day } = await readRevision(db);
  if (revision === null) return load(db, '', day);
  const key = `${revision} ${day}`;
  const known = kept.get(key);
  if (known) return known;
  const loading = load(db, revision, day);
  kept.set(key, loading);
  loading.catch(() => kept.delete(key));
  while (kept.size > KEEP) kept.delete(kept.keys().next().value!);
  return loading;
}

async function load(db: DbOrTx, revision: string, day: string): Promise<Atlas> {
  const units = new Map((await unitsUnder(db, '/')).map((unit) => [unit.code, unit]));
  const outlines = await outlinesOn(db, day);
  const indexOf = (layer: OutlineLayer) =>
    new SpatialIndex(
      outlines.filter((outline) => outline.layer === layer),
      (outline) => outline.box,
    );
  const indexes = { prefecture: indexOf('prefecture'), county: indexOf('county') };
  const extent = ({ box }: Outline) => (box[2] - box[0]) * (box[3] - box[1]);
  return {
    revision,
    units,
    outlines,
    demo: outlines.some((outline) => outline.demo),
    find(layer, lon, lat) {
      const [best] = indexes[layer]
        .at(lon, lat)
        .filter((outline) => covers(outline.geometry, lon, lat))
        .sort((a, b) => Number(a.demo) - Number(b.demo) || extent(a) - extent(b));
      return best ? (units.get(best.unitCode) ?? null) : null;
    },
  };
}

/** The county or Corps city that a place lies in, or null outside the region. */
export type UnitLocator = (lon: number, lat: number) => Unit | null;

/** For many places at once: one look at the database, then memory only. */
export async function unitLocator(db: DbOrTx): Promise<UnitLocator> {
  const atlas = await atlasOf(db);
  return (lon, lat) => atlas.find('county', lon, lat) ?? atlas.find('prefecture', lon, lat);
}

/** The county or Corps city that a place (degrees, CGCS2000) lies in; the prefecture where no county outline covers it. */
export async function unitAt(db: DbOrTx, lon: number, lat: number): Promise<Unit | null> {
  return (await unitLocator(db))(lon, lat);
}

export interface DrawnOutline {
  readonly code: string;
  readonly path: string;
  readonly geometry: Outline['geometry'];
  /** Where its label stands. */
  readonly lon: number;
  readonly lat: number;
  readonly demo: boolean;
}

/** The outlines of a layer that are drawn today, for maps in documents. */
export async function drawnOutlines(db: DbOrTx, layer: OutlineLayer): Promise<DrawnOutline[]> {
  const { outlines, units } = await atlasOf(db);
  return outlines.flatMap(({ unitCode, geometry, lon, lat, demo, ...one }) => {
    const unit = units.get(unitCode);
    return unit && one.layer === layer ? [{ code: unitCode, path: unit.path, geometry, lon, lat, demo }] : [];
  });
}
