import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, evidenceKind, evidenceName, type Static } from '@tarim/platform';
import { INNOCENT_CODES } from '@tarim/science';
import { type giveFeedback as feedbackRoute, LIVE_SIGNALS } from '../../contract.ts';
import { signalErrors as E } from '../errors.ts';
import { feedbackOf, foreignFiles, insertFeedback, keepFile } from '../sql/feedback.ts';
import { decideLead, leadById } from '../sql/leads.ts';
import { knownLead } from './read-leads.ts';

const JUDGE = 'signals.judge';

/**
 * What a person found: kept beside what others found before, and the state of the lead follows it. The same in several words is as many rows.
 * @throws TarimError SIGNALS_LEAD_UNKNOWN, SIGNALS_INNOCENT_MISSING, SIGNALS_INNOCENT_UNKNOWN, SIGNALS_EVIDENCE_UNKNOWN, FORBIDDEN
 */
export async function giveFeedback(
  ctx: Context,
  actor: Actor,
  id: number,
  body: Static<NonNullable<typeof feedbackRoute.body>>,
): Promise<void> {
  const lead = await knownLead(ctx.db, id);
  ctx.policy.require(actor, JUDGE, { unitPath: lead.unitPath });
  const { verdict, innocent = null, ruledOut, reason, evidence } = body;
  if ((verdict === 'innocent') !== (innocent !== null)) throw new TarimError(E.innocentMissing);
  for (const code of [...ruledOut, ...(innocent === null ? [] : [innocent])])
    if (!(INNOCENT_CODES as readonly string[]).includes(code))
      throw new TarimError(E.innocentUnknown, { code });
  const foreign = await foreignFiles(
    ctx.db,
    actor.userId,
    evidence.map((one) => one.sha256),
  );
  if (foreign.length > 0) throw new TarimError(E.evidenceUnknown);
  const at = new Date(ctx.clock.now());
  await asActor(ctx, actor, JUDGE, async (tx) => {
    // Whoever may not see it does not judge it, whatever the policy let through.
    if (!(await leadById(tx, id))) throw new TarimError(E.leadUnknown, { id });
    await insertFeedback(tx, {
      signalId: id,
      unitPath: lead.unitPath,
      detector: lead.detector,
      verdict,
      innocent,
      ruledOut: ruledOut.filter((code) => code !== innocent),
      reason: reason.trim(),
      evidence,
      strength: lead.strength,
      by: actor.name,
      byUser: actor.userId,
      at,
    });
    await decideLead(tx, id, verdict, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'signals.lead.feedback',
      subject: `signal/${id}`,
      unitPath: lead.unitPath,
      detail: { verdict, innocent, reason: reason.trim() },
    });
  });
  ctx.live.publish(LIVE_SIGNALS, { ids: [id] });
}

/** Keeps a photograph or document as it is; only who brought it may name it. @throws TarimError SIGNALS_EVIDENCE_UNREADABLE */
export async function uploadEvidence(ctx: Context, actor: Actor, file: { bytes: Uint8Array; name: string }) {
  const mime = evidenceKind(file.bytes);
  if (!mime) throw new TarimError(E.evidenceUnreadable);
  const name = evidenceName(file.name, 'evidence', mime);
  const kept = await ctx.files.put(file.bytes, { name, mime });
  await keepFile(ctx.db, kept.sha256, actor.userId, name, new Date(ctx.clock.now()));
  return kept;
}

/** Evidence of this lead; other files are nobody's business here. @throws TarimError SIGNALS_LEAD_UNKNOWN, SIGNALS_FILE_UNKNOWN */
export async function evidenceFile(ctx: Context, id: number, sha256: string) {
  await knownLead(ctx.db, id);
  const named = (await feedbackOf(ctx.db, id)).some((one) =>
    one.evidence.some((file) => file.sha256 === sha256),
  );
  const file = named ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.evidenceGone);
  return file;
}
