import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import { RECORD_KINDS, type Series } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { readSeries } from '../sql/series-read.ts';
import { marksOf } from '../words.ts';
import { readablePoint } from './access.ts';
import { SeriesColumns, unitOfSlot } from './series-columns.ts';

export interface SeriesQuery {
  readonly pointId: number;
  readonly grain: 'realtime' | 'minute' | 'hour' | 'day' | 'month';
  readonly source?: 'record' | 'rollup';
  readonly codes?: string;
  readonly from: string;
  readonly to: string;
  readonly limit?: number;
}

const DEFAULT_LIMIT = 10_000;

/** A point's data of a period, as columns; the same for charts, tables and exports. */
export async function getSeries(
  ctx: Context,
  actor: Actor | null,
  query: SeriesQuery,
  language: Language,
): Promise<Static<typeof Series>> {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  if (!(to > from)) throw new TarimError(telemetryErrors.periodInvalid);
  await readablePoint(ctx, actor, query.pointId);
  const parameters = await pointParameters(ctx.db, [query.pointId]);
  const unitOf = new Map(parameters.map((one) => [one.code, one.unit]));
  const wanted = query.codes ? new Set(query.codes.split(',').map((code) => code.trim())) : null;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const fine = query.grain === 'realtime' || query.grain === 'minute';
  const source = fine ? 'record' : (query.source ?? 'rollup');

  const columns = new SeriesColumns({ wanted, rollup: source === 'rollup' });
  const stored = await readSeries(ctx.db, {
    pointId: query.pointId,
    ...(source === 'rollup'
      ? { period: query.grain as 'hour' | 'day' | 'month' }
      : { kind: RECORD_KINDS[query.grain as keyof typeof RECORD_KINDS] ?? RECORD_KINDS.hour }),
    from,
    to,
    limit: limit + 1,
  });
  const rows = stored.slice(0, limit).map((row) => columns.row(row));
  const truncated = stored.length > limit;
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
    truncated,
  };
}
