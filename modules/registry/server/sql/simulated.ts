import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** Whether any registered point is a simulated one: pages then say so, whatever the server was started with. */
export async function anySimulated(db: DbOrTx): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select exists (select 1 from registry.point where simulated) as there`.execute(db);
  return rows[0]!.there;
}
