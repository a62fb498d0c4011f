import { makePolicy } from '@tarim/identity/server';
import type { Actor } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { watchDeadlines } from '../server/jobs/watch-deadlines.ts';
import * as acts from '../server/use-cases/acts.ts';
import { putCalendarDay, setLocalCounting } from '../server/use-cases/calendar.ts';
import { uploadFile } from '../server/use-cases/files.ts';
import { countTasks, exportTasks, getTask, listTasks } from '../server/use-cases/read-tasks.ts';
import { bodyStatistics, listLeads } from '../server/use-cases/rules.ts';
import { fire, MODULES, person, SHAYIBAKE, seedRegistry, TIANSHAN } from './seed.ts';

const NOW = Date.UTC(2026, 10, 24, 4);
const HOUR = 3_600_000;
const PDF = Buffer.from('%PDF-1.4 evidence');

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await seedRegistry(ctx.db);
  await fire(ctx.db, 1);
  await ctx.deliver();
  const duty = person('duty-officer', '/650000/');
  const [task] = (await listTasks(ctx, duty, {}, 'zh-CN')).tasks;
  return {
    ctx,
    id: task!.id,
    duty,
    officer: person('enforcement-officer', TIANSHAN),
    colleague: person('enforcement-officer', TIANSHAN),
    read: (who: Actor = duty) => getTask(ctx, who, task!.id, 'zh-CN'),
  };
}
type House = Awaited<ReturnType<typeof house>>;

async function reply({ ctx, id, officer }: House, text = '属实，已督促检修') {
  const file = await uploadFile(ctx, officer, { bytes: PDF, name: '现场照片.pdf' });
  const evidence = [{ sha256: file.sha256, name: file.name }];
  await acts.act(ctx, officer, id, 'reply', acts.reply({ confirmed: true, text, evidence }, officer.userId));
}

async function toReply(house: House) {
  const { ctx, id, officer } = house;
  await acts.act(ctx, officer, id, 'receive', acts.receive(officer.name));
  await acts.act(ctx, officer, id, 'verify', acts.verify('on-site', null));
  await reply(house);
}

test('from the alarm to the closed task, with evidence, by different people', async () => {
  const all = await house();
  const { ctx, id, officer, colleague, read } = all;
  ctx.clock.advance(2 * HOUR);
  await toReply(all);
  ctx.clock.advance(4 * HOUR);
  // Who replied may not even begin the review; the page says why.
  await expect(acts.act(ctx, officer, id, 'review', {})).rejects.toMatchObject({
    code: 'SUPERVISION_OWN_REPLY',
  });
  expect((await read(officer)).next).toEqual([{ act: 'review', allowed: false, why: 'own-reply' }]);
  await acts.act(ctx, colleague, id, 'review', {});
  await acts.act(ctx, colleague, id, 'close', acts.close('同意办结'));
  const task = await read();
  expect([task.state, task.light, task.next]).toEqual(['closed', 'green', []]);
  expect(task.steps.map((step) => `${step.act} ${step.by ?? '-'}`)).toEqual([
    'dispatch -',
    `receive ${officer.name}`,
    `verify ${officer.name}`,
    `reply ${officer.name}`,
    `review ${colleague.name}`,
    `close ${colleague.name}`,
  ]);
  expect(task.steps[3]!.evidence.map((file) => file.name)).toEqual(['现场照片.pdf']);
  // One of one in time; received after two hours, closed after six.
  const { bodies } = await bodyStatistics(ctx, { from: '2026-11-24', to: '2026-11-24' }, 'zh-CN');
  expect(bodies).toMatchObject([
    {
      unitPath: TIANSHAN,
      unitName: '天山区',
      dispatched: 1,
      open: 0,
      closed: 1,
      judged: 1,
      onTime: 1,
      receiveHours: 2,
      closeHours: 6,
    },
  ]);
  const { rows } = await sql<{ action: string }>`select action from platform.audit order by id`.execute(
    ctx.db,
  );
  expect(rows.map((row) => row.action).filter((action) => action.startsWith('supervision.task.'))).toEqual(
    ['dispatch', 'receive', 'verify', 'reply', 'review', 'close'].map((act) => `supervision.task.${act}`),
  );
});

