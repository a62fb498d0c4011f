import type { DbOrTx } from '@tarim/platform';
import { observedRelation } from '@tarim/telemetry/queries';
import { type RawBuilder, sql } from 'kysely';
import { isForeign, streamKey } from '../domain/ids.ts';

type Sql = RawBuilder<unknown>;

/** What of values is read to find a page; the rest is made of it, for the rows of the page only. */
export const LEAN = sql`e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.revision, e.extra`;
const idOf = (alias: string, stream: Sql): Sql =>
  sql`${stream} || '-' || (extract(epoch from ${sql.ref(`${alias}.time`)}) * 1000)::bigint`;
/** The rest of a value, made of the lean columns. */
export const MADE = sql`e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.extra, e.revision, ${idOf('e', sql`e.stream_id`)} as id, e.extra || jsonb_build_object('revision', e.revision) as parameters`;
/** Properties of values that clients wrote: never without one, so that an index gives their order. */
export const SOLID: ReadonlySet<string> = new Set(['result', 'phenomenonTime', 'resultTime']);

/** What is handed out of a value. */
export const SHOWN = sql`e.id, e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.parameters`;

/** Observations that clients wrote; of which streams the reader sees them was asked before, or is a part of `which`. */
export function writtenObservations(which: Sql): Sql {
  return sql`select ${idOf('x', sql`x.stream_id`)} as id, x.stream_id, x.feature_id, x.time, x.value, x.mark, x.at,
    x.parameters || jsonb_build_object('revision', x.revision) as parameters, x.revision, x.parameters as extra
    from sensorthings.observation x where ${which} and x.removed_at is null`;
}

/** Values of one Datastream: of a client as they were written, of the platform out of its roll-ups. */
export async function observationsOf(db: DbOrTx, id: number, placed: boolean): Promise<Sql> {
  if (isForeign(id)) return writtenObservations(sql`x.stream_id = ${id}::bigint`);
  const key = streamKey(id)!;
  const relation = await observedRelation(db, key);
  const feature = placed ? sql`${key.pointId}::bigint` : sql`null::bigint`;
  // The same address that pages use to follow a figure up the river.
  const trace = sql`${JSON.stringify({ pointId: key.pointId, period: key.grain })}::jsonb`;
  return sql`select ${idOf('r', sql`${String(id)}::text`)} as id, ${id}::bigint as stream_id, ${feature} as feature_id,
    r.time, r.value, r.mark, r.at, ${trace} || jsonb_build_object('revision', r.revision) as parameters,
    r.revision::int as revision, ${trace} as extra from ${relation} r`;
}
