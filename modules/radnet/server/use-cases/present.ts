import { beijingIso } from '@tarim/kernel';
import type { JudgedHour, RadiationFinding } from '../../contract.ts';
import type { FindingRow } from '../sql/findings.ts';
import type { JudgementRow } from '../sql/judgements.ts';

export function shownHour({ pointId: _point, time, high, urgent, ...row }: JudgementRow): JudgedHour {
  return { ...row, time: beijingIso(time), limit: high, urgentLimit: urgent };
}

const iso = (at: Date | null): string | null => (at === null ? null : beijingIso(at.getTime()));

export function shownFinding({
  from,
  to,
  peakAt,
  acknowledgedAt,
  closedAt,
  ...row
}: FindingRow): RadiationFinding {
  return {
    ...row,
    from: beijingIso(from.getTime()),
    to: beijingIso(to.getTime()),
    peakAt: iso(peakAt),
    acknowledgedAt: iso(acknowledgedAt),
    closedAt: iso(closedAt),
  };
}
