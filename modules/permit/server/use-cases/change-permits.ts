import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { enterprisesByIds, type RegisteredEnterprise } from '@tarim/registry/queries';
import type {
  endPermit as endRoute,
  PermitContent,
  PermitDetail,
  ReportDuty,
  registerPermit as registerRoute,
  submitReport as submitRoute,
} from '../../contract.ts';
import { longestTo, type PermitAct, standingOf } from '../domain/permit.ts';
import { dutiesOf } from '../domain/reports.ts';
import { permitErrors as E } from '../errors.ts';
import {
  insertPermit,
  insertReport,
  insertStep,
  lockPermit,
  type PermitRow,
  reportsOf,
  stepsOf,
} from '../sql/permits.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import { FILE, MANAGE } from './actions.ts';
import { getPermit, requirePermit } from './read-permits.ts';

/** @throws TarimError PERMIT_ENTERPRISE_UNKNOWN */
export async function requireEnterprise(ctx: Context, id: number): Promise<RegisteredEnterprise> {
  const [enterprise] = await enterprisesByIds(ctx.db, [id]);
  if (!enterprise) throw new TarimError(E.enterpriseUnknown, { id });
  return enterprise;
}

/** @throws TarimError PERMIT_TERM_WRONG */
export function checkTerm({ validFrom, validTo }: PermitContent): void {
  const to = longestTo(validFrom);
  if (validTo < validFrom || validTo > to) throw new TarimError(E.termWrong, { from: validFrom, to });
}

/** A new permit with its first step. @throws TarimError PERMIT_NUMBER_TAKEN */
export async function issue(
  tx: Tx,
  { id: enterpriseId, unitPath, simulated }: RegisteredEnterprise,
  one: {
    number: string;
    issuer: string;
    on: string;
    note: string;
    content: PermitContent;
    reportsFrom: string;
    by: string;
    at: Date;
  },
): Promise<number> {
  const { content } = one;
  const number = one.number.trim();
  const facts = { class: content.class, validTo: content.validTo };
  const id = await insertPermit(tx, {
    number,
    enterpriseId,
    unitPath,
    issuer: one.issuer.trim(),
    reportsFrom: one.reportsFrom,
    simulated,
    ...facts,
  });
  if (id === null) throw new TarimError(E.numberTaken, { number });
  const act: PermitAct = { act: 'issue', on: one.on, note: one.note, content };
  await insertStep(tx, { id, unitPath }, { act, by: one.by, at: one.at }, { ...facts, state: 'valid' });
  return id;
}

/** Adds a step to a permit: what it says and whether it holds follow. */
export async function addStep(tx: Tx, row: PermitRow, act: PermitAct, by: string, at: Date): Promise<void> {
  await lockPermit(tx, row.id);
  const acts = (await stepsOf(tx, [row.id])).map((step) => step.act);
  const { content, state } = standingOf([...acts, act]);
  await insertStep(tx, row, { act, by, at }, { class: content.class, validTo: content.validTo, state });
}

/**
 * 登记已核发的许可证: of the enterprise's unit.
 * @throws TarimError PERMIT_ENTERPRISE_UNKNOWN, PERMIT_TERM_WRONG, PERMIT_NUMBER_TAKEN, PERMIT_DAY_IN_FUTURE, FORBIDDEN
 */
export async function registerPermit(
  ctx: Context,
  actor: Actor,
  {
    number,
    enterpriseId,
    issuer,
    issuedOn,
    reportsFrom,
    content,
  }: Static<NonNullable<typeof registerRoute.body>>,
): Promise<PermitDetail> {
  const enterprise = await requireEnterprise(ctx, enterpriseId);
  const { unitPath } = enterprise;
  ctx.policy.require(actor, MANAGE, { unitPath });
  checkTerm(content);
  const at = new Date(ctx.clock.now());
  const today = beijingDate(at.getTime());
  if (issuedOn > today) throw new TarimError(E.dayFuture, { on: issuedOn, today });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await issue(tx, enterprise, {
      number,
      issuer,
      on: issuedOn,
      note: '',
      content,
      reportsFrom,
      by: actor.name,
      at,
    });
    await ctx.audit.record(tx, { actor, action: 'permit.registered', subject: `permit/${id}`, unitPath });
    return getPermit(ctx, actor, id, tx);
  });
}

/** 注销、撤销. @throws TarimError PERMIT_PERMIT_UNKNOWN, PERMIT_STATE_UNFIT, PERMIT_DAY_ORDER, PERMIT_DAY_IN_FUTURE, FORBIDDEN */
export async function endPermit(
  ctx: Context,
  actor: Actor,
  id: number,
  { act, on, reason }: Static<NonNullable<typeof endRoute.body>>,
  tongue: Tongue,
): Promise<PermitDetail> {
  const row = await requirePermit(ctx.db, id);
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const at = new Date(ctx.clock.now());
  const today = beijingDate(at.getTime());
  if (on > today) throw new TarimError(E.dayFuture, { on, today });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockPermit(tx, id);
    const acts = (await stepsOf(tx, [id])).map((step) => step.act);
    const { state } = standingOf(acts);
    if (state !== 'valid')
      throw new TarimError(E.stateUnfit, { state: wordsIn(tongue)(`state.${state}` as Key) });
    const last = acts.at(-1)!.on;
    if (on < last) throw new TarimError(E.dayOrder, { on, last });
    await addStep(tx, row, { act, on, note: reason.trim(), content: null }, actor.name, at);
    await ctx.audit.record(tx, { actor, action: `permit.${act}`, subject: `permit/${id}`, unitPath });
    return getPermit(ctx, actor, id, tx);
  });
}

const endOfPeriod = (period: string): string => {
  const [year, quarter] = period.split('Q');
  return quarter ? `${year}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter) - 1]}` : `${year}-12-31`;
};

/**
 * 提交执行报告, once a period that is over.
 * @throws TarimError PERMIT_PERMIT_UNKNOWN, PERMIT_REPORT_PERIOD, PERMIT_REPORT_EARLY, PERMIT_REPORT_TAKEN, FORBIDDEN
 */
export async function submitReport(
  ctx: Context,
  actor: Actor,
  id: number,
  { period, summary, amounts }: Static<NonNullable<typeof submitRoute.body>>,
): Promise<ReportDuty> {
  const row = await requirePermit(ctx.db, id);
  const { unitPath, enterpriseId } = row;
  ctx.policy.require(actor, FILE, { unitPath, enterpriseId });
  const now = ctx.clock.now();
  const today = beijingDate(now);
  const standing = standingOf((await stepsOf(ctx.db, [id])).map(({ act }) => act));
  const duties = async (tx: Tx | Context['db']) =>
    dutiesOf(standing.content, row.reportsFrom, await reportsOf(tx, [id]), now, today);
  if (!(await duties(ctx.db)).some((one) => one.period === period))
    throw new TarimError(E.periodUnknown, { period });
  if (today <= endOfPeriod(period)) throw new TarimError(E.periodOpen, { period });
  return asActor(ctx, actor, FILE, async (tx) => {
    const first = await insertReport(tx, row, {
      period,
      submittedOn: today,
      summary: summary.trim(),
      amounts,
      by: actor.name,
      at: new Date(now),
    });
    if (!first) throw new TarimError(E.reportTaken, { period });
    await ctx.audit.record(tx, {
      actor,
      action: 'permit.report.submitted',
      subject: `permit/${id}`,
      unitPath,
      detail: { period },
    });
    return (await duties(tx)).find((one) => one.period === period)!;
  });
}
