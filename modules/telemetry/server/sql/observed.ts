import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';
import { scalarArray } from './arrays.ts';
import { parseLayout } from './layouts.ts';
import { PERIOD_CODES } from './rollup-read.ts';

export type ObservedGrain = 'realtime' | 'minute' | 'hour' | 'day';

export interface ObservedStream {
  readonly pointId: number;
  readonly grain: ObservedGrain;
  readonly code: string;
}

/** Attributes that hold the value of a factor, the better first. */
const ATTRS: Readonly<Record<ObservedGrain, readonly string[]>> = {
  realtime: ['Rtd', 'Avg'],
  minute: ['Avg', 'Rtd'],
  hour: ['Avg'],
  day: ['Avg'],
};

/** Layouts with this factor, and where in them its value stands (from 1). */
async function slotsOf(
  db: DbOrTx,
  code: string,
  grain: ObservedGrain,
): Promise<{ layouts: string; slots: string }> {
  const { rows } = await sql<{ id: number; slots: string }>`
    select id, slots from telemetry.layout where position(${`${code}.`} in slots) > 0`.execute(db);
  const found = rows.flatMap((row) => {
    const layout = parseLayout(row.slots);
    for (const attr of ATTRS[grain]) {
      const index = layout.findIndex((slot) => slot.code === code && slot.attr === attr);
      if (index >= 0) return [{ id: row.id, slot: index + 1 }];
    }
    return [];
  });
  return {
    layouts: scalarArray(found.map((one) => one.id)),
    slots: scalarArray(found.map((one) => one.slot)),
  };
}

/**
 * One factor of one point and period as a relation (time, value, mark, revision, at), read by the primary key (point, kind,
 * time) and never by a scan: real-time and minute values are the device's records, hours and days the platform's
 * roll-ups. `mark`: the device's flag, or why a roll-up is not valid; its value is null then. `at`: when it came to be.
 */
export async function observedRelation(
  db: DbOrTx,
  { pointId, grain, code }: ObservedStream,
): Promise<RawBuilder<unknown>> {
  const { layouts, slots } = await slotsOf(db, code, grain);
  const slot = sql`(${slots}::int[])[array_position(${layouts}::int[], r.layout_id)]`;
  if (grain === 'realtime' || grain === 'minute')
    return sql`(select r.time, r.values[${slot}] as value, case when cardinality(r.flags) = 1 then r.flags[1] else r.flags[${slot}] end as mark,
        r.revision, r.received_at as at
      from telemetry.record r where r.point_id = ${pointId} and r.kind = ${RECORD_KINDS[grain]} and r.values[${slot}] is not null)`;
  return sql`(select r.time, case when r.invalid[${slot}] is null then r.values[${slot}] end as value, r.invalid[${slot}] as mark,
      r.revision, r.computed_at as at
    from telemetry.rollup r where r.point_id = ${pointId} and r.period = ${PERIOD_CODES[grain]} and ${slot} is not null)`;
}
