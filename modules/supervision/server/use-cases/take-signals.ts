import { beijingIso } from '@tarim/kernel';
import { type DbOrTx, subscribe } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { signalsRaised } from '@tarim/signals/contract';
import { type Lead, leadById } from '@tarim/signals/queries';
import { type IntakeSource, intake } from './intake.ts';
import { tellLive } from './take-step.ts';

/** From this strength on a signal asks for people at the site; each detector has a scale of its own, and all end at 1. */
const STRONG = 0.8;

/** Leads of falsification become tasks or join them; one that became much stronger makes its task more severe. */
export const takeSignals = subscribe(
  signalsRaised,
  'supervision.take-signals',
  async ({ items }, tx, ctx) => {
    for (const { id } of items) {
      const lead = await leadById(tx, id);
      // Somebody may have found it innocent before this came through.
      if (!lead || lead.state === 'innocent') continue;
      const taken = await intake(ctx, tx, await sourceOfSignal(tx, lead), null);
      if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
    }
  },
);

/** A lead as the intake takes it, with its facts as they are now. */
export async function sourceOfSignal(db: DbOrTx, lead: Lead): Promise<IntakeSource> {
  const { pointId, evidence, windowFrom, windowTo } = lead;
  const code = lead.code || null;
  const parameters = pointId === null || code === null ? [] : await pointParameters(db, [pointId]);
  const iso = (at: Date | null) => at && beijingIso(at.getTime());
  return {
    source: 'signal',
    ref: { source: 'signal', id: lead.id },
    cause: lead.detector,
    severity: lead.strength >= STRONG ? 'critical' : 'warning',
    pointId,
    enterpriseId: lead.enterpriseId,
    unitPath: lead.unitPath,
    at: lead.lastSeen.getTime(),
    facts: {
      pointId,
      pointName: lead.subjectName,
      code,
      unit: parameters.find((one) => one.code === code)?.unit ?? null,
      value: null,
      limit: typeof evidence.limit === 'number' ? evidence.limit : null,
      ratio: null,
      period: null,
      time: iso(windowTo ?? lead.lastSeen),
      lsn: null,
      ruleVersion: `${lead.detectorVersion} · ${lead.detector}@${lead.settingVersion}`,
      standard: typeof evidence.standard === 'string' ? evidence.standard : null,
      signal: {
        detector: lead.detector,
        strength: lead.strength,
        baseRate: lead.baseRate,
        from: iso(windowFrom),
        to: iso(windowTo),
      },
    },
    simulated: lead.simulated,
  };
}
