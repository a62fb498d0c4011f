import { TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx, Units } from '@tarim/platform';
import { type UnitRow, unitByPath, unitsUnder } from '@tarim/region/queries';
import { capabilityErrors as E } from '../errors.ts';

/** @throws TarimError CAPABILITY_UNIT_UNKNOWN */
export async function requireUnit(db: DbOrTx, path: string): Promise<UnitRow> {
  const unit = await unitByPath(db, path);
  if (!unit) throw new TarimError(E.unitUnknown, { unit: path });
  return unit;
}

/** Units that rows of a sheet may name by their codes. */
export async function unitsFor(ctx: Context, actor: Actor, action: string): Promise<Units> {
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  return {
    pathOf: (code) => paths.get(code) ?? null,
    mayWrite: (unitPath) => ctx.policy.can(actor, action, { unitPath }),
  };
}
