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
import { type RecordInput, type RecordStatus, writeRecords } from '../sql/record-write.ts';
import { tellRecorded } from '../sql/watched.ts';
import type { ProjectedFrame } from './decode-batch.ts';
import { notePackets } from './packets.ts';
import { writeQuarantine } from './quarantine.ts';

/** Live hours are computed this long after their end: minute data of the last minutes are on their way. */
export const HOUR_GRACE_MS = 90_000;
/** Late data wait a moment, so that one history call becomes one recomputation. */
const LATE_DELAY_MS = 1_500;
/** So long a late record waits for its other packets, so that it is not computed from a part first. */
const PACKETS_DELAY_MS = 20_000;

/** What a batch came to, in numbers. */
export interface BatchCounts {
  readonly frames: number;
  /** Records that are new or changed. */
  readonly records: number;
  readonly values: number;
  readonly broken: number;
}

export interface BatchResult extends BatchCounts {
  readonly layouts: ReadonlyMap<string, number>;
  /** Points that got something new, with the time of the newest. */
  readonly arrived: ReadonlyMap<number, number>;
}

/**
 * Writes all that a batch of frames means, in the caller's transaction.
 * @param options.indexed the frames stand in the index already: they are projected again (adoption)
 */
export async function writeBatch(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  options: { now: number; indexed?: boolean },
): Promise<BatchResult> {
  const { now, indexed = false } = options;
  const measured = frames.filter((frame) => frame.measurement !== null && frame.device !== null);
  const { status, written, layouts } = await writeRecords(
    tx,
    measured.map(recordOf),
    indexed ? now : undefined,
  );
  measured.forEach((frame, index) => {
    state(frame, status[index]!);
  });
  const whole = new Set(
    await notePackets(
      tx,
      measured.filter((_, index) => FRESH.has(status[index]!)),
    ),
  );
  await writeLatest(tx, written, layouts);
  await tellRecorded(tx, written);
  const waiting = keysOfParts(frames, whole);
  await markDirty(
    tx,
    written.flatMap((record) => dirtyMarks(record, now, waiting.has(keyOf(record)))),
  );
  await stateFrames(tx, frames, whole, indexed);
  await writeQuarantine(
    tx,
    frames.filter((frame) => frame.status === 'quarantined'),
  );

  const arrived = new Map<number, number>();
  for (const record of written)
    arrived.set(record.pointId, Math.max(record.receivedAt, arrived.get(record.pointId) ?? 0));
  const counts = minuteCounts(frames);
  if (!indexed) await countArrivals(tx, counts);
  return {
    layouts,
    frames: frames.length,
    records: written.length,
    values: [...counts.values()].reduce((sum, one) => sum + one.values, 0),
    broken: frames.filter((frame) => frame.status === 'broken').length,
    arrived,
  };
}

/** Outcomes by which a frame brought something that was not there. */
const FRESH: ReadonlySet<RecordStatus> = new Set(['inserted', 'merged', 'revised']);

function state(frame: ProjectedFrame, status: RecordStatus): void {
  switch (status) {
    case 'duplicate':
      frame.status = 'duplicate';
      break;
    case 'superseded':
      frame.status = 'duplicate';
      frame.problem = 'SUPERSEDED';
      break;
    case 'revised':
      frame.problem ??= 'REVISION';
      break;
    case 'too-many':
      frame.status = 'broken';
      frame.problem = 'TOO_MANY_ITEMS';
      break;
    case 'inserted':
    case 'merged':
      break;
  }
}

function recordOf(frame: ProjectedFrame): RecordInput {
  return {
    pointId: frame.device!.pointId,
    lsn: frame.entry.lsn,
    receivedAt: frame.entry.receivedAt,
    ...frame.measurement!,
  };
}

const keyOf = (record: { pointId: number; kind: number; time: number }): string =>
  `${record.pointId}/${record.kind}/${record.time}`;

/** Records of which packets are still on their way. */
function keysOfParts(frames: readonly ProjectedFrame[], whole: ReadonlySet<number>): Set<string> {
  const keys = new Set<string>();
  for (const frame of frames)
    if (frame.status === 'partial' && !whole.has(frame.entry.lsn))
      keys.add(keyOf({ pointId: frame.device!.pointId, ...frame.measurement! }));
  return keys;
}

function dirtyMarks(record: RecordInput, now: number, waiting: boolean): DirtyInput[] {
  if (record.kind !== RECORD_KINDS.minute && record.kind !== RECORD_KINDS.hour) return [];
  const time = periodStart('hour', record.time);
  const live = periodEnd('hour', time) + HOUR_GRACE_MS;
  const late = live < now;
  return [
    {
      pointId: record.pointId,
      period: 1,
      time,
      dueAt: late ? now + (waiting ? PACKETS_DELAY_MS : LATE_DELAY_MS) : live,
      reason: late && now - time > 3 * HOUR_MS ? 'late-data' : 'data',
    },
  ];
}

async function stateFrames(
  tx: Tx,
  frames: readonly ProjectedFrame[],
  whole: ReadonlySet<number>,
  indexed: boolean,
): Promise<void> {
  for (const frame of frames) if (whole.has(frame.entry.lsn)) frame.status = 'recorded';
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
  await restateFrames(
    tx,
    [...whole].filter((lsn) => !here.has(lsn)).map((lsn) => ({ lsn, status: 'recorded', problem: null })),
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
