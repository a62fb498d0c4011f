import { Readable } from 'node:stream';
import { TarimError } from '@tarim/kernel';
import {
  type Context,
  countDataset,
  type Dataset,
  type DatasetQuery,
  type DatasetRow,
  type Reader,
  type Sight,
  type Static,
  streamDataset,
} from '@tarim/platform';
import type { exportDataset } from '../../contract.ts';
import { catalogErrors as E } from '../errors.ts';
import { FORMATS } from '../formats.ts';
import { meter, meterOf, type Promised } from '../meter.ts';
import { quotaOf } from '../reader.ts';
import { sightFor, visibleSet } from './visible.ts';

type Query = Static<NonNullable<typeof exportDataset.query>>;
/** Rows read and written at once: what an export of any size holds in memory. */
const BATCH = 1_000;

export interface ExportFile {
  readonly stream: Readable;
  readonly name: string;
  readonly mime: string;
}

/**
 * The rows of a data set that the reader sees, as a file, batch by batch. A key that has fewer rows left than the file holds is
 * refused before the first byte: a file is whole, or there is none.
 * @throws TarimError CATALOG_DATASET_UNKNOWN, CATALOG_ROWS_CLOSED, CATALOG_FILTER_INVALID, CATALOG_GEOMETRY_NONE, CATALOG_QUOTA_USED
 */
export async function exportRows(
  ctx: Context,
  reader: Reader,
  id: string,
  query: Query,
  address: string,
): Promise<ExportFile> {
  const set = visibleSet(ctx, reader, id);
  const sight = sightFor(ctx, reader, set);
  const writer = FORMATS[query.format];
  if (writer.needsGeometry && !set.relation.geometry)
    throw new TarimError(E.geometryNone, { id, format: query.format });
  const names = query.fields?.split(',');
  for (const name of names ?? [])
    if (!sight.fields.has(name)) throw new TarimError(E.filterInvalid, { name: 'fields', value: name });
  const filter = filterOf(set, query);
  const promised = await promiseRows(ctx, reader, set, sight, filter, query.limit);
  const fields = set.fields.filter(
    (one) => sight.fields.has(one.name) && (names === undefined || names.includes(one.name)),
  );
  const language = query.lang ?? 'zh';
  const use = { dataset: id, interface: 'export', address };
  meter(ctx, reader, { ...use, rows: 0, bytes: 0 });
  const written = writer.write({
    set,
    fields,
    language,
    header: query.after === undefined,
    at: new Date(ctx.clock.now()),
    batches: metered(
      ctx,
      reader,
      use,
      promised,
      rowsOf(ctx, set, sight, { ...filter, fields: names }, query.limit),
    ),
  });
  const sent = Readable.from(counted(ctx, reader, use, written), { objectMode: false });
  // Also where the other end went away, or before the first byte.
  sent.once('close', () => promised?.end());
  return { stream: sent, name: `${set.titles[language]}.${writer.extension}`, mime: writer.mime };
}

type Counted = { readonly dataset: string; readonly interface: string; readonly address: string };

/** Sizes are known only when the bytes leave. */
async function* counted(ctx: Context, reader: Reader, use: Counted, bytes: Readable): AsyncGenerator<Buffer> {
  for await (const part of bytes as AsyncIterable<Buffer | string>) {
    const chunk = typeof part === 'string' ? Buffer.from(part) : part;
    meter(ctx, reader, { ...use, rows: 0, bytes: chunk.length, more: true });
    yield chunk;
  }
}

async function* rowsOf(
  ctx: Context,
  set: Dataset,
  sight: Sight,
  query: Omit<DatasetQuery, 'limit' | 'order'>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<DatasetRow[]> {
  let left = limit;
  for await (const rows of streamDataset(ctx.db, set, sight, query, Math.min(BATCH, limit))) {
    yield rows.slice(0, left);
    left -= rows.length;
    if (left <= 0) return;
  }
}

async function* metered(
  ctx: Context,
  reader: Reader,
  use: Counted,
  promised: Promised | null,
  batches: AsyncIterable<DatasetRow[]>,
): AsyncGenerator<DatasetRow[]> {
  for await (const rows of batches) {
    meter(ctx, reader, { ...use, rows: rows.length, bytes: 0, more: true });
    promised?.given(rows.length);
    yield rows;
  }
}

/**
 * Sets the rows of the file aside from what a key has left today, so that files that are asked for at once do not pass the
 * quota together. Null: a reader without limit.
 * @throws TarimError CATALOG_QUOTA_USED
 */
async function promiseRows(
  ctx: Context,
  reader: Reader,
  set: Dataset,
  sight: Sight,
  filter: Filter,
  limit = Number.POSITIVE_INFINITY,
): Promise<Promised | null> {
  if (!reader.key) return null;
  const requestId = Number(reader.key.id);
  const there = Math.min(limit, await countDataset(ctx.db, set, sight, filter));
  return meterOf(ctx).inTurn(requestId, async () => {
    const quota = (await quotaOf(ctx, reader))!;
    if (there > quota.left) throw new TarimError(E.quotaUsed, quota);
    return meterOf(ctx).promise(requestId, there);
  });
}

type Filter = Pick<DatasetQuery, 'box' | 'from' | 'to' | 'after'>;

/** @throws TarimError CATALOG_FILTER_INVALID */
function filterOf(set: Dataset, { bbox, from, to, after }: Query): Filter {
  return {
    ...(bbox === undefined ? {} : { box: boxOf(bbox) }),
    ...(from === undefined ? {} : { from: instantOf('from', from) }),
    ...(to === undefined ? {} : { to: instantOf('to', to) }),
    ...(after === undefined ? {} : { after: { id: idOf(set, after) } }),
  };
}

function boxOf(text: string): [number, number, number, number] {
  const box = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west, south, east, north] = box as [number, number, number, number];
  const good =
    box.length === 4 &&
    box.every(Number.isFinite) &&
    west >= -180 &&
    east <= 180 &&
    west <= east &&
    south >= -90 &&
    north <= 90 &&
    south <= north;
  if (!good) throw new TarimError(E.filterInvalid, { name: 'bbox', value: text });
  return [west, south, east, north];
}

function instantOf(name: string, text: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  // Days are days of Beijing; `to` takes the whole of its day.
  const ms = Date.parse(day ? `${text}T${name === 'to' ? '23:59:59.999' : '00:00:00'}+08:00` : text);
  if (!Number.isFinite(ms) || (!day && !/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(text)))
    throw new TarimError(E.filterInvalid, { name, value: text });
  return new Date(ms);
}

function idOf(set: Dataset, text: string): number | string {
  if (set.relation.id.type === 'text') return text;
  if (!/^-?\d{1,15}$/.test(text)) throw new TarimError(E.filterInvalid, { name: 'after', value: text });
  return Number(text);
}
