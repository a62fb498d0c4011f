import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { QuarantineRow } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';

type Row = Static<typeof QuarantineRow>;

interface Raw {
  mn: string;
  edition: string | null;
  st: string | null;
  first_at: Date;
  last_at: Date;
  frames: number;
  remote: string | null;
  sample: Record<string, number | null>;
  last_lsn: number;
  state: Row['state'];
}

function present(row: Raw): Row {
  return {
    mn: row.mn,
    edition: row.edition,
    st: row.st,
    firstAt: beijingIso(row.first_at.getTime()),
    lastAt: beijingIso(row.last_at.getTime()),
    frames: row.frames,
    remote: row.remote,
    sample: row.sample,
    lastLsn: row.last_lsn,
    state: row.state,
  };
}

/** Unknown devices, those heard last first. */
export async function listQuarantine(ctx: Context, state: string | undefined): Promise<{ devices: Row[] }> {
  const { rows } = await sql<Raw>`
    select mn, edition, st, first_at, last_at, frames, remote, sample, last_lsn, state from telemetry.quarantine
    where state = coalesce(${state ?? null}, 'waiting') order by last_at desc limit 1000
  `.execute(ctx.db);
  return { devices: rows.map(present) };
}

/** Puts a device aside: it no longer asks for attention, its frames stay in the log. */
export async function dismissQuarantine(
  ctx: Context,
  actor: Actor,
  mn: string,
  reason: string,
): Promise<Row> {
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Raw>`
      update telemetry.quarantine set state = 'dismissed', note = ${reason} where mn = ${mn}
      returning mn, edition, st, first_at, last_at, frames, remote, sample, last_lsn, state
    `.execute(tx);
    const row = rows[0];
    if (!row) throw new TarimError(telemetryErrors.quarantineUnknown, { mn });
    await ctx.audit.record(tx, {
      actor,
      action: 'telemetry.quarantine.dismissed',
      subject: mn,
      detail: { reason },
    });
    return present(row);
  });
}
