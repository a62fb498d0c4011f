import { TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import type { Device, DeviceInput } from '../../contract.ts';
import { mnIssue } from '../domain/checks.ts';
import { refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { changeablePoint } from './point.ts';
import { conflicts, type Writing } from './writing.ts';

type Input = Static<typeof DeviceInput>;

const unknown = (id: number) => () => new TarimError(registryErrors.deviceUnknown, { id });

/** Secrets are sealed before they reach a statement; an absent one stays as it is, null removes it. */
export function sealed(
  ctx: Pick<Context, 'secrets'>,
  input: Pick<Input, 'password' | 'sm4Key'>,
): { password?: string | null; sm4Key?: string | null } {
  const seal = (value: string | null | undefined) => {
    if (value === undefined) return undefined;
    return value === null || value === '' ? null : ctx.secrets.seal(value);
  };
  return { password: seal(input.password), sm4Key: seal(input.sm4Key) };
}

/** Registers a data logger or changes it; a move to another point needs a post over the units of both. */
export async function writeDevice(w: Writing, old: Device | null, input: Input): Promise<number> {
  if (old) await changeablePoint(w, old.pointId);
  const point = await changeablePoint(w, input.pointId);
  refuse([input.mn === old?.mn ? null : mnIssue(input.mn)]);
  if (!point.active && input.pointId !== old?.pointId)
    throw new TarimError(registryErrors.pointClosed, { name: point.name });
  const values = { ...input, ...sealed(w.ctx, input) };
  const id = await conflicts(
    { device_mn_key: () => new TarimError(registryErrors.mnTaken, { mn: input.mn }) },
    async () => {
      if (!old) return insertRow(w.tx, 'device', values);
      await updateRow(w.tx, 'device', old.id, values, unknown(old.id));
      return old.id;
    },
  );
  w.effects.device({
    deviceId: id,
    mn: input.mn,
    pointId: point.id,
    active: old?.active ?? true,
  });
  return id;
}

/** A closed device is heard no more: its frames go to quarantine. */
export async function setDeviceActive(w: Writing, device: Device, active: boolean): Promise<void> {
  const point = await changeablePoint(w, device.pointId);
  if (active && !point.active) throw new TarimError(registryErrors.pointClosed, { name: point.name });
  await updateRow(w.tx, 'device', device.id, { active }, unknown(device.id));
  w.effects.device({ deviceId: device.id, mn: device.mn, pointId: device.pointId, active });
}
