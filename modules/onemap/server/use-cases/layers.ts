import { covers, type Geometry, readWkb } from '@tarim/geo';
import { beijingIso, TarimError } from '@tarim/kernel';
import {
  type Context,
  type Dataset,
  type DatasetRow,
  datasetRevision,
  type Reader,
  type Sight,
  sightOf,
} from '@tarim/platform';
import type { Layer } from '../../contract.ts';
import { onemapErrors } from '../errors.ts';
import { type LayerFacts, readFacts } from '../sql/facts.ts';

export interface Shown {
  readonly set: Dataset;
  readonly sight: Sight;
}

/** Sets with places that the reader sees, in the order of their modules. */
export function shownSets(ctx: Context, reader: Reader): Shown[] {
  return [...ctx.datasets.values()].flatMap((set) => {
    const sight = set.relation.geometry ? sightOf(ctx, reader, set) : null;
    return sight ? [{ set, sight }] : [];
  });
}

/** @throws TarimError ONEMAP_LAYER_UNKNOWN also where there is one that the reader does not see */
export function shownSet(ctx: Context, reader: Reader, id: string): Shown {
  const found = shownSets(ctx, reader).find(({ set }) => set.id === id);
  if (!found) throw new TarimError(onemapErrors.layerUnknown, { id });
  return found;
}

/** The same for readers who see the same. */
export const sightKey = ({ rows, open, fields }: Sight): string =>
  JSON.stringify([rows, open, [...fields].sort()]);

/** Facts of a layer by set and sight, of one revision: counting happens once a change. */
const kept = new WeakMap<object, Map<string, { readonly revision: string; readonly facts: LayerFacts }>>();
const MOST_KEPT = 2_000;

async function factsOf(ctx: Context, { set, sight }: Shown, revision: string): Promise<LayerFacts> {
  let own = kept.get(ctx.datasets);
  if (!own) {
    own = new Map();
    kept.set(ctx.datasets, own);
  }
  const key = `${set.id}|${sightKey(sight)}`;
  const found = own.get(key);
  if (found?.revision === revision) return found.facts;
  const facts = await readFacts(ctx, set, sight);
  if (own.size >= MOST_KEPT) own.clear();
  own.set(key, { revision, facts });
  return facts;
}

const ELEMENT_COLOURS: Readonly<Record<string, string>> = {
  air: '#2f7ed8',
  water: '#0fa3b1',
  groundwater: '#5b5f97',
  soil: '#a8763e',
  noise: '#b5838d',
  ecology: '#4f772d',
  radiation: '#8a4fff',
  'pollution-source': '#c8553d',
  supervision: '#c1292e',
  zoning: '#b08900',
};

export async function layersOf(ctx: Context, reader: Reader): Promise<Layer[]> {
  return Promise.all(shownSets(ctx, reader).map((shown) => layerOf(ctx, shown)));
}

export async function layerOf(ctx: Context, shown: Shown): Promise<Layer> {
  const { set, sight } = shown;
  const revision = await datasetRevision(ctx.db, set);
  const facts = await factsOf(ctx, shown, revision);
  const { look } = set;
  const seen = (field: string | undefined) => field !== undefined && sight.fields.has(field);
  const fields = set.fields.filter((one) => sight.fields.has(one.name) && one.type !== 'json');
  const timeField = set.relation.time
    ? (fields.find((one) => one.sql === set.relation.time)?.name ?? null)
    : null;
  const { west, south, east, north, first, last } = facts;
  return {
    id: set.id,
    titles: set.titles,
    abstracts: set.abstracts,
    element: set.element,
    geometry: set.relation.geometry!.type,
    source: set.source,
    sharing: set.sharing,
    fields: fields.map(({ name, titles, type, unit, codes }) => ({
      name,
      titles,
      type,
      ...(unit ? { unit } : {}),
      ...(codes ? { codes: { ...codes } } : {}),
    })),
    look: {
      colour: look?.colour ?? ELEMENT_COLOURS[set.element] ?? '#7a8b8f',
      ...(look?.by && seen(look.by.field)
        ? { by: { field: look.by.field, values: { ...look.by.values } } }
        : {}),
      ...(look?.steps && seen(look.steps.field)
        ? { steps: { field: look.steps.field, classes: [...look.steps.classes] } }
        : {}),
      ...(seen(look?.labelField) ? { labelField: look!.labelField! } : {}),
      ...(look?.minZoom === undefined ? {} : { minZoom: look.minZoom }),
      ...(look?.page && reader(sight) ? { page: look.page } : {}),
    },
    timeField,
    rows: facts.rows,
    box:
      west === null || south === null || east === null || north === null ? null : [west, south, east, north],
    simulated: facts.simulated,
    times: first && last && timeField ? [beijingIso(first.getTime()), beijingIso(last.getTime())] : null,
    revision,
  };
}

/** Pages of the console are for people who see more than what is open. */
const reader = ({ rows }: Sight): boolean =>
  rows === 'all' || rows.unitPaths.length + rows.enterpriseIds.length > 0;

export function geometryOf(row: DatasetRow): Geometry | null {
  if (row.wkb) return readWkb(row.wkb);
  if (row.lon === null || row.lon === undefined || row.lat === null || row.lat === undefined) return null;
  return { type: 'Point', coordinates: [row.lon, row.lat] };
}

/** What a row is called. */
export function labelOf({ look }: Dataset, row: DatasetRow): string {
  const names = [look?.labelField, 'name', 'title', 'code'];
  for (const name of names) {
    const value = name === undefined ? null : row.properties[name];
    if (value !== null && value !== undefined && value !== '') return String(value);
  }
  return String(row.id);
}

/** Whether a click there means this geometry: areas are exact, points and lines lie in the box already. */
export const hits = (geometry: Geometry, lon: number, lat: number): boolean =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? covers(geometry, lon, lat) : true;
