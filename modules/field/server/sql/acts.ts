import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface ActRow {
  readonly id: string;
  readonly deviceId: string;
  readonly device: string;
  readonly seq: number;
  readonly userId: string;
  readonly user: string;
  readonly kind: string;
  readonly form: string;
  readonly subject: string;
  readonly title: string;
  readonly sealed: string;
  readonly chained: boolean;
  readonly madeAt: Date;
  readonly receivedAt: Date;
  readonly state: 'received' | 'applied' | 'refused';
  readonly code: string | null;
  readonly reason: { readonly zh: string; readonly en: string } | null;
}

const COLUMNS = sql`a.id, a.device_id as "deviceId", d.name as device, a.seq, a.user_id as "userId", a.user_name as "user", a.kind, a.form,
  a.subject, a.title, a.sealed, a.chained, a.made_at as "madeAt", a.received_at as "receivedAt", a.state, a.code, a.reason`;
const FROM = sql`field.act a join field.device d on d.id = a.device_id`;

export async function actById(db: DbOrTx, id: string): Promise<ActRow | null> {
  const { rows } = await sql<ActRow>`select ${COLUMNS} from ${FROM} where a.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function seqTaken(db: DbOrTx, deviceId: string, seq: number): Promise<boolean> {
  const { rows } = await sql`select 1 from field.act where device_id = ${deviceId} and seq = ${seq}`.execute(
    db,
  );
  return rows.length > 0;
}

export async function insertAct(
  tx: DbOrTx,
  one: Pick<
    ActRow,
    | 'id'
    | 'deviceId'
    | 'seq'
    | 'userId'
    | 'user'
    | 'kind'
    | 'form'
    | 'subject'
    | 'title'
    | 'sealed'
    | 'chained'
    | 'madeAt'
    | 'receivedAt'
  > & { readonly chain: string },
): Promise<void> {
  await sql`insert into field.act
      (id, device_id, seq, user_id, user_name, kind, form, subject, title, sealed, chain, chained, made_at, received_at, state)
    values (${one.id}, ${one.deviceId}, ${one.seq}, ${one.userId}, ${one.user}, ${one.kind}, ${one.form}, ${one.subject}, ${one.title},
      ${one.sealed}, ${one.chain}, ${one.chained}, ${one.madeAt}, ${one.receivedAt}, 'received')`.execute(tx);
}

export async function answerAct(
  tx: DbOrTx,
  id: string,
  answer: { state: 'applied' | 'refused'; code: string | null; reason: ActRow['reason'] },
): Promise<void> {
  await sql`update field.act set state = ${answer.state}, code = ${answer.code},
    reason = ${answer.reason && JSON.stringify(answer.reason)}::jsonb where id = ${id}`.execute(tx);
}

export async function ownActs(db: DbOrTx, userId: string): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`
    select ${COLUMNS} from ${FROM} where a.user_id = ${userId} order by a.received_at desc limit 200`.execute(
    db,
  );
  return rows;
}

export async function allActs(
  db: DbOrTx,
  { state, before, limit }: { state: string | null; before: Date | null; limit: number },
): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`
    select ${COLUMNS} from ${FROM}
    where (${state}::text is null or a.state = ${state}) and (${before}::timestamptz is null or a.received_at < ${before})
    order by a.received_at desc limit ${limit}`.execute(db);
  return rows;
}

/** When an act was sealed by the device's mended clock and when it came; `chained`: it follows on from the act before. */
export interface SentAct {
  readonly id: string;
  readonly madeAt: Date;
  readonly receivedAt: Date;
  readonly chained: boolean;
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Of acts by the names that other modules keep of them; a name that no device gave has none. */
export async function sentActs(db: DbOrTx, names: readonly string[]): Promise<SentAct[]> {
  const ids = names.filter((one) => UUID.test(one));
  if (ids.length === 0) return [];
  const { rows } = await sql<SentAct>`
    select id::text, made_at as "madeAt", received_at as "receivedAt", chained from field.act
    where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}
