import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PetitionInput, PetitionState } from '../../contract.ts';
import type { AnyAct } from '../domain/petition.ts';

export interface PetitionRow extends PetitionInput {
  readonly id: number;
  readonly levelPath: string;
  readonly facilityName: string | null;
  readonly siteKey: string;
  readonly nth: number;
  readonly receivedAt: Date;
  readonly state: PetitionState;
  readonly simulated: boolean;
}

const COLUMNS = sql`p.id, p.unit_path as "unitPath", p.level_path as "levelPath", p.facility_id as "facilityId",
  (select f.name from emf.facility f where f.id = p.facility_id) as "facilityName", p.complaint_number as "complaintNumber", p.place,
  p.lon, p.lat, p.asked, p.site_key as "siteKey", p.nth, p.received_at as "receivedAt", p.state, p.simulated`;

/** Of these units with all below them, the newest first. */
export async function petitionRows(
  db: DbOrTx,
  one: {
    readonly units: readonly string[];
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly state?: PetitionState | undefined;
    readonly siteKey?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<PetitionRow[]> {
  const { rows } = await sql<PetitionRow>`select ${COLUMNS} from emf.petition p
    where exists (select 1 from unnest(${[...one.units]}::text[]) as u(path) where starts_with(p.unit_path, u.path))
      and (${one.id ?? null}::int is null or p.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(p.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or p.state = ${one.state ?? null})
      and (${one.siteKey ?? null}::text is null or p.site_key = ${one.siteKey ?? null})
      and (${one.before ?? null}::int is null or p.id < ${one.before ?? null})
    order by p.id desc limit ${one.limit}`.execute(db);
  return rows;
}

export async function petitionById(db: DbOrTx, id: number): Promise<PetitionRow | null> {
  const [row] = await petitionRows(db, { units: ['/'], id, limit: 1 });
  return row ?? null;
}

/** The complaint of an id, if this is the hash of its code. */
export async function petitionOfCode(db: DbOrTx, id: number, codeHash: string): Promise<PetitionRow | null> {
  const { rows } = await sql<PetitionRow>`
    select ${COLUMNS} from emf.petition p where p.id = ${id} and p.code_hash = ${codeHash}`.execute(db);
  return rows[0] ?? null;
}

export async function lockPetition(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from emf.petition where id = ${id} for update`.execute(db);
}

/** Places of complaints without a facility since an instant: which site a new one belongs to. */
export async function placesSince(
  db: DbOrTx,
  since: Date,
): Promise<{ siteKey: string; lon: number; lat: number }[]> {
  const { rows } = await sql<{ siteKey: string; lon: number; lat: number }>`
    select distinct on (site_key) site_key as "siteKey", lon, lat from emf.petition
    where facility_id is null and received_at >= ${since} order by site_key, id`.execute(db);
  return rows;
}

export async function countOfSite(db: DbOrTx, siteKey: string, since: Date): Promise<number> {
  // Two that come at once are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`emf:${siteKey}`}, 0))`.execute(db);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from emf.petition where site_key = ${siteKey} and received_at >= ${since}`.execute(
    db,
  );
  return rows[0]!.n;
}

export async function insertPetition(
  db: DbOrTx,
  one: Omit<PetitionRow, 'id' | 'facilityName' | 'state'> & { readonly codeHash: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.petition (unit_path, level_path, facility_id, complaint_number, place, lon, lat, asked, site_key, nth, received_at,
      code_hash, state, simulated)
    values (${one.unitPath}, ${one.levelPath}, ${one.facilityId}, ${one.complaintNumber}, ${one.place}, ${one.lon}, ${one.lat}, ${one.asked},
      ${one.siteKey}, ${one.nth}, ${one.receivedAt}, ${one.codeHash}, 'registered', ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

export interface StepRow {
  readonly petitionId: number;
  readonly nth: number;
  readonly act: AnyAct;
  readonly by: string;
  readonly at: Date;
}

export async function stepsOf(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  const { rows } =
    await sql<StepRow>`select petition_id as "petitionId", nth, act, by_name as by, at from emf.petition_step
    where petition_id = any(${[...ids]}::int[]) order by petition_id, nth`.execute(db);
  return rows;
}

export async function insertStep(
  db: DbOrTx,
  { id, unitPath }: Pick<PetitionRow, 'id' | 'unitPath'>,
  one: Omit<StepRow, 'petitionId'>,
  state: PetitionState,
): Promise<void> {
  await sql`insert into emf.petition_step (petition_id, nth, unit_path, act, by_name, at)
    values (${id}, ${one.nth}, ${unitPath}, ${JSON.stringify(one.act)}::jsonb, ${one.by}, ${one.at})`.execute(
    db,
  );
  await sql`update emf.petition set state = ${state} where id = ${id}`.execute(db);
}
