import { boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ChangeParameters, ChangeRun, RunState } from '../../contract.ts';
import type { KeptFailure } from '../domain/failure.ts';
import type { FoundPatch } from '../threaded/detect.ts';

export type Outcome = NonNullable<ChangeRun['outcome']>;

export interface RunRow {
  readonly id: number;
  readonly title: string;
  readonly beforeId: number;
  readonly beforeTitle: string;
  readonly beforeAt: Date;
  readonly afterId: number;
  readonly afterTitle: string;
  readonly afterAt: Date;
  readonly parameters: ChangeParameters;
  readonly ownerPath: string;
  readonly state: RunState;
  readonly progress: number;
  readonly note: string | null;
  readonly failure: KeptFailure | null;
  readonly outcome: Outcome | null;
  readonly patches: number;
  readonly simulated: boolean;
  readonly byUser: string;
  readonly byName: string;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

const SELECT = sql`select r.id, r.title, r.before_id as "beforeId", b.title as "beforeTitle", b.taken_at as "beforeAt",
    r.after_id as "afterId", a.title as "afterTitle", a.taken_at as "afterAt", r.parameters, r.owner_path as "ownerPath", r.state,
    r.progress, r.note, r.failure, r.outcome, r.patches, r.simulated, r.by_user as "byUser", r.by_name as "byName",
    r.asked_at as "askedAt", r.ended_at as "endedAt"
  from imagery.change_run r join imagery.scene b on b.id = r.before_id join imagery.scene a on a.id = r.after_id`;

export async function runRow(db: DbOrTx, id: number): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`${SELECT} where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function runRows(
  db: DbOrTx,
  { before, scene, limit }: { before?: number | undefined; scene?: number | undefined; limit: number },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`${SELECT}
    where (${before ?? null}::int is null or r.id < ${before ?? null})
      and (${scene ?? null}::int is null or ${scene ?? null} in (r.before_id, r.after_id))
    order by r.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function insertRun(
  tx: Tx,
  one: {
    title: string;
    before: number;
    after: number;
    parameters: ChangeParameters;
    ownerPath: string;
    simulated: boolean;
    byUser: string;
    byName: string;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into imagery.change_run (title, before_id, after_id, parameters, owner_path, state, simulated, by_user, by_name, asked_at)
    values (${one.title}, ${one.before}, ${one.after}, ${JSON.stringify(one.parameters)}::jsonb, ${one.ownerPath}, 'waiting',
      ${one.simulated}, ${one.byUser}, ${one.byName}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** @returns whether it is still wanted */
export async function moveRun(db: DbOrTx, id: number, progress: number): Promise<boolean> {
  const { rows } = await sql`update imagery.change_run set state = 'running', progress = ${progress}
    where id = ${id} and state in ('waiting', 'running') returning id`.execute(db);
  return rows.length > 0;
}

/** @returns whether it was still open */
export async function endRun(
  db: DbOrTx,
  id: number,
  end:
    | { readonly state: 'done'; readonly outcome: Outcome; readonly patches: number; readonly at: Date }
    | { readonly state: 'failed'; readonly failure: KeptFailure; readonly at: Date }
    | { readonly state: 'cancelled'; readonly at: Date },
): Promise<boolean> {
  const outcome = end.state === 'done' ? JSON.stringify(end.outcome) : null;
  const failure = end.state === 'failed' ? JSON.stringify(end.failure) : null;
  const { rows } =
    await sql`update imagery.change_run set state = ${end.state}, outcome = ${outcome}::jsonb, failure = ${failure}::jsonb,
      patches = ${end.state === 'done' ? end.patches : 0}, progress = case when ${end.state} = 'done' then 1 else progress end,
      ended_at = ${end.at}
    where id = ${id} and state in ('waiting', 'running') returning id`.execute(db);
  return rows.length > 0;
}

/** Comparisons that still need a scene. */
export async function runsUsing(db: DbOrTx, sceneId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from imagery.change_run
    where ${sceneId} in (before_id, after_id) and state in ('waiting', 'running')`.execute(db);
  return rows[0]!.n;
}

export async function openRuns(db: DbOrTx): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from imagery.change_run where state in ('waiting', 'running') order by id`.execute(db);
  return rows.map(({ id }) => id);
}

const AT_ONCE = 1_000;

export async function insertPatches(tx: Tx, runId: number, patches: readonly FoundPatch[]): Promise<void> {
  await sql`delete from imagery.change_patch where run_id = ${runId}`.execute(tx);
  for (let done = 0; done < patches.length; done += AT_ONCE) {
    const some = patches.slice(done, done + AT_ONCE);
    await sql`
      insert into imagery.change_patch (run_id, nth, ref, class, class_confidence, confidence, area_m2, lon, lat, properties, wkb, box)
      select ${runId}, nth, ref, class, class_confidence, confidence, area_m2, lon, lat, properties::jsonb, decode(wkb, 'hex'), box::box
      from unnest(${some.map((_, i) => done + i)}::int[], ${some.map(({ ref }) => ref)}::text[],
        ${some.map((one) => one.class)}::text[], ${some.map((one) => one.classConfidence)}::float8[],
        ${some.map((one) => one.confidence)}::float8[], ${some.map((one) => one.area)}::float8[],
        ${some.map(({ lon }) => lon)}::float8[], ${some.map(({ lat }) => lat)}::float8[],
        ${some.map(({ properties, indexChange }) => JSON.stringify({ indexChange, ...properties }))}::text[],
        ${some.map(({ geometry }) => Buffer.from(writeWkb(geometry)).toString('hex'))}::text[],
        ${some.map(({ geometry }) => boxToSql(boxOf(geometry)))}::text[])
        as x(nth, ref, class, class_confidence, confidence, area_m2, lon, lat, properties, wkb, box)`.execute(
      tx,
    );
  }
}

/** Patches of a run as GeoJSON features, in their order. */
export async function patchFeatures(db: DbOrTx, runId: number): Promise<object[]> {
  const { rows } = await sql<{
    nth: number;
    ref: string;
    class: string | null;
    classConfidence: number;
    confidence: number;
    areaM2: number;
    lon: number;
    lat: number;
    properties: object;
    wkb: Uint8Array;
  }>`select nth, ref, class, class_confidence as "classConfidence", confidence, area_m2 as "areaM2", lon, lat, properties, wkb
    from imagery.change_patch where run_id = ${runId} order by nth`.execute(db);
  return rows.map(({ wkb, properties, ...one }) => ({
    type: 'Feature',
    id: one.nth,
    geometry: readWkb(wkb),
    properties: { ...one, ...properties },
  }));
}
