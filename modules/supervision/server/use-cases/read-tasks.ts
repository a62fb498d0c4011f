import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, type Context, type Language, rowsToCsv, rowsToXlsx, type Static } from '@tarim/platform';
import {
  CAUSES,
  type Cause,
  type countTasks as countRoute,
  type exportTasks as exportRoute,
  type listTasks as listRoute,
  type tasksOfAlarm as ofAlarmRoute,
  type TaskDetail,
  type TaskRow,
} from '../../contract.ts';
import { superiorOf } from '../domain/dispatch.ts';
import { actionFor, hasEnded, obstacle, possibleActs } from '../domain/life.ts';
import { supervisionErrors as E } from '../errors.ts';
import { bodyOf } from '../sql/bodies.ts';
import { answersOf, leadCode, leadRows, noticeRows } from '../sql/notices.ts';
import { ruleById } from '../sql/rules.ts';
import { groundsOf, stepsOf } from '../sql/steps.ts';
import {
  type Mine,
  type Task,
  type TaskFilter,
  taskById,
  taskCode,
  taskCounts,
  taskRows,
  tasksOfGround,
} from '../sql/tasks.ts';
import { wordsIn } from '../words.ts';
import { iso, isoOrNull, lightOf, presentGround, presentTasks } from './present.ts';

type Query<R extends { query?: unknown }> = Static<
  NonNullable<R['query']> & import('@tarim/platform').TSchema
>;
type Answer<R extends { response?: unknown }> = Static<
  NonNullable<R['response']> & import('@tarim/platform').TSchema
>;

const DEFAULT_LIMIT = 100;
const MAX_ROWS = 50_000;

/** What waits for this person: by the units of each action; who holds a role is shown its tasks, an administrator all. */
export function mineOf(ctx: Context, actor: Actor): Mine {
  const units = (action: string) => ctx.policy.scope(actor, action).unitPaths;
  const roles = actor.posts.map((post) => post.role as string);
  return {
    userId: actor.userId,
    handle: units('supervision.handle'),
    review: units('supervision.review'),
    dispatch: units('supervision.dispatch'),
    roles: roles.includes('administrator') ? null : roles,
  };
}

function filterOf(
  ctx: Context,
  actor: Actor,
  { mine, ...query }: Omit<Query<typeof listRoute>, 'before' | 'limit'>,
): TaskFilter {
  return { ...query, now: new Date(ctx.clock.now()), ...(mine ? { mine: mineOf(ctx, actor) } : {}) };
}

export async function listTasks(
  ctx: Context,
  actor: Actor,
  { before, limit = DEFAULT_LIMIT, ...query }: Query<typeof listRoute>,
  language: Language,
): Promise<Answer<typeof listRoute>> {
  const tasks = await taskRows(ctx.db, filterOf(ctx, actor, query), { before, limit: limit + 1 });
  const more = tasks.length > limit;
  if (more) tasks.length = limit;
  return { tasks: await presentTasks(ctx, tasks, language), next: more ? tasks.at(-1)!.id : null };
}

export function countTasks(ctx: Context, actor: Actor, { unit }: Query<typeof countRoute>) {
  return taskCounts(ctx.db, { unit, now: new Date(ctx.clock.now()) }, mineOf(ctx, actor));
}

type Words = ReturnType<typeof wordsIn>;
// biome-ignore format: a table
const COLUMNS: ReadonlyArray<readonly [Parameters<Words>[0], (row: TaskRow, t: Words) => string | number | null]> = [
  ['field.code',         (row) => row.code],
  ['field.state',        (row, t) => t(`state.${row.state}`)],
  ['field.light',        (row, t) => t(`light.${row.light}`)],
  ['field.severity',     (row, t) => t(`severity.${row.severity}`)],
  ['field.source',       (row, t) => t(`source.${row.source}`)],
  ['field.cause',        (row, t) => causeWord(row.cause, t)],
  ['field.subject',      (row) => row.subject],
  ['field.point',        (row) => row.pointName],
  ['field.factor',       (row) => row.codeName],
  ['field.body',         (row) => row.unitName],
  ['field.verification', (row, t) => t(`verification.${row.verification}`)],
  ['field.dispatchedAt', (row) => row.dispatchedAt],
  ['field.assignee',     (row) => row.assignee?.name ?? null],
  ['field.receivedAt',   (row) => row.receivedAt],
  ['field.dueAt',        (row) => row.dueAt],
  ['field.repliedAt',    (row) => row.repliedAt],
  ['field.endedAt',      (row) => row.endedAt],
  ['field.alarms',       (row) => row.alarms],
  ['field.simulated',    (row, t) => t(row.simulated ? 'yes' : 'no')],
];

