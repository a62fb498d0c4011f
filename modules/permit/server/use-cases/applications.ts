import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  type DbOrTx,
  ownEnterprises,
  type Static,
  type Tx,
} from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import type {
  ApplicationAct,
  ApplicationState,
  apply as applyRoute,
  PermitApplication,
  PermitContent,
} from '../../contract.ts';
import { actsOffered, refusalOf, reviewClock, stateAfter } from '../domain/application.ts';
import { renewed, standingOf } from '../domain/permit.ts';
import { renewalDue } from '../domain/renewal.ts';
import { permitErrors as E } from '../errors.ts';
import {
  type ApplicationRow,
  applicationRows,
  applicationSteps,
  insertApplication,
  insertApplicationStep,
  lockApplication,
} from '../sql/applications.ts';
import { stepsOf } from '../sql/permits.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import { FILE, MANAGE, READ } from './actions.ts';
import { addStep, checkTerm, issue, requireEnterprise } from './change-permits.ts';
import { namesOf, requirePermit } from './read-permits.ts';

const PAGE = 50;
const OPEN: readonly ApplicationState[] = ['submitted', 'accepted'];

/** @throws TarimError PERMIT_APPLICATION_UNKNOWN */
async function requireApplication(db: DbOrTx, id: number): Promise<ApplicationRow> {
  const [row] = await applicationRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.applicationUnknown, { id });
  return row;
}

async function present(
  ctx: Context,
  actor: Actor,
  db: DbOrTx,
  rows: readonly ApplicationRow[],
): Promise<PermitApplication[]> {
  const steps = Map.groupBy(
    await applicationSteps(
      db,
      rows.map(({ id }) => id),
    ),
    ({ applicationId }) => applicationId,
  );
  const names = await namesOf(
    db,
    rows.map(({ enterpriseId }) => enterpriseId),
  );
  const all: PermitApplication[] = [];
  for (const { permitTo, ...row } of rows) {
    const own = steps.get(row.id) ?? [];
    const acts = own.map(({ act }) => act);
    const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
    const mayManage = ctx.policy.can(actor, MANAGE, { unitPath: row.unitPath });
    all.push({
      ...row,
      enterprise: names.get(row.enterpriseId) ?? '',
      clock: reviewClock({ kind: row.kind, class: row.content.class }, acts, ctx.clock.now(), calendar),
      late: row.kind === 'renew' && row.submittedOn > renewalDue(endAsked(row, permitTo!)),
      steps: own.map(({ act, by, at }) => ({ act, by, at: beijingIso(at.getTime()) })),
      acts: mayManage ? actsOffered(row.state) : [],
    });
  }
  return all;
}

/** The end of the permit when its renewal was asked for: a granted one has moved it, and says so itself. */
const endAsked = ({ state, content }: Pick<ApplicationRow, 'state' | 'content'>, permitTo: string): string =>
  state === 'granted' ? dayBefore(content.validFrom) : permitTo;

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

