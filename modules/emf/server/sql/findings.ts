import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EmfConclusion, EmfFindingState, MeasurementKind } from '../../contract.ts';

export interface FindingRow {
  readonly id: number;
  readonly measurementId: number;
  readonly facilityId: number;
  readonly facilityName: string;
  readonly unitPath: string;
  readonly kind: MeasurementKind;
  readonly measuredAt: Date;
  readonly percent: number;
  readonly state: EmfFindingState;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly conclusion: EmfConclusion | null;
  readonly note: string;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly simulated: boolean;
}

/** The newest first. */
export async function findingRows(
  db: DbOrTx,
  one: {
    readonly id?: number | undefined;
    readonly measurement?: number | undefined;
    readonly unit?: string | undefined;
    readonly state?: EmfFindingState | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select d.id, d.measurement_id as "measurementId", m.facility_id as "facilityId", f.name as "facilityName", d.unit_path as "unitPath",
      m.kind, m.measured_at as "measuredAt", m.percent, d.state, d.acknowledged_by as "acknowledgedBy",
      d.acknowledged_at as "acknowledgedAt", d.conclusion, d.note, d.closed_by as "closedBy", d.closed_at as "closedAt", m.simulated
    from emf.finding d join emf.measurement m on m.id = d.measurement_id join emf.facility f on f.id = m.facility_id
    where (${one.id ?? null}::int is null or d.id = ${one.id ?? null})
      and (${one.measurement ?? null}::int is null or d.measurement_id = ${one.measurement ?? null})
      and (${one.unit ?? null}::text is null or starts_with(d.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or d.state = ${one.state ?? null})
      and (${one.before ?? null}::int is null or d.id < ${one.before ?? null})
    order by d.id desc limit ${one.limit}`.execute(db);
  return rows;
}

export async function lockFinding(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from emf.finding where id = ${id} for update`.execute(db);
}

export async function insertFinding(db: DbOrTx, measurementId: number, unitPath: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.finding (measurement_id, unit_path, state) values (${measurementId}, ${unitPath}, 'open') returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

export async function acknowledgeRow(db: DbOrTx, id: number, by: string, at: Date): Promise<void> {
  await sql`update emf.finding set state = 'acknowledged', acknowledged_by = ${by}, acknowledged_at = ${at} where id = ${id}`.execute(
    db,
  );
}

export async function closeRow(
  db: DbOrTx,
  id: number,
  conclusion: EmfConclusion,
  note: string,
  by: string,
  at: Date,
): Promise<void> {
  await sql`update emf.finding set state = 'closed', conclusion = ${conclusion}, note = ${note}, closed_by = ${by}, closed_at = ${at}
    where id = ${id}`.execute(db);
}

/** Withdraws the finding of a measurement that was sent back; a closed one stays as it was closed. @returns what was withdrawn */
export async function withdrawOf(db: DbOrTx, measurementId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update emf.finding set state = 'withdrawn' where measurement_id = ${measurementId} and state in ('open', 'acknowledged')
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}
