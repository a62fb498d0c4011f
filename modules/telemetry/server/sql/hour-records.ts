import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';
import { spreadFlags } from './arrays.ts';
import { layoutOf } from './layouts.ts';

/** An hour as the device itself sent it (2061), marks and all. */
export interface HourRecord {
  readonly pointId: number;
  /** Start of the hour, epoch ms. */
  readonly time: number;
  /** Arrival of what stands now, epoch ms. */
  readonly receivedAt: number;
  readonly lsn: number;
  readonly revision: number;
  /** Mean by factor. */
  readonly values: Readonly<Record<string, number>>;
  /** Device mark by factor; N is left out. */
  readonly flags: Readonly<Record<string, string>>;
}

interface Span {
  readonly pointIds: readonly number[];
  /** Epoch ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

type Raw = {
  point_id: number;
  time: Date;
  layout_id: number;
  values: (number | null)[];
  flags: (string | null)[] | null;
};

async function byFactor(db: DbOrTx, row: Raw): Promise<Pick<HourRecord, 'values' | 'flags'>> {
  const layout = await layoutOf(db, row.layout_id);
  const marks = spreadFlags(row.flags, row.values.length);
  const values: Record<string, number> = {};
  const flags: Record<string, string> = {};
  layout.forEach(({ code, attr }, index) => {
    const value = row.values[index];
    if (attr === 'Avg' && value !== null && value !== undefined) values[code] = value;
    const mark = marks?.[index];
    if (mark && mark !== 'N') flags[code] = mark;
  });
  return { values, flags };
}

/** Hours of these points as devices sent them, by point and time. */
export async function hourRecords(db: DbOrTx, { pointIds, from, to }: Span): Promise<HourRecord[]> {
  const { rows } = await sql<Raw & { received_at: Date; lsn: string | number; revision: number }>`
    select point_id, time, layout_id, values, flags, received_at, lsn, revision from telemetry.record
    where point_id = any(${pointIds}::int[]) and kind = ${RECORD_KINDS.hour}
      and time >= ${new Date(from)} and time < ${new Date(to)}
    order by point_id, time
  `.execute(db);
  const records: HourRecord[] = [];
  for (const row of rows)
    records.push({
      pointId: row.point_id,
      time: row.time.getTime(),
      receivedAt: row.received_at.getTime(),
      lsn: Number(row.lsn),
      revision: row.revision,
      ...(await byFactor(db, row)),
    });
  return records;
}

/** What an hour of a device was before it was sent again with other values. */
export interface HourRevision {
  readonly pointId: number;
  readonly time: number;
  readonly replacedAt: number;
  readonly before: Readonly<Record<string, number>>;
}

/** Replaced hours of these points, by point, time and order of replacement. */
export async function hourRevisions(db: DbOrTx, { pointIds, from, to }: Span): Promise<HourRevision[]> {
  const { rows } = await sql<Raw & { replaced_at: Date }>`
    select point_id, time, layout_id, values, flags, replaced_at from telemetry.record_revision
    where point_id = any(${pointIds}::int[]) and kind = ${RECORD_KINDS.hour}
      and time >= ${new Date(from)} and time < ${new Date(to)}
    order by point_id, time, revision
  `.execute(db);
  const revisions: HourRevision[] = [];
  for (const row of rows)
    revisions.push({
      pointId: row.point_id,
      time: row.time.getTime(),
      replacedAt: row.replaced_at.getTime(),
      before: (await byFactor(db, row)).values,
    });
  return revisions;
}
