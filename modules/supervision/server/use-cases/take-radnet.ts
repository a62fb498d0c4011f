import { beijingIso } from '@tarim/kernel';
import { subscribe } from '@tarim/platform';
import { DOSE_CODE, findingRaised, findingSettled } from '@tarim/radnet/contract';
import { type FindingFacts, findingFacts } from '@tarim/radnet/queries';
import { askOfFinding, TASK_WITHIN_MS } from '../domain/radiation.ts';
import { endGrounds } from './end-grounds.ts';
import { type IntakeSource, intake } from './intake.ts';
import { tellLive } from './take-step.ts';

/**
 * Findings of gamma stations become tasks or join them: alarms and urgent ones at once, faults when they last as long as a rule asks
 * (each hour that one goes on is told).
 */
export const takeFindings = subscribe(
  findingRaised,
  'supervision.take-findings',
  async ({ items }, tx, ctx) => {
    for (const { id } of items) {
      const finding = await findingFacts(tx, id);
      const ask = finding && askOfFinding(finding, ctx.clock.now(), TASK_WITHIN_MS);
      if (!finding || !ask) continue;
      const taken = await intake(ctx, tx, { ...sourceOfFinding(finding), ...ask }, null);
      if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
    }
  },
);

/** A finding that was closed, or withdrawn because its figures were corrected, is told to its tasks. */
export const takeFindingStates = subscribe(
  findingSettled,
  'supervision.take-finding-states',
  async ({ items }, tx, ctx) => {
    for (const { id, state, conclusion } of items)
      if (state !== 'acknowledged') await endGrounds(ctx, tx, 'radnet', id, conclusion ?? state);
  },
);

/** A finding as the intake takes it, with the figure that is its worst and the way to the hour of it. */
export function sourceOfFinding(finding: FindingFacts): Omit<IntakeSource, 'cause' | 'severity'> {
  const { id, kind, pointId, pointName, unitPath, peak, limit, peakAt, from, hours } = finding;
  const of = kind === 'rise' ? limit : null;
  return {
    source: 'radnet',
    ref: { source: 'radnet', id },
    pointId,
    enterpriseId: null,
    unitPath,
    at: from.getTime(),
    hours,
    facts: {
      pointId,
      pointName,
      code: DOSE_CODE,
      unit: 'nGy/h',
      value: peak,
      limit: of,
      ratio: peak !== null && of !== null && of > 0 ? peak / of : null,
      period: 'hour',
      time: beijingIso((peakAt ?? from).getTime()),
      lsn: null,
      ruleVersion: finding.ruleVersion,
      standard: null,
      explanation: finding.explanation,
    },
    simulated: finding.simulated,
  };
}
