import type { PartsJson } from '@tarim/jt808';
import type { DbOrTx, Tx } from '@tarim/platform';
import type { MobileState } from '@tarim/science';
import { sql } from 'kysely';

/** What is kept of a terminal between two frames. */
export interface StateRow {
  readonly terminalId: number;
  readonly state: MobileState;
  readonly sampledAt: string | null;
  readonly receivedAt: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speed: number | null;
  readonly rate: number | null;
  readonly stowed: boolean | null;
  readonly battery: number | null;
  readonly lastSequence: number | null;
  readonly fixes: number;
  readonly duplicates: number;
  readonly late: number;
  readonly clockWrong: number;
  readonly driftSeconds: number | null;
  readonly gaps: number;
  /** Parts of messages that wait for their last; null: none. */
  readonly parts: PartsJson | null;
}

const columns = sql`terminal_id as "terminalId", state, to_json(sampled_at) #>> '{}' as "sampledAt", to_json(received_at) #>> '{}' as "receivedAt", lat,
  lon, speed, rate, stowed, battery, last_sequence as "lastSequence", fixes::int, duplicates::int, late::int, clock_wrong::int as "clockWrong",
  drift_s as "driftSeconds", gaps::int, parts`;

/** States, locked: whoever folds next waits. */
export async function lockStates(tx: Tx, terminalIds: readonly number[]): Promise<Map<number, StateRow>> {
  const { rows } = await sql<StateRow>`
    select ${columns} from tracking.terminal_state where terminal_id = any(${[...terminalIds]}::int[]) order by terminal_id for update`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.terminalId, row]));
}

/**
 * Terminals in use that were silent for more than so many intervals, of which the platform was up (since `upSince`, epoch ms), locked but for
 * those that are being folded just now.
 */
export async function lockSilent(
  tx: Tx,
  { now, upSince, intervals }: { readonly now: number; readonly upSince: number; readonly intervals: number },
): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    select ${columns} from tracking.terminal_state s
    where greatest((state->>'lastHeard')::float8, ${upSince}::float8) + ${intervals}::float8 * 1000 * (state->>'interval')::float8 < ${now}::float8
      and state->>'lastHeard' is not null
      and exists (select from tracking.terminal t where t.id = s.terminal_id and t.active)
    order by terminal_id for update skip locked`.execute(tx);
  return rows;
}

export async function saveStates(tx: Tx, rows: readonly StateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into tracking.terminal_state (terminal_id, state, sampled_at, received_at, lat, lon, speed, rate, stowed, battery, last_sequence, fixes,
      duplicates, late, clock_wrong, drift_s, gaps, parts)
    select "terminalId", state, "sampledAt", "receivedAt", lat, lon, speed, rate, stowed, battery, "lastSequence", fixes, duplicates, late,
      "clockWrong", "driftSeconds", gaps, parts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("terminalId" int, state jsonb, "sampledAt" timestamptz, "receivedAt" timestamptz,
      lat float8, lon float8, speed float8, rate float8, stowed boolean, battery float8, "lastSequence" int, fixes bigint, duplicates bigint,
      late bigint, "clockWrong" bigint, "driftSeconds" float8, gaps bigint, parts jsonb)
    on conflict (terminal_id) do update set state = excluded.state, sampled_at = excluded.sampled_at, received_at = excluded.received_at,
      lat = excluded.lat, lon = excluded.lon, speed = excluded.speed, rate = excluded.rate, stowed = excluded.stowed, battery = excluded.battery,
      last_sequence = excluded.last_sequence, fixes = excluded.fixes, duplicates = excluded.duplicates, late = excluded.late,
      clock_wrong = excluded.clock_wrong, drift_s = excluded.drift_s, gaps = excluded.gaps, parts = excluded.parts`.execute(
    tx,
  );
}

export async function readPosition(db: DbOrTx): Promise<number | null> {
  const { rows } = await sql<{ position: string }>`select position from tracking.position`.execute(db);
  return rows[0] ? Number(rows[0].position) : null;
}

/** Where the log stood when terminals were first heard: what is before it is of others. */
export async function beginAt(db: DbOrTx, position: number): Promise<void> {
  await sql`insert into tracking.position (position) values (${position}) on conflict do nothing`.execute(db);
}

/** False: another process has moved it. */
export async function movePosition(tx: Tx, from: number, to: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tracking.position set position = ${to} where position = ${from}`.execute(tx);
  return Number(numAffectedRows) === 1;
}
