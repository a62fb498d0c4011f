import type { PartsJson } from '@tarim/jt808';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Category, Protocol, TerminalInput } from '../../contract.ts';

export interface TerminalRow {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly serial: string;
  readonly unitPath: string;
  readonly owner: string;
  readonly protocol: Protocol;
  readonly sourceCode: string;
  readonly sourceRef: string;
  readonly nuclide: string;
  readonly activity: number;
  readonly measuredOn: string;
  readonly category: Category;
  readonly baseline: number | null;
  readonly baselineAt: Date | null;
  readonly background: number;
  readonly movingSeconds: number;
  readonly parkedSeconds: number;
  readonly batteryLow: number;
  readonly batteryFull: number;
  readonly keyed: boolean;
  readonly active: boolean;
  readonly simulated: boolean;
  /** The source that the baseline was measured of, as it was known then: Bq on a day. */
  readonly referenceActivity: number;
  readonly referenceOn: string;
}

const columns = sql`t.id, t.number, t.name, t.serial, t.unit_path as "unitPath", t.owner, t.protocol, t.source_code as "sourceCode",
  t.source_ref as "sourceRef", t.nuclide, t.activity_bq as activity, t.measured_on::text as "measuredOn", t.category, t.baseline,
  t.baseline_at as "baselineAt", t.background, t.moving_s as "movingSeconds", t.parked_s as "parkedSeconds", t.battery_low as "batteryLow",
  t.battery_full as "batteryFull", t.key_hash is not null as keyed, t.active, t.simulated,
  coalesce(t.reference_bq, t.activity_bq) as "referenceActivity", coalesce(t.reference_on, t.measured_on)::text as "referenceOn"`;

/** What a list shows of the state, beside the terminal. */
export interface StandingRow extends TerminalRow {
  readonly sampledAt: Date | null;
  readonly receivedAt: Date | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speed: number | null;
  readonly rate: number | null;
  readonly stowed: boolean | null;
  readonly battery: number | null;
  readonly fixes: number;
  readonly duplicates: number;
  readonly late: number;
  readonly clockWrong: number;
  readonly gaps: number;
  readonly driftSeconds: number | null;
  readonly alarms: readonly { readonly id: number; readonly kind: string; readonly severity: string }[];
}

export interface TerminalQuery {
  readonly id?: number | undefined;
  readonly unit?: string | undefined;
  readonly text?: string | undefined;
  readonly alarmed?: boolean | undefined;
  /** Of a terminal in use. */
  readonly sourceCode?: string | undefined;
}

/** Terminals with what is known of them now. */
export async function standingRows(db: DbOrTx, one: TerminalQuery, limit: number): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select ${columns}, s.sampled_at as "sampledAt", s.received_at as "receivedAt", s.lat, s.lon, s.speed, s.rate, s.stowed, s.battery,
      coalesce(s.fixes, 0)::int as fixes, coalesce(s.duplicates, 0)::int as duplicates, coalesce(s.late, 0)::int as late,
      coalesce(s.clock_wrong, 0)::int as "clockWrong", coalesce(s.gaps, 0)::int as gaps, s.drift_s as "driftSeconds", a.alarms
    from tracking.terminal t
    left join tracking.terminal_state s on s.terminal_id = t.id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'severity', severity) order by id), '[]') as alarms
      from tracking.alarm where terminal_id = t.id and closed_at is null
    ) a
    where (${one.id ?? null}::int is null or t.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(t.unit_path, ${one.unit ?? null}))
      and (${one.text ?? null}::text is null or strpos(t.name, ${one.text ?? null}) > 0 or strpos(t.owner, ${one.text ?? null}) > 0
        or t.number = ${one.text ?? null} or t.source_code = ${one.text ?? null})
      and (${one.sourceCode ?? null}::text is null or (t.active and t.source_code = ${one.sourceCode ?? null}))
      and (${one.alarmed ?? null}::boolean is not true or jsonb_array_length(a.alarms) > 0)
    order by t.id limit ${limit}`.execute(db);
  return rows;
}

/** Whether a simulated terminal is among them: what all of them made is then marked. */
export async function anySimulated(db: DbOrTx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from tracking.terminal where simulated) as yes`.execute(db);
  return rows[0]!.yes;
}

export async function terminalRows(db: DbOrTx, ids: readonly number[]): Promise<TerminalRow[]> {
  const { rows } = await sql<TerminalRow>`
    select ${columns} from tracking.terminal t where t.id = any(${[...ids]}::int[])`.execute(db);
  return rows;
}

/** By number, of terminals in use. */
export async function terminalsByNumber(db: DbOrTx, numbers: readonly string[]): Promise<TerminalRow[]> {
  const { rows } = await sql<TerminalRow>`
    select ${columns} from tracking.terminal t where t.number = any(${[...numbers]}::text[])`.execute(db);
  return rows;
}

