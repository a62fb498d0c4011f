import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';
import { spreadFlags } from './arrays.ts';
import { type Layout, layoutOf } from './layouts.ts';
import type { WatchedKind } from './watched.ts';

/** A record as others evaluate it. Arrays follow `slots`. */
export interface StreamedRecord {
  readonly pointId: number;
  /** DataTime, epoch ms. */
  readonly time: number;
  /** `a21026.Avg`; the same array for the same layout. */
  readonly slots: readonly string[];
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  readonly lsn: number;
  readonly revision: number;
}

const PAGE = 20_000;
const names = new WeakMap<Layout, readonly string[]>();

function slotsOf(layout: Layout): readonly string[] {
  let slots = names.get(layout);
  if (!slots) {
    slots = layout.map((slot) => `${slot.code}.${slot.attr}`);
    names.set(layout, slots);
  }
  return slots;
}

/** Records of each point from its own time on (inclusive) to a common end (inclusive), by point and time, a page at a time. */
export async function* recordStream(
  db: DbOrTx,
  kind: WatchedKind,
  spans: ReadonlyArray<{ readonly pointId: number; readonly from: number }>,
  to: number,
): AsyncGenerator<readonly StreamedRecord[]> {
  let left = [...spans].sort((a, b) => a.pointId - b.pointId);
  while (left.length > 0) {
    const { rows } = await sql<{
      point_id: number;
      time: Date;
      layout_id: number;
      values: (number | null)[];
      flags: (string | null)[] | null;
      lsn: number;
      revision: number;
    }>`
      select r.point_id, r.time, r.layout_id, r.values, r.flags, r.lsn, r.revision
      from unnest(${left.map((one) => one.pointId)}::int[], ${left.map((one) => new Date(one.from).toISOString())}::timestamptz[]) k(point_id, since)
      cross join lateral (
        select * from telemetry.record x where x.point_id = k.point_id and x.kind = ${RECORD_KINDS[kind]} and x.time >= k.since
          and x.time <= ${new Date(to)} order by x.time limit ${PAGE}
      ) r
      order by r.point_id, r.time limit ${PAGE}
    `.execute(db);
    const records: StreamedRecord[] = [];
    for (const row of rows) {
      records.push({
        pointId: row.point_id,
        time: row.time.getTime(),
        slots: slotsOf(await layoutOf(db, row.layout_id)),
        values: row.values,
        flags: spreadFlags(row.flags, row.values.length),
        lsn: row.lsn,
        revision: row.revision,
      });
    }
    if (records.length > 0) yield records;
    if (rows.length < PAGE) return;
    const last = records.at(-1)!;
    left = left
      .filter((one) => one.pointId >= last.pointId)
      .map((one) => (one.pointId === last.pointId ? { ...one, from: last.time + 1 } : one));
  }
}
