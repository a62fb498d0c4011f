import type { Db, DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Acknowledged } from './ledger-devices.ts';

/** What is not as it should be. A frame is acknowledged once the log has it; the tables must follow from the log. */
export interface Findings {
  /** Acknowledged frames that the index does not know, or knows as nothing that was recorded. */
  readonly lost: number;
  /** Frames that were taken more than once: indexed twice, recorded by several copies, or counted more often than the log holds them. */
  readonly doubled: number;
  /** Records whose values are not the last that were acknowledged, or that hold what nobody sent. */
  readonly wrong: number;
  /** Values that do not lead to a frame that brought them. */
  readonly untraceable: number;
  /** Records with more or fewer revisions than there were corrections. */
  readonly misrevised: number;
  /** Packets that still count as waiting for siblings although all were acknowledged. */
  readonly waiting: number;
}

const KINDS: Readonly<Record<Acknowledged['cn'], number>> = { '2051': 2, '2061': 3, '2031': 4 };

interface RecordRow {
  mn: string;
  kind: number;
  at: number;
  slots: string;
  values: number[];
  lsn: number;
  lsns: number[] | null;
  revision: number;
}
interface FrameRow {
  lsn: number;
  mn: string;
  qn: string;
  status: string;
}

/** Compares the ledger with the tables. @param logged positions of all entries of the log, in order */
export async function compare(
  db: DbOrTx,
  ledger: readonly Acknowledged[],
  logged: readonly number[],
): Promise<Findings> {
  const { rows: records } = await sql<RecordRow>`
    select d.mn, r.kind, extract(epoch from r.time)::float8 * 1000 as at, y.slots, r.values, r.lsn, r.lsns, r.revision
    from telemetry.record r join registry.device d on d.point_id = r.point_id join telemetry.layout y on y.id = r.layout_id
  `.execute(db);
  const { rows: frames } = await sql<FrameRow>`
    select lsn, mn, qn, status from telemetry.frame where mn is not null and qn is not null order by lsn`.execute(
    db,
  );
  const { rows: sums } = await sql<{ arrived: number; indexed: number; waiting: number; revisions: number }>`
    select (select coalesce(sum(frames), 0)::int from telemetry.arrival) as arrived, (select count(*)::int from telemetry.frame) as indexed,
      (select count(*)::int from telemetry.packet) as waiting, (select count(*)::int from telemetry.record_revision) as revisions
  `.execute(db);
  const byFrame = group(frames, (one) => `${one.mn}/${one.qn}`);
  const frameOf = new Map(frames.map((one) => [one.lsn, one]));
  const expected = expectation(ledger);
  const found = { lost: 0, doubled: 0, wrong: 0, untraceable: 0, misrevised: 0, waiting: sums[0]!.waiting };

  for (const one of ledger) {
    const copies = byFrame.get(`${one.mn}/${one.qn}`) ?? [];
    const recorded = copies.filter((copy) => copy.status === 'recorded').length;
    if (recorded === 0) found.lost++;
    if (recorded > 1) found.doubled += recorded - 1;
  }
  const distinct = new Set(frames.map((one) => one.lsn));
  found.doubled += frames.length - distinct.size;
  // What was projected twice was also counted twice; what the log holds and the index lacks was never projected.
  found.doubled +=
    Math.max(0, sums[0]!.indexed - logged.length) + Math.max(0, sums[0]!.arrived - logged.length);
  found.lost += Math.max(0, logged.length - sums[0]!.indexed) + Math.max(0, logged.length - sums[0]!.arrived);

  let revisions = 0;
  const seen = new Set<string>();
  for (const row of records) {
    const key = `${row.mn}/${row.kind}/${Math.round(row.at)}`;
    const want = expected.get(key);
    if (seen.has(key)) found.doubled++;
    seen.add(key);
    const slots = row.slots.split(',');
    if (
      !want ||
      slots.length !== want.values.size ||
      slots.some((slot, i) => want.values.get(slot)?.value !== row.values[i])
    )
      found.wrong++;
    else if (row.revision !== want.corrections) found.misrevised++;
    revisions += want?.corrections ?? 0;
    slots.forEach((slot, i) => {
      const source = frameOf.get(row.lsns?.[i] ?? row.lsn);
      if (!source || source.mn !== row.mn || source.qn !== want?.values.get(slot)?.qn) found.untraceable++;
    });
  }
  found.lost += [...expected.keys()].filter((key) => !seen.has(key)).length;
  found.misrevised += Math.abs(revisions - sums[0]!.revisions);
  return found;
}

interface Expected {
  readonly values: Map<string, { readonly value: number; readonly qn: string }>;
  corrections: number;
}

/** What each record must hold, and which frame brought it: a device sends one frame after another. */
function expectation(ledger: readonly Acknowledged[]): Map<string, Expected> {
  const records = new Map<string, Expected>();
  for (const one of ledger) {
    const key = `${one.mn}/${KINDS[one.cn]}/${one.dataTime}`;
    let record = records.get(key);
    if (!record) {
      record = { values: new Map(), corrections: 0 };
      records.set(key, record);
    }
    if (one.revises) record.corrections++;
    for (const [slot, value] of Object.entries(one.values)) record.values.set(slot, { value, qn: one.qn });
  }
  return records;
}

function group<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = groups.get(key);
    if (list) list.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const ANY = sql`(select ctid, tableoid from telemetry.record limit 1)`;
/** Faults as they would be if the promise were broken, and where each must show. */
const PLANTED: ReadonlyArray<readonly [finding: keyof Findings, change: ReturnType<typeof sql>]> = [
  ['lost', sql`delete from telemetry.record where (ctid, tableoid) in ${ANY}`],
  ['lost', sql`delete from telemetry.frame where lsn = (select max(lsn) from telemetry.frame)`],
  ['doubled', sql`insert into telemetry.frame select * from telemetry.frame order by lsn limit 1`],
  [
    'doubled',
    sql`update telemetry.arrival set frames = frames + 1 where minute = (select min(minute) from telemetry.arrival)`,
  ],
  [
    'doubled',
    sql`insert into telemetry.frame select lsn + 1, received_at, mn, cn, qn, bytes, status, problem from telemetry.frame where status = 'recorded' order by lsn limit 1`,
  ],
  ['wrong', sql`update telemetry.record set values[1] = values[1] + 1 where (ctid, tableoid) in ${ANY}`],
  [
    'untraceable',
    sql`update telemetry.record set lsn = lsn + 1, lsns = null where (ctid, tableoid) in ${ANY}`,
  ],
  ['misrevised', sql`update telemetry.record set revision = revision + 1 where (ctid, tableoid) in ${ANY}`],
];

/** Whether the comparison would have seen it: each fault is planted in turn, looked for and taken back. */
export async function comparisonSees(
  db: Db,
  look: (tx: DbOrTx) => Promise<Findings>,
): Promise<{ planted: number; found: number }> {
  let found = 0;
  for (const [finding, change] of PLANTED) {
    class TakeBack extends Error {}
    await db
      .transaction()
      .execute(async (tx) => {
        await change.execute(tx);
        if ((await look(tx))[finding] > 0) found++;
        throw new TakeBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof TakeBack)) throw error;
      });
  }
  return { planted: PLANTED.length, found };
}
