import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ApplicationAct, ApplicationKind, ApplicationState, PermitContent } from '../../contract.ts';

export interface ApplicationRow {
  readonly id: number;
  readonly kind: ApplicationKind;
  readonly enterpriseId: number;
  readonly unitPath: string;
  readonly permitId: number | null;
  readonly permitNumber: string | null;
  /** End of the permit that it is about; null of a first application. */
  readonly permitTo: string | null;
  readonly submittedOn: string;
  readonly by: string;
  readonly reason: string;
  readonly content: PermitContent;
  readonly state: ApplicationState;
  readonly simulated: boolean;
}

export async function applicationRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    enterprises?: readonly number[] | null | undefined;
    permits?: readonly number[] | undefined;
    unit?: string | undefined;
    state?: ApplicationState | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<ApplicationRow[]> {
  const enterprises = one.enterprises ? [...one.enterprises] : null;
  const permits = one.permits ? [...one.permits] : null;
  const { rows } = await sql<ApplicationRow>`
    select a.id, a.kind, a.enterprise_id as "enterpriseId", a.unit_path as "unitPath", a.permit_id as "permitId", p.number as "permitNumber",
      p.valid_to::text as "permitTo", a.submitted_on::text as "submittedOn", a.by_name as by, a.reason, a.content, a.state, a.simulated
    from permit.application a left join permit.permit p on p.id = a.permit_id
    where (${one.id ?? null}::int is null or a.id = ${one.id ?? null})
      and (${enterprises}::int[] is null or a.enterprise_id = any(${enterprises}::int[]))
      and (${permits}::int[] is null or a.permit_id = any(${permits}::int[]))
      and (${one.unit ?? null}::text is null or starts_with(a.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or a.state = ${one.state ?? null})
      and (${one.before ?? null}::int is null or a.id < ${one.before ?? null})
    order by a.id desc limit ${one.limit}`.execute(db);
  return rows;
}

export async function lockApplication(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from permit.application where id = ${id} for update`.execute(db);
}

export async function insertApplication(
  db: DbOrTx,
  one: Omit<ApplicationRow, 'id' | 'state' | 'permitNumber' | 'permitTo'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into permit.application (kind, enterprise_id, unit_path, permit_id, submitted_on, by_name, reason, content, state, simulated)
    values (${one.kind}, ${one.enterpriseId}, ${one.unitPath}, ${one.permitId}, ${one.submittedOn}::date, ${one.by}, ${one.reason},
      ${JSON.stringify(one.content)}::jsonb, 'submitted', ${one.simulated}) returning id`.execute(db);
  return rows[0]!.id;
}

export interface ApplicationStepRow {
  readonly applicationId: number;
  readonly act: ApplicationAct;
  readonly by: string;
  readonly at: Date;
}

export async function applicationSteps(db: DbOrTx, ids: readonly number[]): Promise<ApplicationStepRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ApplicationStepRow>`
    select application_id as "applicationId", act, by_name as by, at from permit.application_step
    where application_id = any(${[...ids]}::int[]) order by application_id, nth`.execute(db);
  return rows;
}

export async function insertApplicationStep(
  db: DbOrTx,
  row: { readonly id: number; readonly unitPath: string },
  { act, by, at }: Omit<ApplicationStepRow, 'applicationId'>,
  state: ApplicationState,
): Promise<void> {
  await sql`insert into permit.application_step (application_id, nth, unit_path, act, by_name, at)
    values (${row.id}, (select count(*) + 1 from permit.application_step where application_id = ${row.id}), ${row.unitPath},
      ${JSON.stringify(act)}::jsonb, ${by}, ${at})`.execute(db);
  await sql`update permit.application set state = ${state} where id = ${row.id}`.execute(db);
}
