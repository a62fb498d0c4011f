import { masked } from '@tarim/enforcement/queries';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { DAMAGE_PROBLEMS } from '@tarim/science';
import { bodyOf } from '@tarim/supervision/queries';
import type { DamageAct, DamageDetail, Estimate, OpenCompensation } from '../../contract.ts';
import { paperOf } from '../documents/content.ts';
import { amountOf, paidOf, type Standing, standingOf } from '../domain/file.ts';
import { refusalOf } from '../domain/life.ts';
import { damageErrors as E } from '../errors.ts';
import { type CaseRow, insertStep, lockCase, nextSerial, stepsOf } from '../sql/cases.ts';
import { insertDocument, insertPublication } from '../sql/papers.ts';
import { type Key, wordsIn } from '../words.ts';
import { actionOf } from './actions.ts';
import { estimateOf } from './estimate.ts';
import { getCase, repeatsNow, requireCase, simpleLimitOf, type Tongue } from './read-cases.ts';
import { tellPenalty } from './tell-penalty.ts';

/**
 * Takes one step of a case: the case is locked, the step judged by what stands in it, and written with its document in one transaction;
 * the penalty case that it comes from is told.
 * @throws TarimError of `domain/life.ts`; DAMAGE_CASE_UNKNOWN, DAMAGE_ESTIMATE_WRONG, FORBIDDEN
 */
export async function actOnCase(
  ctx: Context,
  actor: Actor,
  id: number,
  act: DamageAct,
  tongue: Tongue,
): Promise<DamageDetail> {
  const row = await requireCase(ctx.db, id);
  const action = actionOf(act.act);
  ctx.policy.require(actor, action, { unitPath: row.unitPath });
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, action, async (tx) => {
    await lockCase(tx, id);
    const steps = await stepsOf(tx, [id]);
    const by = { userId: actor.userId, name: actor.name };
    const facts = {
      foundOn: row.foundOn,
      repeats: await repeatsNow(tx, row),
      simpleLimit: (await simpleLimitOf(tx, row)).yuan,
    };
    const refusal = refusalOf(facts, steps, act, by, beijingDate(at.getTime()));
    if (refusal) throw new TarimError(E[refusal.why], told(refusal.params, tongue));
    const estimate = act.act === 'assess' && act.estimate ? estimateOf(act.estimate, tongue) : null;
    if (estimate?.damage === null) throw new TarimError(E.estimateWrong, { problem: worst(estimate) });
    const after = standingOf([...steps, { act, by }]);
    const nth = steps.length + 1;
    await insertStep(
      tx,
      row,
      { nth, act, estimate, by, at },
      { state: after.state, amount: amountOf(after), paid: paidOf(after) },
    );
    await writePaper(tx, row, nth, act, after, at);
    if (act.act === 'publish') await publish(tx, row, act, after, at);
    await tellPenalty(ctx, tx, row, after);
    await ctx.audit.record(tx, {
      actor,
      action: 'damage.case.step',
      subject: `case/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, state: after.state },
    });
    return getCase(ctx, actor, id, tx);
  });
}

/** States and things to be published are told by their words. */
function told(
  params: Readonly<Record<string, string | number>>,
  tongue: Tongue,
): Readonly<Record<string, string | number>> {
  const t = wordsIn(tongue);
  const { state, missing } = params;
  if (typeof state === 'string') return { ...params, state: t(`state.${state}` as Key) };
  if (typeof missing !== 'string') return params;
  const words = missing.split(',').map((what) => t(`what.${what}` as Key));
  return { ...params, missing: words.join(tongue === 'zh' ? '、' : ', ') };
}

/** The first thing that keeps an estimate from being told, not that it is one. */
function worst({ problems }: Estimate): string {
  const found = problems.find(({ code }) => code !== DAMAGE_PROBLEMS.estimate.code);
  return found ? [found.path, found.message].filter(Boolean).join(' ') : '';
}

/** Reports, notices and agreements become documents with the body's next number. */
async function writePaper(
  tx: DbOrTx,
  row: CaseRow,
  nth: number,
  act: DamageAct,
  standing: Standing,
  at: Date,
): Promise<void> {
  const paper = paperOf(act);
  if (!paper) return;
  const { name, prefix } = await bodyOf(tx, row.unitPath);
  const year = Number(act.on.slice(0, 4));
  const serial = await nextSerial(tx, row.unitPath, paper.kind, year);
  const number = wordsIn('zh')(`doc.${paper.kind}Number`, { prefix, year, serial });
  const content = paper.write({
    row,
    standing,
    number,
    authority: name,
    madeAt: beijingIso(at.getTime()),
  });
  await insertDocument(tx, {
    caseId: row.id,
    nth,
    unitPath: row.unitPath,
    kind: paper.kind,
    number,
    on: act.on,
    content,
  });
}

/** Only what may be public is kept: a person's name is masked, in the summary too; numbers of identity are left out. */
async function publish(
  tx: DbOrTx,
  row: CaseRow,
  { what, summary, on }: Extract<DamageAct, { act: 'publish' }>,
  standing: Standing,
  at: Date,
): Promise<void> {
  const { kind, name, code } = row.party;
  const open = (text: string) => (kind === 'organisation' ? text : text.replaceAll(name, masked(name)));
  const content: OpenCompensation = {
    number: row.number,
    what,
    party: open(name),
    code: kind === 'organisation' ? code : null,
    title: open(row.title),
    summary: open(summary),
    amount: what === 'start' ? null : (standing.owed?.amount ?? null),
    authority: (await bodyOf(tx, row.unitPath)).name,
    on,
    simulated: row.simulated,
  };
  await insertPublication(tx, { caseId: row.id, unitPath: row.unitPath, content, at });
}
