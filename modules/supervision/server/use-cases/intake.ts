import { beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Context, DbOrTx, Tx } from '@tarim/platform';
import { enterprisesByIds, pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import {
  type Deadline,
  type DispatchRule,
  SEVERITIES,
  type SourceKind,
  type TaskRole,
  type TaskSeverity,
  type Verification,
} from '../../contract.ts';
import { calendarOf } from '../calendar.ts';
import { competentUnit, deadlineOf, groupKey, ruleFor } from '../domain/dispatch.ts';
import { presentRules } from '../sql/rules.ts';
import { type GroundFacts, insertGround, insertStep } from '../sql/steps.ts';
import { type Assigned, insertTask, openTask, type Task, updateTask } from '../sql/tasks.ts';
import { dueOf } from './due.ts';
import { handOn } from './hand-over.ts';
import { type Doer, takeStep, tellChange } from './take-step.ts';

/**
 * What a task may come from. A new kind of source needs nothing but this: its subscription fills it and calls `intake`, e.g. for
 * `signals.raised.v1` (take-signals.ts).
 */
export interface IntakeSource {
  readonly source: SourceKind;
  /** Alarm or signal it is; null: a person's own finding. */
  readonly ref: {
    readonly source: 'alarm' | 'signal' | 'tracking' | 'radnet' | 'emf';
    readonly id: number;
  } | null;
  /** Kind of the alarm, detector of the signal. */
  readonly cause: string;
  readonly severity: TaskSeverity;
  readonly pointId: number | null;
  readonly enterpriseId: number | null;
  /** Where the object lies. */
  readonly unitPath: string;
  /** Epoch ms. */
  readonly at: number;
  readonly facts: GroundFacts | null;
  /** How long it lasts, hours; absent: it has no duration. */
  readonly hours?: number;
  readonly simulated: boolean;
  /** What it is about, where that is neither a point nor an enterprise: key of the object, name for people, place. */
  readonly object?: {
    readonly key: string;
    readonly subject: string;
    readonly lon: number | null;
    readonly lat: number | null;
  };
  /** What a person decided instead of the rule. */
  readonly instead?: {
    readonly unitPath?: string;
    readonly role?: TaskRole;
    readonly verification?: Verification;
    readonly deadline?: Deadline;
    readonly requirement?: string;
    readonly assignee?: Assigned;
  };
}

export interface Placement {
  readonly rule: DispatchRule | null;
  readonly suppressed: boolean;
  readonly unitPath: string;
  readonly key: string;
  readonly deadline: Deadline;
}

/** Rule, body and key of a source: the same for the preview and for the task. */
export async function place(
  db: DbOrTx,
  source: IntakeSource,
  point: RegisteredPoint | null,
): Promise<Placement | null> {
  const rules = await presentRules(db);
  const cause = {
    source: source.source,
    cause: source.cause,
    severity: source.severity,
    pointKind: point?.kind ?? null,
    controlLevel: point?.controlLevel ?? null,
    code: source.facts?.code ?? null,
    ratio: source.facts?.ratio ?? null,
    hours: source.hours ?? null,
    unitPath: source.unitPath,
  };
  const rule = ruleFor(rules, cause);
  if (!rule) return null;
  const { pointId, enterpriseId } = source;
  // An alarm that a person hands on joins what the rules made of such alarms.
  const kind = source.ref?.source ?? source.source;
  const key = source.object
    ? `${source.object.key}|${source.cause}`
    : groupKey(rule.order.groupBy, { cause: source.cause, pointId, enterpriseId, source: kind });
  return {
    rule,
    suppressed: !rule.order.dispatch,
    unitPath: source.instead?.unitPath ?? competentUnit(source.unitPath, rule.order),
    key,
    deadline: source.instead?.deadline ?? deadlineOf(rule.order, source.severity),
  };
}

export type IntakeResult = { readonly task: Task; readonly made: boolean } | null;

/**
 * Takes an alarm, a signal or a person's finding: gives it to the competent body by the rule that fits, or adds it to the open
 * task of the same object and cause. Null: no rule fits, or one says that there is no task. In the caller's transaction.
 */
export async function intake(ctx: Context, tx: Tx, source: IntakeSource, by: Doer): Promise<IntakeResult> {
  const [point] = source.pointId === null ? [] : await pointsByIds(tx, [source.pointId]);
  const placed = await place(tx, source, point ?? null);
  if (!placed?.rule || placed.suppressed) return null;
  const open = await openTask(tx, placed.key, true);
  if (open) return join(ctx, tx, open, source, by);
  const made = await make(ctx, tx, source, placed, point ?? null, by);
  if (made) return { task: made, made: true };
  // Somebody was quicker by a moment.
  const other = await openTask(tx, placed.key, true);
  return other ? join(ctx, tx, other, source, by) : null;
}

async function make(
  ctx: Context,
  tx: Tx,
  source: IntakeSource,
  { rule, unitPath, key, deadline }: Placement,
  point: RegisteredPoint | null,
  by: Doer,
): Promise<Task | null> {
  const { order } = rule!;
  const now = ctx.clock.now();
  const at = new Date(now);
  const [enterprise] = source.enterpriseId === null ? [] : await enterprisesByIds(tx, [source.enterpriseId]);
  const clock = { start: beijingIso(now), ...deadline, extensions: [] };
  const task = await insertTask(tx, {
    groupKey: key,
    source: source.source,
    cause: source.cause,
    severity: source.severity,
    subject: source.object?.subject ?? enterprise?.name ?? point?.name ?? source.unitPath,
    pointId: source.pointId,
    pointName: point?.name ?? null,
    pointKind: point?.kind ?? null,
    enterpriseId: source.enterpriseId,
    enterpriseName: enterprise?.name ?? null,
    lon: source.object?.lon ?? point?.lon ?? enterprise?.lon ?? null,
    lat: source.object?.lat ?? point?.lat ?? enterprise?.lat ?? null,
    factor: source.facts?.code ?? null,
    unitPath,
    objectUnit: source.unitPath,
    role: source.instead?.role ?? order.role,
    verification: source.instead?.verification ?? order.verification,
    requirement: source.instead?.requirement ?? order.requirement,
    ruleId: rule!.id,
    dispatchedAt: at,
    dispatchedBy: by?.name ?? null,
    assignee: source.instead?.assignee ?? null,
    receiveBy: new Date(now + order.receiveHours * HOUR_MS),
    clock,
    dueAt: dueOf(clock, await calendarOf(ctx, tx, unitPath)),
    warnHours: order.warnHours,
    simulated: source.simulated || (point?.simulated ?? false),
  });
  if (!task) return null;
  await insertStep(tx, {
    taskId: task.id,
    unitPath,
    at,
    act: 'dispatch',
    from: null,
    to: 'dispatched',
    text: source.instead?.requirement ?? null,
    detail: {
      rule: rule!.name,
      ruleVersion: rule!.version,
      term: deadline.length,
      termUnit: deadline.unit,
      assignee: source.instead?.assignee?.name ?? null,
    },
    evidence: [],
    byName: by?.name ?? null,
    byUser: by?.userId ?? null,
  });
  const alarms = await ground(tx, task, source);
  await ctx.audit.record(tx, {
    actor: by && 'posts' in by ? by : null,
    action: 'supervision.task.dispatch',
    subject: `task/${task.id}`,
    unitPath,
    detail: {
      source: source.source,
      cause: source.cause,
      ref: source.ref?.id ?? null,
      rule: rule!.key,
      version: rule!.version,
    },
  });
  await tellChange(ctx, tx, task, 'dispatch', null, at);
  return { ...task, alarms };
}

async function ground(tx: Tx, task: Task, { ref, at, facts }: IntakeSource): Promise<number> {
  if (!ref || !facts) return task.alarms;
  const fresh = await insertGround(tx, task.id, task.unitPath, {
    source: ref.source,
    ref: ref.id,
    at: new Date(at),
    facts,
  });
  if (!fresh) return task.alarms;
  await updateTask(tx, { ...task, alarms: task.alarms + 1 });
  return task.alarms + 1;
}

/** One more of the same: it stands in the log of the open task, which becomes as severe as the worst of them. */
async function join(ctx: Context, tx: Tx, task: Task, source: IntakeSource, by: Doer): Promise<IntakeResult> {
  const { ref, facts } = source;
  if (ref && facts) {
    const fresh = await insertGround(tx, task.id, task.unitPath, {
      source: ref.source,
      ref: ref.id,
      at: new Date(source.at),
      facts,
    });
    const worse = SEVERITIES.indexOf(source.severity) > SEVERITIES.indexOf(task.severity);
    const handed = source.instead?.assignee !== undefined;
    if (!fresh && !worse && (handed || !source.instead))
      return { task: await handedOn(ctx, tx, task, source, by), made: false };
    const change = {
      alarms: task.alarms + (fresh ? 1 : 0),
      severity: worse ? source.severity : task.severity,
    };
    const attached = await attach(ctx, tx, task, source, by, change);
    return { task: await handedOn(ctx, tx, attached, source, by), made: false };
  }
  const attached = await attach(ctx, tx, task, source, by, {});
  return { task: await handedOn(ctx, tx, attached, source, by), made: false };
}

const handedOn = (ctx: Context, tx: Tx, task: Task, source: IntakeSource, by: Doer): Promise<Task> =>
  source.instead?.assignee ? handOn(ctx, tx, task, source, by) : Promise.resolve(task);

function attach(
  ctx: Context,
  tx: Tx,
  task: Task,
  source: IntakeSource,
  by: Doer,
  change: Partial<Task>,
): Promise<Task> {
  const detail = source.ref
    ? {
        [source.ref.source]: source.ref.id,
        point: source.facts?.pointName ?? null,
        ...(source.facts?.explanation ? { facts: source.facts.explanation.zh } : {}),
      }
    : {};
  const step = { act: 'attach', to: task.state, text: source.instead?.requirement ?? null, detail, change };
  return takeStep(ctx, tx, task, step, by, new Date(ctx.clock.now()));
}
