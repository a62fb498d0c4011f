import { HOUR_MS, MINUTE_MS, periodEnd, periodStart } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { RECORD_KINDS } from '../../contract.ts';
import {
  countArrivals,
  type DirtyInput,
  markDirty,
  restateFrames,
  writeFrames,
  writeLatest,
} from '../sql/projection-write.ts';
import { type RecordInput, writeRecords } from '../sql/record-write.ts';
import type { ProjectedFrame } from './decode-batch.ts';
import { completePackets, type JoinedRecord } from './packets.ts';
import { writeQuarantine } from './quarantine.ts';

/** Live hours are computed this long after their end: minute data of the last minutes are on their way. */
export const HOUR_GRACE_MS = 90_000;
/** Late data wait a moment, so that one history call becomes one recomputation. */
const LATE_DELAY_MS = 1_500;

export interface BatchResult {
  readonly layouts: ReadonlyMap<string, number>;
  readonly frames: number;
  readonly values: number;
  readonly broken: number;
  /** Points that got something new, with the time of the newest. */
  readonly arrived: ReadonlyMap<number, number>;
}

/** Writes all that a batch of frames means, in the caller's transaction. */
export async function writeBatch(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  options: { now: number; reread: (lsn: number) => Promise<ProjectedFrame | null>; indexed?: boolean },
): Promise<BatchResult> {
  const joined = await completePackets(tx, frames, options.reread);
  const whole = frames.filter(
    (frame) => frame.measurement !== null && frame.packet === null && frame.device !== null,
  );
  const inputs: RecordInput[] = [...whole.map(recordOf), ...joined.map((one) => one.record)];
  const { status, layouts } = await writeRecords(tx, inputs, options.now);
  whole.forEach((frame, index) => {
    if (status[index] === 'duplicate') frame.status = 'duplicate';
    else if (status[index] === 'revised') frame.problem ??= 'REVISION';
  });
  const fresh = inputs.filter((_, index) => status[index] !== 'duplicate');
  await writeLatest(tx, fresh, layouts);
  await markDirty(
    tx,
    fresh.flatMap((record) => dirtyMarks(record, options.now)),
  );
  await stateFrames(tx, frames, joined, options.indexed ?? false);
  await writeQuarantine(
    tx,
    frames.filter((frame) => frame.status === 'quarantined'),
  );

  const arrived = new Map<number, number>();
  let values = 0;
  for (const record of fresh) {
    arrived.set(record.pointId, Math.max(record.receivedAt, arrived.get(record.pointId) ?? 0));
    values += record.values.length;
  }
  if (!options.indexed) await countArrivals(tx, minuteCounts(frames));
  return {
    layouts,
    frames: frames.length,
    values,
    broken: frames.filter((frame) => frame.status === 'broken').length,
    arrived,
  };
}

function recordOf(frame: ProjectedFrame): RecordInput {
  return {
    pointId: frame.device!.pointId,
    lsn: frame.entry.lsn,
    receivedAt: frame.entry.receivedAt,
    ...frame.measurement!,
    literals: frame.literals,
  };
}

function dirtyMarks(record: RecordInput, now: number): DirtyInput[] {
  if (record.kind !== RECORD_KINDS.minute && record.kind !== RECORD_KINDS.hour) return [];
  const time = periodStart('hour', record.time);
  const live = periodEnd('hour', time) + HOUR_GRACE_MS;
  const late = live < now;
  return [
    {
      pointId: record.pointId,
      period: 1,
      time,
      dueAt: late ? now + LATE_DELAY_MS : live,
      reason: late && now - time > 3 * HOUR_MS ? 'late-data' : 'data',
    },
  ];
}

async function stateFrames(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  joined: readonly JoinedRecord[],
  indexed: boolean,
): Promise<void> {
  const joinedNow = new Set(joined.flatMap((one) => one.lsns));
  for (const frame of frames) if (joinedNow.has(frame.entry.lsn)) frame.status = 'recorded';
  const rows = frames.map((frame) => ({
    lsn: frame.entry.lsn,
    receivedAt: frame.entry.receivedAt,
    mn: frame.mn,
    cn: frame.cn,
    qn: frame.qn,
    bytes: frame.entry.payload.length,
    status: frame.status,
    problem: frame.problem,
  }));
  if (indexed) await restateFrames(tx, rows);
  else await writeFrames(tx, rows);
  const here = new Set(frames.map((frame) => frame.entry.lsn));
  const earlier = [...joinedNow].filter((lsn) => !here.has(lsn));
  await restateFrames(
    tx,
    earlier.map((lsn) => ({ lsn, receivedAt: 0, status: 'recorded', problem: null })),
  );
}

function minuteCounts(
  frames: readonly ProjectedFrame[],
): Map<number, { frames: number; values: number; broken: number }> {
  const counts = new Map<number, { frames: number; values: number; broken: number }>();
  for (const frame of frames) {
    const minute = Math.floor(frame.entry.receivedAt / MINUTE_MS) * MINUTE_MS;
    let count = counts.get(minute);
    if (!count) {
      count = { frames: 0, values: 0, broken: 0 };
      counts.set(minute, count);
    }
    count.frames++;
    count.values += frame.measurement?.values.length ?? 0;
    if (frame.status === 'broken') count.broken++;
  }
  return counts;
}
