import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Target, TargetKind } from '../../contract.ts';

/** An object as the list has it; what covers it is found by `domain/target-coverage.ts`. */
export interface TargetRow
  extends Pick<
    Target,
    'id' | 'code' | 'name' | 'kind' | 'unitPath' | 'medium' | 'size' | 'lon' | 'lat' | 'simulated'
  > {
  readonly sites: readonly string[];
  readonly removed: boolean;
}
export type TargetInput = Omit<TargetRow, 'id' | 'removed'>;

const columns = sql`id, code, name, kind, unit_path as "unitPath", medium, size, lon, lat, sites, simulated, removed_at is not null as removed`;

export async function targetRows(
  db: DbOrTx,
  { kind = null, unitPath = null }: { kind?: TargetKind | null; unitPath?: string | null } = {},
): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select ${columns} from monitoring.target
    where removed_at is null and (${kind}::text is null or kind = ${kind}) and (${unitPath}::text is null or starts_with(unit_path, ${unitPath}))
    order by unit_path, kind, code
  `.execute(db);
  return rows;
}

export async function targetsByCode(db: DbOrTx, codes: readonly string[]): Promise<TargetRow[]> {
  const { rows } =
    await sql<TargetRow>`select ${columns} from monitoring.target where code = any(${[...codes]})`.execute(
      db,
    );
  return rows;
}

export async function targetById(db: DbOrTx, id: number): Promise<TargetRow | null> {
  const { rows } = await sql<TargetRow>`select ${columns} from monitoring.target where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Adds them, or puts them in the place of those with the same code. */
export async function putTargets(tx: Tx, targets: readonly TargetInput[], at: Date): Promise<void> {
  await sql`
    insert into monitoring.target (code, name, kind, unit_path, medium, size, lon, lat, sites, simulated, updated_at)
    select code, name, kind, "unitPath", medium, size, lon, lat, sites, simulated, ${at}
    from jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) as t(code text, name text, kind text, "unitPath" text, medium text,
      size float8, lon float8, lat float8, sites text[], simulated boolean)
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, unit_path = excluded.unit_path,
      medium = excluded.medium, size = excluded.size, lon = excluded.lon, lat = excluded.lat, sites = excluded.sites,
      removed_at = null, updated_at = excluded.updated_at
  `.execute(tx);
}

export async function setTargetSites(
  tx: Tx,
  id: number,
  sites: readonly string[],
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update monitoring.target set sites = ${[...sites]}, updated_at = ${at} where id = ${id}`.execute(
      tx,
    );
  return numAffectedRows === 1n;
}

/** False where it is off the list already. */
export async function takeOffList(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update monitoring.target set removed_at = ${at}, updated_at = ${at} where id = ${id} and removed_at is null`.execute(
      tx,
    );
  return numAffectedRows === 1n;
}

/** Sites that a plan of the year visits which is in force. */
export async function plannedSites(db: DbOrTx, year: number): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ pointId: number }>`
    select distinct l.point_id as "pointId" from monitoring.plan_line l join monitoring.plan p on p.id = l.plan_id
    where p.year = ${year} and p.state = 'in-force'
  `.execute(db);
  return new Set(rows.map((one) => one.pointId));
}
