import type { DbOrTx } from '@tarim/platform';
import { type Hindrance, hindranceOn } from '../domain/calibration.ts';
import { type EquipmentRow, equipmentRows } from '../sql/equipment.ts';

/** A piece by its number, or by what stands on it; the model where several makers count alike. */
export type WhichEquipment =
  | { readonly id: number }
  | { readonly serial: string; readonly model?: string | undefined };

export interface Usability {
  readonly usable: boolean;
  /** Why not: not registered on that day, several of that serial number, or how it stands; null where it is usable. */
  readonly reason: 'unknown' | 'ambiguous' | Hindrance | null;
  readonly id: number | null;
  readonly name: string | null;
  /** The last day on which its calibration holds; null where it needs none or none is on record. */
  readonly calibratedTo: string | null;
}

const refused = (reason: 'unknown' | 'ambiguous'): Usability => ({
  usable: false,
  reason,
  id: null,
  name: null,
  calibratedTo: null,
});

/**
 * Whether results of a piece may be taken as official on a day (`YYYY-MM-DD`): one whose calibration has ended on that day, or has none
 * on record, may not be used for them, nor one under repair or scrapped. What is lent serves the unit that has it.
 */
export async function canBeUsed(db: DbOrTx, which: WhichEquipment, on: string): Promise<Usability> {
  const rows = await equipmentRows(db, 'id' in which ? { id: which.id } : which, on);
  if (rows.length > 1) return refused('ambiguous');
  const one: EquipmentRow | undefined = rows[0];
  if (!one) return refused('unknown');
  const reason = hindranceOn(one, on);
  return {
    usable: reason === null,
    reason,
    id: one.id,
    name: one.name,
    calibratedTo: one.calibrates ? one.calibratedTo : null,
  };
}
