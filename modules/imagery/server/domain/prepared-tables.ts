import { TarimError } from '@tarim/kernel';
import type { PreparedTable } from '../../contract.ts';
import tables from '../../data/class-tables.json' with { type: 'json' };
import { imageryErrors as E } from '../errors.ts';

/** Published tables of classes (预置类别表), as data. */
export const preparedTables = (): PreparedTable[] => tables as PreparedTable[];

/** @throws TarimError IMAGERY_CLASS_TABLE_UNKNOWN */
export function preparedTable(id: string): PreparedTable {
  const found = preparedTables().find((one) => one.id === id);
  if (!found) throw new TarimError(E.classTableUnknown, { table: id });
  return found;
}
