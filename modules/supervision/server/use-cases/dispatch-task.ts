import { alarmView } from '@tarim/alarm/queries';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { findingFacts } from '@tarim/radnet/queries';
import { unitByPath } from '@tarim/region/queries';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import { leadById } from '@tarim/signals/queries';
import { alarmFacts } from '@tarim/tracking/queries';
import type { dispatchTask as dispatchRoute, previewDispatch as previewRoute } from '../../contract.ts';
import { calendarOf } from '../calendar.ts';
import { causeByHand } from '../domain/radiation.ts';
import { supervisionErrors as E } from '../errors.ts';
import { bodyOf } from '../sql/bodies.ts';
import { openTask } from '../sql/tasks.ts';
import { dueOf } from './due.ts';
import { assignedTo } from './hand-over.ts';
import { type IntakeSource, intake, place } from './intake.ts';
import { sourceOfAlarm } from './take-alarms.ts';
import { sourceOfFinding } from './take-radnet.ts';
import { sourceOfSignal } from './take-signals.ts';
import { tellLive } from './take-step.ts';
import { sourceOfTracking } from './take-tracking.ts';

const DISPATCH = 'supervision.dispatch';

/** @throws TarimError SUPERVISION_POINT_UNKNOWN */
async function requirePoint(ctx: Context, id: number): Promise<RegisteredPoint> {
  const [point] = await pointsByIds(ctx.db, [id]);
  if (!point) throw new TarimError(E.pointUnknown, { id });
  return point;
}

const ofPoint = (
  point: RegisteredPoint,
  of: Pick<IntakeSource, 'source' | 'cause' | 'severity'>,
  at: number,
): IntakeSource => ({
  ...of,
  ref: null,
  pointId: point.id,
  enterpriseId: point.enterpriseId,
  unitPath: point.unitPath,
  at,
  facts: null,
  simulated: point.simulated,
});

/**
 * 人工派发: of an alarm it joins the open task of the same object and cause; what the person does not decide is as the rules say.
 * Somebody named has it; an open task is handed on to them.
 * @throws TarimError SUPERVISION_SUBJECT_MISSING, SUPERVISION_ALARM_UNKNOWN, SUPERVISION_SIGNAL_UNKNOWN, SUPERVISION_POINT_UNKNOWN,
 *   SUPERVISION_FINDING_UNKNOWN, SUPERVISION_NOT_ON_DUTY, SUPERVISION_ACT_NOT_NOW, FORBIDDEN
 */