export async function listApplications(
  ctx: Context,
  actor: Actor,
  query: { unit?: string; state?: ApplicationState; before?: number; limit?: number },
): Promise<{ applications: PermitApplication[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const enterprises = ownEnterprises(ctx, actor, READ);
  const rows = await applicationRows(ctx.db, { ...query, enterprises, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    applications: await present(ctx, actor, ctx.db, shown),
    before: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

/**
 * Files an application; a renewal that comes too late is taken all the same, and marked.
 * @throws TarimError PERMIT_ENTERPRISE_UNKNOWN, …_PERMIT_MISSING, …_NO_RENEWAL, …_UNDER_WAY, …_CONTENT_MISSING, …_TERM_WRONG, FORBIDDEN
 */
export async function apply(
  ctx: Context,
  actor: Actor,
  asked: Static<NonNullable<typeof applyRoute.body>>,
  on = beijingDate(ctx.clock.now()),
): Promise<PermitApplication> {
  const enterprise = await requireEnterprise(ctx, asked.enterpriseId);
  const { unitPath, simulated } = enterprise;
  ctx.policy.require(actor, FILE, { unitPath, enterpriseId: enterprise.id });
  const content = await contentOf(ctx, asked);
  return asActor(ctx, actor, FILE, async (tx) => {
    if (asked.permitId !== null) {
      const others = await applicationRows(tx, { permits: [asked.permitId], limit: 100 });
      if (others.some(({ kind, state }) => kind === asked.kind && OPEN.includes(state)))
        throw new TarimError(E.underWay);
    }
    const id = await insertApplication(tx, {
      kind: asked.kind,
      enterpriseId: enterprise.id,
      unitPath,
      permitId: asked.permitId,
      submittedOn: on,
      by: actor.name,
      reason: asked.reason.trim(),
      content,
      simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'permit.application.submitted',
      subject: `application/${id}`,
      unitPath,
      detail: { kind: asked.kind },
    });
    return (await present(ctx, actor, tx, [await requireApplication(tx, id)]))[0]!;
  });
}

/** What is asked for: of a renewal what holds, for five years more. */
async function contentOf(
  ctx: Context,
  { kind, permitId, enterpriseId, content }: Static<NonNullable<typeof applyRoute.body>>,
): Promise<PermitContent> {
  if ((kind === 'new') !== (permitId === null)) throw new TarimError(E.permitMissing);
  if (permitId !== null) {
    const permit = await requirePermit(ctx.db, permitId);
    if (permit.enterpriseId !== enterpriseId || permit.state !== 'valid')
      throw new TarimError(E.permitMissing);
    if (kind === 'renew') {
      if (permit.class === 'registration') throw new TarimError(E.noRenewal);
      return renewed(standingOf((await stepsOf(ctx.db, [permitId])).map(({ act }) => act)).content);
    }
  }
  if (content === null) throw new TarimError(E.contentMissing);
  checkTerm(content);
  return content;
}

const PERMIT_ACT = { renew: 'renew', change: 'change', reissue: 'reissue' } as const;

/**
 * One step of an application; what is granted becomes the permit's in the same transaction.
 * @throws TarimError of `domain/application.ts`; PERMIT_APPLICATION_UNKNOWN, PERMIT_NUMBER_TAKEN, FORBIDDEN
 */
export async function actOnApplication(
  ctx: Context,
  actor: Actor,
  id: number,
  act: ApplicationAct,
  tongue: Tongue,
): Promise<PermitApplication> {
  const row = await requireApplication(ctx.db, id);
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockApplication(tx, id);
    const acts = (await applicationSteps(tx, [id])).map((step) => step.act);
    const refusal = refusalOf(row, acts, act, beijingDate(at.getTime()));
    if (refusal) {
      const { state, ...params } = refusal.params;
      const told = state ? { state: wordsIn(tongue)(`applicationState.${state}` as Key) } : params;
      throw new TarimError(E[refusal.why], told);
    }
    await insertApplicationStep(tx, row, { act, by: actor.name, at }, stateAfter([...acts, act]));
    if (act.act === 'grant') await grant(ctx, tx, actor, row, act, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'permit.application.step',
      subject: `application/${id}`,
      unitPath,
      detail: { act: act.act },
    });
    return (await present(ctx, actor, tx, [await requireApplication(tx, id)]))[0]!;
  });
}

async function grant(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { kind, enterpriseId, permitId, content }: ApplicationRow,
  { number, issuer, note, on }: Extract<ApplicationAct, { act: 'grant' }>,
  at: Date,
): Promise<void> {
  if (kind === 'new') {
    const enterprise = await requireEnterprise(ctx, enterpriseId);
    await issue(tx, enterprise, { number, issuer, on, note, content, reportsFrom: on, by: actor.name, at });
    return;
  }
  const permit = await requirePermit(tx, permitId!);
  await addStep(tx, permit, { act: PERMIT_ACT[kind], on, note, content }, actor.name, at);
}
