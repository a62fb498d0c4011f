import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { newestNotes } from '../sql/notes.ts';

export async function listNotes(
  ctx: Context,
): Promise<{ notes: { id: number; text: string; at: string }[] }> {
  const rows = await newestNotes(ctx.db, 100);
  return { notes: rows.map((row) => ({ id: row.id, text: row.text, at: beijingIso(row.at.getTime()) })) };
}
