import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface FixRow {
  readonly terminalId: number;
  readonly sampledAt: string;
  readonly receivedAt: string;
  readonly judgedAt: string;
  readonly sequence: number;
  readonly lsn: number;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speed: number | null;
  readonly heading: number | null;
  readonly satellites: number | null;
  readonly rate: number | null;
  readonly stowed: boolean | null;
  readonly battery: number | null;
  readonly tamper: boolean;
  readonly signal: number | null;
  readonly inside: boolean | null;
  readonly marks: readonly string[];
}

export const fixKey = (terminalId: number, sampledAt: number): string => `${terminalId} ${sampledAt}`;

/** Which of these reports are there: keys of terminal and time (`fixKey`). */
export async function knownFixes(
  db: DbOrTx,
  asked: readonly { readonly terminalId: number; readonly sampledAt: number }[],
): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const pairs = asked.map(({ terminalId, sampledAt }) => ({ t: terminalId, s: new Date(sampledAt) }));
  const { rows } = await sql<{ terminalId: number; sampledAt: Date }>`
    select f.terminal_id as "terminalId", f.sampled_at as "sampledAt"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(t int, s timestamptz)
    join tracking.fix f on f.terminal_id = p.t and f.sampled_at = p.s`.execute(db);
  return new Set(rows.map((row) => fixKey(row.terminalId, row.sampledAt.getTime())));
}

export async function insertFixes(db: DbOrTx, rows: readonly FixRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into tracking.fix (terminal_id, sampled_at, received_at, judged_at, sequence, lsn, lat, lon, speed, heading, satellites, rate, stowed,
      battery, tamper, signal, inside, marks)
    select "terminalId", "sampledAt", "receivedAt", "judgedAt", sequence, lsn, lat, lon, speed, heading, satellites, rate, stowed, battery, tamper,
      signal, inside, marks
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("terminalId" int, "sampledAt" timestamptz, "receivedAt" timestamptz,
      "judgedAt" timestamptz, sequence int, lsn bigint, lat float8, lon float8, speed float8, heading float8, satellites int, rate float8,
      stowed boolean, battery float8, tamper boolean, signal int, inside boolean, marks text[])`.execute(db);
}

export type TrackRow = Omit<FixRow, 'sampledAt' | 'receivedAt' | 'judgedAt' | 'heading'> & {
  readonly sampledAt: Date;
  readonly receivedAt: Date;
  readonly judgedAt: Date;
};

/** The newest reports of a span, oldest first. */
export async function trackRows(
  db: DbOrTx,
  one: { terminalId: number; from: Date; to: Date; limit: number },
): Promise<TrackRow[]> {
  const { rows } = await sql<TrackRow>`
    select terminal_id as "terminalId", sampled_at as "sampledAt", received_at as "receivedAt", judged_at as "judgedAt", sequence, lsn::float8 as lsn, lat, lon,
      speed, satellites, rate, stowed, battery, tamper, signal, inside, marks
    from tracking.fix where terminal_id = ${one.terminalId} and sampled_at between ${one.from} and ${one.to}
    order by sampled_at desc limit ${one.limit}`.execute(db);
  return rows.reverse();
}

/** Lines on the map: accepted positions of the span, at most so many a terminal. */
export async function trailRows(
  db: DbOrTx,
  from: Date,
  most: number,
): Promise<{ terminalId: number; coordinates: [number, number][] }[]> {
  const { rows } = await sql<{ terminalId: number; coordinates: [number, number][] }>`
    select terminal_id as "terminalId", jsonb_agg(jsonb_build_array(lon, lat) order by sampled_at) as coordinates
    from (
      select terminal_id, sampled_at, lon, lat, row_number() over (partition by terminal_id order by sampled_at desc) as nth
      from tracking.fix where sampled_at >= ${from} and lat is not null and not 'rejected' = any(marks)
    ) f where nth <= ${most} group by terminal_id order by terminal_id`.execute(db);
  return rows;
}
