import { type Areal, createGeosPool, type GeosPool, labelPoint, parseAreal, polygonalPart } from '@tarim/geo';
import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { unitByPath, unitLocator } from '@tarim/region/queries';
import { redlineErrors as E } from './errors.ts';

/** Worker threads start with the first overlay. */
let pool: GeosPool | undefined;
export const geos = (): GeosPool => {
  pool ??= createGeosPool(1);
  return pool;
};

export const today = (ctx: Pick<Context, 'clock'>): string => beijingDate(ctx.clock.now());
export type Tongue = 'zh' | 'en';

/** A day that the calendar has. @throws TarimError REDLINE_DAY_INVALID */
export function requireDay(day: string): void {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day)
    throw new TarimError(E.dayInvalid, { day });
}

/** @throws TarimError REDLINE_DAY_INVALID, REDLINE_DAY_FUTURE */
export function requirePast(ctx: Pick<Context, 'clock'>, day: string): void {
  requireDay(day);
  if (day > today(ctx)) throw new TarimError(E.dayFuture, { day });
}

/** @throws TarimError REDLINE_DAY_INVALID, REDLINE_DAY_ORDER when `later` is not after `earlier` */
export function requireOrder(earlier: string, later: string): void {
  requireDay(earlier);
  requireDay(later);
  if (later <= earlier) throw new TarimError(E.dayOrder, { earlier, later });
}

/** An area that may be worked with: read, and repaired where its rings cross. @throws TarimError REDLINE_GEOMETRY */
export async function usableArea(input: unknown): Promise<Areal> {
  const { value, problems } = parseAreal(input);
  if (!value) {
    const { path = '', message = '' } = problems[0] ?? {};
    throw new TarimError(E.geometry, { path, reason: message });
  }
  const whole = (await geos().validity(value)).valid ? value : polygonalPart(await geos().makeValid(value));
  if (!whole) throw new TarimError(E.geometry, { path: '', reason: 'empty' });
  return whole;
}

/** Fine enough to lie inside of what a 10 m pixel shows, degrees. */
const LABEL_PRECISION = 1e-5;

export interface Placed {
  readonly lon: number;
  readonly lat: number;
  readonly unitPath: string;
}

/** Gives the place that stands for a shape and the county or Corps city it lies in; null outside the region. */
export async function placer(
  db: DbOrTx,
): Promise<(shape: Areal) => Placed | { lon: number; lat: number; unitPath: null }> {
  const locate = await unitLocator(db);
  return (shape) => {
    const [lon, lat] = labelPoint(shape, LABEL_PRECISION) as [number, number];
    return { lon, lat, unitPath: locate(lon, lat)?.path ?? null };
  };
}

/** @throws TarimError REDLINE_OUTSIDE_REGION */
export async function placeOf(db: DbOrTx, shape: Areal): Promise<Placed> {
  const { lon, lat, unitPath } = (await placer(db))(shape);
  if (unitPath === null) throw new TarimError(E.outsideRegion, { lon: lon.toFixed(4), lat: lat.toFixed(4) });
  return { lon, lat, unitPath };
}

/** @throws TarimError REDLINE_UNIT_UNKNOWN */
export async function requireUnit(db: DbOrTx, unitPath: string): Promise<void> {
  if (!(await unitByPath(db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
}

/** Text for `ilike` that finds what begins with or holds it. */
export const likely = (text: string | undefined): string | null =>
  text?.trim() ? `%${text.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
