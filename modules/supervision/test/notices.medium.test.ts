import { makePolicy } from '@tarim/identity/server';
import { testContext } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, test } from 'vitest';
import * as acts from '../server/use-cases/acts.ts';
import { answerFile, taskFile, uploadFile } from '../server/use-cases/files.ts';
import {
  answerNotice,
  confirmReceipt,
  getNotice,
  issueNotice,
  listNotices,
  noticeFile,
  recordReceipt,
} from '../server/use-cases/notices.ts';
import { getTask, listTasks } from '../server/use-cases/read-tasks.ts';
import { putBody } from '../server/use-cases/rules.ts';
import { fire, MODULES, person, seedRegistry, TIANSHAN } from './seed.ts';

const NOW = Date.UTC(2026, 10, 24, 4);
const admin = person('administrator', '/');
const own = person('enterprise', TIANSHAN, 1);
const neighbour = person('enterprise', TIANSHAN, 2);

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await seedRegistry(ctx.db);
  await fire(ctx.db, 1);
  await fire(ctx.db, 3);
  await ctx.deliver();
  const { tasks } = await listTasks(ctx, admin, {}, 'zh-CN');
  const officer = person('enforcement-officer', TIANSHAN);
  return { ctx, officer, corps: tasks[0]!.id, id: tasks[1]!.id };
}

