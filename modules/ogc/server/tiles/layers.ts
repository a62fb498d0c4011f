import { type TileLayer, TileLayerBuilder, type TileValue } from '@tarim/geo';
import { ByteCache, type Context, streamDataset } from '@tarim/platform';
import { geometryOf } from '../domain/feature-text.ts';
import { type Shown, sightKey } from '../use-cases/reader.ts';

export const MAX_ZOOM = 14;
const MOST_BYTES = 512 << 20;
const BATCH = 5_000;
const MOST_SIGHTS = 1_000;

/** Per running product, so that two of them in one process (tests) never share. */
const caches = new WeakMap<
  object,
  {
    readonly kept: ByteCache<TileLayer>;
    readonly building: Map<string, Promise<TileLayer>>;
    readonly newest: Map<string, string>;
  }
>();

/** The field by which tiles are chosen by time, where the reader sees it. */
export function timeField({ set, sight }: Shown): string | undefined {
  const { time } = set.relation;
  const name = time ? set.fields.find((one) => one.sql === time)?.name : undefined;
  return name !== undefined && sight.fields.has(name) ? name : undefined;
}

/** Fields that a map needs: what colours, labels and times a feature, what it is called, and whether it is simulated. */
export function tileFields(shown: Shown): string[] {
  const { set, sight } = shown;
  const { look } = set;
  const timed = timeField(shown);
  const names = [look?.by?.field, look?.steps?.field, look?.labelField, timed, 'name', 'simulated', 'demo'];
  const known = (name: string) => set.fields.some((one) => one.name === name && one.type !== 'json');
  return [...new Set(names.filter((name) => name !== undefined))].filter(
    (name) => known(name) && sight.fields.has(name),
  );
}

/**
 * The layer of a set as a reader sees it, of one revision: read once from the database, then kept as arrays. Readers who
 * see the same share it; whoever sees other rows or fields has another one.
 */
export async function layerOf(ctx: Context, shown: Shown, revision: string): Promise<TileLayer> {
  let own = caches.get(ctx.datasets);
  if (!own) {
    own = { kept: new ByteCache(MOST_BYTES), building: new Map(), newest: new Map() };
    caches.set(ctx.datasets, own);
  }
  const { kept, building, newest } = own;
  const sight = `${shown.set.id}|${sightKey(shown.sight)}`;
  const key = `${sight}|${revision}`;
  const found = kept.get(key);
  if (found) return found;
  const running = building.get(key);
  if (running) return running;
  const layer = build(ctx, shown).finally(() => building.delete(key));
  building.set(key, layer);
  const built = await layer;
  // Of one sight only the last revision is asked for again: a set that changes each minute must not push out the others.
  const before = newest.get(sight);
  if (before !== undefined && before !== key) kept.delete(before);
  newest.set(sight, key);
  if (newest.size > MOST_SIGHTS) newest.delete(newest.keys().next().value!);
  kept.set(key, built, built.bytes);
  return built;
}

async function build(ctx: Context, shown: Shown): Promise<TileLayer> {
  const { set, sight } = shown;
  const fields = tileFields(shown);
  const builder = new TileLayerBuilder(['id', ...fields]);
  for await (const rows of streamDataset(ctx.db, set, sight, { fields }, BATCH))
    for (const row of rows)
      builder.add(row.id, geometryOf(row), {
        ...(row.properties as Readonly<Record<string, TileValue>>),
        id: row.id,
      });
  return builder.finish(set.id);
}
