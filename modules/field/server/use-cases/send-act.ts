import { createHash } from 'node:crypto';
import { fillMessage, TarimError } from '@tarim/kernel';
import type { Actor, Context, FieldWork, Language } from '@tarim/platform';
import { Compile } from 'typebox/compile';
import { type FieldActRow, SealedAct, sealedChain } from '../../contract.ts';
import { checkForm } from '../domain/form.ts';
import { fieldErrors as E } from '../errors.ts';
import { type ActRow, actById, answerAct, insertAct, seqTaken } from '../sql/acts.ts';
import { moveChain, seeDevice } from '../sql/devices.ts';
import { lockOwnDevice } from './devices.ts';
import { presentAct } from './list-acts.ts';

const sealedActs = Compile(SealedAct);

/** @throws TarimError FIELD_ACT_UNREADABLE */
function readSealed(text: string): SealedAct {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TarimError(E.actUnreadable, { reason: 'JSON' });
  }
  if (sealedActs.Check(value)) return value;
  const [first] = sealedActs.Errors(value);
  throw new TarimError(E.actUnreadable, {
    reason: `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim(),
  });
}

export interface Sent {
  readonly deviceId: string;
  readonly seq: number;
  readonly sealed: string;
  readonly chain: string;
  /** Clock of the device as it sends. */
  readonly now: number;
}

/**
 * Takes an act that was done outside. First it is kept as it came (what was acknowledged is never lost), then it is done; whether it
 * could be done stands beside it. The device is right about what was seen and when, the server about the state of the task: an act
 * that came too late is refused with the reason and stays readable. Sent again, it has no effect and the same answer.
 * @throws TarimError FIELD_DEVICE_UNKNOWN, FIELD_DEVICE_REVOKED, FIELD_ACT_UNREADABLE, FIELD_ACT_OTHER, FIELD_SEQ_TAKEN,
 *   FIELD_EVIDENCE_MISSING
 */
export async function sendAct(
  ctx: Context,
  actor: Actor,
  sent: Sent,
  language: Language,
): Promise<FieldActRow> {
  const act = readSealed(sent.sealed);
  await keep(ctx, actor, sent, act);
  await settle(ctx, actor, sent.deviceId, act);
  return presentAct((await actById(ctx.db, act.id))!, language);
}

async function keep(ctx: Context, actor: Actor, sent: Sent, act: SealedAct): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (tx) => {
    const device = await lockOwnDevice(tx, actor, sent.deviceId);
    const known = await actById(tx, act.id);
    if (known) {
      if (known.sealed !== sent.sealed || known.deviceId !== device.id)
        throw new TarimError(E.actOther, { id: act.id });
      return;
    }
    if (await seqTaken(tx, device.id, sent.seq)) throw new TarimError(E.seqTaken, { seq: sent.seq });
    let missing = 0;
    for (const { sha256 } of act.evidence) if (!(await ctx.files.locate(sha256))) missing++;
    if (missing > 0) throw new TarimError(E.evidenceMissing, { count: missing });
    const chained =
      sent.seq === device.sent + 1 &&
      createHash('sha256')
        .update(sealedChain(device.chain, sent.seq, sent.sealed))
        .digest('hex') === sent.chain;
    const clockMs = Math.round(sent.now - now);
    await insertAct(tx, {
      id: act.id,
      deviceId: device.id,
      seq: sent.seq,
      userId: actor.userId,
      user: actor.name,
      kind: act.kind,
      form: act.form,
      subject: act.subject,
      title: act.title,
      sealed: sent.sealed,
      chain: sent.chain,
      chained,
      // A wrong clock is wrong by the same amount when it sends; nothing was done later than now.
      madeAt: new Date(Math.min(now, act.madeAt - clockMs)),
      receivedAt: new Date(now),
    });
    await moveChain(tx, device.id, sent.seq, sent.chain);
    await seeDevice(tx, device.id, new Date(now), clockMs);
    await ctx.audit.record(tx, {
      actor,
      action: 'field.act.received',
      subject: `${act.kind}/${act.subject}`,
      detail: { act: act.id, form: act.form, device: device.id, chained },
    });
  });
}

/** Does what was kept, once: who comes second waits for the device's row and finds the answer. */
async function settle(ctx: Context, actor: Actor, deviceId: string, act: SealedAct): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await lockOwnDevice(tx, actor, deviceId);
    const row = (await actById(tx, act.id))!;
    if (row.state !== 'received') return;
    try {
      await perform(ctx, actor, row, act);
      await answerAct(tx, act.id, { state: 'applied', code: null, reason: null });
    } catch (error) {
      // Not the act's fault: it stays as received, and the device asks again.
      if (!(error instanceof TarimError) || error.status >= 500) throw error;
      await answerAct(tx, act.id, { state: 'refused', code: error.code, reason: reasonOf(error) });
    }
  });
}

async function perform(ctx: Context, actor: Actor, row: ActRow, act: SealedAct): Promise<void> {
  const work: FieldWork | undefined = ctx.fieldRack.get(act.kind);
  const form = work?.forms.find((one) => one.name === act.form);
  if (!work || !form) throw new TarimError(E.actUnreadable, { reason: `${act.kind} / ${act.form}` });
  if (await work.taken(ctx, act.subject, act.id)) return;
  checkForm(form, act.values, act.evidence);
  await work.take(ctx, actor, act.form, {
    id: act.id,
    subject: act.subject,
    revision: act.revision,
    values: act.values,
    evidence: act.evidence,
    at: row.madeAt.getTime(),
  });
}

const reasonOf = ({ definition, params }: TarimError): ActRow['reason'] => ({
  zh: fillMessage(definition.zh, params),
  en: fillMessage(definition.en, params),
});
