import { beijingIso } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import type { Overview } from '../../contract.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { arrivalMinutes, projectedPosition, quarantineWaiting } from '../sql/overview.ts';
import { pointStatuses } from '../sql/status.ts';
import { allowedSilence } from './silence.ts';

/** The figures of the live overview: counts by medium, arrival rate, log. */
export async function getOverview(ctx: Context, runtime: TelemetryRuntime): Promise<Static<typeof Overview>> {
  const now = ctx.clock.now();
  const points = await listPoints(ctx.db, {});
  const ids = points.map((point) => point.id);
  const statuses = await pointStatuses(ctx.db, now, ids, await allowedSilence(ctx.db, ids));
  const stateOf = new Map(statuses.map((status) => [status.pointId, status.state]));
  const byKind = new Map<
    string,
    { kind: string; total: number; online: number; fault: number; offline: number }
  >();
  for (const point of points) {
    let row = byKind.get(point.kind);
    if (!row) {
      row = { kind: point.kind, total: 0, online: 0, fault: 0, offline: 0 };
      byKind.set(point.kind, row);
    }
    row.total++;
    const state = stateOf.get(point.id);
    if (state === 'online' || state === 'fault') row.online++;
    if (state === 'fault') row.fault++;
    if (state === 'offline') row.offline++;
  }
  const minutes = await arrivalMinutes(ctx.db, now, 60);
  const lastWhole = minutes.at(-2);
  const projected = await projectedPosition(ctx.db);
  const position = runtime.log?.position() ?? projected;
  return {
    at: beijingIso(now),
    simulated: ctx.config.demo,
    points: [...byKind.values()],
    connections: runtime.connections?.size ?? 0,
    framesPerMinute: lastWhole?.frames ?? 0,
    valuesPerMinute: lastWhole?.values ?? 0,
    framesByMinute: minutes.map((one) => ({
      minute: beijingIso(one.minute),
      frames: one.frames,
      values: one.values,
    })),
    log: {
      position,
      projected,
      lagBytes: Math.max(0, position - projected),
      segments: runtime.log?.segments().length ?? 0,
      writable: runtime.log?.writable() ?? true,
    },
    quarantined: await quarantineWaiting(ctx.db),
  };
}
