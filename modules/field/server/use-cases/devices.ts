import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import { ACT_ROOT, type FieldDevice } from '../../contract.ts';
import { fieldErrors as E } from '../errors.ts';
import {
  type DeviceRow,
  deviceById,
  devices,
  insertDevice,
  lockDevice,
  revokeDeviceRow,
} from '../sql/devices.ts';

const present = (one: DeviceRow): FieldDevice => ({
  id: one.id,
  name: one.name,
  user: one.userName,
  registeredAt: one.registeredAt.toISOString(),
  seenAt: one.seenAt.toISOString(),
  clockMs: one.clockMs === null ? null : Number(one.clockMs),
  sent: one.sent,
  revokedAt: one.revokedAt?.toISOString() ?? null,
  revokedBy: one.revokedBy,
  revokeReason: one.revokeReason,
});

export async function registerDevice(ctx: Context, actor: Actor, name: string) {
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    const id = await insertDevice(tx, {
      userId: actor.userId,
      userName: actor.name,
      name: name.trim() || '—',
      at,
      chain: ACT_ROOT,
    });
    await ctx.audit.record(tx, { actor, action: 'field.device.registered', subject: `device/${id}` });
    return { id, chain: ACT_ROOT };
  });
}

export async function listDevices(ctx: Context, userId: string | null) {
  return { devices: (await devices(ctx.db, userId)).map(present) };
}

/** @throws TarimError FIELD_DEVICE_UNKNOWN: also for the device of somebody else, FIELD_DEVICE_REVOKED */
export function requireOwn(device: DeviceRow | null, actor: Actor): DeviceRow {
  if (!device || device.userId !== actor.userId) throw new TarimError(E.deviceUnknown);
  if (device.revokedAt) throw new TarimError(E.deviceRevoked, { reason: device.revokeReason ?? '' });
  return device;
}

export const ownDevice = async (ctx: Context, actor: Actor, id: string): Promise<DeviceRow> =>
  requireOwn(await deviceById(ctx.db, id), actor);

export const lockOwnDevice = async (tx: Tx, actor: Actor, id: string): Promise<DeviceRow> =>
  requireOwn(await lockDevice(tx, id), actor);

/**
 * 停用: whatever the device asks for from now on is refused, and it wipes itself when it hears so. Again, it changes nothing.
 * @param own only a device of this person's
 * @throws TarimError FIELD_DEVICE_UNKNOWN
 */
export async function revokeDevice(
  ctx: Context,
  actor: Actor,
  { id, reason, own }: { readonly id: string; readonly reason: string; readonly own: boolean },
): Promise<FieldDevice> {
  return ctx.db.transaction().execute(async (tx) => {
    const device = await lockDevice(tx, id);
    if (!device || (own && device.userId !== actor.userId)) throw new TarimError(E.deviceUnknown);
    if (!device.revokedAt) {
      await revokeDeviceRow(tx, id, actor.name, reason, new Date(ctx.clock.now()));
      await ctx.audit.record(tx, {
        actor,
        action: 'field.device.revoked',
        subject: `device/${id}`,
        detail: { reason },
      });
    }
    return present((await deviceById(tx, id))!);
  });
}
