import { TarimError } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { dutyErrors as E } from '../errors.ts';

/** @throws TarimError DUTY_UNIT_UNKNOWN */
export async function requireUnit(db: DbOrTx, unitPath: string): Promise<void> {
  if (unitPath !== '/' && !(await unitByPath(db as never, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
}
