import { renderDocument } from '@tarim/documents';
import { BEIJING_OFFSET_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, ownEnterprises, type Static } from '@tarim/platform';
import { READ_OWN } from '@tarim/platform/contract';
import type {
  EvidenceFile,
  listNotices as listRoute,
  NoticeDetail,
  NoticeRow,
  recordReceipt as receiptRoute,
} from '../../contract.ts';
import { noticeNumber } from '../domain/dispatch.ts';
import { hasEnded } from '../domain/life.ts';
import { supervisionErrors as E } from '../errors.ts';
import { noticeContent } from '../notice/content.ts';
import { bodyOf } from '../sql/bodies.ts';
import {
  answersOf,
  insertAnswer,
  insertNotice,
  keepRendered,
  type Notice,
  nextSerial,
  noticeById,
  noticeRows,
  writeReceipt,
} from '../sql/notices.ts';
import { groundsOf } from '../sql/steps.ts';
import { lockTask, type Task, taskCode } from '../sql/tasks.ts';
import { iso } from './present.ts';
import { knownTask } from './read-tasks.ts';
import { type Doer, requireOwnFiles, takeStep, tellLive } from './take-step.ts';

const READ = 'supervision.read';
const HANDLE = 'supervision.handle';

/**
 * Issues an electronic supervision notice (电子督办单): the body's next number of the year, the facts as they are now, the deadline.
 * @throws TarimError SUPERVISION_TASK_UNKNOWN, FORBIDDEN, SUPERVISION_TASK_ENDED
 */
export async function issueNotice(
  ctx: Context,
  actor: Actor,
  taskId: number,
  requirement: string,
): Promise<{ id: number; number: string }> {
  const { unitPath } = await knownTask(ctx, taskId);
  ctx.policy.require(actor, HANDLE, { unitPath });
  const issued = await asActor(ctx, actor, HANDLE, async (tx) => {
    const task = await lockTask(tx, taskId);
    if (!task) throw new TarimError(E.taskUnknown, { id: taskId });
    return writeNotice(ctx, tx, task, requirement, actor);
  });
  tellLive(ctx, taskId, 'notice', issued.state);
  return { id: issued.id, number: issued.number };
}

/** In the caller's transaction, which holds the task's row; the number is given back when it fails. */
export async function writeNotice(
  ctx: Context,
  tx: Parameters<typeof takeStep>[1],
  task: Task,
  requirement: string,
  by: NonNullable<Doer>,
  at = new Date(ctx.clock.now()),
): Promise<{ id: number; number: string; state: Task['state'] }> {
  if (hasEnded(task.state)) throw new TarimError(E.taskEnded);
  const year = new Date(at.getTime() + BEIJING_OFFSET_MS).getUTCFullYear();
  const [body, grounds] = await Promise.all([bodyOf(tx, task.unitPath), groundsOf(tx, task.id)]);
  const serial = await nextSerial(tx, task.unitPath, year);
  const number = noticeNumber(body.prefix, year, serial);
  const addressee = task.enterpriseName ?? task.subject;
  const content = noticeContent({
    task,
    grounds,
    number,
    bodyName: body.name,
    addressee,
    requirement,
    issuedAt: at,
  });
  const id = await insertNotice(tx, {
    taskId: task.id,
    unitPath: task.unitPath,
    year,
    serial,
    number,
    bodyName: body.name,
    addressee,
    enterpriseId: task.enterpriseId,
    requirement,
    dueAt: task.dueAt,
    content,
    issuedAt: at,
    issuedBy: by.name,
    simulated: task.simulated,
  });
  const step = { act: 'notice', to: task.state, text: requirement, detail: { number, notice: id } };
  await takeStep(ctx, tx, task, step, by, at);
  return { id, number, state: task.state };
}

const owns = (ctx: Context, actor: Actor, { enterpriseId }: Notice): boolean =>
  enterpriseId !== null && ctx.policy.can(actor, READ_OWN, { enterpriseId });

/** To an enterprise it is as if notices to others did not exist. @throws TarimError SUPERVISION_NOTICE_UNKNOWN */
export async function readableNotice(ctx: Context, actor: Actor, id: number): Promise<Notice> {
  const notice = await noticeById(ctx.db, id);
  const own = ownEnterprises(ctx, actor, READ);
  if (!notice || (own !== null && (notice.enterpriseId === null || !own.includes(notice.enterpriseId))))
    throw new TarimError(E.noticeUnknown, { id });
  return notice;
}

export async function listNotices(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof listRoute.query>>,
): Promise<{ notices: NoticeRow[] }> {
  const notices = await noticeRows(ctx.db, { enterprises: ownEnterprises(ctx, actor, READ), ...query });
  return { notices: notices.map(presentNotice) };
}

function presentNotice(one: Notice): NoticeRow {
  return {
    id: one.id,
    number: one.number,
    taskId: one.taskId,
    taskCode: taskCode(one.taskId),
    taskState: one.taskState,
    unitPath: one.unitPath,
    bodyName: one.bodyName,
    addressee: one.addressee,
    enterpriseId: one.enterpriseId,
    cause: one.cause,
    issuedAt: iso(one.issuedAt),
    issuedBy: one.issuedBy,
    dueAt: iso(one.dueAt),
    receipt: one.receiptAt
      ? { by: one.receiptBy!, at: iso(one.receiptAt), delivery: one.receiptDelivery as 'platform' }
      : null,
    answers: one.answers,
    simulated: one.simulated,
  };
}