interface KeyRow {
  readonly id: number;
  readonly number: string;
  readonly serial: string;
  readonly protocol: Protocol;
  readonly authCode: string;
  readonly keyHash: string | null;
  readonly parts: PartsJson | null;
}

/**
 * Another terminal in use with the same source or the same terminal ID, by name. Whoever asks holds the lock of registrations until his
 * transaction ends, so that two do not register the same at once.
 */
export async function takenBy(
  tx: DbOrTx,
  one: {
    readonly id: number | null;
    readonly number: string;
    readonly sourceCode: string;
    readonly serial: string;
  },
): Promise<{ readonly name: string; readonly what: 'source' | 'serial' } | null> {
  await sql`select pg_advisory_xact_lock(hashtext('tracking.terminal'))`.execute(tx);
  const { rows } = await sql<{ name: string; what: 'source' | 'serial' }>`
    select name, case when source_code <> '' and source_code = ${one.sourceCode} then 'source' else 'serial' end as what from tracking.terminal
    where active and number <> ${one.number} and (${one.id}::int is null or id <> ${one.id})
      and ((source_code <> '' and source_code = ${one.sourceCode}) or (serial <> '' and serial = ${one.serial}))
    order by what desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Secrets of a terminal in use. */
export async function terminalKey(db: DbOrTx, number: string): Promise<KeyRow | null> {
  const { rows } = await sql<KeyRow>`
    select id, number, serial, protocol, auth_code as "authCode", key_hash as "keyHash", s.parts from tracking.terminal
    left join tracking.terminal_state s on s.terminal_id = id
    where number = ${number} and active`.execute(db);
  return rows[0] ?? null;
}

export interface Entered {
  /** What the baseline is measured of. */
  readonly reference: { readonly activity: number; readonly on: string };
  readonly authCode: string;
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
}

/** null: the number is taken. */
export async function insertTerminal(
  db: DbOrTx,
  one: TerminalInput,
  entered: Entered,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.terminal (number, name, serial, unit_path, owner, protocol, source_code, source_ref, nuclide, activity_bq, measured_on,
      category, baseline, baseline_at, background, moving_s, parked_s, battery_low, battery_full, auth_code, active, simulated, by_name, at,
      reference_bq, reference_on)
    values (${one.number}, ${one.name}, ${one.serial}, ${one.unitPath}, ${one.owner}, ${one.protocol}, ${one.sourceCode}, ${one.sourceRef},
      ${one.nuclide}, ${one.activity}, ${one.measuredOn}::date, ${one.category}, ${one.baseline}, ${one.baselineAt}::timestamptz, ${one.background},
      ${one.movingSeconds}, ${one.parkedSeconds}, ${one.batteryLow}, ${one.batteryFull}, ${entered.authCode}, ${one.active}, ${entered.simulated},
      ${entered.by}, ${entered.at}, ${entered.reference.activity}, ${entered.reference.on}::date)
    on conflict (number) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function updateTerminal(
  db: DbOrTx,
  id: number,
  one: TerminalInput,
  { by, at, reference }: Omit<Entered, 'authCode' | 'simulated'>,
): Promise<void> {
  await sql`
    update tracking.terminal set number = ${one.number}, name = ${one.name}, serial = ${one.serial}, unit_path = ${one.unitPath}, owner = ${one.owner},
      key_hash = case when protocol = ${one.protocol} then key_hash end, protocol = ${one.protocol}, source_code = ${one.sourceCode}, source_ref = ${one.sourceRef}, nuclide = ${one.nuclide},
      activity_bq = ${one.activity}, measured_on = ${one.measuredOn}::date, category = ${one.category}, baseline = ${one.baseline},
      baseline_at = ${one.baselineAt}::timestamptz, background = ${one.background}, moving_s = ${one.movingSeconds},
      parked_s = ${one.parkedSeconds}, battery_low = ${one.batteryLow}, battery_full = ${one.batteryFull}, active = ${one.active},
      by_name = ${by}, at = ${at}, reference_bq = ${reference.activity}, reference_on = ${reference.on}::date
    where id = ${id}`.execute(db);
}

/** A new key: its hash, and of MQTT the sealed key itself, by which messages are told from forged ones. */
export async function setKey(
  db: DbOrTx,
  id: number,
  { keyHash, sealed }: { readonly keyHash: string; readonly sealed: string | null },
): Promise<void> {
  await sql`update tracking.terminal set key_hash = ${keyHash}, auth_code = coalesce(${sealed}::text, auth_code) where id = ${id}`.execute(
    db,
  );
}
