import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS, type RecordKind } from '../../contract.ts';
import { spreadFlags } from './arrays.ts';

/** How long a point may be silent before it counts as offline, by the shortest interval its device should keep. */
export const SILENCE_FACTOR = 5;
export const MIN_SILENCE_MS = 5 * 60_000;

export interface PointStatus {
  readonly pointId: number;
  readonly state: 'online' | 'fault' | 'offline' | 'never';
  readonly lastReceivedAt: number | null;
  readonly lastKind: RecordKind | null;
  /** Factor codes that carry a fault mark (D, or B communication failure) in the newest record. */
  readonly faultCodes: readonly string[];
  readonly lastLsn: number | null;
}

const KIND_NAMES = new Map<number, RecordKind>(
  Object.entries(RECORD_KINDS).map(([name, code]) => [code, name as RecordKind]),
);
const FAULT_FLAGS = ['D', 'B'];

/**
 * State of each point by its newest live record (any kind): one small row a point.
 * `allowedSilenceMs` is asked per point, since wastewater analysers report seldom.
 */
export async function pointStatuses(
  db: DbOrTx,
  nowMs: number,
  pointIds: readonly number[],
  allowedSilenceMs: (pointId: number) => number = () => MIN_SILENCE_MS,
): Promise<PointStatus[]> {
  const { rows } = await sql<{
    point_id: number;
    kind: number | null;
    received_at: Date | null;
    lsn: number | null;
    flags: (string | null)[] | null;
    slots: string | null;
  }>`
    select p.point_id, l.kind, l.received_at, l.lsn, l.flags, y.slots
    from unnest(${pointIds}::int[]) p(point_id)
    left join lateral (
      select * from telemetry.latest x where x.point_id = p.point_id order by x.received_at desc limit 1
    ) l on true
    left join telemetry.layout y on y.id = l.layout_id
  `.execute(db);
  return rows.map((row) => {
    const lastReceivedAt = row.received_at?.getTime() ?? null;
    const faultCodes = faulty(row.flags, row.slots);
    let state: PointStatus['state'] = 'never';
    if (lastReceivedAt !== null) {
      if (nowMs - lastReceivedAt > allowedSilenceMs(row.point_id)) state = 'offline';
      else state = faultCodes.length > 0 ? 'fault' : 'online';
    }
    return {
      pointId: row.point_id,
      state,
      lastReceivedAt,
      lastKind: row.kind === null ? null : (KIND_NAMES.get(row.kind) ?? 'other'),
      faultCodes,
      lastLsn: row.lsn,
    };
  });
}

function faulty(flags: (string | null)[] | null, slots: string | null): string[] {
  if (!flags || !slots) return [];
  const names = slots.split(',');
  const codes = new Set<string>();
  spreadFlags(flags, names.length)!.forEach((flag, index) => {
    if (flag && FAULT_FLAGS.includes(flag)) codes.add(names[index]!.replace(/\.\w+$/, ''));
  });
  return [...codes];
}
