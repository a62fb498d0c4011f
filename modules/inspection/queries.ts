/** What other modules may ask inspection, on the server. Read-only. */
import type { DbOrTx } from '@tarim/platform';
import { type InspectorRow, inspectorRows } from './server/sql/pools.ts';

/** Inspectors with their certificates and whom they keep away from. */
export const inspectorsByIds = (db: DbOrTx, ids: readonly number[]): Promise<InspectorRow[]> =>
  inspectorRows(db, { ids });

/** Inspectors of a unit and of those above it: who may be sent there. */
export const inspectorsIn = async (db: DbOrTx, unitPath: string): Promise<InspectorRow[]> =>
  (await inspectorRows(db, {})).filter((one) => unitPath.startsWith(one.unitPath));
