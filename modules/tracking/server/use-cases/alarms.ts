import { beijingIso, MINUTE_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import { stepMobile } from '@tarim/science';
import { MOBILE_RULES } from '@tarim/standards';
import { type Alarm, type AlarmDetail, alarmChanged, type CloseReason } from '../../contract.ts';
import { explainAlarm } from '../domain/explain.ts';
import { ladderDue, ladderOf } from '../domain/ladder.ts';
import { trackingErrors as E } from '../errors.ts';
import {
  type Act,
  type AlarmQuery,
  type AlarmRow,
  addStep,
  alarmRows,
  type ListedAlarm,
  lockAlarm,
  stepRows,
  updateAlarm,
} from '../sql/alarms.ts';
import { judgedSources } from '../sql/judged.ts';
import { lockStates, saveStates } from '../sql/states.ts';
import { terminalRows } from '../sql/terminals.ts';
import type { Tongue } from '../words.ts';

const HANDLE = 'tracking.handle';
const PAGE = 100;

const iso = (at: Date): string => beijingIso(at.getTime());
const stateOf = ({ closedAt, acknowledgedAt }: AlarmRow): Alarm['state'] =>
  closedAt ? 'closed' : acknowledgedAt ? 'acknowledged' : 'open';

function alarmOf(row: ListedAlarm): Alarm {
  const { id, terminalId, terminalName, owner, unitPath, kind, severity, count, escalated, simulated } = row;
  return {
    ...{ id, terminalId, terminalName, owner, unitPath, kind, severity, count, escalated, simulated },
    state: stateOf(row),
    since: iso(row.since),
    lastAt: iso(row.lastAt),
    knownAt: iso(row.knownAt),
    acknowledgedAt: row.acknowledgedAt && iso(row.acknowledgedAt),
    closedAt: row.closedAt && iso(row.closedAt),
  };
}

export async function listAlarms(
  ctx: Context,
  query: AlarmQuery,
): Promise<{ alarms: Alarm[]; after: number | null }> {
  const rows = await alarmRows(ctx.db, query, PAGE + 1);
  const alarms = rows.slice(0, PAGE).map(alarmOf);
  return { alarms, after: rows.length > PAGE ? alarms.at(-1)!.id : null };
}

/** @throws TarimError TRACKING_ALARM_UNKNOWN */
export async function getAlarm(
  ctx: Context,
  id: number,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<AlarmDetail> {
  const [row] = await alarmRows(db, { id }, 1);
  if (!row) throw new TarimError(E.alarmUnknown, { id });
  const step = ladderOf(row.kind);
  const due = ladderDue({ ...row, knownAt: row.knownAt.getTime() });
  return {
    ...alarmOf(row),
    rule: row.rule,
    ruleVersion: row.ruleVersion,
    nature: 'proposal',
    explanation: explainAlarm(row, tongue),
    figures: { ...row.figures },
    ladder:
      step && due !== null
        ? { minutes: step.minutes, first: step.first[tongue], top: step.top[tongue], dueAt: beijingIso(due) }
        : null,
    closedBy: row.closedBy,
    closeReason: row.closeReason,
    closeNote: row.closeNote,
    lsn: row.lsn,
    accidentId: row.accidentId,
    steps: (await stepRows(db, id)).map(({ alarmId: _, unitPath: _1, at, ...one }) => ({
      ...one,
      at: iso(at),
    })),
  };
}

/** Notes a step of a person or of the clock, and tells the others. */
export async function noteStep(
  ctx: Pick<Context, 'clock' | 'outbox'>,
  tx: Tx,
  alarm: AlarmRow,
  { act, note, by }: { readonly act: Act; readonly note: string; readonly by: string | null },
): Promise<void> {
  const now = ctx.clock.now();
  const { id: alarmId, unitPath, severity, terminalId, kind, simulated } = alarm;
  const minutes = Math.max(0, (now - alarm.knownAt.getTime()) / MINUTE_MS);
  await addStep(tx, { alarmId, unitPath, at: new Date(now), act, severity, minutes, note, by });
  await ctx.outbox.publish(tx, alarmChanged, {
    items: [{ alarmId, terminalId, unitPath, kind, severity, act, at: beijingIso(now), simulated }],
  });
}

/** Locks an alarm that is not closed for somebody who may handle it. @throws TarimError TRACKING_ALARM_UNKNOWN, TRACKING_ALARM_CLOSED, FORBIDDEN */
export async function handled(
  ctx: Context,
  actor: Actor,
  id: number,
  body: (tx: Tx, alarm: AlarmRow) => Promise<void>,
): Promise<void> {
  const [known] = await alarmRows(ctx.db, { id }, 1);
  if (!known) throw new TarimError(E.alarmUnknown, { id });
  ctx.policy.require(actor, HANDLE, { unitPath: known.unitPath });
  await asActor(ctx, actor, HANDLE, async (tx) => {
    // The state before the alarm, in the order of the projector: two that wait for each other would both fail.
    await lockStates(tx, [known.terminalId]);
    const alarm = await lockAlarm(tx, id);
    if (!alarm || alarm.closedAt) throw new TarimError(E.alarmClosed);
    await body(tx, alarm);
  });
}

/** 签收. @throws TarimError TRACKING_ALARM_UNKNOWN, TRACKING_ALARM_CLOSED, FORBIDDEN */
export async function acknowledgeAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  note: string,
  tongue: Tongue,
): Promise<AlarmDetail> {
  await handled(ctx, actor, id, async (tx, alarm) => {
    if (alarm.acknowledgedAt) return;
    await updateAlarm(tx, {
      ...alarm,
      acknowledgedAt: new Date(ctx.clock.now()),
      acknowledgedBy: actor.name,
    });
    await noteStep(ctx, tx, alarm, { act: 'acknowledged', note, by: actor.name });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.alarm.acknowledged',
      subject: `alarm/${id}`,
      unitPath: alarm.unitPath,
    });
  });
  return getAlarm(ctx, id, tongue);
}

/** 解除: the alarm and the state of the rules are closed together. @throws TarimError TRACKING_ALARM_UNKNOWN, TRACKING_ALARM_CLOSED, FORBIDDEN */
export async function closeAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  { reason, note }: { readonly reason: CloseReason; readonly note: string },
  tongue: Tongue,
): Promise<AlarmDetail> {
  await handled(ctx, actor, id, async (tx, alarm) => {
    const now = ctx.clock.now();
    const row = (await lockStates(tx, [alarm.terminalId])).get(alarm.terminalId);
    const [terminal] = await terminalRows(tx, [alarm.terminalId]);
    if (row && terminal) {
      const { state } = stepMobile(
        row.state,
        { time: now, close: alarm.kind },
        (await judgedSources(tx, [terminal])).get(terminal.id)!.settings,
        MOBILE_RULES.data,
      );
      await saveStates(tx, [{ ...row, state }]);
    }
    await updateAlarm(tx, {
      ...alarm,
      closedAt: new Date(now),
      closedBy: 'person',
      closeReason: reason,
      closeNote: note,
    });
    await noteStep(ctx, tx, alarm, { act: 'closed', note, by: actor.name });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.alarm.closed',
      subject: `alarm/${id}`,
      unitPath: alarm.unitPath,
      detail: { reason, note },
    });
  });
  return getAlarm(ctx, id, tongue);
}
