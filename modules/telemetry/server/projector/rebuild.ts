import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';

/**
 * Takes the projection back to the beginning of the log: the projector then makes all tables anew from it. In the caller's
 * transaction; interrupted afterwards, it goes on where it was.
 *
 * What the log does not tell stays: roll-ups with their revisions, and what people said of unknown devices. Roll-ups wait until the
 * projector is back where it was (`projection.rebuild_to`); then every hour is looked at once more, and only those that come
 * out differently become a revision. Revisions of records follow from the log and are made anew, with the times they had.
 */
export async function rebuildProjection(tx: Tx, now: number): Promise<{ hours: number }> {
  await sql`truncate telemetry.record, telemetry.record_revision, telemetry.latest, telemetry.frame, telemetry.packet, telemetry.arrival`.execute(
    tx,
  );
  await sql`delete from telemetry.quarantine where state <> 'dismissed'`.execute(tx);
  await sql`update telemetry.quarantine set frames = 0`.execute(tx);
  await sql`update telemetry.projection set rebuild_to = greatest(position, rebuild_to), position = 0, updated_at = now()`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`
    insert into telemetry.dirty (point_id, period, time, due_at, reason)
    select point_id, period, time, ${new Date(now)}, 'rebuilt' from telemetry.rollup where period = 1
    on conflict do nothing
  `.execute(tx);
  return { hours: Number(numAffectedRows ?? 0) };
}
