import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { unitByPath } from '@tarim/region/queries';
import type {
  addLegacyPoint as addRoute,
  LegacyAct,
  LegacyDetail,
  LegacyPoint,
  LegacyState,
} from '../../contract.ts';
import { LEGACY_NEXT, legacyRefusal, legacyStanding } from '../domain/legacy.ts';
import { radnetErrors as E } from '../errors.ts';
import {
  type DossierRow,
  type DossierStep,
  dossierRows,
  dossierSteps,
  insertDossier,
  insertDossierStep,
  lockDossier,
} from '../sql/dossiers.ts';

const PAGE = 50;
const MANAGE = 'radnet.manage';

export async function listLegacyPoints(
  ctx: Context,
  query: { readonly unit?: string | undefined; readonly before?: number | undefined },
): Promise<{ points: LegacyPoint[]; before: number | null }> {
  const rows = await dossierRows(ctx.db, { kind: 'legacy', ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const steps = await dossierSteps<LegacyAct>(
    ctx.db,
    shown.map(({ id }) => id),
  );
  const byId = Map.groupBy(steps, ({ dossierId }) => dossierId);
  return {
    points: shown.map((row) => pointOf(ctx, row, byId.get(row.id) ?? [])),
    before: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}

function pointOf(ctx: Context, row: DossierRow, steps: readonly DossierStep<LegacyAct>[]): LegacyPoint {
  const { gamma, landUse, nextLook } = legacyStanding(steps.map(({ act }) => act));
  const { id, unitPath, name, facts, simulated } = row;
  return {
    id,
    unitPath,
    name,
    kind: facts.kind as LegacyPoint['kind'],
    lon: Number(facts.lon),
    lat: Number(facts.lat),
    state: row.state as LegacyState,
    gamma,
    landUse,
    nextLook,
    overdue: nextLook !== null && nextLook < beijingDate(ctx.clock.now()),
    simulated,
  };
}

/** @throws TarimError RADNET_LEGACY_UNKNOWN */
async function requirePoint(db: DbOrTx, id: number): Promise<DossierRow> {
  const [row] = await dossierRows(db, { kind: 'legacy', id, limit: 1 });
  if (!row) throw new TarimError(E.legacyUnknown, { id });
  return row;
}

/** @throws TarimError RADNET_LEGACY_UNKNOWN */
export async function getLegacyPoint(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<LegacyDetail> {
  const row = await requirePoint(db, id);
  const steps = await dossierSteps<LegacyAct>(db, [id]);
  const may = ctx.policy.can(actor, MANAGE, { unitPath: row.unitPath });
  return {
    ...pointOf(ctx, row, steps),
    steps: steps.map(({ nth, act, by, at }) => ({ nth, act, by, at: beijingIso(at.getTime()) })),
    acts: may ? [...LEGACY_NEXT[row.state as LegacyState]] : [],
  };
}

/** @throws TarimError RADNET_UNIT_UNKNOWN, FORBIDDEN */
export async function addLegacyPoint(
  ctx: Context,
  actor: Actor,
  { unitPath, name, ...facts }: Static<NonNullable<typeof addRoute.body>>,
  simulated = false,
): Promise<LegacyDetail> {
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const one = { unitPath, enterpriseId: null, name: name.trim(), facts, state: 'registered', simulated };
    const id = (await insertDossier(tx, 'legacy', one, actor.name, new Date(ctx.clock.now())))!;
    await ctx.audit.record(tx, { actor, action: 'radnet.legacy.added', subject: `legacy/${id}`, unitPath });
    return getLegacyPoint(ctx, actor, id, tx);
  });
}

/** @throws TarimError of `domain/legacy.ts`; RADNET_LEGACY_UNKNOWN, FORBIDDEN */
export async function actOnLegacyPoint(
  ctx: Context,
  actor: Actor,
  id: number,
  act: LegacyAct,
): Promise<LegacyDetail> {
  const row = await requirePoint(ctx.db, id);
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockDossier(tx, id);
    const acts = (await dossierSteps<LegacyAct>(tx, [id])).map((step) => step.act);
    const refusal = legacyRefusal(acts, act, beijingDate(ctx.clock.now()));
    if (refusal) throw new TarimError(E[refusal.why], refusal.params);
    const { state } = legacyStanding([...acts, act]);
    const at = new Date(ctx.clock.now());
    await insertDossierStep(tx, row, { nth: acts.length + 1, act, result: null, by: actor.name, at }, state);
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.legacy.step',
      subject: `legacy/${id}`,
      unitPath,
      detail: { act: act.act, state },
    });
    return getLegacyPoint(ctx, actor, id, tx);
  });
}
