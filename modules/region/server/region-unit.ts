import type { DbOrTx } from '@tarim/platform';
import type { Unit } from '../contract.ts';
import { readState } from './sql/state.ts';
import { unitByCode, unitsUnder } from './sql/units.ts';

/** The unit that the whole region pack is about (自治区); null before a pack is loaded. */
export async function regionUnit(db: DbOrTx): Promise<Unit | null> {
  const state = await readState(db);
  if (state) return unitByCode(db, state.manifest.code);
  const [first] = await unitsUnder(db, '/', { level: 'region' });
  return first ?? null;
}
