import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Screening } from '../../contract.ts';

export type DossierKind = 'norm' | 'legacy';

export interface DossierRow {
  readonly id: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly name: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly state: string;
  readonly simulated: boolean;
}

export async function dossierRows(
  db: DbOrTx,
  one: {
    readonly kind: DossierKind;
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly states?: readonly string[] | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<DossierRow[]> {
  const states = one.states ? [...one.states] : null;
  const { rows } =
    await sql<DossierRow>`select d.id, d.unit_path as "unitPath", d.enterprise_id as "enterpriseId", d.name, d.facts, d.state,
      d.simulated
    from radnet.dossier d
    where d.kind = ${one.kind} and (${one.id ?? null}::int is null or d.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(d.unit_path, ${one.unit ?? null}))
      and (${states}::text[] is null or d.state = any(${states}::text[]))
      and (${one.before ?? null}::int is null or d.id < ${one.before ?? null})
    order by d.id desc limit ${one.limit}`.execute(db);
  return rows;
}

export async function lockDossier(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from radnet.dossier where id = ${id} for update`.execute(db);
}

export interface DossierStep<Act> {
  readonly dossierId: number;
  readonly nth: number;
  readonly act: Act;
  readonly result: Screening | null;
  readonly by: string;
  readonly at: Date;
}

export async function dossierSteps<Act>(db: DbOrTx, ids: readonly number[]): Promise<DossierStep<Act>[]> {
  const { rows } = await sql<
    DossierStep<Act>
  >`select dossier_id as "dossierId", nth, act, result, by_name as by, at from radnet.dossier_step
    where dossier_id = any(${[...ids]}::int[]) order by dossier_id, nth`.execute(db);
  return rows;
}

/** Null: the enterprise has one already. */
export async function insertDossier(
  db: DbOrTx,
  kind: DossierKind,
  one: Omit<DossierRow, 'id'>,
  by: string,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into radnet.dossier (kind, unit_path, enterprise_id, name, facts, state, simulated, by_name, at)
    values (${kind}, ${one.unitPath}, ${one.enterpriseId}, ${one.name}, ${JSON.stringify(one.facts)}::jsonb, ${one.state}, ${one.simulated},
      ${by}, ${at})
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertDossierStep(
  db: DbOrTx,
  { id, unitPath }: DossierRow,
  one: Omit<DossierStep<object>, 'dossierId'>,
  state: string,
): Promise<void> {
  await sql`insert into radnet.dossier_step (dossier_id, nth, unit_path, act, result, by_name, at)
    values (${id}, ${one.nth}, ${unitPath}, ${JSON.stringify(one.act)}::jsonb, ${one.result && JSON.stringify(one.result)}::jsonb,
      ${one.by}, ${one.at})`.execute(db);
  await sql`update radnet.dossier set state = ${state} where id = ${id}`.execute(db);
}
