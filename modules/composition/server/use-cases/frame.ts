import { DAY_MS, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Context, type Language, negotiateLanguage } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint, type SitePurpose } from '@tarim/registry/queries';
import { MOST_DAYS } from '../../contract.ts';
import { spanOf } from '../domain/summary.ts';
import { compositionErrors } from '../errors.ts';

type Request = { readonly headers: { readonly 'accept-language'?: string } };

export const languageOf = (request: Request): Language =>
  negotiateLanguage(request.headers['accept-language']);
export const wordsOf = (request: Request): 'zh' | 'en' => (languageOf(request) === 'en' ? 'en' : 'zh');

/** An air station with this purpose. @throws TarimError COMPOSITION_STATION_NOT_FOUND */
export async function stationWith(ctx: Context, id: number, purpose: SitePurpose): Promise<RegisteredPoint> {
  const [point] = await pointsByIds(ctx.db, [id]);
  if (point?.kind !== 'air' || !point.purposes.includes(purpose))
    throw new TarimError(compositionErrors.stationUnknown, { id });
  return point;
}

export const stationName = ({ id, code, name, unitPath, simulated }: RegisteredPoint) => ({
  id,
  code,
  name,
  unitPath,
  simulated,
});

/** Whole Beijing days, and how many of their hours are over. @throws TarimError COMPOSITION_PERIOD_INVALID */
export function periodOf(
  ctx: Context,
  { from, to }: { readonly from: string; readonly to: string },
): { readonly start: number; readonly end: number; readonly due: number } {
  const { start, end } = spanOf(from, to);
  // Written so that no number fails it as well.
  if (!(end > start && end - start <= MOST_DAYS * DAY_MS))
    throw new TarimError(compositionErrors.period, { days: MOST_DAYS });
  const over = Math.min(end, Math.floor(ctx.clock.now() / HOUR_MS) * HOUR_MS);
  return { start, end, due: Math.max(0, (over - start) / HOUR_MS) };
}