test('returned for rework, replied again, handed over as a lead', async () => {
  const all = await house();
  const { ctx, id, officer, colleague, duty, read } = all;
  await toReply(all);
  await acts.act(ctx, colleague, id, 'review', {});
  await acts.act(ctx, colleague, id, 'return', acts.giveBack('证据不足'));
  expect((await read()).repliedAt).toBeNull();
  await acts.act(ctx, officer, id, 'verify', acts.verify('on-site', null));
  await reply(all, '补充证据');
  await acts.act(ctx, duty, id, 'review', {});
  const lead = { facts: '小时均值 120 mg/m³，超过限值 50', suspected: '涉嫌超标排放' };
  await acts.act(ctx, duty, id, 'lead', acts.handOver(ctx, lead, duty.name));
  expect(await read()).toMatchObject({ state: 'lead', lead: { code: 'XS-000001' } });
  const { leads } = await listLeads(ctx, {}, 'zh-CN');
  expect(leads).toMatchObject([{ taskId: id, subject: '天山热电', state: 'open', ...lead, simulated: true }]);
  const events = await sql<{ payload: { suspected: string } }>`
    select payload from platform.outbox where type = 'supervision.lead-made.v1'`.execute(ctx.db);
  expect(events.rows.map((row) => row.payload.suspected)).toEqual([lead.suspected]);
});

test('on site nothing is replied without evidence, and only with files of one’s own', async () => {
  const { ctx, id, officer, colleague } = await house();
  await acts.act(ctx, officer, id, 'receive', acts.receive(officer.name));
  await acts.act(ctx, officer, id, 'verify', acts.verify('on-site', null));
  const bare = { confirmed: true, text: '属实', evidence: [] };
  await expect(acts.act(ctx, officer, id, 'reply', acts.reply(bare, officer.userId))).rejects.toMatchObject({
    code: 'SUPERVISION_EVIDENCE_MISSING',
  });
  const file = await uploadFile(ctx, colleague, { bytes: PDF, name: 'a.pdf' });
  const foreign = { ...bare, evidence: [{ sha256: file.sha256, name: 'a.pdf' }] };
  await expect(
    acts.act(ctx, officer, id, 'reply', acts.reply(foreign, officer.userId)),
  ).rejects.toMatchObject({
    code: 'SUPERVISION_FILE_UNKNOWN',
  });
  await expect(
    uploadFile(ctx, officer, { bytes: Buffer.from('<html>'), name: 'a.pdf' }),
  ).rejects.toMatchObject({
    code: 'SUPERVISION_FILE_UNREADABLE',
  });
});

