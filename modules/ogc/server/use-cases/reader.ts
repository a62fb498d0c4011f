import { meter, readerOf, rowsLeft } from '@tarim/catalog/queries';
import { TarimError } from '@tarim/kernel';
import {
  type Context,
  type Dataset,
  type Reader,
  type RouteCall,
  type Sight,
  sightOf,
} from '@tarim/platform';
import { ogcErrors } from '../errors.ts';

type AnyCall = Pick<RouteCall<unknown, unknown, unknown>, 'actor' | 'request' | 'reply'>;

/** Who reads: the one place of the open interfaces that decides it. Asked once a call, for calls with a key are counted. */
export function readerOfCall(ctx: Context, call: AnyCall): Promise<Reader> {
  return readerOf(ctx, call);
}

/** Notes what an answer gave. `more`: a further part of an answer that was noted before. */
export function meterRead(
  ctx: Context,
  { set, reader }: Shown,
  { request }: AnyCall,
  given: { readonly interface: string; readonly rows: number; readonly bytes: number; readonly more?: true },
): void {
  meter(ctx, reader, { dataset: set.id, address: request.ip, ...given });
}

/** The most rows of a page: what was asked for, or what a key may still read today. */
export async function withinQuota(ctx: Context, { reader }: Shown, limit: number): Promise<number> {
  const left = await rowsLeft(ctx, reader);
  return left === null ? limit : Math.max(1, Math.min(limit, left));
}

/** A data set and what the reader sees of it. */
export interface Shown {
  readonly set: Dataset;
  readonly sight: Sight;
  readonly reader: Reader;
}

export async function shownSets(ctx: Context, call: AnyCall): Promise<Shown[]> {
  const reader = await readerOfCall(ctx, call);
  return [...ctx.datasets.values()].flatMap((set) => {
    const sight = sightOf(ctx, reader, set);
    return sight ? [{ set, sight, reader }] : [];
  });
}

/** @throws TarimError OGC_COLLECTION_UNKNOWN also for sets that the reader may not see */
export async function shownSet(ctx: Context, call: AnyCall, id: string): Promise<Shown> {
  const reader = await readerOfCall(ctx, call);
  const set = ctx.datasets.get(id);
  const sight = set && sightOf(ctx, reader, set);
  if (!set || !sight) throw new TarimError(ogcErrors.collectionUnknown, { id: id.slice(0, 80) });
  return { set, sight, reader };
}

/** Equal for readers who see the same; part of every tag and key of a cache. */
export function sightKey({ rows, open, fields }: Sight): string {
  const where =
    rows === 'all' ? 'all' : JSON.stringify([[...rows.unitPaths].sort(), [...rows.enterpriseIds].sort()]);
  return `${where}|${open}|${[...fields].join(',')}`;
}
