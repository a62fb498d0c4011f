import type { Actor, Context, Language } from '@tarim/platform';
import { rowsToCsv, rowsToXlsx } from '@tarim/platform';
import { sayIn } from '../words.ts';
import { readablePoint } from './access.ts';
import { getSeries, type SeriesQuery } from './get-series.ts';

const EXPORT_LIMIT = 50_000;

/** A series as an office file: one row a time, one column a factor and attribute, marks beside the values. */
export async function exportSeries(
  ctx: Context,
  actor: Actor | null,
  query: SeriesQuery & { format: 'xlsx' | 'csv' },
  language: Language,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const point = await readablePoint(ctx, actor, query.pointId);
  const series = await getSeries(ctx, actor, { ...query, limit: query.limit ?? EXPORT_LIMIT }, language);
  const say = sayIn(language);
  const header = [
    say('export.time'),
    ...series.columns.flatMap((one) => [
      `${one.name} ${one.attr}${one.unit ? ` (${one.unit})` : ''}`,
      say('export.mark'),
    ]),
    say('export.revision'),
  ];
  const rows = series.rows.map((row) => [
    row.time.slice(0, 19).replace('T', ' '),
    ...series.columns.flatMap((_, index) => [row.v[index] ?? null, row.f[index] ?? null]),
    row.revision,
  ]);
  const note = point.simulated ? `_${say('export.simulated')}` : '';
  const name = `${point.name}_${query.grain}_${query.from.slice(0, 10)}_${query.to.slice(0, 10)}${note}.${query.format}`;
  if (query.format === 'csv')
    return { bytes: rowsToCsv([header, ...rows]), name, mime: 'text/csv; charset=utf-8' };
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { bytes: await rowsToXlsx([{ name: say('export.sheet'), rows: [header, ...rows] }]), name, mime };
}
