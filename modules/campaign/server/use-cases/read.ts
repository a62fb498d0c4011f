import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { CampaignDetail, CampaignObject, CampaignSummary, Member, ResultEntry } from '../../contract.ts';
import { progressOf } from '../domain/progress.ts';
import { actsOf, stateOf } from '../domain/steps.ts';
import { campaignErrors as E } from '../errors.ts';
import { memberRows } from '../sql/members.ts';
import { objectRows, type ResultRow, resultRows } from '../sql/objects.ts';
import { type PlanQuery, type PlanRow, planRows, stepRows } from '../sql/plans.ts';

export const PLAN = 'campaign.plan';
export const WORK = 'campaign.work';
const PAGE = 50;

const presentPlan = (row: PlanRow): CampaignSummary => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  from: row.from,
  to: row.to,
  leadPath: row.leadPath,
  leadName: row.leadName,
  units: row.units,
  objects: row.objects,
  done: row.done,
  state: stateOf(row.lastAct === null ? [] : [row.lastAct]),
  at: beijingIso(row.at.getTime()),
  simulated: row.simulated,
});

export async function listCampaigns(
  ctx: Context,
  query: Omit<PlanQuery, 'id' | 'limit'>,
): Promise<{ campaigns: CampaignSummary[]; before: number | null }> {
  const rows = await planRows(ctx.db, { ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return {
    campaigns: shown.map(presentPlan),
    before: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}

/** @throws TarimError CAMPAIGN_UNKNOWN */
export async function requirePlan(db: DbOrTx, id: number): Promise<PlanRow> {
  const [row] = await planRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.planUnknown, { id });
  return row;
}

export const presentResult = ({ enterpriseId: _, at, ...one }: ResultRow): ResultEntry => ({
  ...one,
  at: beijingIso(at.getTime()),
});

/** Objects with their newest results. `open`: results may be written now. */
export async function objectsOf(
  ctx: Context,
  actor: Actor,
  db: DbOrTx,
  planId: number,
  open: boolean,
): Promise<CampaignObject[]> {
  const results = Map.groupBy(await resultRows(db, planId), ({ enterpriseId }) => enterpriseId);
  return (await objectRows(db, planId)).map((row) => {
    const own = results.get(row.enterpriseId) ?? [];
    const last = own.at(-1);
    return {
      ...row,
      crossed: !row.enterprisePath.startsWith(row.unitPath),
      latest: last ? presentResult(last) : null,
      entries: own.length,
      mayWrite: open && ctx.policy.can(actor, WORK, { unitPath: row.unitPath }),
    };
  });
}

/** A campaign as everybody who takes part sees it. @throws TarimError CAMPAIGN_UNKNOWN */
export async function getCampaign(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<CampaignDetail> {
  const row = await requirePlan(db, id);
  const summary = presentPlan(row);
  const { state } = summary;
  const lead: Member = {
    unitPath: row.leadPath,
    name: row.leadName,
    answer: 'lead',
    note: '',
    by: null,
    at: null,
    mayAnswer: false,
  };
  const invited = (await memberRows(db, id)).map(
    (one): Member => ({
      unitPath: one.unitPath,
      name: one.name,
      answer: one.answer ?? 'waiting',
      note: one.note ?? '',
      by: one.by,
      at: one.at && beijingIso(one.at.getTime()),
      mayAnswer: state === 'issued' && ctx.policy.can(actor, WORK, { unitPath: one.unitPath }),
    }),
  );
  const members = [lead, ...invited];
  const open = state === 'running' || state === 'summing-up';
  const objectList = await objectsOf(ctx, actor, db, id, open);
  const mayPlan = ctx.policy.can(actor, PLAN, { unitPath: row.leadPath });
  return {
    ...summary,
    departments: row.departments,
    goals: row.goals,
    items: row.items,
    by: row.by,
    members,
    objectList,
    steps: (await stepRows(db, id)).map(({ at, ...one }) => ({ ...one, at: beijingIso(at.getTime()) })),
    progress: progressOf(row.items, members, objectList),
    acts: mayPlan ? actsOf(state) : [],
    mayPlan,
  };
}
