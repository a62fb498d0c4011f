import { type AuditedCase, auditedCase, fatalTitle } from '@tarim/enforcement/queries';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { CASE_SCORING } from '@tarim/standards';
import type { Answers, PaperDetail, PaperSummary } from '../../contract.ts';
import { answersOf, leftOpen, scoreOf, unfitAnswers, withoutNote } from '../domain/answers.ts';
import { type Prefill, prefillOf } from '../domain/prefill.ts';
import { auditErrors as E } from '../errors.ts';
import { freezePaper, lockOpenPaper, type PaperRow, paperRows, writeAnswers } from '../sql/papers.ts';
import { type Key, sentence, type Tongue } from '../words.ts';
import { requireRound } from './round-rows.ts';

export const EXAMINE = 'audit.examine';

export function presentPaper(row: PaperRow): PaperSummary {
  return {
    id: row.id,
    roundId: row.roundId,
    nth: row.nth,
    auditedPath: row.auditedPath,
    auditedName: row.auditedName,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    party: row.party,
    cause: row.cause,
    why: row.why,
    state: row.signedAt ? 'signed' : 'open',
    score: row.frozen?.result.score ?? null,
    fatal: row.frozen ? [...row.frozen.result.fatal] : [],
    signedBy: row.signedBy,
    signedAt: row.signedAt && beijingIso(row.signedAt.getTime()),
    simulated: row.simulated,
  };
}

async function requirePaper(db: DbOrTx, id: number): Promise<PaperRow> {
  const [row] = await paperRows(db, { id });
  if (!row) throw new TarimError(E.paperUnknown, { id });
  return row;
}

/** The file as it stands now. */
async function look(ctx: Context, db: DbOrTx, row: PaperRow) {
  const { file, findings } = await auditedCase(ctx, db, row.caseId);
  return { file, prefill: prefillOf(file, findings), steps: stepsTold(file) };
}

/** Whoever took part in a case does not audit it. */
const isInvolved = ({ people }: AuditedCase, actor: Actor): boolean =>
  people.ids.includes(actor.userId) || people.names.includes(actor.name);

const stepsTold = ({ steps, filedOn, filedBy }: AuditedCase): PaperDetail['steps'] => [
  { nth: 0, act: 'file', on: filedOn, by: filedBy },
  ...steps.map(({ nth, act, by }) => ({
    nth,
    act: act.act,
    on: 'on' in act ? act.on : act.from,
    by: by.name,
  })),
];

/** @throws TarimError AUDIT_PAPER_UNKNOWN */
export async function getPaper(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<PaperDetail> {
  const row = await requirePaper(db, id);
  const now = await look(ctx, db, row);
  const prefill: Prefill = row.frozen ?? now.prefill;
  const answers = answersOf(prefill, row.answers);
  const result = row.frozen?.result ?? scoreOf(prefill, answers);
  const involved = isInvolved(now.file, actor);
  const round = await requireRound(db, row.roundId);
  const titles = new Map(CASE_SCORING.items.ordinary!.map((one) => [one.key, one[tongue]]));
  return {
    ...presentPaper(row),
    score: result.score,
    fatal: [...result.fatal],
    roundTitle: round.title,
    unitPath: row.unitPath,
    scored: prefill.scored,
    items: prefill.items.map(({ key, marks, seen, why, step }) => ({
      key,
      title: titles.get(key) ?? key,
      marks,
      seen,
      why: sentence(tongue, `itemWhy.${why}` as Key),
      step,
    })),
    fatals: prefill.fatals.map((one) => ({
      no: one.no,
      group: CASE_SCORING.fatal.find(({ no }) => no === one.no)!.group,
      title: fatalTitle(one.no, tongue),
      seen: one.seen,
      why: one.why === 'found' ? one[tongue] : sentence(tongue, `fatalWhy.${one.why}` as Key),
    })),
    answers,
    result,
    steps: row.frozen?.steps ?? now.steps,
    mayFill: !row.signedAt && !involved && ctx.policy.can(actor, EXAMINE, { unitPath: row.unitPath }),
    involved,
  };
}

/** @throws TarimError AUDIT_PAPER_UNKNOWN, AUDIT_PAPER_SIGNED, AUDIT_OWN_CASE, AUDIT_ANSWERS_INVALID, AUDIT_NOTE_MISSING, FORBIDDEN */
export async function savePaper(
  ctx: Context,
  actor: Actor,
  id: number,
  answers: Answers,
  tongue: Tongue,
): Promise<PaperDetail> {
  return onOpenPaper(ctx, actor, id, async (tx, row) => {
    const { file, prefill } = await look(ctx, tx, row);
    if (isInvolved(file, actor)) throw new TarimError(E.involved);
    const unfit = unfitAnswers(prefill, answers);
    if (unfit.length > 0) throw new TarimError(E.unfit, { names: unfit.slice(0, 10).join(', ') });
    requireNotes(prefill, answers);
    await writeAnswers(tx, id, answers);
    await ctx.audit.record(tx, {
      actor,
      action: 'audit.paper.saved',
      subject: `paper/${id}`,
      unitPath: row.unitPath,
      detail: { left: leftOpen(answersOf(prefill, answers)) },
    });
    return getPaper(ctx, actor, id, tongue, tx);
  });
}

/** Freezes the paper with what the data showed and the score. @throws as `savePaper`, and AUDIT_NOT_CONFIRMED */
export async function signPaper(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
): Promise<PaperDetail> {
  return onOpenPaper(ctx, actor, id, async (tx, row) => {
    const { file, prefill, steps } = await look(ctx, tx, row);
    if (isInvolved(file, actor)) throw new TarimError(E.involved);
    const answers = answersOf(prefill, row.answers);
    const left = leftOpen(answers);
    if (left > 0) throw new TarimError(E.notConfirmed, { left });
    // The file may have gone on since it was saved.
    requireNotes(prefill, answers);
    const result = scoreOf(prefill, answers);
    await freezePaper(tx, id, {
      answers,
      frozen: { ...prefill, steps, result },
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'audit.paper.signed',
      subject: `paper/${id}`,
      unitPath: row.unitPath,
      detail: { score: result.score, fatal: result.fatal.join(',') },
    });
    return getPaper(ctx, actor, id, tongue, tx);
  });
}

function requireNotes(prefill: Prefill, answers: Answers): void {
  const bare = withoutNote(prefill, answers);
  if (bare.length > 0) throw new TarimError(E.noteMissing, { names: bare.slice(0, 10).join(', ') });
}

async function onOpenPaper(
  ctx: Context,
  actor: Actor,
  id: number,
  work: (tx: DbOrTx, row: PaperRow) => Promise<PaperDetail>,
): Promise<PaperDetail> {
  const { unitPath } = await requirePaper(ctx.db, id);
  ctx.policy.require(actor, EXAMINE, { unitPath });
  return asActor(ctx, actor, EXAMINE, async (tx) => {
    if (!(await lockOpenPaper(tx, id))) throw new TarimError(E.signed);
    return work(tx, await requirePaper(tx, id));
  });
}
