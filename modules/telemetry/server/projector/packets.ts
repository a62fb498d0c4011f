import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { scalarArray, textColumn } from '../sql/arrays.ts';
import type { ProjectedFrame } from './decode-batch.ts';

/**
 * Packets of a split record enter the record one by one, as they come: nothing waits for a sibling that may never come, and a
 * packet that is sent again later meets its own slots. What is kept here is only which numbers of a set are still missing.
 * A set is known by (MN, CN, DataTime, PNUM): HJ 212-2017 C.47–C.50 give the packets of one record different QNs.
 * @param frames packets that brought something new
 * @returns positions of all frames whose set is whole now, also of those of earlier batches
 */
export async function notePackets(tx: Tx, frames: readonly ProjectedFrame[]): Promise<number[]> {
  const packets = frames.filter((frame) => frame.packet !== null && frame.measurement !== null);
  if (packets.length === 0) return [];
  const sets = sql`${textColumn(packets.map((one) => one.mn))}::text[], ${textColumn(packets.map((one) => one.cn))}::text[],
    ${scalarArray(packets.map((one) => one.measurement!.time / 1000))}::float8[], ${scalarArray(packets.map((one) => one.packet!.pnum))}::int[]`;
  await sql`
    insert into telemetry.packet (mn, cn, data_time, pnum, pno, lsn, received_at)
    select mn, cn, to_timestamp(at), pnum, pno, lsn, to_timestamp(received) from unnest(
      ${sets}, ${scalarArray(packets.map((one) => one.packet!.pno))}::int[],
      ${scalarArray(packets.map((one) => one.entry.lsn))}::bigint[], ${scalarArray(packets.map((one) => one.entry.receivedAt / 1000))}::float8[]
    ) i(mn, cn, at, pnum, pno, lsn, received)
    on conflict do nothing
  `.execute(tx);
  const { rows } = await sql<{ lsn: number }>`
    with touched as (
      select distinct mn, cn, to_timestamp(at) as data_time, pnum from unnest(${sets}) i(mn, cn, at, pnum)
    ), whole as (
      select p.mn, p.cn, p.data_time, p.pnum from telemetry.packet p join touched using (mn, cn, data_time, pnum)
      group by 1, 2, 3, 4 having count(*) = p.pnum
    )
    delete from telemetry.packet p using whole w
    where p.mn = w.mn and p.cn = w.cn and p.data_time = w.data_time and p.pnum = w.pnum
    returning p.lsn
  `.execute(tx);
  return rows.map((row) => row.lsn);
}
