import type { Actor, Context, Language, Static } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import type { Series } from '../../contract.ts';
import { readSeries } from '../sql/series-read.ts';
import { marksOf } from '../words.ts';
import { type ColumnarRow, unitOfSlot } from './series-columns.ts';
import { planSeries, type SeriesQuery } from './series-plan.ts';

const DEFAULT_LIMIT = 10_000;
/** Rows times columns of one answer: it is made and sent whole. Exports have no such bound, they stream. */
const MAX_CELLS = 1_500_000;

/** A point's data of a period, as columns; the same for charts and tables. `truncated` tells that there is more. */
export async function getSeries(
  ctx: Context,
  actor: Actor | null,
  query: SeriesQuery,
  language: Language,
): Promise<Static<typeof Series>> {
  const { source, selection, columns, unitOf } = await planSeries(ctx, actor, query);
  const limit = query.limit ?? DEFAULT_LIMIT;
  const stored = await readSeries(ctx.db, { ...selection, limit: limit + 1 });
  const rows: ColumnarRow[] = [];
  for (const row of stored) {
    if (rows.length >= limit || rows.length * columns.names.length >= MAX_CELLS) break;
    rows.push(columns.row(row));
  }
  // A row before a column first appeared has nothing in it.
  for (const row of rows) {
    while (row.v.length < columns.names.length) {
      row.v.push(null);
      row.f.push(null);
    }
  }
  return {
    pointId: query.pointId,
    grain: query.grain,
    source,
    columns: columns.names.map((one) => ({
      ...one,
      name: factorName(one.code, language),
      unit: unitOfSlot(one, unitOf),
    })),
    rows,
    marks: marksOf(
      rows.flatMap((row) => row.f),
      language,
    ),
    truncated: stored.length > rows.length,
  };
}
