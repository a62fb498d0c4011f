import type { Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { EntityType } from '../domain/model.ts';

/** Tables of what clients write. */
const TABLES = {
  Thing: 'thing',
  Location: 'location',
  HistoricalLocation: 'historical_location',
  Sensor: 'sensor',
  ObservedProperty: 'observed_property',
  Datastream: 'datastream',
  FeatureOfInterest: 'feature',
} as const satisfies Record<Exclude<EntityType, 'Observation'>, string>;
export type StoredType = keyof typeof TABLES;

const table = (type: StoredType): RawBuilder<unknown> => sql.raw(`sensorthings.${TABLES[type]}`);

/** Columns by name; objects become jsonb. Names are the model's own, never a caller's. */
export type Columns = Readonly<Record<string, string | number | Date | object | null>>;

const bound = (value: Columns[string]): RawBuilder<unknown> =>
  value !== null && typeof value === 'object' && !(value instanceof Date)
    ? sql`${JSON.stringify(value)}::jsonb`
    : sql`${value}`;

export async function insertEntity(tx: Tx, type: StoredType, columns: Columns): Promise<number> {
  const names = Object.keys(columns);
  const { rows } = await sql<{ id: number }>`
    insert into ${table(type)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(names.map((name) => bound(columns[name]!)))}) returning id
  `.execute(tx);
  return Number(rows[0]!.id);
}

/** @returns whether there is such an entity of this key */
export async function updateEntity(
  tx: Tx,
  type: StoredType,
  id: number,
  keyId: string,
  columns: Columns,
): Promise<boolean> {
  const names = Object.keys(columns);
  const changes = names.map((name) => sql`${sql.ref(name)} = ${bound(columns[name]!)}`);
  const { rows } = await sql`
    update ${table(type)} set ${sql.join(changes)}
    where id = ${id} and key_id = ${keyId}::uuid and removed_at is null returning id
  `.execute(tx);
  return rows.length > 0;
}

/** Whether the entity is there and was written with this key. */
export async function ownsEntity(tx: Tx, type: StoredType, id: number, keyId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ${table(type)} where id = ${id} and key_id = ${keyId}::uuid and removed_at is null
  `.execute(tx);
  return rows.length > 0;
}

/** What hangs on an entity goes with it (OGC 18-088 §10.4); rows stay for the record. @returns whether there was one */
export async function removeEntity(
  tx: Tx,
  type: StoredType,
  id: number,
  keyId: string,
  at: Date,
): Promise<boolean> {
  if (!(await updateEntity(tx, type, id, keyId, { removed_at: at }))) return false;
  const streams =
    type === 'Thing'
      ? sql`thing_id = ${id}`
      : type === 'Sensor'
        ? sql`sensor_id = ${id}`
        : type === 'ObservedProperty'
          ? sql`property_id = ${id}`
          : type === 'Datastream'
            ? sql`id = ${id}`
            : null;
  if (streams) {
    await sql`update sensorthings.observation set removed_at = ${at} where removed_at is null
      and stream_id in (select id from sensorthings.datastream where ${streams})`.execute(tx);
    await sql`update sensorthings.datastream set removed_at = ${at} where removed_at is null and ${streams}`.execute(
      tx,
    );
  }
  if (type === 'Thing')
    for (const other of ['Location', 'HistoricalLocation'] as const)
      await sql`update ${table(other)} set removed_at = ${at} where removed_at is null and thing_id = ${id}`.execute(
        tx,
      );
  if (type === 'FeatureOfInterest')
    await sql`update sensorthings.observation set removed_at = ${at} where removed_at is null and feature_id = ${id}`.execute(
      tx,
    );
  return true;
}

export interface ObservationRow {
  readonly time: Date;
  readonly value: number;
  readonly mark: string | null;
  readonly at: Date;
  readonly featureId: number | null;
  readonly parameters: object;
}

/**
 * Values of one stream, at once. The same value again changes nothing; another one becomes a revision and what it replaces is
 * kept. @returns how many are new, and how many replaced another value
 */
export async function writeObservations(
  tx: Tx,
  streamId: number,
  all: readonly ObservationRow[],
  now: Date,
): Promise<{ created: number; revised: number }> {
  const rows = sql`unnest(${all.map((one) => one.time.toISOString())}::timestamptz[], ${all.map((one) => one.value)}::float8[],
    ${all.map((one) => one.mark)}::text[], ${all.map((one) => one.at.toISOString())}::timestamptz[],
    ${all.map((one) => one.featureId)}::bigint[], ${all.map((one) => JSON.stringify(one.parameters))}::text[])
    as n(time, value, mark, at, feature_id, parameters)`;
  const { rows: kept } = await sql`
    insert into sensorthings.observation_revision (stream_id, time, revision, value, mark, replaced_at)
    select o.stream_id, o.time, o.revision, o.value, o.mark, ${now}
    from ${rows} join sensorthings.observation o on o.stream_id = ${streamId} and o.time = n.time
    where o.removed_at is null and (o.value <> n.value or o.mark is distinct from n.mark)
    returning time
  `.execute(tx);
  const { rows: written } = await sql<{ created: boolean }>`
    insert into sensorthings.observation as o (stream_id, time, value, mark, at, feature_id, parameters)
    select ${streamId}, n.time, n.value, n.mark, n.at, n.feature_id, n.parameters::jsonb from ${rows}
    on conflict (stream_id, time) do update set value = excluded.value, mark = excluded.mark, at = excluded.at,
      feature_id = excluded.feature_id, parameters = excluded.parameters, removed_at = null,
      revision = o.revision + case when o.removed_at is null then 1 else 0 end
    where o.removed_at is not null or o.value <> excluded.value or o.mark is distinct from excluded.mark
    returning (xmax = 0) as created
  `.execute(tx);
  return { created: written.filter((one) => one.created).length, revised: kept.length };
}

export async function removeObservation(
  tx: Tx,
  streamId: number,
  time: Date,
  keyId: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update sensorthings.observation o set removed_at = ${at}
    where o.stream_id = ${streamId} and o.time = ${time} and o.removed_at is null
      and exists (select 1 from sensorthings.datastream d where d.id = o.stream_id and d.key_id = ${keyId}::uuid)
    returning 1
  `.execute(tx);
  return rows.length > 0;
}

export async function thingOfLocation(tx: Tx, location: number): Promise<number> {
  const { rows } = await sql<{ thing: number }>`
    select thing_id as thing from sensorthings.location where id = ${location}
  `.execute(tx);
  return Number(rows[0]!.thing);
}