/** A cause of another version of the platform stays as it is written. */
export function causeWord(cause: string, t: Words): string {
  return (CAUSES as readonly string[]).includes(cause) ? t(`cause.${cause as Cause}`) : cause;
}

export async function exportTasks(
  ctx: Context,
  actor: Actor,
  { format, lang, ...query }: Query<typeof exportRoute>,
  language: Language,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const t = wordsIn(lang ?? language);
  const tasks = await taskRows(ctx.db, filterOf(ctx, actor, query), { limit: MAX_ROWS });
  const rows = await presentTasks(ctx, tasks, lang ?? language);
  const table = [
    COLUMNS.map(([head]) => t(head)),
    ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row, t))),
  ];
  const name = `supervision-${beijingDate(ctx.clock.now())}.${format}`;
  if (format === 'csv') return { bytes: rowsToCsv(table), name, mime: 'text/csv; charset=utf-8' };
  return {
    bytes: await rowsToXlsx([{ name: t('tasks.title'), rows: table }]),
    name,
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
}

/** @throws TarimError SUPERVISION_TASK_UNKNOWN */
export async function knownTask(ctx: Context, id: number): Promise<Task> {
  const task = await taskById(ctx.db, id);
  if (!task) throw new TarimError(E.taskUnknown, { id });
  return task;
}

/** A task with everything that happened to it, and what the asking person may do next. */
export async function getTask(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
): Promise<TaskDetail> {
  const task = await knownTask(ctx, id);
  const { db } = ctx;
  const superior = superiorOf(task.unitPath);
  const [[row], rule, body, above, grounds, steps, notices, answers, leads] = await Promise.all([
    presentTasks(ctx, [task], language),
    task.ruleId === null ? null : ruleById(db, task.ruleId),
    bodyOf(db, task.unitPath),
    superior === null ? null : bodyOf(db, superior),
    groundsOf(db, id),
    stepsOf(db, id),
    noticeRows(db, { enterprises: null, taskId: id }),
    answersOf(db, { taskId: id }),
    leadRows(db, { taskId: id }),
  ]);
  const { extension } = task;
  return {
    ...row!,
    requirement: task.requirement,
    clock: { ...task.clock, extensions: [...task.clock.extensions] },
    extension: extension && {
      length: extension.length,
      unit: extension.unit,
      reason: extension.reason,
      by: extension.by,
    },
    rule: rule && { id: rule.id, name: rule.name, version: rule.version },
    bodyName: body.name,
    superiorName: above?.name ?? null,
    grounds: grounds.map((one) => presentGround(one, language)),
    steps,
    notices: notices.map((one) => ({
      id: one.id,
      number: one.number,
      issuedAt: iso(one.issuedAt),
      receivedAt: isoOrNull(one.receiptAt),
      answers: one.answers,
    })),
    answers: answers.map(({ noticeId: _noticeId, at, evidence, ...one }) => ({
      ...one,
      at: iso(at),
      evidence: [...evidence],
    })),
    lead: leads[0] ? { id: leads[0].id, code: leadCode(leads[0].id) } : null,
    next: nextActs(ctx, actor, task),
    mayIssue:
      !hasEnded(task.state) && ctx.policy.can(actor, 'supervision.handle', { unitPath: task.unitPath }),
  };
}

function nextActs(ctx: Context, actor: Actor, task: Task): TaskDetail['next'] {
  return possibleActs(task).map((act) => {
    const may = (action: string) => ctx.policy.can(actor, action, { unitPath: task.unitPath });
    const competent = may(actionFor(act, actor.userId, task.assignee, may));
    const stands = obstacle(act, actor.userId, task);
    const why = !competent ? 'no-right' : stands === 'own-reply' || stands === 'own-request' ? stands : null;
    return { act, allowed: why === null, why };
  });
}

export const tasksOfAlarm = (ctx: Context, id: number) => tasksOf(ctx, 'alarm', id);
export const tasksOfSignal = (ctx: Context, id: number) => tasksOf(ctx, 'signal', id);
export const tasksOfRadiation = (ctx: Context, source: 'tracking' | 'radnet' | 'emf', id: number) =>
  tasksOf(ctx, source, id);

async function tasksOf(
  ctx: Context,
  source: 'alarm' | 'signal' | 'tracking' | 'radnet' | 'emf',
  id: number,
): Promise<Answer<typeof ofAlarmRoute>> {
  const tasks = await tasksOfGround(ctx.db, source, id);
  return {
    tasks: tasks.map((task) => ({
      id: task.id,
      code: taskCode(task.id),
      state: task.state,
      light: lightOf(task, ctx.clock.now()),
      dueAt: iso(task.dueAt),
    })),
  };
}
