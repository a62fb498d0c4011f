import { randomBytes } from 'node:crypto';
import { type Part, qrFigure } from '@tarim/documents';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { bodyOf, calendarOf } from '@tarim/supervision/queries';
import {
  type CaseAct,
  type CaseDetail,
  type DiscretionResult,
  type OpenDecision,
  penaltyDecided,
} from '../../contract.ts';
import { numberedPaper } from '../documents/numbered.ts';
import { creditOf } from '../domain/credit.ts';
import { fineOf, type Standing, type Step, standingOf } from '../domain/file.ts';
import { refusalOf } from '../domain/life.ts';
import { masked as maskedBy, redacted } from '../domain/redact.ts';
import { enforcementErrors as E } from '../errors.ts';
import { type CaseRow, insertStep, lockCase, nextSerial, nextStep, stepsOf } from '../sql/cases.ts';
import { compensationOf } from '../sql/compensation.ts';
import {
  documentsOf,
  endPublication,
  insertDocument,
  insertPublication,
  withdrawPublication,
} from '../sql/papers.ts';
import { filled, type Key, wordsIn } from '../words.ts';
import { ACTION_OF } from './actions.ts';
import { adviseOn } from './discretion.ts';
import { requireBrought } from './files.ts';
import { keepFigures } from './keep-figures.ts';
import { templatesOf } from './paper-templates.ts';
import { fileOf, getCase, requireCase, signsOf, type Tongue } from './read-cases.ts';
import { titleOf } from './titles.ts';

/** Nobody guesses ninety-six bits. */
const CODE_BYTES = 12;

/**
 * Takes one step of a case: the case is locked, the step judged by what stands in it, and written with its document in one transaction.
 * @throws TarimError of `domain/life.ts`, each with the article that forbids the step; ENFORCEMENT_CASE_UNKNOWN, FORBIDDEN
 */
