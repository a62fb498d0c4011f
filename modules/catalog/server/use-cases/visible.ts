import { TarimError } from '@tarim/kernel';
import {
  type Context,
  type Dataset,
  type DatasetField,
  type Reader,
  type Sight,
  sightOf,
} from '@tarim/platform';
import { catalogErrors as E } from '../errors.ts';

/**
 * Whether the catalogue shows an entry at all: open sets and those on request to everybody, internal ones to people who are
 * signed in, secret ones to those who may read them.
 */
export function isVisible(ctx: Pick<Context, 'policy'>, reader: Reader, set: Dataset): boolean {
  if (set.sharing === 'secret') return sightOf(ctx, reader, set) !== null;
  if (set.sharing === 'internal') return reader.actor !== null || sightOf(ctx, reader, set) !== null;
  return true;
}

export function visibleSets(ctx: Context, reader: Reader): Map<string, Dataset> {
  return new Map([...ctx.datasets].filter(([, set]) => isVisible(ctx, reader, set)));
}

/** @throws TarimError CATALOG_DATASET_UNKNOWN also for one that the reader may not know of */
export function visibleSet(ctx: Context, reader: Reader, id: string): Dataset {
  const set = ctx.datasets.get(id);
  if (!set || !isVisible(ctx, reader, set)) throw new TarimError(E.datasetUnknown, { id });
  return set;
}

/** @throws TarimError CATALOG_DATASET_UNKNOWN, CATALOG_ROWS_CLOSED */
export function sightFor(ctx: Context, reader: Reader, set: Dataset): Sight {
  const sight = sightOf(ctx, reader, set);
  if (!sight) throw new TarimError(E.rowsClosed, { id: set.id });
  return sight;
}

/** Fields that an entry tells of: those the reader sees; without any rows, those that could be asked for. */
export function fieldsTold(ctx: Pick<Context, 'policy'>, reader: Reader, set: Dataset): DatasetField[] {
  const sight = sightOf(ctx, reader, set);
  return set.fields.filter((one) => (sight ? sight.fields.has(one.name) : !one.internal));
}
