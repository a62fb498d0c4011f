import { type Context, subscribe, type Tx } from '@tarim/platform';
import { deviceChanged, pointChanged } from '@tarim/registry/contract';
import { devicesOfPoints, pointsByIds } from '@tarim/registry/queries';
import { ALARM_KINDS, type AlarmKind } from '../../contract.ts';
import { lockById } from '../sql/alarms.ts';
import { rulesById } from '../sql/rules.ts';
import { lockOpenIds } from '../sql/watched.ts';
import { Keeper } from './keeper.ts';

/** Kinds that are about devices: without one there is nothing that could be silent or faulty. */
const OF_DEVICES: ReadonlySet<AlarmKind> = new Set(['offline', 'fault']);

interface Watch {
  readonly pointId: number;
  readonly kind: AlarmKind;
}

/**
 * Ends alarms that nothing watches any more, with the reason `withdrawn`: all of a point that was closed, those about
 * devices of a point whose last device was closed. They would stay open for ever: no observation will clear them.
 */
export async function endUnwatched(
  tx: Tx,
  keeper: Keeper,
  now: number,
  watches: readonly Watch[],
): Promise<number> {
  const gone = await unwatched(tx, watches);
  let ended = 0;
  for (const id of await lockOpenIds(tx, gone)) {
    const alarm = (await lockById(tx, id))!;
    const rule = (await rulesById(tx, [alarm.ruleId])).get(alarm.ruleId)!;
    await keeper.apply(alarm, { kind: 'withdraw', at: now }, rule);
    ended += 1;
  }
  return ended;
}

async function unwatched(tx: Tx, watches: readonly Watch[]): Promise<Watch[]> {
  if (watches.length === 0) return [];
  const ids = [...new Set(watches.map((one) => one.pointId))];
  const active = new Set(
    (await pointsByIds(tx, ids)).filter((point) => point.active).map((point) => point.id),
  );
  const equipped = new Set((await devicesOfPoints(tx, ids)).map((device) => device.pointId));
  return watches.filter(
    ({ pointId, kind }) => !active.has(pointId) || (OF_DEVICES.has(kind) && !equipped.has(pointId)),
  );
}

/** As soon as the registry tells that a point was changed; the watch of every minute looks again in any case. */
export const endOfClosedPoint = subscribe(pointChanged, 'alarm.end-of-closed-point', ({ pointId }, tx, ctx) =>
  endOf(ctx, tx, pointId),
);

/** The same for the last device of a point. */
export const endOfClosedDevice = subscribe(
  deviceChanged,
  'alarm.end-of-closed-device',
  async ({ pointId, active }, tx, ctx) => {
    if (!active) await endOf(ctx, tx, pointId);
  },
);

async function endOf(ctx: Context, tx: Tx, pointId: number): Promise<void> {
  const now = ctx.clock.now();
  const keeper = new Keeper(ctx, tx, now);
  await endUnwatched(
    tx,
    keeper,
    now,
    ALARM_KINDS.map((kind) => ({ pointId, kind })),
  );
  await keeper.publish();
}
