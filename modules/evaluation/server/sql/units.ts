import type { DbOrTx } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { factor } from '@tarim/standards';

/** What the registry says of the factors of some points. */
export interface Registered {
  /** The unit in which the device reports; null: nobody has said. Never taken from the code: standards print some wrongly. */
  unitOf(pointId: number, code: string): string | null;
  /** Whether the point is registered to measure the factor. */
  measures(pointId: number, code: string): boolean;
}

export async function registeredParameters(db: DbOrTx, pointIds: readonly number[]): Promise<Registered> {
  const rows = await pointParameters(db, [...new Set(pointIds)]);
  const units = new Map(rows.map((row) => [`${row.pointId}|${row.code}`, row.unit?.trim() || null]));
  return {
    unitOf: (pointId, code) => units.get(`${pointId}|${code}`) ?? withoutUnit(code),
    measures: (pointId, code) => units.has(`${pointId}|${code}`),
  };
}

/** pH and the like have no unit that one could forget to register. */
function withoutUnit(code: string): string | null {
  return factor(code)?.unit === '1' ? '1' : null;
}
