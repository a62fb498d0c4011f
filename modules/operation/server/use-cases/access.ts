import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, type Context, type DbOrTx, negotiateLanguage, ownEnterprises } from '@tarim/platform';
import { listPoints, pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type { OperationTableKey } from '@tarim/standards';
import type { OutletPart } from '../../contract.ts';
import { type TableInForce, tableOn } from '../domain/tables.ts';
import { operationErrors as E } from '../errors.ts';
import { localTables } from '../sql/tables.ts';

export const READ = 'operation.read';
export const OUTLET_KINDS = ['outlet-gas', 'outlet-water'] as const;
const isOutlet = (point: RegisteredPoint) => (OUTLET_KINDS as readonly string[]).includes(point.kind);

export type Tongue = 'zh' | 'en';
export const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

/** The outlet, if this person may see its operation: staff, and people of its enterprise. To others it does not exist. */
export async function readableOutlet(ctx: Context, actor: Actor, id: number): Promise<RegisteredPoint> {
  const own = ownEnterprises(ctx, actor, READ);
  const [point] = await pointsByIds(ctx.db, [id]);
  if (!point || !isOutlet(point) || (own !== null && !own.includes(point.enterpriseId ?? -1)))
    throw new TarimError(E.outletUnknown, { id });
  return point;
}

/** The outlet, if this person may do this to it. */
export async function outletFor(
  ctx: Context,
  actor: Actor,
  action: string,
  id: number,
): Promise<RegisteredPoint> {
  const point = await readableOutlet(ctx, actor, id);
  ctx.policy.require(actor, action, resourceOf(point));
  return point;
}

export const resourceOf = (point: Pick<RegisteredPoint, 'unitPath' | 'enterpriseId'>) => ({
  unitPath: point.unitPath,
  enterpriseId: point.enterpriseId,
});

/** Outlets that this person sees, within a unit. */
export async function visibleOutlets(
  ctx: Context,
  actor: Actor,
  unitPath?: string,
): Promise<RegisteredPoint[]> {
  const own = ownEnterprises(ctx, actor, READ);
  const points = await listPoints(ctx.db, {
    kinds: OUTLET_KINDS,
    ...(unitPath ? { unitPathPrefix: unitPath } : {}),
  });
  return own === null ? points : points.filter((one) => own.includes(one.enterpriseId ?? -1));
}

export const presentOutlet = (point: RegisteredPoint): OutletPart => ({
  id: point.id,
  code: point.code,
  name: point.name,
  kind: point.kind,
  unitPath: point.unitPath,
  enterpriseId: point.enterpriseId,
  enterpriseName: point.enterpriseName,
  simulated: point.simulated,
});

/** The table in force today. */
export async function tableNow(
  ctx: Pick<Context, 'clock'>,
  db: DbOrTx,
  key: OperationTableKey,
): Promise<TableInForce> {
  return tableOn(await localTables(db), key, beijingDate(ctx.clock.now()));
}
