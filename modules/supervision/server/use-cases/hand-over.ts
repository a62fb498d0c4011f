import { onDutyAt } from '@tarim/duty/queries';
import { accountsThere } from '@tarim/identity/queries';
import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx, Tx } from '@tarim/platform';
import type { AssigneeInput } from '../../contract.ts';
import { calendarOf } from '../calendar.ts';
import { after } from '../domain/life.ts';
import { supervisionErrors as E } from '../errors.ts';
import { ruleById } from '../sql/rules.ts';
import type { Assigned, Task } from '../sql/tasks.ts';
import { dueOf } from './due.ts';
import type { IntakeSource } from './intake.ts';
import { type Doer, notNow, takeStep } from './take-step.ts';

/**
 * Who a task is handed to (指派): a team as it is called; a person only while on duty for the unit or one above it.
 * @throws TarimError SUPERVISION_NOT_ON_DUTY
 */
export async function assignedTo(
  ctx: Context,
  db: DbOrTx,
  { kind, name }: AssigneeInput,
  unitPath: string,
): Promise<Assigned> {
  if (kind === 'team') return { kind, name: name.trim(), account: null, userId: null };
  const { shifts } = await onDutyAt(db, ctx.clock.now(), unitPath);
  const person = shifts.flatMap((one) => one.people).find((one) => one.name === name);
  if (!person) throw new TarimError(E.notOnDuty, { name });
  const { account } = person;
  const userId = account ? ((await accountsThere(db, [account])).get(account) ?? null) : null;
  return { kind, name, account, userId };
}

/**
 * An open task handed to somebody else: it waits to be received again. The term runs from now; it never makes the task due later than
 * it is already, for that is an extension.
 * @throws TarimError SUPERVISION_ACT_NOT_NOW
 */
export async function handOn(
  ctx: Context,
  tx: Tx,
  task: Task,
  source: IntakeSource,
  by: Doer,
): Promise<Task> {
  const { assignee, deadline, requirement } = source.instead!;
  // What was replied to is reviewed, not handed on.
  if (after(task.state, 'transfer') === null) throw notNow(task);
  const now = ctx.clock.now();
  const at = new Date(now);
  const rule = task.ruleId === null ? null : await ruleById(tx, task.ruleId);
  const clock = deadline && { start: beijingIso(now), ...deadline, extensions: [] };
  const due = clock && dueOf(clock, await calendarOf(ctx, tx, task.unitPath));
  const sooner = due !== undefined && due < task.dueAt ? { clock: clock!, dueAt: due, remindedAt: null } : {};
  return takeStep(
    ctx,
    tx,
    task,
    {
      act: 'assign',
      to: 'dispatched',
      text: requirement ?? null,
      detail: { assignee: assignee!.name, due: beijingIso((sooner.dueAt ?? task.dueAt).getTime()) },
      change: {
        ...sooner,
        assignee: assignee!,
        receivedAt: null,
        receivedBy: null,
        receiveBy: new Date(now + (rule?.order.receiveHours ?? 24) * HOUR_MS),
      },
    },
    by,
    at,
  );
}
