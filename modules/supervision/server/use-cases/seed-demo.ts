import { renderAs } from '@tarim/documents';
import { beijingIso, MINUTE_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EvidenceFile } from '../../contract.ts';
import { lockTask, type Task, taskRows } from '../sql/tasks.ts';
import * as acts from './acts.ts';
import { writeNotice } from './notices.ts';
import { tellLive } from './take-step.ts';

/** Somebody of the simulation: named, and no account. */
const BY = { name: '模拟经办人', userId: null } as const;
const REVIEWER = { name: '模拟审核人', userId: null } as const;

/** How far the simulated tasks are brought, in the order in which they came. The rest waits for people. */
const PATHS = ['closed', 'received', 'verifying', 'replied', 'lead'] as const;
type Path = (typeof PATHS)[number];

/**
 * Moves the first simulated tasks, which the factory rules made of simulated alarms, on their way, so that there is something to
 * look at. Once; gives how many were moved, or that there are not enough yet. False data are marked: the tasks are simulated, and so are all they bring.
 */
export async function seedDemoSupervision(ctx: Context): Promise<number | 'waits'> {
  const tasks = await taskRows(ctx.db, { state: 'all', now: new Date(ctx.clock.now()) }, { limit: 500 });
  const own = tasks
    .filter((task) => task.simulated && task.source === 'alarm' && task.dispatchedBy === null)
    .reverse();
  if (own.some((task) => task.receivedBy === BY.name)) return 0;
  if (own.length < PATHS.length) return 'waits';
  const evidence = await demoEvidence(ctx);
  for (const [index, path] of PATHS.entries()) {
    const { id } = own[index]!;
    await ctx.db.transaction().execute(async (tx) => {
      const task = await lockTask(tx, id);
      if (task?.state === 'dispatched') await bring(ctx, tx, task, path, evidence);
    });
    tellLive(ctx, id, 'dispatch', 'received');
  }
  return PATHS.length;
}

async function bring(
  ctx: Context,
  tx: Tx,
  fresh: Task,
  path: Path,
  evidence: readonly EvidenceFile[],
): Promise<void> {
  // Steps stand a little apart, none before the dispatch and none in the future.
  const begun = fresh.dispatchedAt.getTime();
  const gap = Math.max(1_000, Math.min(12 * MINUTE_MS, (ctx.clock.now() - begun) / 8));
  let at = begun;
  const next = () => {
    at = Math.min(at + gap, ctx.clock.now());
    return new Date(at);
  };
  let task = await acts.perform(ctx, tx, fresh, 'receive', acts.receive(BY.name), BY, next());
  if (path === 'received') return;
  await writeNotice(
    ctx,
    tx,
    task,
    `${task.requirement}\n请于期限内说明情况并提交整改材料（模拟）。`,
    BY,
    next(),
  );
  task = (await lockTask(tx, task.id))!;
  task = await acts.perform(
    ctx,
    tx,
    task,
    'verify',
    acts.verify(task.verification, '赴现场核对监测数据（模拟）'),
    BY,
    next(),
  );
  if (path === 'verifying') return;
  const found = {
    confirmed: true,
    text: '经核实，监测数据属实，治理设施短时故障，已督促检修并恢复（模拟）。',
    evidence: [...evidence],
  };
  task = await acts.perform(ctx, tx, task, 'reply', acts.reply(found, '模拟经办人'), BY, next());
  if (path === 'replied') return;
  task = await acts.perform(ctx, tx, task, 'review', {}, REVIEWER, next());
  if (path === 'closed')
    await acts.perform(
      ctx,
      tx,
      task,
      'close',
      acts.close('情况属实，整改到位，同意办结（模拟）'),
      REVIEWER,
      next(),
    );
  else {
    const lead = {
      facts: '多个时段排放浓度超过限值，现场核实属实（模拟）。',
      suspected: '涉嫌超过污染物排放标准排放（模拟）',
    };
    await acts.perform(ctx, tx, task, 'lead', acts.handOver(ctx, lead, REVIEWER.name), REVIEWER, next());
  }
}

/** A record of a visit as a document that says it is simulated. */
async function demoEvidence(ctx: Context): Promise<EvidenceFile[]> {
  const madeAt = beijingIso(ctx.clock.now());
  const pdf = await renderAs(
    {
      language: 'zh-CN',
      title: '现场核实记录',
      meta: [{ label: '性质', value: '模拟' }],
      header: '现场核实记录（模拟）',
      footer: '模拟',
      simulated: '模拟数据',
      madeAt,
      parts: [
        {
          kind: 'paragraph',
          text: '本记录由演示程序生成，用于展示证据的上传与查看，不是任何真实检查的记录。',
        },
      ],
    },
    'pdf',
  );
  const name = '现场核实记录（模拟）.pdf';
  const { sha256 } = await ctx.files.put(pdf, { name, mime: 'application/pdf' });
  await sql`insert into supervision.file (sha256, by_user, name, at) values (${sha256}, '模拟', ${name}, ${madeAt}::timestamptz)
    on conflict do nothing`.execute(ctx.db);
  return [{ sha256, name }];
}
