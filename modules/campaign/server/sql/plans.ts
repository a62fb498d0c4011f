import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CampaignAct, CampaignInput, CampaignKind, CampaignState } from '../../contract.ts';

export interface PlanRow {
  readonly id: number;
  readonly title: string;
  readonly kind: CampaignKind;
  readonly from: string;
  readonly to: string;
  readonly leadPath: string;
  readonly leadName: string;
  readonly departments: string[];
  readonly goals: string;
  readonly items: string[];
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
  /** The last step; null: none was taken. */
  readonly lastAct: CampaignAct | null;
  /** With the lead unit. */
  readonly units: number;
  readonly objects: number;
  readonly done: number;
}

export interface PlanQuery {
  readonly id?: number | undefined;
  readonly kind?: CampaignKind | undefined;
  readonly state?: CampaignState | undefined;
  readonly unit?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What the last step of a state is. */
const LAST: Readonly<Record<CampaignState, CampaignAct | ''>> = {
  draft: '',
  issued: 'issue',
  running: 'start',
  'summing-up': 'sum-up',
  closed: 'close',
  cancelled: 'cancel',
};

/** The newest first. */
export async function planRows(db: DbOrTx, one: PlanQuery): Promise<PlanRow[]> {
  const last = one.state === undefined ? null : LAST[one.state];
  const { rows } = await sql<PlanRow>`
    select p.id, p.title, p.kind, p.from_on::text as "from", p.to_on::text as "to", p.unit_path as "leadPath", p.unit_name as "leadName",
      p.departments, p.goals, p.items, p.simulated, p.by_name as "by", p.at, s.act as "lastAct",
      1 + (select count(*)::int from campaign.member m where m.plan_id = p.id) as units,
      (select count(*)::int from campaign.object o where o.plan_id = p.id) as objects,
      (select count(distinct r.enterprise_id)::int from campaign.result r where r.plan_id = p.id) as done
    from campaign.plan p
    left join lateral (select act from campaign.step s where s.plan_id = p.id order by nth desc limit 1) s on true
    where (${one.id ?? null}::int is null or p.id = ${one.id ?? null})
      and (${one.kind ?? null}::text is null or p.kind = ${one.kind ?? null})
      and (${last}::text is null or coalesce(s.act, '') = ${last})
      and (${one.unit ?? null}::text is null or p.unit_path = ${one.unit ?? null}
        or exists (select 1 from campaign.member m where m.plan_id = p.id and m.member_path = ${one.unit ?? null}))
      and (${one.before ?? null}::int is null or p.id < ${one.before ?? null})
    order by p.id desc limit ${one.limit}`.execute(db);
  return rows;
}

type PlanValues = Omit<CampaignInput, 'units'> & { readonly leadName: string };

export async function insertPlan(
  db: DbOrTx,
  one: PlanValues,
  more: { readonly simulated: boolean; readonly by: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into campaign.plan (title, kind, from_on, to_on, unit_path, unit_name, departments, goals, items, simulated, by_name, at)
    values (${one.title}, ${one.kind}, ${one.from}::date, ${one.to}::date, ${one.leadPath}, ${one.leadName}, ${[...one.departments]}::text[],
      ${one.goals}, ${[...one.items]}::text[], ${more.simulated}, ${more.by}, ${more.at}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

export async function updatePlan(db: DbOrTx, id: number, one: PlanValues): Promise<void> {
  await sql`
    update campaign.plan set title = ${one.title}, kind = ${one.kind}, from_on = ${one.from}::date, to_on = ${one.to}::date,
      departments = ${[...one.departments]}::text[], goals = ${one.goals}, items = ${[...one.items]}::text[]
    where id = ${id}`.execute(db);
}

/** Steps, answers and results of one campaign come one after the other. */
export async function lockPlan(db: DbOrTx, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('campaign.plan'), ${id})`.execute(db);
}

export interface StepRow {
  readonly nth: number;
  readonly act: CampaignAct;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

export async function stepRows(db: DbOrTx, id: number): Promise<StepRow[]> {
  const { rows } =
    await sql<StepRow>`select nth, act, note, by_name as "by", at from campaign.step where plan_id = ${id} order by nth`.execute(
      db,
    );
  return rows;
}

export async function insertStep(
  db: DbOrTx,
  id: number,
  one: StepRow & { readonly unitPath: string; readonly byId: string },
): Promise<void> {
  await sql`insert into campaign.step (plan_id, nth, unit_path, act, note, by_id, by_name, at)
    values (${id}, ${one.nth}, ${one.unitPath}, ${one.act}, ${one.note}, ${one.byId}, ${one.by}, ${one.at})`.execute(
    db,
  );
}
