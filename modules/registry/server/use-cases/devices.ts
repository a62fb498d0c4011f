import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Device, DeviceInput } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { deviceById, pointById } from '../sql/pages.ts';
import { setDeviceActive, writeDevice } from '../writing/device.ts';
import { type Writing, write } from '../writing/writing.ts';

async function known(w: Writing, id: number): Promise<Device> {
  const device = await deviceById(w.tx, id);
  if (!device) throw new TarimError(registryErrors.deviceUnknown, { id });
  return device;
}

const unitOf = async (w: Writing, device: Device) => (await pointById(w.tx, device.pointId))?.unitPath;

/**
 * Registers a data logger, or changes the one of this id. A device that waited in quarantine under this MN is adopted by
 * it: its kept frames become records.
 */
export function saveDevice(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Static<typeof DeviceInput>,
): Promise<Device> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w, id);
    const device = await known(w, await writeDevice(w, old, input));
    await ctx.audit.record(w.tx, {
      actor,
      action: old ? 'registry.device.updated' : 'registry.device.created',
      subject: device.mn,
      unitPath: await unitOf(w, device),
      detail: { pointId: device.pointId },
    });
    return device;
  });
}

/** Takes a data logger out of use, or back into it. */
export function switchDevice(
  ctx: Context,
  actor: Actor,
  id: number,
  active: boolean,
  reason: string,
): Promise<Device> {
  return write(ctx, actor, async (w) => {
    const device = await known(w, id);
    await setDeviceActive(w, device, active);
    await ctx.audit.record(w.tx, {
      actor,
      action: active ? 'registry.device.reopened' : 'registry.device.closed',
      subject: device.mn,
      unitPath: await unitOf(w, device),
      detail: { reason },
    });
    return known(w, id);
  });
}
