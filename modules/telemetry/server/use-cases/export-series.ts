import type { Readable } from 'node:stream';
import { type Actor, type Cell, type Context, csvStream, type Language, xlsxStream } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import { countSeries, layoutsOfSeries, readSeries } from '../sql/series-read.ts';
import { type Say, sayIn } from '../words.ts';
import { unitOfSlot } from './series-columns.ts';
import { planSeries, type SeriesPlan, type SeriesQuery } from './series-plan.ts';

/** What an office program still opens; a wide table has fewer rows. */
const MAX_ROWS = 200_000;
const MAX_CELLS = 8_000_000;
/** Rows read and written at once. */
const BATCH = 1_000;

export interface SeriesFile {
  readonly stream: Readable;
  readonly name: string;
  readonly mime: string;
  /** There is more than the file holds; its name and its last line say so. */
  readonly cut: boolean;
}

/**
 * A series as an office file: one row a time, one column a factor and attribute, marks beside the values. Read and sent batch by
 * batch, so that a large one neither fills the memory nor holds up the process.
 */
export async function exportSeries(
  ctx: Context,
  actor: Actor | null,
  query: SeriesQuery & { format: 'xlsx' | 'csv' },
  language: Language,
): Promise<SeriesFile> {
  const plan = await planSeries(ctx, actor, query);
  const { point, selection, columns, unitOf } = plan;
  // The header comes first, so all columns must be known before the first row is read.
  columns.announce(await layoutsOfSeries(ctx.db, selection));
  const say = sayIn(language);
  const header = [
    say('export.time'),
    ...columns.names.flatMap((one) => {
      const unit = unitOfSlot(one, unitOf);
      return [`${factorName(one.code, language)} ${one.attr}${unit ? ` (${unit})` : ''}`, say('export.mark')];
    }),
    say('export.revision'),
  ];
  const limit = Math.min(query.limit ?? MAX_ROWS, Math.max(1, Math.floor(MAX_CELLS / header.length)));
  const cut = (await countSeries(ctx.db, { ...selection, limit: limit + 1 })) > limit;
  const notes = [point.simulated ? say('export.simulated') : '', cut ? say('export.incomplete') : ''];
  const parts = [point.name, query.grain, query.from.slice(0, 10), query.to.slice(0, 10), ...notes];
  const table = {
    sheet: say('export.sheet'),
    header,
    batches: batchesOf(ctx, plan, limit, cut, say),
  };
  return {
    stream: query.format === 'csv' ? csvStream(table) : xlsxStream(table),
    name: `${parts.filter((part) => part !== '').join('_')}.${query.format}`,
    mime:
      query.format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    cut,
  };
}

async function* batchesOf(
  ctx: Context,
  { selection, columns }: SeriesPlan,
  limit: number,
  cut: boolean,
  say: Say,
): AsyncGenerator<Cell[][]> {
  let { from } = selection;
  for (let left = limit; left > 0; ) {
    const stored = await readSeries(ctx.db, { ...selection, from, limit: Math.min(BATCH, left) });
    yield stored.map((one) => {
      const row = columns.row(one);
      return [
        row.time.slice(0, 19).replace('T', ' '),
        ...columns.names.flatMap((_, index) => [row.v[index] ?? null, row.f[index] ?? null]),
        row.revision,
      ];
    });
    left -= stored.length;
    if (stored.length < BATCH) break;
    from = stored.at(-1)!.time + 1;
  }
  if (cut) yield [[say('export.cut', { rows: limit })]];
}
