import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type {
  ChannelInput,
  ChannelKind,
  ChannelSettings,
  NoticeRule,
  NoticeRuleInput,
} from '../../contract.ts';

export interface ChannelRow {
  readonly id: number;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: ChannelSettings;
  readonly secret: string | null;
  readonly simulated: boolean;
}
const channelColumns = sql`id, kind, name, enabled, settings, secret, simulated`;

export async function channelRows(db: DbOrTx): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`select ${channelColumns} from duty.channel order by id`.execute(db);
  return rows;
}

export async function channelById(db: DbOrTx, id: number): Promise<ChannelRow | null> {
  const { rows } = await sql<ChannelRow>`select ${channelColumns} from duty.channel where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

type Kept = Omit<ChannelInput, 'secret'> & { readonly secret: string | null; readonly simulated?: boolean };

export async function insertChannel(tx: Tx, one: Kept): Promise<ChannelRow> {
  const { rows } = await sql<ChannelRow>`
    insert into duty.channel (kind, name, enabled, settings, secret, simulated)
    values (${one.kind}, ${one.name}, ${one.enabled}, ${JSON.stringify(one.settings)}::jsonb, ${one.secret}, ${one.simulated ?? false})
    returning ${channelColumns}
  `.execute(tx);
  return rows[0]!;
}

/** Without a new secret the old one stays. */
export async function updateChannel(tx: Tx, id: number, one: Kept): Promise<ChannelRow> {
  const { rows } = await sql<ChannelRow>`
    update duty.channel set name = ${one.name}, enabled = ${one.enabled}, settings = ${JSON.stringify(one.settings)}::jsonb,
      secret = coalesce(${one.secret}, secret)
    where id = ${id} returning ${channelColumns}
  `.execute(tx);
  return rows[0]!;
}

const ruleColumns = sql`r.id, r.unit_path as "unitPath", r.occasion, r.severity, r.channel_id as "channelId", r.recipient as "to",
  r.enabled, r.simulated, c.name as "channelName"`;
const rules = sql`duty.notice_rule r left join duty.channel c on c.id = r.channel_id`;

export async function noticeRuleRows(db: DbOrTx): Promise<NoticeRule[]> {
  const { rows } =
    await sql<NoticeRule>`select ${ruleColumns} from ${rules} where r.removed_at is null order by r.unit_path, r.id`.execute(
      db,
    );
  return rows;
}

export async function noticeRuleById(db: DbOrTx, id: number): Promise<NoticeRule | null> {
  const { rows } = await sql<NoticeRule>`select ${ruleColumns} from ${rules} where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Rules in force for an occasion, with their channels in use; in the platform where there is no channel. */
export async function rulesFor(
  db: DbOrTx,
  occasion: string,
): Promise<(NoticeRule & { readonly channelKind: ChannelKind | null })[]> {
  const { rows } = await sql<NoticeRule & { channelKind: ChannelKind | null }>`
    select ${ruleColumns}, c.kind as "channelKind" from ${rules}
    where r.enabled and r.removed_at is null and r.occasion = ${occasion} and (r.channel_id is null or c.enabled) order by r.id
  `.execute(db);
  return rows;
}

export async function insertNoticeRule(tx: Tx, one: NoticeRuleInput, simulated = false): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into duty.notice_rule (unit_path, occasion, severity, channel_id, recipient, enabled, simulated)
    values (${one.unitPath}, ${one.occasion}, ${one.severity}, ${one.channelId}, ${JSON.stringify(one.to)}::jsonb, ${one.enabled}, ${simulated})
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function updateNoticeRule(tx: Tx, id: number, one: NoticeRuleInput): Promise<void> {
  await sql`
    update duty.notice_rule set unit_path = ${one.unitPath}, occasion = ${one.occasion}, severity = ${one.severity},
      channel_id = ${one.channelId}, recipient = ${JSON.stringify(one.to)}::jsonb, enabled = ${one.enabled}
    where id = ${id} and removed_at is null
  `.execute(tx);
}

/** False where it is removed already. */
export async function takeOffRule(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update duty.notice_rule set removed_at = ${at} where id = ${id} and removed_at is null`.execute(
      tx,
    );
  return numAffectedRows === 1n;
}
