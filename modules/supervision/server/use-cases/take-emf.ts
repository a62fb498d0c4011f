import { emfExceeded, emfFindingSettled } from '@tarim/emf/contract';
import { subscribe } from '@tarim/platform';
import { endGrounds } from './end-grounds.ts';
import { intake } from './intake.ts';
import { tellLive } from './take-step.ts';

/** From twice the limit on a field is critical: a habit of the platform, no rule. */
const CRITICAL_PERCENT = 200;
const WHOLE_PERCENT = 100;

/** Measurements of electromagnetic fields over the limit (GB 8702-2014) become tasks, those of one facility one task. */
export const takeFields = subscribe(emfExceeded, 'supervision.take-emf', async (found, tx, ctx) => {
  const { measurementId, facilityId, facilityName, percent } = found;
  const taken = await intake(
    ctx,
    tx,
    {
      source: 'emf',
      ref: { source: 'emf', id: measurementId },
      cause: 'emf-over',
      severity: percent >= CRITICAL_PERCENT ? 'critical' : 'warning',
      pointId: null,
      enterpriseId: found.enterpriseId,
      unitPath: found.unitPath,
      at: Date.parse(found.measuredAt),
      facts: {
        pointId: null,
        pointName: facilityName,
        code: null,
        unit: '%',
        value: percent,
        limit: WHOLE_PERCENT,
        ratio: percent / WHOLE_PERCENT,
        period: null,
        time: found.measuredAt,
        lsn: null,
        ruleVersion: found.ruleVersion,
        standard: 'GB 8702-2014',
      },
      simulated: found.simulated,
      object: { key: `emf/${facilityId}`, subject: facilityName, lon: found.lon, lat: found.lat },
    },
    null,
  );
  if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
});

/** A finding that was closed, or whose measurement was sent back, is told to its task. */
export const takeFieldStates = subscribe(
  emfFindingSettled,
  'supervision.take-emf-states',
  async ({ measurementId, why }, tx, ctx) => endGrounds(ctx, tx, 'emf', measurementId, why),
);
