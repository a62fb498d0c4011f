import { beijingIso } from '@tarim/kernel';
import { subscribe } from '@tarim/platform';
import { alarmChanged } from '@tarim/tracking/contract';
import { type AlarmFacts, alarmFacts } from '@tarim/tracking/queries';
import { asksOfTracking, severityOfTracking } from '../domain/radiation.ts';
import { endGrounds } from './end-grounds.ts';
import { type IntakeSource, intake } from './intake.ts';
import { tellLive } from './take-step.ts';

/**
 * Alarms of mobile sources (移动放射源报警) become tasks or join them: at once where a source may be gone or bare, others when nobody
 * answered in time. One that is closed is told to its tasks.
 */
export const takeTracking = subscribe(
  alarmChanged,
  'supervision.take-tracking',
  async ({ items }, tx, ctx) => {
    for (const { alarmId, act } of items) {
      if (act === 'acknowledged') continue;
      const alarm = await alarmFacts(tx, alarmId);
      if (!alarm) continue;
      if (act === 'closed') {
        await endGrounds(ctx, tx, 'tracking', alarmId, alarm.closeReason ?? 'over');
        continue;
      }
      // As it stands now, not as it was told: it may have ended, or been found false, before this came through.
      if (!asksOfTracking(alarm)) continue;
      const taken = await intake(ctx, tx, sourceOfTracking(alarm), null);
      if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
    }
  },
);

/** An alarm of a mobile source as the intake takes it: its terminal is the object. */
export function sourceOfTracking(alarm: AlarmFacts): IntakeSource {
  const { id, kind, terminalId, terminalName, owner, lon, lat } = alarm;
  return {
    source: 'tracking',
    ref: { source: 'tracking', id },
    cause: `mobile-${kind}`,
    severity: severityOfTracking(alarm),
    pointId: null,
    enterpriseId: null,
    unitPath: alarm.unitPath,
    at: alarm.since.getTime(),
    facts: {
      pointId: null,
      pointName: `${terminalName}（${owner}）`,
      code: null,
      ...figuresOf(alarm),
      ratio: null,
      period: null,
      time: beijingIso(alarm.since.getTime()),
      lsn: alarm.lsn,
      ruleVersion: `${alarm.rule}@${alarm.ruleVersion}`,
      standard: null,
      explanation: alarm.explanation,
    },
    simulated: alarm.simulated,
    object: { key: `tracking/${terminalId}`, subject: terminalName, lon, lat },
  };
}

/** Net dose rate against the threshold that the decay of the day gives, µSv/h, where the rule is one of dose rates. */
function figuresOf({ kind, figures }: AlarmFacts): {
  readonly unit: string | null;
  readonly value: number | null;
  readonly limit: number | null;
} {
  const { net, expected, share, times } = figures;
  const factor = kind === 'source_missing' ? share : kind === 'exposed_outside_job' ? times : null;
  if (typeof net !== 'number' || typeof expected !== 'number' || typeof factor !== 'number')
    return { unit: null, value: null, limit: null };
  return { unit: 'µSv/h', value: net, limit: expected * factor };
}
