import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context, Db, Units } from '@tarim/platform';
import { unitByPath, unitsUnder } from '@tarim/region/queries';
import { outfallErrors } from '../errors.ts';

export const today = (ctx: Context) => beijingDate(ctx.clock.now());
export type Tongue = 'zh' | 'en';

/** @throws TarimError SOURCES_UNIT_UNKNOWN */
export async function requireUnit(db: Db, unitPath: string): Promise<void> {
  if (!(await unitByPath(db, unitPath))) throw new TarimError(outfallErrors.unitUnknown, { unit: unitPath });
}

/** Units by code, for the rows of a sheet. */
export async function unitsFor(ctx: Context, mayWrite: (unitPath: string) => boolean): Promise<Units> {
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  return { pathOf: (code) => paths.get(code) ?? null, mayWrite };
}

export const writerOf = (ctx: Context, actor: Actor, action: string) => (unitPath: string) =>
  ctx.policy.can(actor, action, { unitPath });
