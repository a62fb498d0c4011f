import type { Actor, Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { quarterSpan } from '@tarim/science';
import { factorName } from '@tarim/standards';
import type { CaptureRow } from '../../contract.ts';
import { hourAmounts } from '../domain/amounts.ts';
import { fold } from '../domain/fold.ts';
import { type Rates, ratesOf } from '../domain/rates.ts';
import { tableOn } from '../domain/tables.ts';
import { operationsOf } from '../sql/operations.ts';
import { localTables } from '../sql/tables.ts';
import { type Tongue, visibleOutlets } from './access.ts';
import { baseSeriesOf } from './base-series.ts';
import { dateOf, pollutantsOf } from './review-of.ts';

interface Asked {
  readonly medium: string;
  readonly rate: string;
  readonly percent: number;
}
const PAGE = 30;

/** Rates of a quarter so far by outlet and pollutant, a page of outlets at a time: each is a walk over its hours. */
export async function captureRates(
  ctx: Context,
  actor: Actor,
  query: { quarter: string; unitPath?: string; after?: number; limit?: number },
  tongue: Tongue,
) {
  const { start, end } = quarterSpan(query.quarter);
  const tables = await localTables(ctx.db);
  const rule = tableOn(tables, 'valid-rates', dateOf(start));
  const asked = rule.rows as unknown as readonly Asked[];
  const limit = query.limit ?? PAGE;
  const points = (await visibleOutlets(ctx, actor, query.unitPath)).filter(
    (one) => one.id > (query.after ?? 0),
  );
  const page = points.slice(0, limit);
  const rows: CaptureRow[] = [];
  const ids = page.map((one) => one.id);
  const [bases, operations] = await Promise.all([
    baseSeriesOf(ctx.db, ids, { from: start, to: end }, ctx.clock.now(), tables),
    operationsOf(ctx.db, ids),
  ]);
  for (const point of page) {
    const base = bases.get(point.id)!;
    if (base.hours === 0) continue;
    const series = fold(
      base,
      operations.filter((one) => one.pointId === point.id),
    );
    for (const code of pollutantsOf(point, series))
      rows.push(rowOf(point, code, ratesOf(series, code, hourAmounts(series, code)), asked, tongue));
  }
  return {
    rows,
    next: points.length > limit ? page.at(-1)!.id : null,
    asked: asked.map(({ medium, rate, percent }) => ({ medium, rate, percent })),
    rule: { version: rule.version, confidence: rule.confidence },
  };
}

function rowOf(
  point: RegisteredPoint,
  code: string,
  rates: Rates,
  asked: readonly Asked[],
  tongue: Tongue,
): CaptureRow {
  const medium = point.kind === 'outlet-water' ? 'water' : 'air';
  const figure = {
    capture: rates.capture,
    valid: rates.validity,
    'transmission-valid': rates.transmissionValid,
  } as const;
  const below = (Object.keys(figure) as (keyof typeof figure)[]).filter((rate) => {
    const least = asked.find((one) => one.rate === rate && (one.medium === medium || one.medium === 'all'));
    const value = figure[rate];
    return least !== undefined && value !== null && value < least.percent;
  });
  return {
    pointId: point.id,
    pointName: point.name,
    enterpriseName: point.enterpriseName ?? '',
    unitPath: point.unitPath,
    kind: point.kind,
    code,
    name: factorName(code, tongue),
    ...rates,
    below,
    simulated: point.simulated,
  };
}
