import { inspectorsByIds } from '@tarim/inspection/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { limitationOf } from '@tarim/science';
import { FINE_RANGES, fineRange } from '@tarim/standards';
import { bodyOf, calendarOf, leadById, leadCode } from '@tarim/supervision/queries';
import { type CaseDetail, caseFiled, type fileCase as fileRoute, type Party } from '../../contract.ts';
import { WAITING } from '../domain/clues.ts';
import { standingOf } from '../domain/file.ts';
import { enforcementErrors as E } from '../errors.ts';
import { insertCase, insertStep, leadHasCase, nextSerial, visitHasCase } from '../sql/cases.ts';
import { insertClueStep, lockClue, waitingCluesOf } from '../sql/clues.ts';
import { filled, type Key, wordsIn } from '../words.ts';
import { HANDLE } from './actions.ts';
import { keepFigures } from './keep-figures.ts';
import { templatesOf } from './paper-templates.ts';
import { getCase, requireCase, type Tongue } from './read-cases.ts';
import { titleOf } from './titles.ts';
import { evidenceOfVisit } from './visit-evidence.ts';

type Asked = Static<NonNullable<typeof fileRoute.body>>;

/** Ranges of the law at the time of an act, each with its source; those of units. */
export const violationsOn = (on: string, tongue: Tongue) =>
  FINE_RANGES.filter(({ key }) => fineRange(key, on)).flatMap(({ key, act, article, tiers }) =>
    tiers
      .filter(({ who }) => who === 'unit')
      .map(({ when, min, max }) => ({
        key: `${key}:${when}`,
        title: titleOf(`${key}:${when}`, tongue),
        source: `${act} ${article}`,
        min: min ?? 0,
        max,
      })),
  );

/**
 * 立案: two certified officers, a violation with the range of the law at the time of the act, within the limitation.
 * @throws TarimError ENFORCEMENT_PARTY_MISSING, …_ENTERPRISE_UNKNOWN, …_UNIT_UNKNOWN, …_VIOLATION_UNKNOWN, …_HANDLERS_SHORT,
 * …_HANDLERS_UNFIT, …_ACT_DAYS_INVALID, …_FILED_IN_FUTURE, …_LIMITATION_PASSED, …_VISIT_UNFIT, …_VISIT_TAKEN, …_CLUE_UNKNOWN,
 * …_CLUE_ENDED, FORBIDDEN
 */
export async function fileCase(
  ctx: Context,
  actor: Actor,
  asked: Asked,
  tongue: Tongue,
): Promise<CaseDetail> {
  ctx.policy.require(actor, HANDLE, { unitPath: asked.unitPath });
  if (!(await unitByPath(ctx.db, asked.unitPath)))
    throw new TarimError(E.unitUnknown, { unit: asked.unitPath });
  const { party, simulated } = await partyOf(ctx, asked);
  const today = beijingDate(ctx.clock.now());
  if (asked.filedOn > today) throw new TarimError(E.filedFuture);
  if (asked.actStart > asked.actEnd || asked.actEnd > asked.filedOn) throw new TarimError(E.actOrder);
  const known = FINE_RANGES.some(({ key, tiers }) =>
    tiers.some(({ when, who }) => who === 'unit' && `${key}:${when}` === asked.violation),
  );
  if (!known) throw new TarimError(E.violationUnknown, { key: asked.violation, on: asked.actEnd });
  if (limitationOf({ actEnd: asked.actEnd, found: asked.filedOn, harm: asked.harm }).passed)
    throw new TarimError(E.limitationPassed);
  const handlers = await handlersOf(ctx, asked);
  const leadId = asked.lead ?? null;
  if (leadId !== null && !(await leadById(ctx.db, leadId)))
    throw new TarimError(E.leadUnknown, { id: leadId });
  const visitId = asked.visit ?? null;
  const brought =
    visitId === null ? [] : (await evidenceOfVisit(ctx, actor, visitId, asked.enterpriseId)).acts;
  // An act from before the Code has no range in our tables: the file says so instead of borrowing one.
  const range = violationsOn(asked.actEnd, 'zh').find(({ key }) => key === asked.violation);
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, HANDLE, async (tx) => {
    if (leadId !== null && (await leadHasCase(tx, leadId)))
      throw new TarimError(E.leadTaken, { code: leadCode(leadId) });
    if (visitId !== null && (await visitHasCase(tx, visitId)))
      throw new TarimError(E.visitTaken, { id: visitId });
    const { prefix } = await bodyOf(tx, asked.unitPath);
    const year = Number(asked.filedOn.slice(0, 4));
    const serial = await nextSerial(tx, asked.unitPath, 'case', year);
    const { number: format } = (await templatesOf(tx, asked.unitPath))('file', at);
    const number = filled(format!, { prefix, year, serial });
    const id = await insertCase(tx, {
      ...asked,
      leadId,
      visitId,
      number,
      party,
      handlers,
      range: range ? { min: range.min, max: range.max, source: range.source } : null,
      filedBy: { userId: actor.userId, name: actor.name },
      simulated,
      at,
    });
    const by = { userId: actor.userId, name: actor.name };
    for (const [i, act] of brought.entries())
      await insertStep(
        tx,
        { id, unitPath: asked.unitPath },
        { nth: i + 1, act, by, at },
        { state: 'investigating', fine: null },
      );
    await keepFigures(
      tx,
      await requireCase(tx, id),
      standingOf(brought.map((act) => ({ act, by }))),
      await calendarOf(ctx, tx, asked.unitPath),
    );
    await endClues(tx, asked, { id, number, by, at });
    await ctx.outbox.publish(tx, caseFiled, {
      id,
      number,
      leadId,
      enterpriseId: asked.enterpriseId,
      unitPath: asked.unitPath,
      violation: asked.violation,
      filedOn: asked.filedOn,
      simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.case.filed',
      subject: `case/${id}`,
      unitPath: asked.unitPath,
      detail: { number, violation: asked.violation },
    });
    return getCase(ctx, actor, id, tongue, tx);
  });
}

