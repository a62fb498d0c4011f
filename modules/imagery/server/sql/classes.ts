import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ClassEntry, ClassOrigin } from '../../contract.ts';
import type { ClassTableRow } from './scenes.ts';

/** Every table of a scene, the newest first. */
export async function classVersions(db: DbOrTx, sceneId: number): Promise<ClassTableRow[]> {
  const { rows } = await sql<Omit<ClassTableRow, 'at'> & { readonly at: Date }>`
    select version, entries, origin, by_name as "byName", recorded_at as at
    from imagery.scene_classes where scene_id = ${sceneId} order by version desc`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** @returns whether the version was still free: the first of two who change the same one keeps it */
export async function insertClasses(
  tx: Tx,
  one: {
    readonly sceneId: number;
    readonly version: number;
    readonly ownerPath: string;
    readonly entries: readonly ClassEntry[];
    readonly origin: ClassOrigin;
    readonly by: { readonly userId: string; readonly name: string } | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into imagery.scene_classes (scene_id, version, owner_path, entries, origin, by_user, by_name, recorded_at)
    values (${one.sceneId}, ${one.version}, ${one.ownerPath}, ${JSON.stringify(one.entries)}::jsonb, ${JSON.stringify(one.origin)}::jsonb,
      ${one.by?.userId ?? null}, ${one.by?.name ?? null}, ${one.at})
    on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}
