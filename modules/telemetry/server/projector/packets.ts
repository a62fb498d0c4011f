import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { scalarArray } from '../sql/arrays.ts';
import type { RecordInput } from '../sql/record-write.ts';
import type { ProjectedFrame } from './decode-batch.ts';
import { joinMeasurements, type Measurement } from './interpret.ts';

/** A record whose packets are all there. */
export interface JoinedRecord {
  readonly record: RecordInput;
  readonly lsns: readonly number[];
}

/**
 * Keeps the packets of split records until their set is whole, then joins them: by (MN, CN, DataTime, PNUM), since
 * HJ 212-2017 C.47–C.50 give the packets of one record different QNs. Siblings may lie in earlier batches; their bytes
 * are read again from the log.
 */
export async function completePackets(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  reread: (lsn: number) => Promise<ProjectedFrame | null>,
): Promise<JoinedRecord[]> {
  const packets = frames.filter(
    (frame) => frame.packet !== null && frame.measurement !== null && frame.device !== null,
  );
  if (packets.length === 0) return [];
  await sql`
    insert into telemetry.packet (mn, cn, data_time, pnum, pno, lsn, received_at)
    select mn, cn, to_timestamp(at), pnum, pno, lsn, to_timestamp(received) from unnest(
      ${packets.map((one) => one.mn)}::text[], ${packets.map((one) => one.cn)}::text[],
      ${scalarArray(packets.map((one) => one.measurement!.time / 1000))}::float8[],
      ${scalarArray(packets.map((one) => one.packet!.pnum))}::int[], ${scalarArray(packets.map((one) => one.packet!.pno))}::int[],
      ${scalarArray(packets.map((one) => one.entry.lsn))}::bigint[], ${scalarArray(packets.map((one) => one.entry.receivedAt / 1000))}::float8[]
    ) i(mn, cn, at, pnum, pno, lsn, received)
    on conflict do nothing
  `.execute(tx);
  const { rows } = await sql<{ lsns: number[] }>`
    with touched as (
      select distinct mn, cn, to_timestamp(at) as data_time, pnum from unnest(
        ${packets.map((one) => one.mn)}::text[], ${packets.map((one) => one.cn)}::text[],
        ${scalarArray(packets.map((one) => one.measurement!.time / 1000))}::float8[], ${scalarArray(packets.map((one) => one.packet!.pnum))}::int[]
      ) i(mn, cn, at, pnum)
    ), whole as (
      select p.mn, p.cn, p.data_time, p.pnum from telemetry.packet p join touched using (mn, cn, data_time, pnum)
      group by 1, 2, 3, 4 having count(*) = p.pnum
    ), gone as (
      delete from telemetry.packet p using whole w
      where p.mn = w.mn and p.cn = w.cn and p.data_time = w.data_time and p.pnum = w.pnum
      returning p.*
    )
    select array_agg(lsn order by pno)::float8[] as lsns from gone group by mn, cn, data_time, pnum
  `.execute(tx);
  const known = new Map(frames.map((frame) => [frame.entry.lsn, frame]));
  const joined: JoinedRecord[] = [];
  for (const { lsns } of rows) {
    const parts: ProjectedFrame[] = [];
    for (const lsn of lsns) {
      const part = known.get(lsn) ?? (await reread(lsn));
      if (part?.measurement && part.device) parts.push(part);
    }
    const first = parts[0];
    if (!first) continue;
    const measurement = joinMeasurements(parts.map((part): Measurement => part.measurement!));
    const receivedAt = Math.max(...parts.map((part) => part.entry.receivedAt));
    joined.push({
      record: { pointId: first.device!.pointId, lsn: first.entry.lsn, receivedAt, ...measurement },
      lsns,
    });
  }
  return joined;
}
