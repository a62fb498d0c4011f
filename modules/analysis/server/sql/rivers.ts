import { boxOf, boxToSql, type LineString, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';

/** A reach of the river network (河段), from its upper end to its lower. */
export interface Reach {
  readonly id: number;
  readonly name: string | null;
  readonly fromNode: number;
  readonly toNode: number;
  readonly lengthM: number;
  /** m/s; null: not known. */
  readonly velocity: number | null;
  readonly simulated: boolean;
  readonly source: string;
  readonly geometry: LineString;
}

export async function reaches(db: DbOrTx): Promise<Reach[]> {
  const { rows } = await sql<Omit<Reach, 'geometry'> & { wkb: Uint8Array }>`
    select id, name, from_node as "fromNode", to_node as "toNode", length_m as "lengthM", velocity, simulated, source, wkb
    from analysis.reach order by id
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as LineString }));
}

export async function riverSummary(
  db: DbOrTx,
): Promise<{ reaches: number; lengthKm: number; sources: string[]; simulated: boolean; newest: number }> {
  const { rows } = await sql<{
    reaches: number;
    lengthKm: number;
    sources: string[];
    simulated: boolean;
    newest: number;
  }>`
    select count(*)::int as reaches, coalesce(sum(length_m) / 1000, 0)::float8 as "lengthKm",
      coalesce(array_agg(distinct source), '{}') as sources, coalesce(bool_or(simulated), false) as simulated,
      coalesce(max(id), 0) as newest
    from analysis.reach
  `.execute(db);
  return rows[0]!;
}

/** The whole network at once: half of two networks would be none. */
export async function replaceReaches(tx: Tx, all: readonly Omit<Reach, 'id'>[]): Promise<void> {
  await sql`delete from analysis.reach`.execute(tx);
  for (const one of all)
    await sql`
      insert into analysis.reach (name, from_node, to_node, length_m, velocity, simulated, source, wkb, box)
      values (${one.name}, ${one.fromNode}, ${one.toNode}, ${one.lengthM}, ${one.velocity}, ${one.simulated}, ${one.source},
        ${Buffer.from(writeWkb(one.geometry))}, ${boxToSql(boxOf(one.geometry))}::box)
    `.execute(tx);
}
