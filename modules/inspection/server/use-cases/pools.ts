import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import type { Inspector, InspectorInput, PoolObject, Scheme, Stratum } from '../../contract.ts';
import { yearFrom } from '../domain/prepare.ts';
import { inspectionErrors as E } from '../errors.ts';
import {
  addObjects,
  type InspectorRow,
  insertScheme,
  inspectorRows,
  poolObjects,
  putInspector,
  removeObjects,
  schemesFor,
  updateObject,
} from '../sql/pools.ts';
import { visitLoad } from '../sql/visits.ts';

export const MANAGE = 'inspection.manage';
const PAGE = 100;
const ACTION = { added: 'inspection.inspector.added', changed: 'inspection.inspector.changed' } as const;

/** The unit that is acted for: the one named, else the first of one's own. @throws TarimError FORBIDDEN, INSPECTION_UNIT_UNKNOWN */
export async function unitOf(ctx: Context, actor: Actor, action: string, named?: string): Promise<string> {
  const own = actor.posts.find(
    ({ role, unitPath }) => role !== 'enterprise' && ctx.policy.can(actor, action, { unitPath }),
  );
  const unit = named ?? own?.unitPath ?? '/';
  ctx.policy.require(actor, action, { unitPath: unit });
  if (unit !== '/' && !(await unitByPath(ctx.db, unit))) throw new TarimError(E.unitUnknown, { unit });
  return unit;
}

const today = (ctx: Context): string => beijingDate(ctx.clock.now());

export async function listPool(
  ctx: Context,
  query: { unit?: string; stratum?: Stratum; text?: string; after?: number; limit?: number },
): Promise<{ objects: PoolObject[]; after: number | null }> {
  const limit = query.limit ?? PAGE;
  const rows = await poolObjects(ctx.db, {
    ...query,
    text: query.text || undefined,
    limit: limit + 1,
    yearFrom: yearFrom(today(ctx)),
  });
  const objects = rows.slice(0, limit);
  return { objects, after: rows.length > limit ? objects.at(-1)!.enterpriseId : null };
}

/** 重点排污单位 of the registry begin as key objects; what somebody has set here stays. */
export async function syncPool(
  ctx: Context,
  actor: Actor,
  named: string | undefined,
): Promise<{ added: number; removed: number }> {
  const unit = await unitOf(ctx, actor, MANAGE, named);
  const inUse = (await enterprisesInUse(ctx.db)).filter(({ unitPath }) => unitPath.startsWith(unit));
  const known = await enterprisesByIds(
    ctx.db,
    inUse.map(({ id }) => id),
  );
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const rows = known.map(({ id, uscc, name, unitPath, category, simulated }) => ({
      enterpriseId: id,
      uscc,
      name,
      unitPath,
      stratum: (category?.includes('重点') ? 'key' : 'ordinary') as Stratum,
      simulated,
    }));
    const added = rows.length === 0 ? 0 : await addObjects(tx, rows, actor.name, new Date(ctx.clock.now()));
    const removed = await removeObjects(
      tx,
      unit,
      rows.map(({ enterpriseId }) => enterpriseId),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.pool.synced',
      subject: unit,
      unitPath: unit,
      detail: { added, removed },
    });
    return { added, removed };
  });
}

/** @throws TarimError INSPECTION_OBJECT_UNKNOWN, FORBIDDEN */
export async function changeObject(
  ctx: Context,
  actor: Actor,
  id: number,
  body: Pick<PoolObject, 'stratum' | 'factors' | 'hold' | 'speciality'>,
): Promise<PoolObject> {
  const before = await requireObject(ctx, ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath: before.unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updateObject(tx, id, body, actor.name, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.object.changed',
      subject: `object/${id}`,
      unitPath: before.unitPath,
      detail: {
        from: {
          stratum: before.stratum,
          factors: before.factors,
          hold: before.hold,
          speciality: before.speciality,
        },
        to: { ...body },
      },
    });
    return requireObject(ctx, tx, id);
  });
}

