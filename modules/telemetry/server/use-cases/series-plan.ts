import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { PUBLIC_SERIES_ROWS, RECORD_KINDS } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import type { SeriesSelection } from '../sql/series-read.ts';
import { mayReadInside, readablePoint } from './access.ts';
import { SeriesColumns } from './series-columns.ts';

export interface SeriesQuery {
  readonly pointId: number;
  readonly grain: 'realtime' | 'minute' | 'hour' | 'day' | 'month';
  readonly source?: 'record' | 'rollup';
  readonly codes?: string;
  readonly from: string;
  readonly to: string;
  readonly limit?: number;
}

/** A question about a series, checked: what to read, and under which columns it is told. */
export interface SeriesPlan {
  readonly point: Awaited<ReturnType<typeof readablePoint>>;
  readonly source: 'record' | 'rollup';
  readonly selection: Omit<SeriesSelection, 'limit'>;
  readonly columns: SeriesColumns;
  /** Units as registered, by factor code. */
  readonly unitOf: ReadonlyMap<string, string | null>;
}

/**
 * Who may see the point sees its series; factors that are not published stay with those who see its inside.
 * @throws TarimError TELEMETRY_PERIOD_INVALID, TELEMETRY_POINT_UNKNOWN, TELEMETRY_SERIES_TOO_LONG
 */
export async function planSeries(ctx: Context, actor: Actor | null, query: SeriesQuery): Promise<SeriesPlan> {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  if (!(to > from)) throw new TarimError(telemetryErrors.periodInvalid);
  const point = await readablePoint(ctx, actor, query.pointId);
  const inside = mayReadInside(ctx, actor, point);
  if (!inside && (query.limit ?? 0) > PUBLIC_SERIES_ROWS)
    throw new TarimError(telemetryErrors.seriesTooLong, { limit: PUBLIC_SERIES_ROWS });
  const parameters = await pointParameters(ctx.db, [query.pointId]);
  const fine = query.grain === 'realtime' || query.grain === 'minute';
  const source = fine ? 'record' : (query.source ?? 'rollup');
  return {
    point,
    source,
    selection: {
      pointId: query.pointId,
      ...(source === 'rollup'
        ? { period: query.grain as 'hour' | 'day' | 'month' }
        : { kind: RECORD_KINDS[query.grain as keyof typeof RECORD_KINDS] ?? RECORD_KINDS.hour }),
      from,
      to,
    },
    columns: new SeriesColumns({
      wanted: query.codes ? new Set(query.codes.split(',').map((code) => code.trim())) : null,
      hidden: new Set(inside ? [] : parameters.filter((one) => !one.public).map((one) => one.code)),
      rollup: source === 'rollup',
    }),
    unitOf: new Map(parameters.map((one) => [one.code, one.unit])),
  };
}
