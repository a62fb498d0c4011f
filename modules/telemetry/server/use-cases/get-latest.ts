import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { type PointLatest, RECORD_KINDS, type RecordKind } from '../../contract.ts';
import { latestRecords } from '../sql/record-read.ts';
import { pointStatuses } from '../sql/status.ts';
import { ownDevices } from './access.ts';
import { allowedSilence } from './silence.ts';

const KIND_NAMES = new Map<number, RecordKind>(
  Object.entries(RECORD_KINDS).map(([name, code]) => [code, name as RecordKind]),
);

/** State and newest record of the points the reader sees: of one kind, or of whichever came last. */
export async function getLatest(
  ctx: Context,
  actor: Actor,
  query: { pointIds?: string; kind?: RecordKind },
): Promise<{ at: string; points: Static<typeof PointLatest>[] }> {
  const now = ctx.clock.now();
  const asked = query.pointIds
    ? query.pointIds.split(',').map(Number).filter(Number.isInteger)
    : (await listPoints(ctx.db, {})).map((point) => point.id);
  const own = await ownDevices(ctx, actor);
  const ids = own ? asked.filter((id) => own.points.has(id)) : asked;
  const kind = query.kind ? RECORD_KINDS[query.kind] : null;
  const records = new Map((await latestRecords(ctx.db, ids, kind)).map((record) => [record.pointId, record]));
  const statuses = await pointStatuses(ctx.db, now, ids, await allowedSilence(ctx.db, ids));
  return {
    at: beijingIso(now),
    points: statuses.map((status) => {
      const record = records.get(status.pointId);
      return {
        pointId: status.pointId,
        state: status.state,
        kind: record ? (KIND_NAMES.get(record.kind) ?? 'other') : null,
        time: record ? beijingIso(record.time) : null,
        receivedAt: record ? beijingIso(record.receivedAt) : null,
        lsn: record?.lsn ?? null,
        values:
          record?.layout.map((slot, index) => ({
            ...slot,
            value: record.values[index] ?? null,
            flag: record.flags?.[index] ?? null,
          })) ?? [],
      };
    }),
  };
}
