import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import {
  type Device,
  type DeviceInput,
  deviceChanged,
  type Instrument,
  type InstrumentInput,
} from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { deviceById, instrumentById } from '../sql/pages.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { conflicts } from './conflicts.ts';
import { changeablePoint } from './points.ts';

type Input = Static<typeof DeviceInput>;

/** Secrets are sealed before they reach a statement; an absent one stays as it is, null removes it. */
export function sealed(
  ctx: Pick<Context, 'secrets'>,
  input: Pick<Input, 'password' | 'sm4Key'>,
): { password?: string | null; sm4Key?: string | null } {
  const seal = (value: string | null | undefined) =>
    value === undefined || value === null ? value : ctx.secrets.seal(value);
  return { password: seal(input.password), sm4Key: seal(input.sm4Key) };
}

/** Registers a data logger. A device that waited in quarantine under this MN is adopted by it: its kept frames become records. */
export async function createDevice(ctx: Context, actor: Actor, input: Input): Promise<Device> {
  const point = await changeablePoint(ctx, actor, input.pointId);
  return conflicts({ device_mn_key: () => new TarimError(registryErrors.mnTaken, { mn: input.mn }) }, () =>
    asActor(ctx, actor, 'registry.write', async (tx) => {
      const id = await insertRow(tx, 'device', { ...input, ...sealed(ctx, input), unitPath: point.unitPath });
      await ctx.audit.record(tx, {
        actor,
        action: 'registry.device.created',
        subject: input.mn,
        unitPath: point.unitPath,
        detail: { pointId: point.id },
      });
      await ctx.outbox.publish(tx, deviceChanged, {
        deviceId: id,
        mn: input.mn,
        pointId: point.id,
        active: true,
      });
      return (await deviceById(tx, id))!;
    }),
  );
}

export async function updateDevice(ctx: Context, actor: Actor, id: number, input: Input): Promise<Device> {
  const old = await deviceById(ctx.db, id);
  if (!old) throw new TarimError(registryErrors.deviceUnknown, { id });
  await changeablePoint(ctx, actor, old.pointId);
  const point = await changeablePoint(ctx, actor, input.pointId);
  return conflicts({ device_mn_key: () => new TarimError(registryErrors.mnTaken, { mn: input.mn }) }, () =>
    asActor(ctx, actor, 'registry.write', async (tx) => {
      await updateRow(tx, 'device', id, { ...input, ...sealed(ctx, input), unitPath: point.unitPath });
      await ctx.audit.record(tx, {
        actor,
        action: 'registry.device.updated',
        subject: input.mn,
        unitPath: point.unitPath,
      });
      await ctx.outbox.publish(tx, deviceChanged, {
        deviceId: id,
        mn: input.mn,
        pointId: point.id,
        active: old.active,
      });
      return (await deviceById(tx, id))!;
    }),
  );
}

export async function closeDevice(ctx: Context, actor: Actor, id: number, reason: string): Promise<Device> {
  const old = await deviceById(ctx.db, id);
  if (!old) throw new TarimError(registryErrors.deviceUnknown, { id });
  const point = await changeablePoint(ctx, actor, old.pointId);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await updateRow(tx, 'device', id, { active: false });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.device.closed',
      subject: old.mn,
      unitPath: point.unitPath,
      detail: { reason },
    });
    await ctx.outbox.publish(tx, deviceChanged, {
      deviceId: id,
      mn: old.mn,
      pointId: point.id,
      active: false,
    });
    return (await deviceById(tx, id))!;
  });
}

export async function createInstrument(
  ctx: Context,
  actor: Actor,
  input: Static<typeof InstrumentInput>,
): Promise<Instrument> {
  const point = await changeablePoint(ctx, actor, input.pointId);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    const id = await insertRow(tx, 'instrument', { ...input, unitPath: point.unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.instrument.created',
      subject: input.name,
      unitPath: point.unitPath,
      detail: { pointId: point.id },
    });
    return (await instrumentById(tx, id))!;
  });
}

export async function updateInstrument(
  ctx: Context,
  actor: Actor,
  id: number,
  input: Static<typeof InstrumentInput>,
): Promise<Instrument> {
  const old = await instrumentById(ctx.db, id);
  if (!old) throw new TarimError(registryErrors.instrumentUnknown, { id });
  await changeablePoint(ctx, actor, old.pointId);
  const point = await changeablePoint(ctx, actor, input.pointId);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await updateRow(tx, 'instrument', id, { ...input, unitPath: point.unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.instrument.updated',
      subject: input.name,
      unitPath: point.unitPath,
    });
    return (await instrumentById(tx, id))!;
  });
}