export async function actOnCase(
  ctx: Context,
  actor: Actor,
  id: number,
  asked: CaseAct,
  tongue: Tongue,
): Promise<CaseDetail> {
  const row = await requireCase(ctx.db, id);
  const action = ACTION_OF[asked.act];
  ctx.policy.require(actor, action, { unitPath: row.unitPath });
  const advised = asked.act === 'assess' ? await adviseOn(ctx, row, asked, tongue) : null;
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const file = { ...fileOf(row), crimeSigns: await signsOf(ctx.db, row) };
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, action, async (tx) => {
    await lockCase(tx, id);
    const steps = await stepsOf(tx, [id]);
    const by = { userId: actor.userId, name: actor.name };
    const act = completed(asked, advised, standingOf(steps));
    const refusal = refusalOf(file, steps, act, by, beijingDate(at.getTime()), calendar);
    if (refusal) throw new TarimError(E[refusal.why], told(refusal.params, tongue));
    if (act.act === 'add-evidence') await requireBrought(tx, actor, act.files);
    const nth = await nextStep(tx, id);
    const after = act.act === 'void' ? standingOf(steps.slice(0, -1)) : standingOf([...steps, { act, by }]);
    await insertStep(
      tx,
      row,
      { nth, act, by, at },
      {
        state: after.state,
        fine: after.decision ? fineOf(after) : null,
      },
    );
    await keepFigures(tx, row, after, calendar);
    await writePaper(ctx, tx, row, nth, steps, act, standingOf(steps), at);
    if (act.act === 'decide' && act.kind === 'penalty')
      await ctx.outbox.publish(tx, penaltyDecided, {
        id,
        number: row.number,
        enterpriseId: row.enterpriseId,
        unitPath: row.unitPath,
        decidedOn: act.on,
        simulated: row.simulated,
      });
    if (act.act === 'publish') await publish(tx, row, after, at);
    if (act.act === 'withdraw-publication')
      await withdrawPublication(tx, id, {
        on: act.on,
        outcome: after.overturns.at(-1)!.outcome,
        reason: redacted(act.reason, row.party, wordsIn('zh')('doc.somebody')),
      });
    // 修复后停止公示 (信用修复管理办法).
    if (act.act === 'decide-repair' && act.granted) await endPublication(tx, id, act.on);
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.case.step',
      subject: `case/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, state: after.state },
    });
    return getCase(ctx, actor, id, tongue, tx);
  });
}

/** What the server knows better than who asks: what a table advises, and that a notice stands on it. */
function completed(asked: CaseAct, advised: DiscretionResult | null, { assessed }: Standing): CaseAct {
  if (asked.act === 'assess') return { ...asked, result: advised! };
  if (asked.act === 'give-notice' && assessed?.result)
    return { ...asked, computed: assessed.result.amount, method: assessed.result.method };
  return asked;
}

/** A state is told by its word. */
function told(
  params: Readonly<Record<string, string | number>>,
  tongue: Tongue,
): Readonly<Record<string, string | number>> {
  return typeof params.state === 'string'
    ? { ...params, state: wordsIn(tongue)(`state.${params.state}` as Key) }
    : params;
}

/** Notices, decisions and what else goes out become documents with the body's next number; what is withdrawn does not. */
async function writePaper(
  ctx: Context,
  tx: DbOrTx,
  row: CaseRow,
  nth: number,
  steps: readonly Step[],
  act: CaseAct,
  standing: Standing,
  at: Date,
): Promise<void> {
  const paper = numberedPaper(act);
  if (!paper || !('on' in act)) return;
  const { kind } = paper;
  const words = (await templatesOf(tx, row.unitPath))(paper.template, at);
  const { name, prefix } = await bodyOf(tx, row.unitPath);
  const year = Number(act.on.slice(0, 4));
  const serial = await nextSerial(tx, row.unitPath, kind, year);
  const number = filled(words.number!, { prefix, year, serial });
  const content = paper.write({
    words,
    row,
    steps,
    standing,
    compensation: await compensationOf(tx, row.id),
    number,
    authority: name,
    violationTitle: titleOf(row.violation, 'zh'),
    on: act.on,
    madeAt: beijingIso(at.getTime()),
  });
  const code = randomBytes(CODE_BYTES).toString('base64url');
  await insertDocument(tx, {
    code,
    caseId: row.id,
    nth,
    unitPath: row.unitPath,
    kind,
    number,
    on: act.on,
    content: { ...content, parts: [...content.parts, verifiable(ctx, code)] },
  });
}

/** 扫码核验: leads to the portal, which tells whether such a document was made and still stands. */
const verifiable = (ctx: Context, code: string): Part =>
  qrFigure(`${ctx.config.publicUrl ?? ''}/verify?code=${code}`, wordsIn('zh')('doc.verify', { code }));

/** Only what may be public is kept: a person's name is masked, numbers of identity and addresses are left out (处罚法 48). */
async function publish(tx: DbOrTx, row: CaseRow, standing: Standing, at: Date): Promise<void> {
  const decision = standing.decision!;
  const papers = await documentsOf(tx, row.id);
  const { name } = await bodyOf(tx, row.unitPath);
  const t = wordsIn('zh');
  const content: OpenDecision = {
    number: papers.findLast(({ kind, voided }) => kind === 'decision' && !voided)?.number ?? row.number,
    party: row.party.kind === 'organisation' ? row.party.name : masked(row.party.name),
    code: row.party.kind === 'organisation' ? row.party.code : null,
    cause: redacted(row.cause, row.party, t('doc.somebody')),
    basis: row.range?.source ?? '',
    fine: fineOf(standing),
    beside: decision.beside.map((kind) => t(`beside.${kind}` as Key)),
    authority: name,
    on: decision.on,
    simulated: row.simulated,
  };
  const { endsOn } = creditOf(standing, beijingDate(at.getTime()))!;
  await insertPublication(tx, { caseId: row.id, unitPath: row.unitPath, content, until: endsOn, at });
}

/** 张三 → 张某. */
export const masked = (name: string): string => maskedBy(name, wordsIn('zh')('doc.somebody'));
