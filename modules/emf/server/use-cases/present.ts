import { beijingIso } from '@tarim/kernel';
import { EM_PRACTICE } from '@tarim/standards';
import type { DutyRule, EmfFinding, Facility, MeasurementRow, Photo } from '../../contract.ts';
import { dutyOf } from '../domain/duty.ts';
import type { FacilityRow } from '../sql/facilities.ts';
import type { FindingRow } from '../sql/findings.ts';
import type { MeasurementRecord } from '../sql/measurements.ts';
import type { PhotoRecord } from '../sql/photos.ts';

/** A facility with what it owes on a Beijing day. */
export function shownFacility(row: FacilityRow, rules: readonly DutyRule[], today: string): Facility {
  const { by: _by, at: _at, lastOwnOn, newest, ...rest } = row;
  const asked =
    row.facilityClass !== null && EM_PRACTICE.data.duties.fence_classes.includes(row.facilityClass);
  return {
    ...rest,
    fenced: asked ? row.fence && row.signs : null,
    newest: newest && { ...newest, at: beijingIso(Date.parse(newest.at)) },
    duty: dutyOf(rules, row, lastOwnOn, today),
  };
}

export const shownMeasurement = (row: MeasurementRecord): MeasurementRow => ({
  id: row.id,
  facilityId: row.facilityId,
  facilityName: row.facilityName,
  unitPath: row.unitPath,
  kind: row.kind,
  measuredAt: beijingIso(row.measuredAt.getTime()),
  method: row.input.method,
  measuredBy: row.input.measuredBy,
  state: row.state,
  verdict: row.verdict,
  percent: row.percent,
  upperBound: row.judgement.upperBound,
  simulated: row.simulated,
});

const iso = (at: Date | null): string | null => at && beijingIso(at.getTime());

export const shownFinding = (row: FindingRow): EmfFinding => ({
  ...row,
  measuredAt: beijingIso(row.measuredAt.getTime()),
  acknowledgedAt: iso(row.acknowledgedAt),
  closedAt: iso(row.closedAt),
});

export const shownPhoto = ({ id, sha256, name, bytes, by, at }: PhotoRecord): Photo => ({
  id,
  sha256,
  name,
  bytes,
  by,
  at: beijingIso(at.getTime()),
});