test('numbers of a body and year go up without a gap, also when several are issued at once and one fails', async () => {
  const { ctx, officer, id, corps } = await house();
  await putBody(ctx, admin, {
    unitPath: TIANSHAN,
    name: '乌鲁木齐市生态环境局天山区分局',
    prefix: '乌环天督',
  });
  const issue = () => issueNotice(ctx, officer, id, '立即整改');
  const many = await Promise.all([issue(), issue(), issue(), issue()]);
  await expect(issueNotice(ctx, officer, corps, '立即整改')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  // The number is taken back with what did not come about.
  await expect(issueNotice(ctx, officer, id, 'x\u0000')).rejects.toThrow();
  const last = await issue();
  expect([...many.map((one) => one.number).sort(), last.number]).toEqual(
    [1, 2, 3, 4, 5].map((n) => `乌环天督〔2026〕${n}号`),
  );
  // The body of the other hierarchy counts for itself, the next year begins anew (in Beijing).
  expect((await issueNotice(ctx, admin, corps, '立即整改')).number).toBe('环督BT08〔2026〕1号');
  ctx.clock.set(Date.parse('2027-01-01T00:00:00+08:00'));
  expect((await issue()).number).toBe('乌环天督〔2027〕1号');
});

test('the document carries the facts, the figures, the rule, the trace, the deadline; and says that it is simulated', {
  timeout: 120_000,
}, async () => {
  const { ctx, officer, id } = await house();
  const notice = await issueNotice(ctx, officer, id, '立即查明超标原因并整改。');
  const pdf = await noticeFile(ctx, officer, notice.id, 'pdf');
  const text = (await pdfText(Buffer.from(pdf.bytes))).replace(/\s/g, '');
  for (const part of [
    '督办单',
    notice.number,
    '乌鲁木齐市生态环境局天山区分局',
    '天山热电',
    '1号炉烟囱',
    '120/50',
    '2.4倍',
    'alarm-exceedance@1',
    'trace:1/a21026/hour/2026-11-24T09:00',
    '2026年11月27日',
    '立即查明超标原因并整改。',
    '印章',
    '送达回执',
    '模拟数据',
  ])
    expect(text, part).toContain(part.replace(/\s/g, ''));
  const docx = await noticeFile(ctx, officer, notice.id, 'docx');
  expect(Buffer.from(docx.bytes.subarray(0, 2)).toString()).toBe('PK');
  // Kept as it was typeset.
  expect(
    Buffer.compare(Buffer.from((await noticeFile(ctx, own, notice.id, 'pdf')).bytes), Buffer.from(pdf.bytes)),
  ).toBe(0);
});

test('the enterprise sees notices to it and no others, confirms and answers with files; the staff sees that', async () => {
  const { ctx, officer, id, corps } = await house();
  const notice = await issueNotice(ctx, officer, id, '说明情况');
  const other = await issueNotice(ctx, admin, corps, '说明情况');
  expect((await listNotices(ctx, own, {})).notices.map((one) => one.number)).toEqual([notice.number]);
  await expect(getNotice(ctx, own, other.id)).rejects.toMatchObject({ code: 'SUPERVISION_NOTICE_UNKNOWN' });
  await expect(noticeFile(ctx, neighbour, notice.id, 'pdf')).rejects.toMatchObject({
    code: 'SUPERVISION_NOTICE_UNKNOWN',
  });
  await expect(answerNotice(ctx, neighbour, notice.id, { text: '冒充', evidence: [] })).rejects.toMatchObject(
    {
      code: 'SUPERVISION_NOTICE_UNKNOWN',
    },
  );
  // The staff reads it and answers for nobody.
  await expect(answerNotice(ctx, officer, notice.id, { text: '代答', evidence: [] })).rejects.toMatchObject({
    code: 'SUPERVISION_NOTICE_UNKNOWN',
  });
  expect(await confirmReceipt(ctx, own, notice.id)).toMatchObject({
    receipt: { by: own.name, delivery: 'platform' },
  });
  await expect(confirmReceipt(ctx, own, notice.id)).rejects.toMatchObject({
    code: 'SUPERVISION_NOTICE_RECEIVED',
  });
  const file = await uploadFile(ctx, own, { bytes: Buffer.from('%PDF-1.4 x'), name: '检修记录.pdf' });
  const evidence = [{ sha256: file.sha256, name: file.name }];
  const answered = await answerNotice(ctx, own, notice.id, { text: '脱硫泵故障，已检修', evidence });
  expect(answered.answersGiven).toMatchObject([{ by: own.name, late: false, evidence }]);
  const task = await getTask(ctx, officer, id, 'zh-CN');
  expect(task.answers).toMatchObject([{ text: '脱硫泵故障，已检修' }]);
  expect(task.steps.slice(1).map((step) => step.act)).toEqual(['notice', 'receipt', 'answer']);
  expect((await taskFile(ctx, id, file.sha256)).name).toBe('检修记录.pdf');
  expect((await answerFile(ctx, own, notice.id, file.sha256)).mime).toBe('application/pdf');
  await expect(answerFile(ctx, neighbour, notice.id, file.sha256)).rejects.toMatchObject({ status: 404 });
  // After the deadline it is taken, and marked.
  ctx.clock.set(Date.parse('2026-11-28T08:00:00+08:00'));
  const late = await answerNotice(ctx, own, notice.id, { text: '补充', evidence: [] });
  expect(late.answersGiven.map((one) => one.late)).toEqual([false, true]);
  // Once the task has ended there is nothing to answer.
  await acts.act(ctx, admin, id, 'cancel', acts.cancel('误报'));
  expect((await getNotice(ctx, own, notice.id)).mayAnswer).toBe(false);
  await expect(answerNotice(ctx, own, notice.id, { text: '再补充', evidence: [] })).rejects.toMatchObject({
    code: 'SUPERVISION_TASK_ENDED',
  });
});

test('a receipt by hand: after the issue, not in the future, once', async () => {
  const { ctx, officer, id } = await house();
  const notice = await issueNotice(ctx, officer, id, '说明情况');
  const record = (at: string) => recordReceipt(ctx, officer, notice.id, { by: '李四', at, delivery: 'post' });
  await expect(record('2026-11-20T10:00:00+08:00')).rejects.toMatchObject({
    code: 'SUPERVISION_RECEIPT_TIME',
  });
  await expect(record('2026-11-24T13:00:00+08:00')).rejects.toMatchObject({
    code: 'SUPERVISION_RECEIPT_TIME',
  });
  expect(await record('2026-11-24T12:00:00+08:00')).toMatchObject({
    receipt: { by: '李四', delivery: 'post' },
  });
  await expect(record('2026-11-24T12:00:00+08:00')).rejects.toMatchObject({
    code: 'SUPERVISION_NOTICE_RECEIVED',
  });
});
