import type { SimDevice } from '../expand.ts';
import type { Report } from '../report.ts';
import { measureOver } from '../world/period.ts';
import { actsAt, type OutletTamper, type TamperPlan } from './kinds.ts';
import { conversion } from './live.ts';

/** What becomes of a record: sent, never sent, sent later, or sent now and corrected later (times in epoch ms). */
export type Fate =
  | { readonly what: 'sent' | 'dropped' }
  | { readonly what: 'later' | 'corrected'; readonly at: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Held records go up at nine in the morning, Beijing time: somebody sends them. */
const RELEASE_HOUR = 9;
/** A correction comes two hours after the record. */
const CORRECTED_AFTER = 2 * HOUR;

/** Decides by what an hour would show; other records go as they are, days among them: nobody thinks of all. */
export function fateOf(device: SimDevice, report: Report): Fate {
  const { tamper } = device;
  if (!tamper || report.cn !== '2061') return { what: 'sent' };
  for (const plan of tamper.plans) {
    if (!['drop-high', 'back-fill', 'revision'].includes(plan.kind) || !actsAt(plan, report.time)) continue;
    if (!isHigh(device, tamper, plan, report)) continue;
    if (plan.kind === 'drop-high') return { what: 'dropped' };
    if (plan.kind === 'revision')
      return { what: 'corrected', at: report.time + report.lengthMs + CORRECTED_AFTER };
    const day = Math.floor((report.time + 8 * HOUR) / DAY) + 1;
    return { what: 'later', at: day * DAY - 8 * HOUR + RELEASE_HOUR * HOUR };
  }
  return { what: 'sent' };
}

function isHigh(device: SimDevice, tamper: OutletTamper, plan: TamperPlan, report: Report): boolean {
  const bare: SimDevice = { ...device, tamper: { ...tamper, plans: [] } };
  const { values } = measureOver(bare, report.time, report.lengthMs);
  const factor = conversion(device, values);
  return Object.entries(tamper.limits).some(
    ([code, limit]) =>
      (plan.codes === undefined || plan.codes.includes(code)) && (values[code] ?? 0) * factor > limit,
  );
}
