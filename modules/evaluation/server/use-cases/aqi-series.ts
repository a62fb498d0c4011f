import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { aqiSeries as route } from '../../contract.ts';
import { cityAqiRange, pointAqiRange } from '../sql/aqi-queries.ts';
import { aqiFact } from './facts.ts';
import { onlyOne, readableCity, readablePoint, span } from './subject.ts';

const MAX_ROWS = 10_000;
const MAX_DAYS = 3700;

/** AQI of a station or city over time, oldest first. */
export async function aqiSeries(
  ctx: Context,
  actor: Actor | null,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const subject = onlyOne(query);
  const range = { period: query.period, ...span(query.from, query.to, MAX_DAYS), limit: MAX_ROWS + 1 };
  const named =
    'pointId' in subject
      ? await readablePoint(ctx, actor, subject.pointId)
      : await readableCity(ctx, subject.cityCode, language);
  const rows =
    'pointId' in subject
      ? await pointAqiRange(ctx.db, { ...range, ...subject })
      : await cityAqiRange(ctx.db, { ...range, ...subject });
  return {
    rows: rows.slice(0, MAX_ROWS).map((row) => aqiFact(row, named)),
    truncated: rows.length > MAX_ROWS,
  };
}
