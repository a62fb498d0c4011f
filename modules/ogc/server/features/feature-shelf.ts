import { setImmediate as breathe } from 'node:timers/promises';
import { ByteCache, type Context, streamDataset } from '@tarim/platform';
import { CRS84, crsOf } from '../domain/crs.ts';
import { featureText, geometryOf } from '../domain/feature-text.ts';
import type { ItemsQuery } from '../domain/parameters.ts';

import { type Shown, sightKey } from '../use-cases/reader.ts';
import { type FeatureLayer, FeatureLayerBuilder } from './feature-layer.ts';

const MOST_BYTES = 512 << 20;
/** A set that is larger than this stays in the database. */
const MOST_OF_ONE = 256 << 20;
const BATCH = 2_000;
/** Nobody who looks once makes a set be read whole. */
const FIRST_ASKED = 3;
/** A revision must have stood so many times as long as reading it takes: what changes all the time is not worth it. */
const STANDS = 20;
const MOST_SIGHTS = 1_000;

interface Seen {
  revision: string;
  since: number;
  asked: number;
  /** How long the last reading took. */
  tookMs: number;
  /** Too large for memory, or not to be read: of this revision it is not tried again. */
  hopeless: boolean;
}

/** Per running product, so that two of them in one process (tests) never share. */
interface Shelf {
  readonly kept: ByteCache<{ readonly revision: string; readonly layer: FeatureLayer }>;
  readonly seen: Map<string, Seen>;
  building: Promise<void> | null;
}
const shelves = new WeakMap<object, Shelf>();

function shelfOf(ctx: Context): Shelf {
  let own = shelves.get(ctx.datasets);
  if (!own) {
    own = { kept: new ByteCache(MOST_BYTES), seen: new Map(), building: null };
    shelves.set(ctx.datasets, own);
  }
  return own;
}

/** What can be answered from memory: whole features as they are stored, by boxes at most. */
export const isPlain = (query: ItemsQuery): boolean =>
  query.filter === null &&
  query.equal.length === 0 &&
  query.properties === null &&
  query.crs.uri === CRS84 &&
  Object.keys(query.span).length === 0;

/** The features of a set in memory; null while they are not there: the database answers meanwhile, as fast as it can. */
export function featureLayer(ctx: Context, shown: Shown, revision: string): FeatureLayer | null {
  const shelf = shelfOf(ctx);
  const key = `${shown.set.id}|${sightKey(shown.sight)}`;
  const found = shelf.kept.get(key);
  if (found?.revision === revision) return found.layer;
  // Nobody asks for an older revision again.
  shelf.kept.delete(key);
  const now = performance.now();
  const known = shelf.seen.get(key);
  const seen: Seen =
    known?.revision === revision
      ? known
      : { revision, since: now, asked: 0, tookMs: known?.tookMs ?? 0, hopeless: false };
  shelf.seen.delete(key);
  shelf.seen.set(key, seen);
  if (shelf.seen.size > MOST_SIGHTS) shelf.seen.delete(shelf.seen.keys().next().value!);
  seen.asked++;
  const worth = seen.asked >= FIRST_ASKED && now - seen.since >= STANDS * seen.tookMs && !seen.hopeless;
  if (worth && shelf.building === null)
    shelf.building = read(ctx, shelf, shown, key, seen)
      .catch((error: unknown) => {
        seen.hopeless = true;
        ctx.log.warn({ err: error, set: shown.set.id }, 'a set was not read into memory');
      })
      .finally(() => {
        shelf.building = null;
      });
  return null;
}

/** Resolves when no set is being read. */
export async function featuresSettled(ctx: Context): Promise<void> {
  await shelfOf(ctx).building;
}

async function read(
  ctx: Context,
  shelf: Shelf,
  { set, sight }: Shown,
  key: string,
  seen: Seen,
): Promise<void> {
  const began = performance.now();
  const builder = new FeatureLayerBuilder();
  const stored = crsOf('crs', undefined);
  for await (const rows of streamDataset(ctx.db, set, sight, {}, BATCH)) {
    for (const row of rows) builder.add(row, featureText(row, geometryOf(row), stored));
    if (builder.bytes > MOST_OF_ONE) {
      seen.hopeless = true;
      return;
    }
    await breathe();
  }
  seen.tookMs = performance.now() - began;
  const layer = builder.finish();
  // Should rows have changed while they were read, the revision has too, and nobody asks for this one any more.
  shelf.kept.set(key, { revision: seen.revision, layer }, layer.bytes);
}
