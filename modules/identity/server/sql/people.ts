import { beijingIso } from '@tarim/kernel';
import type { Actor, DbOrTx, Post, Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { Person } from '../../contract.ts';

export interface PersonRow {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly password: string;
  readonly active: boolean;
  readonly created_at: Date;
  readonly last_sign_in_at: Date | null;
  readonly failures: number;
  readonly locked_until: Date | null;
  readonly posts: Post[];
}

const ROW = sql`p.id, p.account, p.name, p.password, p.active, p.created_at, p.last_sign_in_at, p.failures, p.locked_until,
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

export function actorOf(row: Pick<PersonRow, 'id' | 'name' | 'posts'>): Actor {
  return { userId: row.id, name: row.name, posts: row.posts };
}

export function present(row: PersonRow): Static<typeof Person> {
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

export async function setPosts(
  db: DbOrTx,
  personId: string,
  posts: readonly { role: string; unitPath: string; enterpriseId?: number | null }[],
): Promise<void> {
  await sql`delete from identity.post where person_id = ${personId}`.execute(db);
  for (const post of posts) {
    await sql`insert into identity.post (person_id, role, unit_path, enterprise_id) values (${personId}, ${post.role}, ${post.unitPath}, ${post.enterpriseId ?? null}) on conflict do nothing`.execute(
      db,
    );
  }
}
