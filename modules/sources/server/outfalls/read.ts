import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceKind, MAX_EVIDENCE_MIB, type Static } from '@tarim/platform';
import { OUTFALL_ACTS, type getOutfall as route } from '../../contract.ts';
import { after, earlier, obstacle } from '../domain/outfall-life.ts';
import { outfallErrors as E } from '../errors.ts';
import { type OutfallRow, progressRows } from '../sql/outfalls.ts';
import { keepEvidence, resultsOf, stepsOf } from '../sql/steps.ts';
import { today } from '../use-cases/frame.ts';
import { knownOutfall, present } from './register.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/** An outfall with everything that happened to it, and what the asking person may do next. */
export async function getOutfall(ctx: Context, actor: Actor, id: number): Promise<Answer> {
  const row = await knownOutfall(ctx, id);
  const [[outfall], results, steps] = await Promise.all([
    present(ctx, [row]),
    resultsOf(ctx.db, id),
    stepsOf(ctx.db, id),
  ]);
  return { outfall: outfall!, taskId: row.taskId, results, steps, next: nextActs(ctx, actor, row) };
}

function nextActs(ctx: Context, actor: Actor, row: OutfallRow): Answer['next'] {
  const competent = ctx.policy.can(actor, 'sources.write', { unitPath: row.unitPath });
  return OUTFALL_ACTS.filter((act) => after(row.state, act, 'surveyed') !== null).map((act) => {
    const why = competent ? obstacle(act, actor.userId, row) : 'no-right';
    return { act, allowed: why === null, why, to: act === 'return' ? earlier(row.state) : [] };
  });
}

export async function outfallProgress(ctx: Context) {
  return { asOf: today(ctx), units: await progressRows(ctx.db, today(ctx)) };
}

/** Keeps a photograph or document as it is; a step may name it then. @throws TarimError SOURCES_EVIDENCE_UNREADABLE */
export async function uploadEvidence(ctx: Context, actor: Actor, bytes: Uint8Array) {
  const mime = evidenceKind(bytes);
  if (!mime) throw new TarimError(E.evidenceUnreadable, { mib: MAX_EVIDENCE_MIB });
  const kept = await ctx.files.put(bytes, { name: `evidence.${mime.split('/')[1]}`, mime });
  await keepEvidence(ctx.db, kept.sha256, actor.userId, new Date(ctx.clock.now()));
  return kept;
}

/** Evidence of this outfall; other files are nobody's business here. */
export async function getEvidence(ctx: Context, id: number, sha256: string) {
  await knownOutfall(ctx, id);
  const named = (await stepsOf(ctx.db, id)).some((step) => step.evidence.includes(sha256));
  const file = named ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.evidenceUnknown);
  return file;
}
