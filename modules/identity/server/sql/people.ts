import { beijingIso } from '@tarim/kernel';
import type { Actor, DbOrTx, Post, Static, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Person } from '../../contract.ts';

export interface PersonRow {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly password: string;
  readonly active: boolean;
  /** Of the demonstration: asleep where it does not run. */
  readonly demo: boolean;
  readonly created_at: Date;
  readonly last_sign_in_at: Date | null;
  readonly posts: Post[];
}

const ROW = sql`p.id, p.account, p.name, p.password, p.active, p.demo, p.created_at, p.last_sign_in_at,
  coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', o.role, 'unitPath', o.unit_path, 'enterpriseId', o.enterprise_id)) order by o.unit_path, o.role)
    from identity.post o where o.person_id = p.id), '[]'::jsonb) as posts`;

export async function personByAccount(db: DbOrTx, account: string): Promise<PersonRow | null> {
  const { rows } =
    await sql<PersonRow>`select ${ROW} from identity.person p where p.account = ${account}`.execute(db);
  return rows[0] ?? null;
}

export async function personById(db: DbOrTx, id: string): Promise<PersonRow | null> {
  const { rows } =
    await sql<PersonRow>`select ${ROW} from identity.person p where p.id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function findPeople(db: DbOrTx, q: string | undefined): Promise<PersonRow[]> {
  const pattern = q ? `%${q}%` : null;
  const { rows } = await sql<PersonRow>`select ${ROW} from identity.person p
    where ${pattern}::text is null or p.account ilike ${pattern} or p.name ilike ${pattern} order by p.account limit 1000`.execute(
    db,
  );
  return rows;
}

/** Names of people, for pages that show who did something. */
export async function peopleByIds(
  db: DbOrTx,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from identity.person where id::text = any(${ids}::text[])`.execute(db);
  return rows;
}

/** @returns false when somebody has that account already */
export async function insertPerson(
  db: DbOrTx,
  person: { id: string; account: string; name: string; password: string },
  now: number,
): Promise<boolean> {
  const { id, account, name, password } = person;
  const { rows } = await sql`insert into identity.person (id, account, name, password, created_at)
    values (${id}, ${account}, ${name}, ${password}, ${new Date(now)}) on conflict (account) do nothing returning 1`.execute(
    db,
  );
  return rows.length === 1;
}

/** What is absent stays as it is. */
export async function savePerson(
  db: DbOrTx,
  id: string,
  change: { name?: string; active?: boolean; password?: string | null },
): Promise<void> {
  await sql`update identity.person set name = coalesce(${change.name ?? null}, name), active = coalesce(${change.active ?? null}::boolean, active),
    password = coalesce(${change.password ?? null}, password) where id = ${id}`.execute(db);
}

const ADMINISTRATION_LOCK = 7_212_020;

/** One change of people at a time, until the transaction ends. */
export async function lockAdministration(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ADMINISTRATION_LOCK})`.execute(tx);
}

/** How many active people beside this one administer the whole platform; those of the demonstration do not count for others. */
export async function platformAdministrators(db: DbOrTx, besideId: string, demo: boolean): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct p.id)::int as n from identity.person p join identity.post o on o.person_id = p.id
    where p.active and p.id::text <> ${besideId} and (not p.demo or ${demo}) and o.role = 'administrator' and o.unit_path = '/'
  `.execute(db);
  return rows[0]!.n;
}

/** Whether the person may come in at all. */
export const mayEnter = (person: Pick<PersonRow, 'active' | 'demo'>, demo: boolean): boolean =>
  person.active && (demo || !person.demo);

export function actorOf(row: Pick<PersonRow, 'id' | 'name' | 'posts'>): Actor {
  return { userId: row.id, name: row.name, posts: row.posts };
}

export function present(row: PersonRow): Omit<Static<typeof Person>, 'editable'> {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    active: row.active,
    posts: row.posts.map((post) => ({ ...post })),
    lastSignInAt: row.last_sign_in_at ? beijingIso(row.last_sign_in_at.getTime()) : null,
    createdAt: beijingIso(row.created_at.getTime()),
  };
}

export async function setPosts(db: DbOrTx, personId: string, posts: readonly Post[]): Promise<void> {
  await sql`delete from identity.post where person_id = ${personId}`.execute(db);
  for (const post of posts) {
    await sql`insert into identity.post (person_id, role, unit_path, enterprise_id) values (${personId}, ${post.role}, ${post.unitPath}, ${post.enterpriseId ?? null}) on conflict do nothing`.execute(
      db,
    );
  }
}

/** Which of these accounts there are, with the ids of their people; those that were closed are left out. */
export async function accountsThere(
  db: DbOrTx,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; account: string }>`
    select id, account from identity.person where active and account = any(${[...new Set(accounts)]}::text[])`.execute(
    db,
  );
  return new Map(rows.map((one) => [one.account, one.id]));
}
