import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Channel, ComplaintKind, ComplaintState } from '../../contract.ts';
import type { AnyAct, Step } from '../domain/file.ts';

export interface FileRow {
  readonly id: number;
  readonly unitPath: string;
  readonly channel: Channel;
  readonly kind: ComplaintKind;
  readonly receivedAt: Date;
  readonly happenedOn: string | null;
  readonly object: string;
  readonly facts: string;
  readonly address: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly enterpriseId: number | null;
  readonly realName: boolean;
  readonly state: ComplaintState;
  readonly retaliation: boolean;
  readonly simulated: boolean;
}

const COLUMNS = sql`f.id, f.unit_path as "unitPath", f.channel, f.kind, f.received_at as "receivedAt", f.happened_on::text as "happenedOn",
  f.object, f.facts, f.address, f.lon, f.lat, f.enterprise_id as "enterpriseId", f.real_name as "realName", f.state, f.retaliation,
  f.simulated`;

/** Files of the units that the reader is competent for (`units`: paths with all below them), the newest first. */
export async function fileRows(
  db: DbOrTx,
  one: {
    units: readonly string[];
    id?: number | undefined;
    unit?: string | undefined;
    state?: ComplaintState | undefined;
    kind?: ComplaintKind | undefined;
    retaliation?: boolean | undefined;
    text?: string | undefined;
    from?: Date | undefined;
    to?: Date | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`select ${COLUMNS} from complaint.file f
    where exists (select 1 from unnest(${[...one.units]}::text[]) as u(path) where starts_with(f.unit_path, u.path))
      and (${one.id ?? null}::int is null or f.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(f.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or f.state = ${one.state ?? null})
      and (${one.kind ?? null}::text is null or f.kind = ${one.kind ?? null})
      and (not ${one.retaliation ?? false}::boolean or f.retaliation)
      and (${one.text ?? null}::text is null or strpos(f.object, ${one.text ?? null}) > 0 or strpos(f.facts, ${one.text ?? null}) > 0)
      and (${one.from ?? null}::timestamptz is null or f.received_at >= ${one.from ?? null})
      and (${one.to ?? null}::timestamptz is null or f.received_at < ${one.to ?? null})
      and (${one.before ?? null}::int is null or f.id < ${one.before ?? null})
    order by f.id desc limit ${one.limit}`.execute(db);
  return rows;
}

const EVERYWHERE = ['/'];
/** One file, whoever asks: the use-case asks the policy. */
export async function fileById(db: DbOrTx, id: number): Promise<FileRow | null> {
  const [row] = await fileRows(db, { units: EVERYWHERE, id, limit: 1 });
  return row ?? null;
}

/** The file of an id, if this is the hash of its code. */
export async function fileOfCode(db: DbOrTx, id: number, codeHash: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select ${COLUMNS} from complaint.file f where f.id = ${id} and f.code_hash = ${codeHash}`.execute(db);
  return rows[0] ?? null;
}

/** Half a side of the square in which reports of one kind are likely about the same: a kilometre, degrees at 43° N. */
const NEAR_LAT = 0.009;
const NEAR_LON = 0.0123;

/** Of the same kind nearby, or about the same enterprise, within ninety days. */
export async function similarTo(
  db: DbOrTx,
  { id, kind, lon, lat, enterpriseId, receivedAt }: FileRow,
  units: readonly string[],
): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`select ${COLUMNS} from complaint.file f
    where f.id <> ${id} and f.received_at between ${receivedAt}::timestamptz - interval '90 days' and ${receivedAt}::timestamptz + interval '90 days'
      and (f.enterprise_id = ${enterpriseId} or (f.kind = ${kind} and abs(f.lon - ${lon}) <= ${NEAR_LON} and abs(f.lat - ${lat}) <= ${NEAR_LAT}))
      and exists (select 1 from unnest(${[...units]}::text[]) as u(path) where starts_with(f.unit_path, u.path))
    order by f.id desc limit 20`.execute(db);
  return rows;
}

/** Keeps a file still: two steps at once would both be judged by what stood before. */
export async function lockFile(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from complaint.file where id = ${id} for update`.execute(db);
}

export interface StepRow extends Step {
  readonly complaintId: number;
  readonly nth: number;
  readonly at: Date;
}

export async function stepsOf(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<StepRow, 'by'> & { act: AnyAct; byId: string | null; byName: string }>`
    select complaint_id as "complaintId", nth, act, by_id as "byId", by_name as "byName", at from complaint.step
    where complaint_id = any(${[...ids]}::int[]) order by complaint_id, nth`.execute(db);
  return rows.map(({ byId, byName, ...row }) => ({ ...row, by: { userId: byId, name: byName } }));
}

export async function insertFile(
  db: DbOrTx,
  one: Omit<FileRow, 'id' | 'state' | 'retaliation' | 'enterpriseId'> & { readonly codeHash: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into complaint.file (unit_path, channel, kind, received_at, happened_on, object, facts, address, lon, lat, real_name, code_hash,
      state, simulated)
    values (${one.unitPath}, ${one.channel}, ${one.kind}, ${one.receivedAt}, ${one.happenedOn}::date, ${one.object}, ${one.facts},
      ${one.address}, ${one.lon}, ${one.lat}, ${one.realName}, ${one.codeHash}, 'registered', ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Adds a step, and moves the file where the step moves it. */
export async function insertStep(
  db: DbOrTx,
  { nth, act, by, at, complaintId, unitPath }: StepRow & { readonly unitPath: string },
  next: {
    readonly state: ComplaintState;
    readonly retaliation: boolean;
    readonly unitPath: string;
    readonly enterpriseId: number | null;
  },
): Promise<void> {
  await sql`insert into complaint.step (complaint_id, nth, unit_path, act, by_id, by_name, at)
    values (${complaintId}, ${nth}, ${unitPath}, ${JSON.stringify(act)}::jsonb, ${by.userId}, ${by.name}, ${at})`.execute(
    db,
  );
  await sql`update complaint.file set state = ${next.state}, retaliation = ${next.retaliation}, unit_path = ${next.unitPath},
    enterprise_id = ${next.enterpriseId} where id = ${complaintId}`.execute(db);
}
