import { beijingIso } from '@tarim/kernel';
import type { Context, DbOrTx, Language } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { deadlineLight } from '@tarim/science';
import { factorName } from '@tarim/standards';
import type { TaskGround, TaskRow } from '../../contract.ts';
import type { KeptGround } from '../sql/steps.ts';
import { type Task, taskCode } from '../sql/tasks.ts';

export const iso = (at: Date): string => beijingIso(at.getTime());
export const isoOrNull = (at: Date | null): string | null => (at ? iso(at) : null);

/** Names of units in the reader's language. */
export async function unitNames(db: DbOrTx, language: Language): Promise<(path: string) => string> {
  const units = await unitsUnder(db, '/');
  const names = new Map(
    units.map((one) => [
      one.path,
      (language === 'zh-CN' ? one.names.zh : one.names[language]) || one.names.zh,
    ]),
  );
  return (path) => names.get(path) ?? path;
}

export const lightOf = (task: Task, now: number) =>
  deadlineLight({
    dueAt: task.dueAt.getTime(),
    now,
    doneAt: (task.repliedAt ?? task.endedAt)?.getTime() ?? null,
    warnHours: task.warnHours,
  });

export async function presentTasks(
  ctx: Context,
  tasks: readonly Task[],
  language: Language,
): Promise<TaskRow[]> {
  if (tasks.length === 0) return [];
  const nameOf = await unitNames(ctx.db, language);
  const now = ctx.clock.now();
  return tasks.map((task) => ({
    id: task.id,
    code: taskCode(task.id),
    state: task.state,
    light: lightOf(task, now),
    source: task.source,
    cause: task.cause,
    severity: task.severity,
    subject: task.subject,
    pointId: task.pointId,
    pointName: task.pointName,
    pointKind: task.pointKind,
    enterpriseId: task.enterpriseId,
    enterpriseName: task.enterpriseName,
    lon: task.lon,
    lat: task.lat,
    factor: task.factor,
    codeName: task.factor === null ? null : factorName(task.factor, language),
    unitPath: task.unitPath,
    unitName: nameOf(task.unitPath),
    role: task.role,
    verification: task.verification,
    dispatchedAt: iso(task.dispatchedAt),
    dispatchedBy: task.dispatchedBy,
    assignee: task.assignee && { kind: task.assignee.kind, name: task.assignee.name },
    receiveBy: iso(task.receiveBy),
    dueAt: iso(task.dueAt),
    receivedAt: isoOrNull(task.receivedAt),
    receivedBy: task.receivedBy,
    repliedAt: isoOrNull(task.repliedAt),
    endedAt: isoOrNull(task.endedAt),
    remindedAt: isoOrNull(task.remindedAt),
    escalatedAt: isoOrNull(task.escalatedAt),
    alarms: task.alarms,
    simulated: task.simulated,
    updatedAt: iso(task.updatedAt),
  }));
}

export function presentGround(
  { source, ref, at, facts, endedAt, endedWhy }: KeptGround,
  language: Language,
): TaskGround {
  return {
    source,
    ref,
    at: iso(at),
    ...facts,
    codeName: facts.code === null ? null : factorName(facts.code, language),
    signal: facts.signal ?? null,
    explanation: facts.explanation?.[language === 'en' ? 'en' : 'zh'] ?? null,
    endedAt: isoOrNull(endedAt),
    endedWhy,
  };
}
