import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import type { Contact, ContactInput, HandOver } from '../../contract.ts';
import { shiftAt } from '../domain/shift-time.ts';
import { dutyErrors as E } from '../errors.ts';
import {
  contactById,
  type HandOverRow,
  handOverById,
  handOverRows,
  insertContact,
  insertHandOver,
  lockHandOver,
  markDone,
  markTaken,
  presentHandOver,
  takeOffContact,
  updateContact,
} from '../sql/book.ts';
import { hoursOf } from '../sql/roster.ts';
import { requireUnit } from './frame.ts';

const MANAGE = 'duty.manage';
const WORK = 'duty.work';

export async function addContact(ctx: Context, actor: Actor, input: ContactInput): Promise<Contact> {
  ctx.policy.require(actor, MANAGE, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const contact = await insertContact(tx, input);
    await note(ctx, tx, actor, 'duty.contact.added', contact);
    return contact;
  });
}

/** @throws TarimError DUTY_CONTACT_UNKNOWN */
async function knownContact(ctx: Context, actor: Actor, id: number): Promise<Contact> {
  const contact = await contactById(ctx.db, id);
  if (!contact) throw new TarimError(E.contactUnknown, { id });
  ctx.policy.require(actor, MANAGE, { unitPath: contact.unitPath });
  return contact;
}

export async function putContact(
  ctx: Context,
  actor: Actor,
  id: number,
  input: ContactInput,
): Promise<Contact> {
  await knownContact(ctx, actor, id);
  // Neither out of one's units nor somebody else's into them.
  ctx.policy.require(actor, MANAGE, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const contact = await updateContact(tx, id, input);
    if (!contact) throw new TarimError(E.contactRemoved);
    await note(ctx, tx, actor, 'duty.contact.changed', contact);
    return contact;
  });
}

export async function removeContact(ctx: Context, actor: Actor, id: number): Promise<undefined> {
  const contact = await knownContact(ctx, actor, id);
  await asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await takeOffContact(tx, id, new Date(ctx.clock.now())))) throw new TarimError(E.contactRemoved);
    await note(ctx, tx, actor, 'duty.contact.removed', contact);
  });
  return undefined;
}

/** Names and organisations only: a log keeps no phone numbers. */
function note(ctx: Context, tx: Tx, actor: Actor, action: string, contact: Contact): Promise<void> {
  const { id, unitPath, organisation, name } = contact;
  return ctx.audit.record(tx, {
    actor,
    action,
    subject: `duty/contact/${id}`,
    unitPath,
    detail: { organisation, name },
  });
}

export async function listHandOvers(
  ctx: Context,
  unitPath: string,
  limit = 50,
): Promise<{ handOvers: HandOver[] }> {
  return { handOvers: (await handOverRows(ctx.db, unitPath, limit)).map(presentHandOver) };
}

export async function writeHandOver(
  ctx: Context,
  actor: Actor,
  { unitPath, text, alarmIds }: { unitPath: string; text: string; alarmIds: readonly number[] },
): Promise<HandOver> {
  ctx.policy.require(actor, WORK, { unitPath });
  await requireUnit(ctx.db, unitPath);
  const now = ctx.clock.now();
  const { day, slot } = shiftAt(now, await hoursOf(ctx.db));
  return asActor(ctx, actor, WORK, async (tx) => {
    const row = await insertHandOver(tx, {
      unitPath,
      day,
      slot,
      text: text.trim(),
      alarms: alarmIds,
      by: actor.name,
      byUser: actor.userId,
      at: new Date(now),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.hand-over.written',
      subject: `duty/hand-over/${row.id}`,
      unitPath,
    });
    return presentHandOver(row);
  });
}

/** The frame of what is done to a hand-over: competent, one at a time, not done yet, audited. */
async function onHandOver(
  ctx: Context,
  actor: Actor,
  id: number,
  action: string,
  body: (tx: Tx, row: HandOverRow, at: Date) => Promise<void>,
): Promise<HandOver> {
  const before = await handOverById(ctx.db, id);
  if (!before) throw new TarimError(E.handOverUnknown, { id });
  ctx.policy.require(actor, WORK, { unitPath: before.unitPath });
  return asActor(ctx, actor, WORK, async (tx) => {
    const row = await lockHandOver(tx, id);
    if (!row) throw new TarimError(E.handOverUnknown, { id });
    if (row.doneBy !== null) throw new TarimError(E.handOverDone, { by: row.doneBy });
    await body(tx, row, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action,
      subject: `duty/hand-over/${id}`,
      unitPath: row.unitPath,
    });
    return presentHandOver((await handOverById(tx, id))!);
  });
}

/** @throws TarimError DUTY_HAND_OVER_OWN, DUTY_HAND_OVER_TAKEN, DUTY_HAND_OVER_DONE, DUTY_HAND_OVER_UNKNOWN */
export function takeHandOver(ctx: Context, actor: Actor, id: number): Promise<HandOver> {
  return onHandOver(ctx, actor, id, 'duty.hand-over.taken', async (tx, row, at) => {
    if (row.takenBy !== null) throw new TarimError(E.handOverTaken, { by: row.takenBy });
    if (row.byUser === actor.userId) throw new TarimError(E.handOverOwn);
    await markTaken(tx, id, actor.name, at);
  });
}

/** @throws TarimError DUTY_HAND_OVER_DONE, DUTY_HAND_OVER_UNKNOWN */
export function finishHandOver(ctx: Context, actor: Actor, id: number): Promise<HandOver> {
  return onHandOver(ctx, actor, id, 'duty.hand-over.done', (tx, _row, at) =>
    markDone(tx, id, actor.name, at),
  );
}
