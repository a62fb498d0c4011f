import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceKind, evidenceName, MAX_EVIDENCE_MIB } from '@tarim/platform';
import { supervisionErrors as E } from '../errors.ts';
import { answersOf } from '../sql/notices.ts';
import { keepFile, stepsOf } from '../sql/steps.ts';
import { readableNotice } from './notices.ts';
import { knownTask } from './read-tasks.ts';

/** Evidence of a task: of who handles tasks anywhere, or may be handed one by name. @throws TarimError FORBIDDEN, SUPERVISION_FILE_UNREADABLE */
export async function uploadTaskFile(ctx: Context, actor: Actor, file: { bytes: Uint8Array; name: string }) {
  const handles = ctx.policy.scope(actor, 'supervision.handle').unitPaths.length > 0;
  if (!handles && ctx.policy.scope(actor, 'supervision.dispatch').unitPaths.length === 0)
    ctx.policy.require(actor, 'supervision.handle', { unitPath: '/' });
  return uploadFile(ctx, actor, file);
}

/** Keeps a photograph or document as it is; only who brought it may name it. @throws TarimError SUPERVISION_FILE_UNREADABLE */
export async function uploadFile(ctx: Context, actor: Actor, file: { bytes: Uint8Array; name: string }) {
  const { bytes } = file;
  const mime = evidenceKind(bytes);
  if (!mime) throw new TarimError(E.fileUnreadable, { mib: MAX_EVIDENCE_MIB });
  const name = evidenceName(file.name, 'evidence', mime);
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
