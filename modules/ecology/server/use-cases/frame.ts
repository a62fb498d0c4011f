import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context, Db } from '@tarim/platform';
import { type UnitRow, unitByCode, unitsUnder } from '@tarim/region/queries';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { SITE_KINDS } from '../../contract.ts';
import { ecologyErrors as E } from '../errors.ts';
import type { Units } from '../sheet/cells.ts';
import type { Bringer } from '../sql/status.ts';

export const WRITE = 'ecology.write';
export type Tongue = 'zh' | 'en';
export const today = (ctx: Context) => beijingDate(ctx.clock.now());
export const thisYear = (ctx: Context) => Number(today(ctx).slice(0, 4));

/** Levels at which counties of both hierarchies stand (县市区；兵团的市). */
const COUNTY_LEVELS: readonly string[] = ['county', 'city'];
export const isCounty = ({ level }: Pick<UnitRow, 'level'>) => COUNTY_LEVELS.includes(level);
const MIDDLE_LEVELS: readonly string[] = ['prefecture', 'division'];
/** 地州市、师 */
export const isMiddle = ({ level }: Pick<UnitRow, 'level'>) => MIDDLE_LEVELS.includes(level);

/** @throws TarimError ECOLOGY_UNIT_UNKNOWN */
export async function requireUnit(db: Db, code: string): Promise<UnitRow> {
  const unit = await unitByCode(db, code);
  if (!unit) throw new TarimError(E.unitUnknown, { code });
  return unit;
}

/** Units by code, for the rows of a sheet. */
export async function unitsFor(ctx: Context, actor: Actor): Promise<Units> {
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  return { pathOf: (code) => paths.get(code) ?? null, mayWrite: writerOf(ctx, actor) };
}

export const writerOf = (ctx: Context, actor: Actor) => (unitPath: string) =>
  ctx.policy.can(actor, WRITE, { unitPath });

/** Points at which living things of water are surveyed. */
export const surveySites = (ctx: Context): Promise<RegisteredPoint[]> =>
  listPoints(ctx.db, { kinds: [...SITE_KINDS] });

export const bringer = (ctx: Context, actor: Actor, source: string | null): Bringer => ({
  source,
  simulated: false,
  byName: actor.name,
  byUser: actor.userId,
  at: new Date(ctx.clock.now()),
});

/** The same text whatever the order of keys: two inputs are compared by it. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
