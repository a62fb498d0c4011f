import type { Actor, Context } from '@tarim/platform';
import type { FieldPackage } from '../../contract.ts';
import { seeDevice } from '../sql/devices.ts';
import { ownDevice } from './devices.ts';

/** As many as somebody can do before he is home again, of each kind. */
const MOST_ITEMS = 200;

/** 任务包: what of every kind this person may take along now. @throws TarimError FIELD_DEVICE_UNKNOWN, FIELD_DEVICE_REVOKED */
export async function fieldPackage(
  ctx: Context,
  actor: Actor,
  deviceId: string,
  deviceNow: number,
): Promise<FieldPackage> {
  const device = await ownDevice(ctx, actor, deviceId);
  const now = ctx.clock.now();
  await seeDevice(ctx.db, device.id, new Date(now), Math.round(deviceNow - now));
  const works: FieldPackage['works'] = [];
  for (const { kind, titles, action, forms, items } of ctx.fieldRack.values()) {
    const { unitPaths, enterpriseIds } = ctx.policy.scope(actor, action);
    if (unitPaths.length + enterpriseIds.length === 0) continue;
    works.push({ kind, titles, forms: [...forms], items: await items(ctx, actor, MOST_ITEMS) });
  }
  return { at: new Date(now).toISOString(), works };
}
