import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ChannelKind, InboxItem, Message, Occasion } from '../../contract.ts';
import { masked } from '../domain/masked.ts';

export interface NewMessage {
  readonly key: string;
  readonly ruleId: number;
  readonly channelId: number;
  readonly occasion: Occasion;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly unitPath: string;
  readonly simulated: boolean;
  /** Not before. */
  readonly sendAt: Date;
}

/** Puts messages in the queue; one that stands there by its key is left as it is. */
export async function queueMessages(tx: Tx, messages: readonly NewMessage[], at: Date): Promise<void> {
  await sql`
    insert into duty.message (key, rule_id, channel_id, occasion, address, subject, body, unit_path, created_at, next_at, simulated)
    select key, "ruleId", "channelId", occasion, address, subject, body, "unitPath", ${at}, "sendAt", simulated
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m(key text, "ruleId" int, "channelId" int, occasion text,
      address text, subject text, body text, "unitPath" text, simulated boolean, "sendAt" timestamptz)
    on conflict (key) do nothing
  `.execute(tx);
}

export interface DueMessage extends Omit<NewMessage, 'ruleId' | 'sendAt'> {
  readonly id: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

/**
 * Takes what is due, for as long as `hold` says: a process that dies while it sends leaves the message to be taken again. What was
 * sent and not written down goes out twice, with the same key; nothing is lost.
 */
export async function takeDue(db: DbOrTx, now: Date, hold: Date, limit: number): Promise<DueMessage[]> {
  const { rows } = await sql<DueMessage>`
    update duty.message m set attempts = attempts + 1, next_at = ${hold}
    where id in (select id from duty.message where state = 'queued' and next_at <= ${now} order by next_at, id limit ${limit}
      for update skip locked)
    returning id, key, channel_id as "channelId", occasion, address, subject, body, unit_path as "unitPath", simulated, attempts,
      created_at as "createdAt"
  `.execute(db);
  return rows;
}

export async function settleMessage(
  db: DbOrTx,
  id: string,
  to: {
    readonly state: Message['state'];
    readonly error: string | null;
    readonly sentAt: Date | null;
    readonly nextAt: Date | null;
  },
): Promise<void> {
  await sql`
    update duty.message set state = ${to.state}, error = ${to.error}, sent_at = ${to.sentAt}, next_at = ${to.nextAt} where id = ${id}
  `.execute(db);
}

interface MessageRow {
  readonly id: string;
  readonly occasion: Occasion;
  readonly channelName: string;
  readonly channelKind: ChannelKind;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly unitPath: string;
  readonly state: Message['state'];
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly nextAt: Date | null;
  readonly simulated: boolean;
}
const columns = sql`m.id, m.occasion, c.name as "channelName", c.kind as "channelKind", m.address, m.subject, m.body,
  m.unit_path as "unitPath", m.state, m.attempts, m.error, m.created_at as "createdAt", m.sent_at as "sentAt",
  case when m.state = 'queued' then m.next_at end as "nextAt", m.simulated`;
const from = sql`duty.message m join duty.channel c on c.id = m.channel_id`;

const time = (at: Date | null) => (at === null ? null : beijingIso(at.getTime()));
const present = ({ address, createdAt, sentAt, nextAt, id, ...row }: MessageRow): Message => ({
  ...row,
  id: Number(id),
  to: masked(address),
  createdAt: beijingIso(createdAt.getTime()),
  sentAt: time(sentAt),
  nextAt: time(nextAt),
});

export async function messageRows(
  db: DbOrTx,
  filter: {
    readonly state?: string | undefined;
    readonly before?: number | undefined;
    readonly units: readonly string[];
    readonly limit: number;
  },
): Promise<Message[]> {
  const { state = null, before = null } = filter;
  const { rows } = await sql<MessageRow>`
    select ${columns} from ${from}
    where (${state}::text is null or m.state = ${state}) and (${before}::bigint is null or m.id < ${before})
      and exists (select 1 from unnest(${[...filter.units]}::text[]) as u where starts_with(m.unit_path, u))
    order by m.id desc limit ${filter.limit}
  `.execute(db);
  return rows.map(present);
}

export async function messageById(db: DbOrTx, id: number): Promise<Message | null> {
  const { rows } = await sql<MessageRow>`select ${columns} from ${from} where m.id = ${id}`.execute(db);
  return rows[0] ? present(rows[0]) : null;
}

/** False where it is not one that failed. */
export async function queueAgain(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update duty.message set state = 'queued', attempts = 0, error = null, next_at = ${at} where id = ${id} and state = 'failed'
  `.execute(tx);
  return numAffectedRows === 1n;
}

export interface NewInboxItem {
  readonly key: string;
  readonly personId: string;
  readonly occasion: Occasion;
  readonly subject: string;
  readonly body: string;
  readonly link: string | null;
}

export async function putInInbox(tx: Tx, items: readonly NewInboxItem[], at: Date): Promise<void> {
  await sql`
    insert into duty.inbox (key, person_id, occasion, subject, body, link, at)
    select key, "personId", occasion, subject, body, link, ${at}
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i(key text, "personId" text, occasion text, subject text, body text,
      link text)
    on conflict (key) do nothing
  `.execute(tx);
}

export async function unreadOf(db: DbOrTx, personId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from duty.inbox where person_id = ${personId} and read_at is null`.execute(db);
  return rows[0]!.n;
}

export async function inboxOf(
  db: DbOrTx,
  personId: string,
  unread: boolean,
  limit: number,
): Promise<InboxItem[]> {
  const { rows } = await sql<Omit<InboxItem, 'at' | 'id'> & { at: Date; id: string }>`
    select id, occasion, subject, body, link, at, read_at is not null as read from duty.inbox
    where person_id = ${personId} and (not ${unread} or read_at is null) order by id desc limit ${limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, id: Number(row.id), at: beijingIso(row.at.getTime()) }));
}

export async function markRead(db: DbOrTx, personId: string, upTo: number, at: Date): Promise<void> {
  await sql`update duty.inbox set read_at = ${at} where person_id = ${personId} and id <= ${upTo} and read_at is null`.execute(
    db,
  );
}
