import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { supervisionErrors as E } from '../errors.ts';
import { answersOf } from '../sql/notices.ts';
import { keepFile, stepsOf } from '../sql/steps.ts';
import { readableNotice } from './notices.ts';
import { knownTask } from './read-tasks.ts';

const MAX_MIB = 12;

/** By the first bytes, not by what the sender calls it. */
function typeOf(bytes: Uint8Array): string | null {
  const hex = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('52494646') && hex.slice(16) === '57454250') return 'image/webp';
  if (hex.startsWith('255044462d')) return 'application/pdf';
  return null;
}

/** Keeps a photograph or document as it is; only who brought it may name it. @throws TarimError SUPERVISION_FILE_UNREADABLE */
export async function uploadFile(ctx: Context, actor: Actor, file: { bytes: Uint8Array; name: string }) {
  const { bytes } = file;
  const mime = typeOf(bytes);
  if (!mime || bytes.length > MAX_MIB << 20) throw new TarimError(E.fileUnreadable, { mib: MAX_MIB });
  const name = file.name.replace(/[\p{Cc}/\\]/gu, '').trim() || `evidence.${mime.split('/')[1]}`;
  const { sha256, size } = await ctx.files.put(bytes, { name, mime });
  await keepFile(ctx.db, sha256, actor.userId, name, new Date(ctx.clock.now()));
  return { sha256, size, name };
}

/** Evidence of this task, also what the enterprise sent. */
export async function taskFile(ctx: Context, id: number, sha256: string) {
  await knownTask(ctx, id);
  const [steps, answers] = await Promise.all([stepsOf(ctx.db, id), answersOf(ctx.db, { taskId: id })]);
  return fileAmong(ctx, [...steps, ...answers], sha256);
}

/** What the enterprise sent with an answer to this notice. */
export async function answerFile(ctx: Context, actor: Actor, id: number, sha256: string) {
  await readableNotice(ctx, actor, id);
  return fileAmong(ctx, await answersOf(ctx.db, { noticeId: id }), sha256);
}

async function fileAmong(
  ctx: Context,
  all: ReadonlyArray<{
    readonly evidence: ReadonlyArray<{ readonly sha256: string; readonly name: string }>;
  }>,
  sha256: string,
) {
  const named = all.flatMap((one) => one.evidence).find((one) => one.sha256 === sha256);
  const file = named ? await ctx.files.get(sha256) : null;
  if (!named || !file) throw new TarimError(E.fileUnknown);
  return { bytes: file.bytes, mime: file.mime, name: named.name };
}
