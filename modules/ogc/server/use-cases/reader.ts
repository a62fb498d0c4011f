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

type AnyCall = Pick<RouteCall<unknown, unknown, unknown>, 'actor' | 'request'>;

/** Who reads: the one place of the open interfaces that decides it. */
export async function readerOfCall(_ctx: Context, call: AnyCall): Promise<Reader> {
  return { actor: call.actor, key: null };
}

/** A data set and what the reader sees of it. */
export interface Shown {
  readonly set: Dataset;
  readonly sight: Sight;
}

export async function shownSets(ctx: Context, call: AnyCall): Promise<Shown[]> {
  const reader = await readerOfCall(ctx, call);
  return [...ctx.datasets.values()].flatMap((set) => {
    const sight = sightOf(ctx, reader, set);
    return sight ? [{ set, sight }] : [];
  });
}

/** @throws TarimError OGC_COLLECTION_UNKNOWN also for sets that the reader may not see */
export async function shownSet(ctx: Context, call: AnyCall, id: string): Promise<Shown> {
  const set = ctx.datasets.get(id);
  const sight = set && sightOf(ctx, await readerOfCall(ctx, call), set);
  if (!set || !sight) throw new TarimError(ogcErrors.collectionUnknown, { id: id.slice(0, 80) });
  return { set, sight };
}

/** Equal for readers who see the same; part of every tag and key of a cache. */
export function sightKey({ rows, open, fields }: Sight): string {
  const where =
    rows === 'all' ? 'all' : JSON.stringify([[...rows.unitPaths].sort(), [...rows.enterpriseIds].sort()]);
  return `${where}|${open}|${[...fields].join(',')}`;
}
