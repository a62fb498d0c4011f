import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Medium, SampleAct, SampleState } from '../../contract.ts';
import type { SampleStep } from '../domain/sample.ts';

export interface SampleRow {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly year: number;
  readonly medium: Medium;
  readonly place: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly indicators: readonly string[];
  readonly plannedOn: string;
  readonly state: SampleState;
  readonly simulated: boolean;
  readonly by: string;
}

const COLUMNS = sql`s.id, s.number, s.unit_path as "unitPath", s.year, s.medium, s.place, s.lon, s.lat, s.indicators,
  s.planned_on::text as "plannedOn", s.state, s.simulated, s.by_name as by`;

export async function sampleRows(
  db: DbOrTx,
  one: {
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly year?: number | undefined;
    readonly medium?: Medium | undefined;
    readonly state?: SampleState | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<SampleRow[]> {
  const { rows } = await sql<SampleRow>`select ${COLUMNS} from radnet.sample s
    where (${one.id ?? null}::int is null or s.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(s.unit_path, ${one.unit ?? null}))
      and (${one.year ?? null}::int is null or s.year = ${one.year ?? null})
      and (${one.medium ?? null}::text is null or s.medium = ${one.medium ?? null})
      and (${one.state ?? null}::text is null or s.state = ${one.state ?? null})
      and (${one.before ?? null}::int is null or s.id < ${one.before ?? null})
    order by s.id desc limit ${one.limit}`.execute(db);
  return rows;
}

const MOST_PUBLISHED = 2_000;

/** Published samples of a unit and below that were collected on these days, both included. */
export async function publishedSamples(
  db: DbOrTx,
  unit: string,
  first: string,
  last: string,
): Promise<SampleRow[]> {
  const { rows } = await sql<SampleRow>`select ${COLUMNS} from radnet.sample s
    where s.state = 'published' and starts_with(s.unit_path, ${unit}) and exists (select 1 from radnet.sample_step c
      where c.sample_id = s.id and c.act->>'act' = 'collect' and c.act->>'on' between ${first} and ${last})
    order by s.id limit ${MOST_PUBLISHED}`.execute(db);
  return rows;
}

/** Keeps a sample still: two steps at once would both be judged by what stood before. */
export async function lockSample(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from radnet.sample where id = ${id} for update`.execute(db);
}

export interface StepRow extends SampleStep {
  readonly sampleId: number;
  readonly nth: number;
  readonly at: Date;
}

export async function stepsOf(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  const { rows } = await sql<{
    sampleId: number;
    nth: number;
    act: SampleAct;
    byId: string;
    byName: string;
    at: Date;
  }>`
    select sample_id as "sampleId", nth, act, by_id as "byId", by_name as "byName", at from radnet.sample_step
    where sample_id = any(${[...ids]}::int[]) order by sample_id, nth`.execute(db);
  return rows.map(({ byId, byName, ...row }) => ({ ...row, by: { userId: byId, name: byName } }));
}

export async function insertSample(
  db: DbOrTx,
  one: Omit<SampleRow, 'id' | 'state'>,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radnet.sample (number, unit_path, year, medium, place, lon, lat, indicators, planned_on, state, simulated, by_name, at)
    values (${one.number}, ${one.unitPath}, ${one.year}, ${one.medium}, ${one.place}, ${one.lon}, ${one.lat}, ${[...one.indicators]}::text[],
      ${one.plannedOn}::date, 'planned', ${one.simulated}, ${one.by}, ${at}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertStep(
  db: DbOrTx,
  { id, unitPath }: SampleRow,
  nth: number,
  { act, by }: SampleStep,
  state: SampleState,
  at: Date,
): Promise<void> {
  await sql`insert into radnet.sample_step (sample_id, nth, unit_path, act, by_id, by_name, at)
    values (${id}, ${nth}, ${unitPath}, ${JSON.stringify(act)}::jsonb, ${by.userId}, ${by.name}, ${at})`.execute(
    db,
  );
  await sql`update radnet.sample set state = ${state} where id = ${id}`.execute(db);
}

/** The next number of a unit's year, without gaps. */
export async function nextSample(db: DbOrTx, unitPath: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into radnet.sample_counter (unit_path, year, last) values (${unitPath}, ${year}, 1)
    on conflict (unit_path, year) do update set last = radnet.sample_counter.last + 1 returning last`.execute(
    db,
  );
  return rows[0]!.last;
}
