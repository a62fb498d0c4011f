import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ChosenFeatures, CutTile, TileLayer } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ByteCache, type Context } from '@tarim/platform';
import type { TileQuery } from '../../contract.ts';
import { type AnyCall, isKnown, MVT, tagOf } from '../answer.ts';
import { spanOf } from '../domain/times.ts';
import { ogcErrors } from '../errors.ts';
import { revisionOf } from '../revisions.ts';

import { layerOf, MAX_ZOOM, tileFields, timeField } from '../tiles/layers.ts';
import { meterRead, type Shown, shownSet, sightKey } from './reader.ts';

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
  query: TileQuery = {},
): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSet(ctx, call, id);
  const side = 2 ** z;
  if (!shown.set.relation.geometry || z > MAX_ZOOM || x >= side || y >= side)
    throw new TarimError(ogcErrors.tileUnknown, { z, x, y });
  const revision = await revisionOf(ctx, shown.set);
  const choice = choiceOf(shown, query);
  const tag = tagOf('tile', id, revision, sightKey(shown.sight), z, x, y, choice.key);
  if (isKnown(call, tag)) return undefined;
  const zipped = await zippedTile(ctx, tag, async () => {
    const layer = await layerOf(ctx, shown, revision);
    return layer.tile(z, x, y, MAX_ZOOM, chosenOf(layer, choice));
  });
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

interface Choice {
  /** The same for choices that leave the same. */
  readonly key: string;
  readonly tests: readonly {
    readonly field: string;
    readonly test: (value: string | number | boolean) => boolean;
  }[];
}

/** @throws TarimError OGC_PARAMETER_INVALID for a time or a field that the tiles of this set do not have for this reader */
function choiceOf(shown: Shown, { datetime, field, values: list }: TileQuery): Choice {
  const tests: Choice['tests'][number][] = [];
  const keys: unknown[] = [];
  const refuse = (name: string, reason: string): never => {
    throw new TarimError(ogcErrors.parameterInvalid, { name, reason });
  };
  if (datetime !== undefined) {
    const time = timeField(shown);
    const span = spanOf(datetime);
    if (!time || !span)
      return refuse('datetime', time ? 'an instant, a day or an interval' : 'no time in this set');
    const [from, to] = [span.from?.getTime() ?? -Infinity, span.to?.getTime() ?? Infinity];
    tests.push({
      field: time,
      test: (one) => {
        // A day of a set of days is that of Beijing.
        const text = String(one);
        const at = Date.parse(text.length === 10 ? `${text}T00:00:00+08:00` : text);
        return at >= from && at <= to;
      },
    });
    keys.push(time, from === -Infinity ? null : from, to === Infinity ? null : to);
  }
  if (field !== undefined) {
    if (!tileFields(shown).includes(field)) return refuse('field', 'not a field of these tiles');
    const values = decoded(list ?? '') ?? refuse('values', 'not percent-encoded');
    tests.push({ field, test: (one) => values.includes(String(one)) });
    keys.push(field, ...[...values].sort());
  }
  return { key: keys.length > 0 ? JSON.stringify(keys) : '', tests };
}

function decoded(list: string): string[] | null {
  try {
    return list.split(',').map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** What readers choose now, of each layer; a slider of time goes on to the next choice and does not come back soon. */
const choices = new WeakMap<TileLayer, Map<string, ChosenFeatures>>();
const MOST_CHOICES = 12;

function chosenOf(layer: TileLayer, { key, tests }: Choice): ChosenFeatures | undefined {
  if (tests.length === 0) return undefined;
  const own = choices.get(layer) ?? new Map<string, ChosenFeatures>();
  choices.set(layer, own);
  const known = own.get(key);
  if (known) return known;
  const passing = tests.map(({ field, test }) => layer.passing(field, test));
  const made = layer.chosen((feature) => passing.every((one) => one?.(feature) ?? false));
  if (own.size >= MOST_CHOICES) own.delete(own.keys().next().value!);
  own.set(key, made);
  return made;
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
