import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { enterprisesByIds } from '@tarim/registry/queries';
import { evaluateNorm } from '@tarim/science';
import type {
  listOpenNormUnits as listOpenRoute,
  NormAct,
  NormDetail,
  NormState,
  NormUnit,
  Screening,
} from '../../contract.ts';
import { missingYears, NORM_NEXT, normRefusal, normStanding } from '../domain/norm.ts';
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

export async function listNormUnits(
  ctx: Context,
  query: { readonly unit?: string | undefined; readonly before?: number | undefined },
): Promise<{ units: NormUnit[]; before: number | null }> {
  const rows = await dossierRows(ctx.db, { kind: 'norm', ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return {
    units: await unitsOf(ctx, ctx.db, shown),
    before: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}

async function unitsOf(ctx: Context, db: DbOrTx, rows: readonly DossierRow[]): Promise<NormUnit[]> {
  const steps = await dossierSteps<NormAct>(
    db,
    rows.map(({ id }) => id),
  );
  const byId = Map.groupBy(steps, ({ dossierId }) => dossierId);
  return rows.map((row) => unitOf(ctx, row, byId.get(row.id) ?? []));
}

function unitOf(ctx: Context, row: DossierRow, steps: readonly DossierStep<NormAct>[]): NormUnit {
  const standing = normStanding(steps);
  const { id, unitPath, enterpriseId, name, facts, simulated } = row;
  return {
    id,
    unitPath,
    enterpriseId: enterpriseId!,
    name,
    mineral: String(facts.mineral),
    state: row.state as NormState,
    screening: standing.screening,
    listedOn: standing.listedOn,
    missingYears: missingYears(standing, beijingDate(ctx.clock.now())),
    disclosed: standing.disclosed,
    simulated,
  };
}

/** @throws TarimError RADNET_NORM_UNKNOWN */
async function requireUnit(db: DbOrTx, id: number): Promise<DossierRow> {
  const [row] = await dossierRows(db, { kind: 'norm', id, limit: 1 });
  if (!row) throw new TarimError(E.normUnknown, { id });
  return row;
}

/** @throws TarimError RADNET_NORM_UNKNOWN */
export async function getNormUnit(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<NormDetail> {
  const row = await requireUnit(db, id);
  const steps = await dossierSteps<NormAct>(db, [id]);
  const may = ctx.policy.can(actor, MANAGE, { unitPath: row.unitPath });
  return {
    ...unitOf(ctx, row, steps),
    steps: steps.map(({ nth, act, by, at }) => ({ nth, act, by, at: beijingIso(at.getTime()) })),
    acts: may ? [...NORM_NEXT[row.state as NormState]] : [],
  };
}

/** @throws TarimError RADNET_ENTERPRISE_UNKNOWN, RADNET_NORM_TAKEN, FORBIDDEN */
export async function addNormUnit(
  ctx: Context,
  actor: Actor,
  body: { readonly enterpriseId: number; readonly mineral: string },
): Promise<NormDetail> {
  const [enterprise] = await enterprisesByIds(ctx.db, [body.enterpriseId]);
  if (!enterprise) throw new TarimError(E.enterpriseUnknown, { id: body.enterpriseId });
  const { unitPath, name, simulated } = enterprise;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertDossier(
      tx,
      'norm',
      {
        unitPath,
        enterpriseId: enterprise.id,
        name,
        facts: { mineral: body.mineral.trim() },
        state: 'registered',
        simulated,
      },
      actor.name,
      new Date(ctx.clock.now()),
    );
    if (id === null) throw new TarimError(E.normTaken, { name });
    await ctx.audit.record(tx, { actor, action: 'radnet.norm.added', subject: `norm/${id}`, unitPath });
    return getNormUnit(ctx, actor, id, tx);
  });
}

/** Takes a step; a screening is judged by the rule of the list as it is today. @throws TarimError of `domain/norm.ts`; RADNET_NORM_UNKNOWN, FORBIDDEN */
export async function actOnNormUnit(
  ctx: Context,
  actor: Actor,
  id: number,
  act: NormAct,
): Promise<NormDetail> {
  const row = await requireUnit(ctx.db, id);
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockDossier(tx, id);
    const steps = await dossierSteps<NormAct>(tx, [id]);
    const refusal = normRefusal(steps, act, beijingDate(ctx.clock.now()));
    if (refusal) throw new TarimError(E[refusal.why], refusal.params);
    const result = act.act === 'screen' ? screeningOf(act, String(row.facts.mineral)) : null;
    const { state } = normStanding([...steps, { act, result }]);
    const at = new Date(ctx.clock.now());
    await insertDossierStep(tx, row, { nth: steps.length + 1, act, result, by: actor.name, at }, state);
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.norm.step',
      subject: `norm/${id}`,
      unitPath,
      detail: { act: act.act, state },
    });
    return getNormUnit(ctx, actor, id, tx);
  });
}

function screeningOf({ on, materials }: Extract<NormAct, { act: 'screen' }>, mineral: string): Screening {
  const byMaterial = Map.groupBy(materials, ({ material }) => material);
  const told = evaluateNorm({
    mineral,
    materials: [...byMaterial].map(([name, some]) => ({
      name,
      nuclides: Object.fromEntries(some.map(({ nuclide, value }) => [nuclide, value])),
    })),
  });
  const worst = told.materials.find(({ index }) => index !== null && index === told.index);
  return {
    on,
    index: told.index,
    nuclide: worst?.nuclide ?? null,
    above: told.listed,
    rule: told.rules[0]?.version ?? '',
  };
}

/** What is public: units that are announced or listed, and whether they disclose. */
export async function listOpenNormUnits(
  ctx: Context,
): Promise<Static<NonNullable<typeof listOpenRoute.response>>> {
  const rows = await dossierRows(ctx.db, {
    kind: 'norm',
    states: ['announced', 'listed', 'leaving'],
    limit: 500,
  });
  const units = await unitsOf(ctx, ctx.db, rows);
  return {
    units: units.map(({ name, unitPath, mineral, state, listedOn, disclosed, simulated }) => ({
      name,
      unitPath,
      mineral,
      state,
      listedOn,
      disclosed,
      simulated,
    })),
  };
}
