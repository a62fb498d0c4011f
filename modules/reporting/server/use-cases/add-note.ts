import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { insertNote } from '../sql/notes.ts';

/** Authorise (the route did) → decide → save and audit in one transaction. */
export async function addNote(
  ctx: Context,
  actor: Actor,
  text: string,
): Promise<{ id: number; text: string; at: string }> {
  return ctx.db.transaction().execute(async (tx) => {
    const row = await insertNote(tx, text.trim(), new Date(ctx.clock.now()));
    await ctx.audit.record(tx, { actor, action: 'reporting.note.added', subject: String(row.id) });
    return { id: row.id, text: row.text, at: beijingIso(row.at.getTime()) };
  });
}
