import { subscribe } from '@tarim/platform';
import { violationHandedOver } from '@tarim/redline/contract';
import { intake } from './intake.ts';
import { tellLive } from './take-step.ts';

/** A violation inside the red line that was handed over (移交) becomes a task, from which a lead of a case may come. */
export const takeRedline = subscribe(
  violationHandedOver,
  'supervision.take-redline',
  async (violation, tx, ctx) => {
    const { code, unitPath, lon, lat, suspected, facts, by, simulated } = violation;
    const taken = await intake(
      ctx,
      tx,
      {
        source: 'manual',
        ref: null,
        cause: 'redline',
        severity: 'critical',
        pointId: null,
        enterpriseId: null,
        unitPath,
        at: Date.parse(violation.at),
        facts: null,
        simulated,
        object: { key: `redline/${violation.patchId}`, subject: code, lon, lat },
        instead: { verification: 'on-site', requirement: `${suspected}\n${facts}` },
      },
      { name: by, userId: null },
    );
    if (taken) tellLive(ctx, taken.task.id, taken.made ? 'dispatch' : 'attach', taken.task.state);
  },
);
