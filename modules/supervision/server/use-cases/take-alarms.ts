import { alarmChanged } from '@tarim/alarm/contract';
import { type AlarmView, alarmRule, alarmView } from '@tarim/alarm/queries';
import { verdictsWhere } from '@tarim/evaluation/queries';
import { type DbOrTx, subscribe } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { hasEnded } from '../domain/life.ts';
import { endGround, type GroundFacts } from '../sql/steps.ts';
import { tasksOfGround } from '../sql/tasks.ts';
import { type IntakeSource, intake } from './intake.ts';
import { takeStep, tellLive } from './take-step.ts';

/** Why an alarm ended that was none: a recomputation took it away, or its point was closed. */
const TAKEN_BACK = new Set(['revised', 'withdrawn']);

/** Firing alarms become tasks or join them; an alarm that is taken back is told to its task. */
export const takeAlarms = subscribe(alarmChanged, 'supervision.take-alarms', async ({ items }, tx, ctx) => {
  for (const item of items) {
    if (item.historical) continue;
    if (item.to === 'firing') {
      // What is silenced disturbs nobody; it comes again when the silence is over.
      if (item.silenced || !(await isNews(tx, item))) continue;
      const view = await alarmView(tx, item.id);
      const taken = view ? await intake(ctx, tx, await sourceOfAlarm(tx, view, 'alarm'), null) : null;
      if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
    } else if (item.to === 'closed' && TAKEN_BACK.has(item.why)) {
      await endGround(tx, 'alarm', item.id, new Date(ctx.clock.now()), item.why);
      for (const task of await tasksOfGround(tx, 'alarm', item.id)) {
        if (hasEnded(task.state)) continue;
        const step = { act: 'alarm-withdrawn', to: task.state, detail: { alarm: item.id, why: item.why } };
        await takeStep(ctx, tx, task, step, null, new Date(ctx.clock.now()));
      }
    }
  }
});

/** Began to fire, became more severe, or came out of a silence that began before it had a task. */
async function isNews(
  tx: DbOrTx,
  { id, from, why }: { id: number; from: string | null; why: string },
): Promise<boolean> {
  if (from !== 'firing' || why === 'severer') return true;
  return why === 'unsilenced' && (await tasksOfGround(tx, 'alarm', id)).length === 0;
}

/** An alarm as the intake takes it, with its facts as they are now. */
export async function sourceOfAlarm(
  db: DbOrTx,
  alarm: AlarmView,
  source: IntakeSource['source'],
): Promise<IntakeSource> {
  return {
    source,
    ref: { source: 'alarm', id: alarm.id },
    cause: alarm.kind,
    severity: alarm.severity,
    pointId: alarm.pointId,
    enterpriseId: alarm.enterpriseId,
    unitPath: alarm.unitPath,
    at: Date.parse(alarm.firedAt ?? alarm.startedAt),
    facts: await factsOf(db, alarm),
    simulated: alarm.simulated,
  };
}

async function factsOf(db: DbOrTx, alarm: AlarmView): Promise<GroundFacts> {
  const { evidence, pointId } = alarm;
  const code = alarm.code ?? evidence.code ?? null;
  const [parameters, verdict, rule] = await Promise.all([
    code === null ? [] : pointParameters(db, [pointId]),
    verdictOf(db, alarm),
    alarmRule(db, alarm.ruleId),
  ]);
  const measure = parameters.find((one) => one.code === code)?.unit ?? null;
  return {
    pointId,
    pointName: alarm.pointName,
    code,
    unit: evidence.unit ?? verdict?.unit ?? measure,
    value: evidence.value ?? null,
    limit: evidence.limit ?? null,
    ratio: evidence.ratio ?? null,
    period: evidence.period ?? null,
    time: evidence.time ?? null,
    lsn: evidence.lsn ?? null,
    ruleVersion:
      [verdict?.ruleVersion, rule === null ? null : `alarm-${alarm.kind}@${rule.version}`]
        .filter(Boolean)
        .join(' · ') || null,
    standard: verdict?.standard ?? null,
  };
}

async function verdictOf(db: DbOrTx, { evidence, pointId }: AlarmView) {
  if (evidence.source !== 'verdict' || !evidence.time || !evidence.code || !evidence.period) return null;
  const from = Date.parse(evidence.time);
  const [verdict] = await verdictsWhere(
    db,
    { pointIds: [pointId], code: evidence.code, period: evidence.period, from, to: from + 1 },
    { limit: 1 },
  );
  return verdict ?? null;
}
