import { TarimError } from '@tarim/kernel';
import type { Actor, Context, FieldAct, FieldItem, FieldWork } from '@tarim/platform';
import { sql } from 'kysely';
import type zh from '../i18n/zh-CN.json';
import { supervisionErrors as E } from './errors.ts';
import { keepFile } from './sql/steps.ts';
import { type Task, taskById, taskRows } from './sql/tasks.ts';
import * as acts from './use-cases/acts.ts';
import { presentTasks } from './use-cases/present.ts';
import { mineOf } from './use-cases/read-tasks.ts';
import { wordsIn } from './words.ts';

type Key = keyof typeof zh;
const both = (key: Key) => ({ zh: wordsIn('zh-CN')(key), en: wordsIn('en')(key) });
const MOST_TEXT = 2_000;

/** 督办任务 outside: received, gone to, seen and answered in one visit, with photographs. */
export const supervisionFieldWork: FieldWork = {
  kind: 'supervision.task',
  titles: both('field.kind'),
  action: 'supervision.handle',
  forms: [
    { name: 'receive', titles: both('act.receive'), inputs: [], evidence: { min: 0, max: 0 } },
    {
      name: 'visit',
      titles: both('field.visit'),
      inputs: [
        { name: 'confirmed', titles: both('field.confirmed'), type: 'yes-no', required: true },
        { name: 'text', titles: both('field.text'), type: 'text', required: true, maxLength: MOST_TEXT },
        { name: 'route', titles: both('field.route'), type: 'route', required: false },
      ],
      evidence: { min: 1, max: 20 },
    },
  ],
  items,
  taken,
  take,
};

async function items(ctx: Context, actor: Actor, limit: number): Promise<FieldItem[]> {
  // What waits for an answer of this person; what waits for a review is work of the desk.
  const mine = { ...mineOf(ctx, actor), review: [], dispatch: [] };
  const tasks = await taskRows(ctx.db, { mine, now: new Date(ctx.clock.now()) }, { limit });
  const rows = await presentTasks(ctx, tasks, 'zh-CN');
  return rows
    .map((row, index) => itemOf(row, tasks[index]!))
    .sort((a, b) => (a.deadline! < b.deadline! ? -1 : 1));
}

function itemOf(row: Awaited<ReturnType<typeof presentTasks>>[number], task: Task): FieldItem {
  const facts = [
    { titles: both('field.cause'), value: wordsIn('zh-CN')(`cause.${task.cause}` as Key) ?? task.cause },
    { titles: both('field.point'), value: row.pointName ?? '' },
    { titles: both('field.factor'), value: row.codeName ?? '' },
    { titles: both('field.requirement'), value: task.requirement },
    { titles: both('field.body'), value: row.unitName },
  ];
  return {
    subject: String(task.id),
    revision: task.updatedAt.toISOString(),
    title: `${row.code} ${row.subject}`,
    summary: task.requirement.slice(0, 80),
    state: both(`state.${task.state}`),
    deadline: row.dueAt,
    place: task.lon === null || task.lat === null ? null : [task.lon, task.lat],
    geometry: null,
    facts: facts.filter((one) => one.value !== ''),
    acts: task.state === 'dispatched' ? ['receive', 'visit'] : ['visit'],
    simulated: task.simulated,
  };
}

async function taken(ctx: Context, subject: string, actId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from supervision.task_step where task_id = ${idOf(subject)} and detail->'field'->>'act' = ${actId}`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

/** A visit goes through the states that a desk goes through one by one; broken off, it goes on where it stands. */
async function take(ctx: Context, actor: Actor, form: string, act: FieldAct): Promise<void> {
  const id = idOf(act.subject);
  const task = await taskById(ctx.db, id);
  if (!task) throw new TarimError(E.taskUnknown, { id });
  const seal = { field: { act: act.id, at: new Date(act.at).toISOString() } };
  if (form === 'receive' || task.state === 'dispatched')
    await acts.act(ctx, actor, id, 'receive', {
      ...acts.receive(actor.name),
      detail: form === 'receive' ? seal : {},
    });
  if (form === 'receive') return;
  const now = await taskById(ctx.db, id);
  if (now?.state === 'received' || now?.state === 'returned')
    await acts.act(ctx, actor, id, 'verify', acts.verify('on-site', null));
  const at = new Date(ctx.clock.now());
  for (const one of act.evidence) await keepFile(ctx.db, one.sha256, actor.userId, one.name, at);
  const { confirmed, text, route } = act.values as { confirmed: boolean; text: string; route?: unknown };
  const evidence = act.evidence.map(({ sha256, name }) => ({ sha256, name }));
  await acts.act(ctx, actor, id, 'reply', {
    ...acts.reply({ confirmed, text, evidence }, actor.userId),
    detail: {
      confirmed,
      field: {
        ...seal.field,
        route: route ?? null,
        photos: act.evidence.map(({ sha256, takenAt, place, accuracy, bearing }) => ({
          sha256,
          takenAt: new Date(takenAt).toISOString(),
          place,
          accuracy,
          bearing,
        })),
      },
    },
  });
}

/** @throws TarimError SUPERVISION_TASK_UNKNOWN */
function idOf(subject: string): number {
  if (!/^[1-9]\d{0,8}$/.test(subject)) throw new TarimError(E.taskUnknown, { id: subject.slice(0, 20) });
  return Number(subject);
}