test('others have no hand in it: another county, the other hierarchy, who only reads', async () => {
  const { ctx, id } = await house();
  for (const who of [
    person('enforcement-officer', SHAYIBAKE),
    person('enforcement-officer', '/BT/'),
    person('planner', '/650000/'),
  ])
    await expect(acts.act(ctx, who, id, 'receive', acts.receive(who.name))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
});

test('more time: asked for by one, granted by another, counted in working days', async () => {
  const { ctx, id, officer, duty, read } = await house();
  await acts.act(ctx, officer, id, 'receive', acts.receive(officer.name));
  expect((await read()).dueAt).toBe('2026-11-27T23:59:59+08:00');
  await acts.act(
    ctx,
    officer,
    id,
    'ask-extension',
    acts.askExtension({ length: 2, text: '等待检测报告' }, officer),
  );
  const administrator = person('administrator', '/650000/');
  expect((await listTasks(ctx, duty, { mine: true }, 'zh-CN')).tasks.map((task) => task.id)).toEqual([id]);
  await acts.act(ctx, duty, id, 'grant-extension', acts.decideExtension(ctx, true, '同意'));
  // Three working days and two: Wed, Thu, Fri, Mon, Tue.
  expect((await read()).dueAt).toBe('2026-12-01T23:59:59+08:00');
  await acts.act(
    ctx,
    administrator,
    id,
    'ask-extension',
    acts.askExtension({ length: 1, text: '再延' }, administrator),
  );
  await expect(
    acts.act(ctx, administrator, id, 'grant-extension', acts.decideExtension(ctx, true, '同意')),
  ).rejects.toMatchObject({ code: 'SUPERVISION_OWN_REQUEST' });
});

test('transferred by who covers both; cancelled with a reason', async () => {
  const { ctx, id, officer, duty, read } = await house();
  const county = person('duty-officer', TIANSHAN);
  await expect(acts.transfer(ctx, county, SHAYIBAKE, '地点有误')).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await acts.act(ctx, officer, id, 'receive', acts.receive(officer.name));
  await acts.act(ctx, duty, id, 'transfer', await acts.transfer(ctx, duty, SHAYIBAKE, '地点有误'));
  expect(await read()).toMatchObject({ state: 'dispatched', unitPath: SHAYIBAKE, receivedAt: null });
  await acts.act(ctx, duty, id, 'cancel', acts.cancel('误报'));
  expect(await read()).toMatchObject({ state: 'cancelled', light: 'green' });
  const { bodies } = await bodyStatistics(ctx, { from: '2026-11-24', to: '2026-11-24' }, 'zh-CN');
  expect(bodies).toMatchObject([{ dispatched: 1, open: 0, closed: 0, judged: 0 }]);
});

test('lights, a reminder, and the superior once it is overdue', async () => {
  const { ctx, id, duty, officer, read } = await house();
  const light = async () => [
    (await read()).light,
    (await listTasks(ctx, duty, { light: (await read()).light }, 'zh-CN')).tasks.length,
  ];
  expect(await light()).toEqual(['green', 1]);
  expect(await watchDeadlines(ctx)).toEqual({ reminded: 0, escalated: 0 });
  // Friday 27 November, 00:00: the last day.
  ctx.clock.set(Date.parse('2026-11-27T00:00:00+08:00'));
  expect(await light()).toEqual(['yellow', 1]);
  expect(await watchDeadlines(ctx)).toEqual({ reminded: 1, escalated: 0 });
  expect(await watchDeadlines(ctx)).toEqual({ reminded: 0, escalated: 0 });
  ctx.clock.set(Date.parse('2026-11-28T00:00:00+08:00'));
  expect(await light()).toEqual(['red', 1]);
  expect(await watchDeadlines(ctx)).toEqual({ reminded: 0, escalated: 1 });
  expect(await watchDeadlines(ctx)).toEqual({ reminded: 0, escalated: 0 });
  const task = await read();
  expect(task.steps.at(-1)).toMatchObject({
    act: 'escalate',
    detail: { superior: '/650000/650100/', superiorName: '乌鲁木齐市生态环境局' },
  });
  expect(await countTasks(ctx, officer, {})).toMatchObject({
    open: 1,
    unreceived: 1,
    red: 1,
    yellow: 0,
    mine: 1,
  });
  const { bodies } = await bodyStatistics(ctx, { from: '2026-11-24', to: '2026-11-24' }, 'zh-CN');
  expect(bodies).toMatchObject([{ overdue: 1, judged: 1, onTime: 0 }]);
  const csv = Buffer.from((await exportTasks(ctx, duty, { format: 'csv' }, 'zh-CN')).bytes).toString();
  expect(csv).toContain('超期');
  expect(id).toBeGreaterThan(0);
});

test('a day that is set off moves the deadlines of open tasks, and taking it away moves them back', async () => {
  const { ctx, read } = await house();
  const admin = person('administrator', '/');
  const day = {
    date: '2026-11-25',
    unitPath: '/',
    kind: 'holiday',
    name: '试验',
    source: '',
    reason: '试验',
  } as const;
  expect(await putCalendarDay(ctx, admin, day)).toEqual({ recomputed: 1 });
  expect((await read()).dueAt).toBe('2026-11-30T23:59:59+08:00');
  expect(await putCalendarDay(ctx, admin, { ...day, kind: null })).toEqual({ recomputed: 1 });
  expect((await read()).dueAt).toBe('2026-11-27T23:59:59+08:00');
  await expect(putCalendarDay(ctx, admin, { ...day, kind: null })).rejects.toMatchObject({
    code: 'SUPERVISION_DAY_NOT_SET',
  });
  // A day of the county alone counts once local days do.
  expect(await putCalendarDay(ctx, admin, { ...day, unitPath: TIANSHAN })).toEqual({ recomputed: 0 });
  expect(await setLocalCounting(ctx, admin, true, '主管部门认定')).toEqual({ recomputed: 1 });
  expect((await read()).dueAt).toBe('2026-11-30T23:59:59+08:00');
});
