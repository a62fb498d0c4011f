import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { deviceChanged } from '../../contract.ts';
import { registryErrors } from '../errors.ts';

/** What a data logger was asked to take and said it took: its new password, SM4 key (hex) or MN. */
export interface ConfirmedSetting {
  readonly password?: string;
  readonly sm4Key?: string;
  readonly mn?: string;
}

interface Row {
  id: number;
  mn: string;
  pointId: number;
  unitPath: string;
}

/**
 * Writes down what a device confirmed, in the transaction that ends the command: from its answer on the device knows only
 * the new value, and a registry that lags behind would refuse its frames. The person's right was asked when the command
 * was sent.
 * @throws TarimError REGISTRY_MN_TAKEN, REGISTRY_DEVICE_UNKNOWN
 */
export async function confirmDeviceSetting(
  ctx: Pick<Context, 'secrets' | 'audit' | 'outbox'>,
  tx: Tx,
  mn: string,
  setting: ConfirmedSetting,
  actor: Actor | null,
): Promise<void> {
  const seal = (value: string | undefined) => (value === undefined ? null : ctx.secrets.seal(value));
  const next = setting.mn ?? mn;
  const { rows: taken } = await sql`select 1 from registry.device where mn = ${next} and mn <> ${mn}`.execute(
    tx,
  );
  if (taken.length > 0) throw new TarimError(registryErrors.mnTaken, { mn: next });
  await sql`select set_config('tarim.user', ${actor?.userId ?? ''}, true), set_config('tarim.user_name', ${actor?.name ?? ''}, true)`.execute(
    tx,
  );
  const { rows } = await sql<Row>`
    update registry.device set mn = ${next}, password = coalesce(${seal(setting.password)}::text, password),
      sm4_key = coalesce(${seal(setting.sm4Key)}::text, sm4_key), updated_at = now()
    where mn = ${mn} and active returning id, mn, point_id as "pointId", unit_path as "unitPath"
  `.execute(tx);
  const device = rows[0];
  if (!device) throw new TarimError(registryErrors.deviceUnknown, { id: mn });
  await ctx.audit.record(tx, {
    actor,
    action: 'registry.device.confirmed-setting',
    subject: device.mn,
    unitPath: device.unitPath,
    detail: { settings: Object.keys(setting), formerMn: device.mn === mn ? null : mn },
  });
  await ctx.outbox.publish(tx, deviceChanged, {
    deviceId: device.id,
    mn: device.mn,
    pointId: device.pointId,
    active: true,
  });
}
