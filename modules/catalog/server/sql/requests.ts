import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { AskedSet, RequestState } from '../../contract.ts';

export interface RequestRecord {
  readonly id: number;
  readonly applicantUser: string | null;
  readonly applicantName: string;
  readonly body: string;
  readonly contact: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly datasets: AskedSet[];
  readonly unitPath: string;
  readonly validTo: string;
  readonly dailyRows: number;
  readonly state: RequestState;
  readonly submittedAt: Date;
  readonly grantedDatasets: AskedSet[] | null;
  readonly grantedUnit: string | null;
  readonly grantedDailyRows: number | null;
  readonly grantedPerMinute: number | null;
  readonly expiresAt: Date | null;
  readonly decidedName: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly keyPrefix: string | null;
  readonly keyIssuedAt: Date | null;
  readonly simulated: boolean;
}

const COLUMNS = sql`
  r.id, r.applicant_user as "applicantUser", r.applicant_name as "applicantName", r.body, r.contact, r.purpose,
  r.legal_basis as "legalBasis", r.datasets, r.unit_path as "unitPath", r.valid_to::text as "validTo",
  r.daily_rows::float8 as "dailyRows", r.state, r.submitted_at as "submittedAt", r.granted_datasets as "grantedDatasets",
  r.granted_unit as "grantedUnit", r.granted_daily_rows::float8 as "grantedDailyRows", r.granted_per_minute as "grantedPerMinute",
  r.expires_at as "expiresAt", r.decided_name as "decidedName", r.decided_at as "decidedAt", r.reason,
  k.prefix as "keyPrefix", k.issued_at as "keyIssuedAt", r.simulated`;
const FROM = sql`catalog.request r left join catalog.share_key k on k.request_id = r.id and k.revoked_at is null`;

export interface NewRequest {
  readonly receiptHash: string;
  readonly applicantUser: string | null;
  readonly applicantName: string;
  readonly body: string;
  readonly contact: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly datasets: readonly AskedSet[];
  readonly unitPath: string;
  readonly validTo: string;
  readonly dailyRows: number;
  readonly at: Date;
  readonly simulated: boolean;
}

export async function insertRequest(db: DbOrTx, one: NewRequest): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into catalog.request (receipt_hash, applicant_user, applicant_name, body, contact, purpose, legal_basis, datasets, unit_path,
      valid_to, daily_rows, submitted_at, simulated)
    values (${one.receiptHash}, ${one.applicantUser}, ${one.applicantName}, ${one.body}, ${one.contact}, ${one.purpose},
      ${one.legalBasis}, ${JSON.stringify(one.datasets)}::jsonb, ${one.unitPath}, ${one.validTo}, ${one.dailyRows}, ${one.at}, ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

async function one(db: DbOrTx, where: RawBuilder<unknown>): Promise<RequestRecord | null> {
  const { rows } = await sql<RequestRecord>`select ${COLUMNS} from ${FROM} where ${where}`.execute(db);
  return rows[0] ?? null;
}

export const requestById = (db: DbOrTx, id: number) => one(db, sql`r.id = ${id}`);
export const requestByReceipt = (db: DbOrTx, hash: string) => one(db, sql`r.receipt_hash = ${hash}`);

/** Until the transaction ends nobody else decides on it. */
export async function lockRequest(db: DbOrTx, id: number): Promise<void> {
  await sql`select from catalog.request where id = ${id} for update`.execute(db);
}

export interface RequestFilter {
  /** Those of this person; or those of units that meet one of these, from above or below. */
  readonly applicant?: string;
  readonly units?: readonly string[];
  readonly state?: RequestState;
  readonly before?: number;
  readonly limit: number;
}

export async function requests(db: DbOrTx, filter: RequestFilter): Promise<RequestRecord[]> {
  const whose: RawBuilder<unknown>[] = [];
  if (filter.applicant !== undefined) whose.push(sql`r.applicant_user = ${filter.applicant}`);
  for (const unit of filter.units ?? [])
    whose.push(sql`(starts_with(r.unit_path, ${unit}) or starts_with(${unit}, r.unit_path))`);
  if (whose.length === 0) return [];
  const { rows } = await sql<RequestRecord>`
    select ${COLUMNS} from ${FROM}
    where (${sql.join(whose, sql` or `)})
      ${filter.state === undefined ? sql`` : sql`and r.state = ${filter.state}`}
      ${filter.before === undefined ? sql`` : sql`and r.id < ${filter.before}`}
    order by r.id desc limit ${filter.limit}`.execute(db);
  return rows;
}

export interface Decision {
  readonly id: number;
  readonly state: RequestState;
  readonly by: string | null;
  readonly name: string;
  readonly at: Date;
  readonly reason: string | null;
}

export async function decide(db: DbOrTx, one: Decision): Promise<void> {
  await sql`update catalog.request set state = ${one.state}, decided_by = ${one.by}, decided_name = ${one.name}, decided_at = ${one.at},
    reason = ${one.reason} where id = ${one.id}`.execute(db);
}

export interface Granting extends Decision {
  readonly datasets: readonly AskedSet[];
  readonly unitPath: string;
  readonly dailyRows: number;
  readonly perMinute: number;
  readonly expiresAt: Date;
}

export async function grant(db: DbOrTx, one: Granting): Promise<void> {
  await sql`update catalog.request set state = 'approved', decided_by = ${one.by}, decided_name = ${one.name}, decided_at = ${one.at},
    reason = ${one.reason}, granted_datasets = ${JSON.stringify(one.datasets)}::jsonb, granted_unit = ${one.unitPath},
    granted_daily_rows = ${one.dailyRows}, granted_per_minute = ${one.perMinute}, expires_at = ${one.expiresAt}
    where id = ${one.id}`.execute(db);
}

export async function revokeKeys(db: DbOrTx, requestId: number, at: Date): Promise<number> {
  const { rows } = await sql`
    update catalog.share_key set revoked_at = ${at} where request_id = ${requestId} and revoked_at is null returning id`.execute(
    db,
  );
  return rows.length;
}

export async function insertKey(
  db: DbOrTx,
  key: { readonly requestId: number; readonly prefix: string; readonly hash: string; readonly at: Date },
): Promise<void> {
  await sql`insert into catalog.share_key (request_id, prefix, secret_hash, issued_at)
    values (${key.requestId}, ${key.prefix}, ${key.hash}, ${key.at})`.execute(db);
}

export interface KeyRecord {
  readonly id: number;
  readonly prefix: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
}

export async function keysOf(db: DbOrTx, requestId: number): Promise<KeyRecord[]> {
  const { rows } =
    await sql<KeyRecord>`select id, prefix, issued_at as "issuedAt", revoked_at as "revokedAt" from catalog.share_key
    where request_id = ${requestId} order by id desc`.execute(db);
  return rows;
}

/** Grants that end until then and of which nobody was told. */
export async function takeEnding(
  db: DbOrTx,
  now: Date,
  until: Date,
): Promise<{ id: number; body: string; unitPath: string; expiresAt: Date }[]> {
  const { rows } = await sql<{ id: number; body: string; unitPath: string; expiresAt: Date }>`
    update catalog.request set warned_at = ${now}
    where state = 'approved' and warned_at is null and expires_at > ${now} and expires_at <= ${until}
    returning id, body, granted_unit as "unitPath", expires_at as "expiresAt"`.execute(db);
  return rows;
}
