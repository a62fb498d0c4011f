import { type BoundRoute, implement, type Language, negotiateLanguage, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { allBodies } from './sql/bodies.ts';
import { allRules } from './sql/rules.ts';
import * as acts from './use-cases/acts.ts';
import { computeDeadline, getCalendar, putCalendarDay, setLocalCounting } from './use-cases/calendar.ts';
import { dispatchTask, previewDispatch } from './use-cases/dispatch-task.ts';
import { answerFile, taskFile, uploadFile, uploadTaskFile } from './use-cases/files.ts';
import {
  answerNotice,
  confirmReceipt,
  getNotice,
  issueNotice,
  listNotices,
  noticeFile,
  recordReceipt,
} from './use-cases/notices.ts';
import {
  countTasks,
  exportTasks,
  getTask,
  listTasks,
  tasksOfAlarm,
  tasksOfRadiation,
  tasksOfSignal,
} from './use-cases/read-tasks.ts';
import { bodyStatistics, listLeads, putBody, saveDispatchRule } from './use-cases/rules.ts';

type Asked = { readonly headers: { readonly 'accept-language'?: string } };
const languageOf = (request: Asked): Language => negotiateLanguage(request.headers['accept-language']);

interface Reply {
  type(mime: string): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}

/** A file under a name in any script (RFC 6266). */
async function sendFile(
  reply: object,
  file: { bytes: Uint8Array; mime: string; name: string },
  show: 'inline' | 'attachment',
): Promise<undefined> {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  await (reply as Reply)
    .type(file.mime)
    .header('content-disposition', `${show}; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('cache-control', 'private, max-age=600')
    .send(Buffer.from(file.bytes));
  return undefined;
}

// Every route but `public` ones has an actor: the platform answers 401 before the handler otherwise.
const taskRoutes: readonly BoundRoute[] = [
  implement(contract.listTasks, ({ actor, query, request }, ctx) =>
    listTasks(ctx, actor!, query, languageOf(request)),
  ),
  implement(contract.countTasks, ({ actor, query }, ctx) => countTasks(ctx, actor!, query)),
  implement(contract.exportTasks, async ({ actor, query, request, reply }, ctx) =>
    sendFile(reply, await exportTasks(ctx, actor!, query, languageOf(request)), 'attachment'),
  ),
  implement(contract.getTask, ({ actor, params, request }, ctx) =>
    getTask(ctx, actor!, params.id, languageOf(request)),
  ),
  implement(contract.tasksOfAlarm, ({ params }, ctx) => tasksOfAlarm(ctx, params.id)),
  implement(contract.tasksOfRadiation, ({ params }, ctx) => tasksOfRadiation(ctx, params.source, params.id)),
  implement(contract.tasksOfSignal, ({ params }, ctx) => tasksOfSignal(ctx, params.id)),
  implement(contract.taskFile, async ({ params, reply }, ctx) =>
    sendFile(reply, await taskFile(ctx, params.id, params.sha256), 'inline'),
  ),
  implement(contract.dispatchTask, ({ actor, body }, ctx) => dispatchTask(ctx, actor!, body)),
  implement(contract.uploadTaskFile, async ({ actor, request }, ctx) =>
    uploadTaskFile(ctx, actor!, await uploadedFile(request)),
  ),
];

const actRoutes: readonly BoundRoute[] = [
  implement(contract.receiveTask, async ({ actor, params, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'receive', acts.receive(actor!.name));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.verifyTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'verify', acts.verify(body.verification, body.text ?? null));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.replyTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'reply', acts.reply(body, actor!.userId));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.reviewTask, async ({ actor, params, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'review', {});
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.closeTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'close', acts.close(body.text));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.returnTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'return', acts.giveBack(body.text));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.leadTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'lead', acts.handOver(ctx, body, actor!.name));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.transferTask, async ({ actor, params, body, request }, ctx) => {
    const input = await acts.transfer(ctx, actor!, body.unitPath, body.text);
    await acts.act(ctx, actor!, params.id, 'transfer', input);
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.cancelTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'cancel', acts.cancel(body.text));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.remindTask, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'remind', acts.remind(body.text));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.askExtension, async ({ actor, params, body, request }, ctx) => {
    await acts.act(ctx, actor!, params.id, 'ask-extension', acts.askExtension(body, actor!));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.decideExtension, async ({ actor, params, body, request }, ctx) => {
    const kind = body.grant ? 'grant-extension' : 'refuse-extension';
    await acts.act(ctx, actor!, params.id, kind, acts.decideExtension(ctx, body.grant, body.text));
    return getTask(ctx, actor!, params.id, languageOf(request));
  }),
];

const noticeRoutes: readonly BoundRoute[] = [
  implement(contract.listNotices, ({ actor, query }, ctx) => listNotices(ctx, actor!, query)),
  implement(contract.getNotice, ({ actor, params }, ctx) => getNotice(ctx, actor!, params.id)),
  implement(contract.noticeFile, async ({ actor, params, query, reply }, ctx) =>
    sendFile(reply, await noticeFile(ctx, actor!, params.id, params.format), query.show ?? 'attachment'),
  ),
  implement(contract.answerFile, async ({ actor, params, reply }, ctx) =>
    sendFile(reply, await answerFile(ctx, actor!, params.id, params.sha256), 'inline'),
  ),
  implement(contract.issueNotice, ({ actor, params, body }, ctx) =>
    issueNotice(ctx, actor!, params.id, body.requirement),
  ),
  implement(contract.recordReceipt, ({ actor, params, body }, ctx) =>
    recordReceipt(ctx, actor!, params.id, body),
  ),
  implement(contract.confirmReceipt, ({ actor, params }, ctx) => confirmReceipt(ctx, actor!, params.id)),
  implement(contract.answerNotice, ({ actor, params, body }, ctx) =>
    answerNotice(ctx, actor!, params.id, body),
  ),
  implement(contract.uploadOwnFile, async ({ actor, request }, ctx) =>
    uploadFile(ctx, actor!, await uploadedFile(request)),
  ),
];

const ruleRoutes: readonly BoundRoute[] = [
  implement(contract.listDispatchRules, async (_call, ctx) => ({ rules: await allRules(ctx.db) })),
  implement(contract.saveDispatchRule, ({ actor, params, body }, ctx) =>
    saveDispatchRule(ctx, actor!, params.key, body),
  ),
  implement(contract.previewDispatch, ({ query }, ctx) => previewDispatch(ctx, query)),
  implement(contract.listBodies, async (_call, ctx) => ({ bodies: await allBodies(ctx.db) })),
  implement(contract.putBody, ({ actor, body }, ctx) => putBody(ctx, actor!, body)),
  implement(contract.listLeads, ({ query, request }, ctx) => listLeads(ctx, query, languageOf(request))),
  implement(contract.bodyStatistics, ({ query, request }, ctx) =>
    bodyStatistics(ctx, query, languageOf(request)),
  ),
  implement(contract.getCalendar, ({ query }, ctx) => getCalendar(ctx, query.year)),
  implement(contract.putCalendarDay, ({ actor, body }, ctx) => putCalendarDay(ctx, actor!, body)),
  implement(contract.setLocalCounting, ({ actor, body }, ctx) =>
    setLocalCounting(ctx, actor!, body.countLocal, body.reason),
  ),
  implement(contract.computeDeadline, ({ query }, ctx) => computeDeadline(ctx, query)),
];

export const routes: readonly BoundRoute[] = [...taskRoutes, ...actRoutes, ...noticeRoutes, ...ruleRoutes];