export async function getNotice(ctx: Context, actor: Actor, id: number): Promise<NoticeDetail> {
  const notice = await readableNotice(ctx, actor, id);
  const answers = await answersOf(ctx.db, { noticeId: id });
  return {
    ...presentNotice(notice),
    requirement: notice.requirement,
    answersGiven: answers.map(({ noticeId: _noticeId, at, evidence, ...one }) => ({
      ...one,
      at: iso(at),
      evidence: [...evidence],
    })),
    mayAnswer: owns(ctx, actor, notice) && !hasEnded(notice.taskState),
    mayRecord: notice.receiptAt === null && ctx.policy.can(actor, HANDLE, { unitPath: notice.unitPath }),
  };
}

const MIME = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The document; typeset when it is first asked for. The same content always gives the same bytes. */
export async function noticeFile(ctx: Context, actor: Actor, id: number, format: 'pdf' | 'docx') {
  const notice = await readableNotice(ctx, actor, id);
  const kept = notice[format];
  const file = kept ? await ctx.files.get(kept) : null;
  const name = `督办单 ${notice.number}.${format}`;
  if (file) return { bytes: file.bytes, mime: MIME[format], name };
  const made = await renderDocument(notice.content);
  const put = async (of: 'pdf' | 'docx') =>
    (await ctx.files.put(made[of], { name: `notice-${id}.${of}`, mime: MIME[of] })).sha256;
  await keepRendered(ctx.db, id, await put('pdf'), await put('docx'));
  return { bytes: made[format], mime: MIME[format], name };
}

/** 送达回执 by hand. @throws TarimError SUPERVISION_NOTICE_RECEIVED, SUPERVISION_RECEIPT_TIME */
export async function recordReceipt(
  ctx: Context,
  actor: Actor,
  id: number,
  { by, at, delivery }: Static<NonNullable<typeof receiptRoute.body>>,
): Promise<NoticeDetail> {
  const { unitPath, issuedAt, taskId } = await readableNotice(ctx, actor, id);
  ctx.policy.require(actor, HANDLE, { unitPath });
  const when = new Date(at);
  if (when.getTime() < issuedAt.getTime() - 60_000 || when.getTime() > ctx.clock.now())
    throw new TarimError(E.receiptTime);
  await asActor(ctx, actor, HANDLE, async (tx) => {
    const task = await lockTask(tx, taskId);
    const notice = await noticeById(tx, id, true);
    if (!task || !notice) throw new TarimError(E.noticeUnknown, { id });
    if (notice.receiptAt) throw new TarimError(E.noticeReceived);
    await writeReceipt(tx, id, { by: by.trim(), at: when, delivery });
    const step = {
      act: 'receipt',
      to: task.state,
      detail: { number: notice.number, by: by.trim(), delivery },
    };
    await takeStep(ctx, tx, task, step, actor, new Date(ctx.clock.now()));
  });
  tellLive(ctx, taskId, 'receipt', 'dispatched');
  return getNotice(ctx, actor, id);
}

/** The person of the enterprise confirms that the notice came. */
export async function confirmReceipt(ctx: Context, actor: Actor, id: number): Promise<NoticeDetail> {
  await asEnterprise(ctx, actor, id, async (tx, task, notice, at) => {
    if (notice.receiptAt) throw new TarimError(E.noticeReceived);
    await writeReceipt(tx, id, { by: actor.name, at, delivery: 'platform' });
    const detail = { number: notice.number, by: actor.name, delivery: 'platform' };
    await takeStep(ctx, tx, task, { act: 'receipt', to: task.state, detail }, actor, at);
  });
  return getNotice(ctx, actor, id);
}

/** 企业情况说明: stands with the task; what comes after the deadline is marked late. An answer confirms the receipt too. */
export async function answerNotice(
  ctx: Context,
  actor: Actor,
  id: number,
  { text, evidence }: { text: string; evidence: readonly EvidenceFile[] },
): Promise<NoticeDetail> {
  await asEnterprise(ctx, actor, id, async (tx, task, notice, at) => {
    if (hasEnded(task.state)) throw new TarimError(E.taskEnded);
    await requireOwnFiles(tx, actor.userId, evidence);
    if (!notice.receiptAt) await writeReceipt(tx, id, { by: actor.name, at, delivery: 'platform' });
    // The deadline may have been extended since the notice was written.
    const late = at.getTime() > task.dueAt.getTime() + 999;
    await insertAnswer(tx, {
      noticeId: id,
      taskId: task.id,
      enterpriseId: notice.enterpriseId!,
      at,
      byName: actor.name,
      byUser: actor.userId,
      text: text.trim(),
      evidence,
      late,
    });
    const detail = { number: notice.number, late };
    await takeStep(
      ctx,
      tx,
      task,
      { act: 'answer', to: task.state, text: text.trim(), detail, evidence },
      actor,
      at,
    );
  });
  return getNotice(ctx, actor, id);
}

/**
 * People of an enterprise write to the files of a task that belongs to a body: not by a post in its unit, so that row-level
 * security has no row for them; the notice to their enterprise is what entitles them.
 */
async function asEnterprise(
  ctx: Context,
  actor: Actor,
  id: number,
  body: (tx: Parameters<typeof takeStep>[1], task: Task, notice: Notice, at: Date) => Promise<void>,
): Promise<void> {
  const known = await readableNotice(ctx, actor, id);
  if (!owns(ctx, actor, known)) throw new TarimError(E.noticeUnknown, { id });
  await ctx.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, known.taskId);
    const notice = await noticeById(tx, id, true);
    if (!task || !notice) throw new TarimError(E.noticeUnknown, { id });
    await body(tx, task, notice, new Date(ctx.clock.now()));
  });
  tellLive(ctx, known.taskId, 'answer', known.taskState);
}