export async function dispatchTask(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof dispatchRoute.body>>,
): Promise<{ id: number; made: boolean }> {
  const source = await sourceOf(ctx, body);
  const { unitPath, role, verification, deadline, requirement, severity } = body;
  if (unitPath !== undefined && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
  const instead = { unitPath, role, verification, deadline, requirement: requirement.trim() };
  const point = source.pointId === null ? null : await requirePoint(ctx, source.pointId);
  const asked = { ...source, severity: severity ?? source.severity, instead };
  const placed = await place(ctx.db, asked, point);
  // The unit that will have it, and the one that has it already.
  const open = placed ? await openTask(ctx.db, placed.key) : null;
  const competent = open?.unitPath ?? placed?.unitPath ?? source.unitPath;
  ctx.policy.require(actor, DISPATCH, { unitPath: competent });
  const assignee = body.assignee && (await assignedTo(ctx, ctx.db, body.assignee, competent));
  const named: IntakeSource = assignee ? { ...asked, instead: { ...instead, assignee } } : asked;
  const whole = body.radiation && (!placed?.rule || placed.suppressed) ? byHand(named) : named;
  const taken = await asActor(ctx, actor, DISPATCH, (tx) => intake(ctx, tx, whole, actor));
  if (!taken) throw new TarimError(E.noRule);
  tellLive(ctx, taken.task.id, 'dispatch', taken.task.state);
  return { id: taken.task.id, made: taken.made };
}

/** What no rule of its own asks anybody for goes by the rule of what people hand out, to whoever watches radiation. */
const byHand = (source: IntakeSource): IntakeSource => ({
  ...source,
  source: 'manual',
  instead: { ...source.instead, role: source.instead?.role ?? 'radiation-supervisor' },
});

/** @throws TarimError SUPERVISION_FINDING_UNKNOWN */
async function sourceOfRadiation(
  ctx: Context,
  { source, id }: { source: 'tracking' | 'radnet'; id: number },
): Promise<IntakeSource> {
  if (source === 'tracking') {
    const alarm = await alarmFacts(ctx.db, id);
    if (!alarm) throw new TarimError(E.findingUnknown, { id });
    return sourceOfTracking(alarm);
  }
  const finding = await findingFacts(ctx.db, id);
  if (!finding) throw new TarimError(E.findingUnknown, { id });
  return { ...sourceOfFinding(finding), ...causeByHand(finding) };
}

async function sourceOf(
  ctx: Context,
  {
    alarmId,
    signalId,
    radiation,
    pointId,
  }: Pick<Static<NonNullable<typeof dispatchRoute.body>>, 'alarmId' | 'signalId' | 'radiation' | 'pointId'>,
): Promise<IntakeSource> {
  if (radiation !== undefined) return sourceOfRadiation(ctx, radiation);
  if (signalId !== undefined) {
    const lead = await leadById(ctx.db, signalId);
    if (!lead) throw new TarimError(E.signalUnknown, { id: signalId });
    return sourceOfSignal(ctx.db, lead);
  }
  if (alarmId !== undefined) {
    const alarm = await alarmView(ctx.db, alarmId);
    if (!alarm) throw new TarimError(E.alarmUnknown, { id: alarmId });
    return sourceOfAlarm(ctx.db, alarm, 'manual');
  }
  if (pointId === undefined) throw new TarimError(E.subjectMissing);
  const point = await requirePoint(ctx, pointId);
  return ofPoint(point, { source: 'manual', cause: 'manual', severity: 'warning' }, ctx.clock.now());
}

/** 预览: which rule, which body, which deadline; nothing is written. */
export async function previewDispatch(
  ctx: Context,
  query: Static<NonNullable<typeof previewRoute.query>>,
): Promise<Static<NonNullable<typeof previewRoute.response>>> {
  const point = await requirePoint(ctx, query.pointId);
  const now = ctx.clock.now();
  const { source, cause, severity } = query;
  const facts = {
    pointId: point.id,
    pointName: point.name,
    code: query.code || null,
    unit: null,
    value: null,
    limit: null,
    ratio: query.ratio ?? null,
    period: null,
    time: null,
    lsn: null,
    ruleVersion: null,
    standard: null,
  };
  const asked = ofPoint(point, { source, cause, severity }, now);
  const placed = await place(ctx.db, { ...asked, facts, hours: query.hours }, point);
  const nothing = {
    unitPath: null,
    bodyName: null,
    role: null,
    verification: null,
    due: null,
    openTaskId: null,
  };
  if (!placed?.rule) return { rule: null, suppressed: false, ...nothing };
  const { rule, suppressed, unitPath, deadline, key } = placed;
  const told = { id: rule.id, name: rule.name, version: rule.version };
  if (suppressed) return { rule: told, suppressed, ...nothing };
  const clock = { start: beijingIso(now), ...deadline, extensions: [] };
  const due = dueOf(clock, await calendarOf(ctx, ctx.db, unitPath));
  return {
    rule: told,
    suppressed,
    unitPath,
    bodyName: (await bodyOf(ctx.db, unitPath)).name,
    role: rule.order.role,
    verification: rule.order.verification,
    due: beijingIso(due.getTime()),
    openTaskId: (await openTask(ctx.db, key))?.id ?? null,
  };
}