export async function requireObject(ctx: Context, db: DbOrTx, id: number): Promise<PoolObject> {
  const [one] = await poolObjects(db, { id, limit: 1, yearFrom: yearFrom(today(ctx)) });
  if (!one) throw new TarimError(E.objectUnknown, { id });
  return one;
}

export async function listInspectors(ctx: Context, unit: string | undefined): Promise<Inspector[]> {
  return presentInspectors(ctx.db, await inspectorRows(ctx.db, { unit }));
}

async function presentInspectors(db: DbOrTx, rows: readonly InspectorRow[]): Promise<Inspector[]> {
  const ids = [...new Set(rows.flatMap(({ recusals }) => recusals))];
  const names = new Map((await enterprisesByIds(db, ids)).map(({ id, name }) => [id, name]));
  const load = new Map((await visitLoad(db, ['/'])).map(({ certificate, visits }) => [certificate, visits]));
  return rows.map((row) => ({
    ...row,
    planned: load.get(row.certificate) ?? 0,
    recusals: row.recusals.map((id) => ({ enterpriseId: id, name: names.get(id) ?? String(id) })),
  }));
}

/** @throws TarimError INSPECTION_CERTIFICATE_TAKEN, INSPECTION_RECUSAL_UNKNOWN, INSPECTION_INSPECTOR_UNKNOWN, FORBIDDEN */
export async function saveInspector(
  ctx: Context,
  actor: Actor,
  id: number | null,
  body: InspectorInput,
  simulated = false,
): Promise<Inspector> {
  await unitOf(ctx, actor, MANAGE, body.unitPath);
  if (id !== null) {
    const [before] = await inspectorRows(ctx.db, { ids: [id] });
    if (!before) throw new TarimError(E.inspectorUnknown, { id });
    ctx.policy.require(actor, MANAGE, { unitPath: before.unitPath });
  }
  const known = new Set((await enterprisesByIds(ctx.db, body.recusals)).map((one) => one.id));
  const unknown = body.recusals.filter((one) => !known.has(one));
  if (unknown.length > 0) throw new TarimError(E.recusalUnknown, { ids: unknown.join('、') });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const saved = await putInspector(tx, id, body, {
      simulated,
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    if (saved === null) throw new TarimError(E.certificateTaken, { certificate: body.certificate });
    await ctx.audit.record(tx, {
      actor,
      action: id === null ? ACTION.added : ACTION.changed,
      subject: `inspector/${saved}`,
      unitPath: body.unitPath,
      detail: { certificate: body.certificate, active: body.active },
    });
    const [one] = await presentInspectors(tx, await inspectorRows(tx, { ids: [saved] }));
    return one!;
  });
}

const bare = ({ present: _, ...scheme }: Scheme & { present: boolean }): Scheme => scheme;

/** The one in force for a unit: its own, or that of the nearest unit above. */
export async function schemeInForce(db: DbOrTx, unit: string): Promise<Scheme | null> {
  const found = (await schemesFor(db, unit)).find(({ present }) => present);
  return found ? bare(found) : null;
}

export async function getScheme(
  ctx: Context,
  unit: string,
): Promise<{ scheme: Scheme | null; versions: Scheme[] }> {
  const all = await schemesFor(ctx.db, unit);
  const scheme = all.find(({ present }) => present);
  return {
    scheme: scheme ? bare(scheme) : null,
    versions: all.filter((one) => one.unitPath === scheme?.unitPath).map(bare),
  };
}

export async function setScheme(
  ctx: Context,
  actor: Actor,
  body: Pick<Scheme, 'unitPath' | 'quotas' | 'weights' | 'teamSize' | 'visitCap' | 'reason'>,
): Promise<Scheme> {
  const unitPath = await unitOf(ctx, actor, MANAGE, body.unitPath);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await insertScheme(tx, { ...body, byName: actor.name }, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.scheme.set',
      subject: unitPath,
      unitPath,
      detail: { reason: body.reason, quotas: body.quotas, visitCap: body.visitCap },
    });
    return (await schemeInForce(tx, unitPath))!;
  });
}
