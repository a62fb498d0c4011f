import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, ownEnterprises } from '@tarim/platform';
import { ownedBy, pointParameters, pointsByIds } from '@tarim/registry/queries';
import { telemetryErrors } from '../errors.ts';

type Point = Awaited<ReturnType<typeof pointsByIds>>[number];

/**
 * The point, if this person may see its data: staff who may read telemetry, an enterprise its own outlets, everybody the
 * public points. To others it is as if the point did not exist.
 */
export async function readablePoint(ctx: Context, actor: Actor | null, pointId: number): Promise<Point> {
  const [point] = await pointsByIds(ctx.db, [pointId]);
  const visible = point && (point.public || mayReadInside(ctx, actor, point));
  if (!visible) throw new TarimError(telemetryErrors.pointUnknown, { pointId });
  return point;
}

/** Whether the actor sees the inside of the point: passwords in frames, peers' addresses. */
export function mayReadInside(
  ctx: Context,
  actor: Actor | null,
  point: Pick<Point, 'unitPath' | 'enterpriseId'> | null,
): boolean {
  if (!actor) return false;
  if (
    ctx.policy.can(
      actor,
      'telemetry.read',
      point ? { unitPath: point.unitPath, enterpriseId: point.enterpriseId } : undefined,
    )
  )
    return true;
  return point !== null && ctx.policy.can(actor, 'enterprise.read-own', { enterpriseId: point.enterpriseId });
}

/** The point, if this person sees its inside; a public one alone is not enough. @throws TarimError TELEMETRY_POINT_UNKNOWN */
export async function insidePoint(ctx: Context, actor: Actor, pointId: number): Promise<Point> {
  const [point] = await pointsByIds(ctx.db, [pointId]);
  if (!point || !mayReadInside(ctx, actor, point))
    throw new TarimError(telemetryErrors.pointUnknown, { pointId });
  return point;
}

/** Points and devices whose inside this person sees: null means all, people of an enterprise see its own. */
export async function ownDevices(
  ctx: Context,
  actor: Actor,
): Promise<{ points: ReadonlySet<number>; mns: ReadonlySet<string> } | null> {
  const enterprises = ownEnterprises(ctx, actor, 'telemetry.read');
  if (enterprises === null) return null;
  const { pointIds, mns } = await ownedBy(ctx.db, enterprises);
  return { points: new Set(pointIds), mns: new Set(mns) };
}

/** Factors of a point that its owner does not publish: people outside do not see them, wherever values are told. */
export async function hiddenCodes(
  ctx: Context,
  actor: Actor | null,
  point: Pick<Point, 'id' | 'unitPath' | 'enterpriseId'>,
): Promise<ReadonlySet<string>> {
  if (mayReadInside(ctx, actor, point)) return new Set();
  const parameters = await pointParameters(ctx.db, [point.id]);
  return new Set(parameters.filter((one) => !one.public).map((one) => one.code));
}
