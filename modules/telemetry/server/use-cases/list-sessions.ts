import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { SessionRow } from '../../contract.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { ownDevices } from './access.ts';

/** Live device connections of this process, those heard last first; people of an enterprise see those of its devices. */
export async function listSessions(
  ctx: Context,
  runtime: TelemetryRuntime,
  actor: Actor,
  query: { q?: string; limit?: number },
): Promise<{ sessions: Static<typeof SessionRow>[] }> {
  if (!runtime.connections || !runtime.directory) return { sessions: [] };
  const wanted = query.q?.trim().toLowerCase();
  const own = await ownDevices(ctx, actor);
  const all = [...runtime.connections]
    .filter((one) => own === null || [...one.bound].some((mn) => own.mns.has(mn)))
    .sort((a, b) => b.lastAt - a.lastAt);
  const devices = new Map(all.map((one) => [one, runtime.directory!.get(one.lastMn)]));
  const points = await pointsByIds(ctx.db, [
    ...new Set([...devices.values()].flatMap((device) => (device ? [device.pointId] : []))),
  ]);
  const nameOf = new Map(points.map((point) => [point.id, point.name]));
  const rows = all.map((one): Static<typeof SessionRow> => {
    const device = devices.get(one) ?? null;
    return {
      id: one.id,
      transport: 'tcp',
      remote: one.remote,
      mn: one.lastMn,
      proven: one.lastMn !== null && one.bound.has(one.lastMn),
      deviceId: device?.id ?? null,
      pointId: device?.pointId ?? null,
      pointName: device ? (nameOf.get(device.pointId) ?? null) : null,
      connectedAt: beijingIso(one.connectedAt),
      lastAt: beijingIso(one.lastAt),
      frames: one.frames,
      bytes: one.bytes,
      broken: one.broken,
      clockOffsetMs: one.clockOffsetMs,
    };
  });
  const matching = wanted
    ? rows.filter((row) => `${row.mn} ${row.remote} ${row.pointName}`.toLowerCase().includes(wanted))
    : rows;
  return { sessions: matching.slice(0, query.limit ?? 500) };
}