/** Clues that this case answers: the one that was opened, and those that its lead or its visit told of. */
async function endClues(
  tx: Tx,
  { clue, lead, visit }: Asked,
  one: { id: number; number: string; by: { userId: string; name: string }; at: Date },
): Promise<void> {
  const ids = await waitingCluesOf(tx, [
    ...(lead ? [{ kind: 'lead' as const, id: lead }] : []),
    ...(visit ? [{ kind: 'visit' as const, id: visit }] : []),
  ]);
  for (const id of new Set([...(clue ? [clue] : []), ...ids])) {
    const now = await lockClue(tx, id);
    if (!now) throw new TarimError(E.clueUnknown, { id });
    if (!WAITING.includes(now.state))
      throw new TarimError(E.clueEnded, { state: wordsIn('zh')(`clueState.${now.state}` as Key) });
    await insertClueStep(
      tx,
      { id, unitPath: now.unitPath },
      { act: 'file', ref: one.id, text: one.number, byId: one.by.userId, by: one.by.name, at: one.at },
      { state: 'filed', caseId: one.id },
    );
  }
}

async function partyOf(ctx: Context, asked: Asked): Promise<{ party: Party; simulated: boolean }> {
  if (asked.enterpriseId === null) {
    if (!asked.party) throw new TarimError(E.partyMissing);
    return { party: asked.party, simulated: false };
  }
  const [one] = await enterprisesByIds(ctx.db, [asked.enterpriseId]);
  if (!one) throw new TarimError(E.enterpriseUnknown, { id: asked.enterpriseId });
  return {
    party: { kind: 'organisation', name: one.name, code: one.uscc, address: one.address ?? '' },
    simulated: one.simulated,
  };
}

async function handlersOf(ctx: Context, asked: Asked): Promise<{ name: string; certificate: string }[]> {
  const ids = [...new Set(asked.handlers)];
  const officers = await inspectorsByIds(ctx.db, ids);
  if (officers.length < 2 || officers.length < ids.length) throw new TarimError(E.handlersShort);
  const unfit = officers.filter(
    ({ active, certifiedTo, recusals }) =>
      !active ||
      certifiedTo < asked.filedOn ||
      (asked.enterpriseId !== null && recusals.includes(asked.enterpriseId)),
  );
  if (unfit.length > 0)
    throw new TarimError(E.handlersUnfit, { names: unfit.map(({ name }) => name).join('、') });
  return officers.map(({ name, certificate }) => ({ name, certificate }));
}
