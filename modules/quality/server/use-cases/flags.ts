import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, ownEnterprises, type Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { countFlags as countRoute, FlagRow } from '../../contract.ts';
import { WHOLE_POINT } from '../domain/flags/fold.ts';
import { qualityErrors as E } from '../errors.ts';
import { type FlagFilter, type FlagRecord, flagById, flagCounts, flagRows, insertAct } from '../sql/flags.ts';
import type { Tongue } from './access.ts';

export type FlagQuery = Static<NonNullable<typeof countRoute.query>>;
const ACTION = 'quality.review';
const KINDS: Readonly<Record<string, readonly string[]>> = {
  gas: ['outlet-gas'],
  water: ['outlet-water', 'surface-water', 'groundwater', 'drinking-water'],
  air: ['air'],
};

/** What a reader may see of what is asked: all of the shared map, or what is of their enterprise. */
export function filterOf(ctx: Context, actor: Actor, query: FlagQuery): FlagFilter {
  const { medium, from, to, ...rest } = query;
  return {
    ...rest,
    ...(medium === 'other'
      ? { notKinds: Object.values(KINDS).flat() }
      : medium
        ? { kinds: KINDS[medium]! }
        : {}),
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
    enterpriseIds: ownEnterprises(ctx, actor, 'quality.read'),
  };
}

export async function listFlags(
  ctx: Context,
  actor: Actor,
  { before, limit = 100, ...query }: FlagQuery & { before?: number; limit?: number },
  tongue: Tongue,
): Promise<{ flags: FlagRow[]; next: number | null }> {
  const rows = await flagRows(ctx.db, filterOf(ctx, actor, query), { before, limit: limit + 1 });
  const next = rows.length > limit ? rows[limit - 1]!.id : null;
  return { flags: await presentFlags(ctx, actor, rows.slice(0, limit), tongue), next };
}

export async function countFlags(
  ctx: Context,
  actor: Actor,
  query: FlagQuery,
): Promise<Static<NonNullable<typeof countRoute.response>>> {
  const { byFlag, byPoint } = await flagCounts(ctx.db, filterOf(ctx, actor, query));
  const points = await pointsByIds(
    ctx.db,
    byPoint.map((one) => one.pointId),
  );
  const names = new Map(points.map((one) => [one.id, one.name]));
  return {
    byFlag,
    byPoint: byPoint.map((one) => ({ ...one, pointName: names.get(one.pointId) ?? String(one.pointId) })),
  };
}

/** Somebody looked at a flag and found the data right, or takes that back. The flag and what was said before stay. */
export async function actOnFlag(
  ctx: Context,
  actor: Actor,
  id: number,
  kind: 'dismiss' | 'restore',
  reason: string,
  tongue: Tongue,
): Promise<FlagRow> {
  const own = ownEnterprises(ctx, actor, 'quality.read');
  const flag = await flagById(ctx.db, id);
  if (!flag || (own !== null && !own.includes(flag.enterpriseId ?? -1)))
    throw new TarimError(E.flagUnknown, { id });
  ctx.policy.require(actor, ACTION, { unitPath: flag.unitPath, enterpriseId: flag.enterpriseId });
  return asActor(ctx, actor, ACTION, async (tx) => {
    const now = (await flagById(tx, id))!;
    if (now.state === 'withdrawn' || (now.actKind === 'dismiss') === (kind === 'dismiss'))
      throw new TarimError(E.flagActVain, { id });
    await insertAct(tx, {
      flagId: id,
      unitPath: flag.unitPath,
      kind,
      reason: reason.trim(),
      byName: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: `quality.flag.${kind}`,
      subject: String(id),
      detail: { pointId: flag.pointId, code: flag.code, flag: flag.flag, reason: reason.trim() },
    });
    return (await presentFlags(ctx, actor, [(await flagById(tx, id))!], tongue))[0]!;
  });
}

export async function presentFlags(
  ctx: Context,
  actor: Actor,
  rows: readonly FlagRecord[],
  tongue: Tongue,
): Promise<FlagRow[]> {
  const points = await pointsByIds(ctx.db, [...new Set(rows.map((one) => one.pointId))]);
  const byId = new Map(points.map((one) => [one.id, one]));
  return rows.map((row) => {
    const point = byId.get(row.pointId);
    const dismissed = row.actKind === 'dismiss' && row.state !== 'withdrawn';
    return {
      id: row.id,
      pointId: row.pointId,
      pointName: point?.name ?? String(row.pointId),
      pointKind: row.kind,
      enterpriseName: point?.enterpriseName ?? null,
      unitPath: row.unitPath,
      code: row.code,
      codeName: row.code === WHOLE_POINT ? WHOLE_POINT : factorName(row.code, tongue),
      flag: row.flag,
      period: row.period,
      from: beijingIso(row.from.getTime()),
      to: beijingIso(row.to.getTime()),
      hours: (row.to.getTime() - row.from.getTime()) / HOUR_MS,
      first: { ...row.first },
      peak: { ...row.peak },
      state: dismissed ? 'dismissed' : row.state,
      ruleVersion: row.ruleVersion,
      confidence: row.confidence,
      lsn: row.lsn,
      simulated: row.simulated,
      raisedAt: beijingIso(row.raisedAt.getTime()),
      act:
        row.actKind === null
          ? null
          : {
              kind: row.actKind,
              reason: row.actReason ?? '',
              by: row.actBy ?? '',
              at: beijingIso(row.actAt!.getTime()),
            },
      mayDismiss:
        row.state !== 'withdrawn' &&
        ctx.policy.can(actor, ACTION, { unitPath: row.unitPath, enterpriseId: point?.enterpriseId ?? null }),
    };
  });
}
