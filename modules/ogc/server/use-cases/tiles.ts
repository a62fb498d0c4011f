import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { CutTile } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { type AnyCall, isKnown, MVT, tagOf } from '../answer.ts';
import { ogcErrors } from '../errors.ts';
import { revisionOf } from '../revisions.ts';
import { ByteCache } from '../tiles/byte-cache.ts';
import { layerOf, MAX_ZOOM } from '../tiles/layers.ts';
import { meterRead, shownSet, sightKey } from './reader.ts';

export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const MOST_BYTES = 128 << 20;
const zip = promisify(gzip);
const unzip = promisify(gunzip);
interface ZippedTile {
  readonly bytes: Buffer;
  readonly features: number;
}
const EMPTY: ZippedTile = { bytes: Buffer.alloc(0), features: 0 };
const caches = new WeakMap<object, ByteCache<ZippedTile>>();

/** One vector tile, kept compressed. Its key holds what the reader sees, so that no tile ever reaches another sight. */
export async function tile(
  call: AnyCall,
  ctx: Context,
  id: string,
  { z, x, y }: TilePlace,
): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSet(ctx, call, id);
  const side = 2 ** z;
  if (!shown.set.relation.geometry || z > MAX_ZOOM || x >= side || y >= side)
    throw new TarimError(ogcErrors.tileUnknown, { z, x, y });
  const revision = await revisionOf(ctx, shown.set);
  const tag = tagOf('tile', id, revision, sightKey(shown.sight), z, x, y);
  if (isKnown(call, tag)) return undefined;
  const zipped = await zippedTile(ctx, tag, async () =>
    (await layerOf(ctx, shown, revision)).tile(z, x, y, MAX_ZOOM),
  );
  meterRead(ctx, shown, call, { interface: 'tiles', rows: zipped.features, bytes: zipped.bytes.length });
  if (zipped.bytes.length === 0) {
    void reply.code(204).send();
    return undefined;
  }
  const takes = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (takes) reply.header('content-encoding', 'gzip');
  void reply.type(MVT).send(takes ? zipped.bytes : await unzip(zipped.bytes));
  return undefined;
}

async function zippedTile(
  ctx: Context,
  key: string,
  make: () => Promise<CutTile | null>,
): Promise<ZippedTile> {
  let cache = caches.get(ctx.datasets);
  if (!cache) {
    cache = new ByteCache(MOST_BYTES);
    caches.set(ctx.datasets, cache);
  }
  const kept = cache.get(key);
  if (kept) return kept;
  const cut = await make();
  const zipped = cut ? { bytes: await zip(cut.bytes, { level: 5 }), features: cut.features } : EMPTY;
  cache.set(key, zipped, zipped.bytes.length + 200);
  return zipped;
}
