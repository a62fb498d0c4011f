import { event, Type } from '@tarim/platform/contract';
import { Instant, MeasurementKind } from './parts.ts';

/** A measurement lies above the limits of GB 8702; a finding waits for a person. Nobody who complained is named. */
export const emfExceeded = event(
  'emf.exceeded.v1',
  Type.Object({
    findingId: Type.Integer(),
    measurementId: Type.Integer(),
    facilityId: Type.Integer(),
    facilityName: Type.String(),
    unitPath: Type.String(),
    kind: MeasurementKind,
    measuredAt: Instant,
    /** Sum of GB 8702 in percent: above 100. */
    percent: Type.Number(),
    ruleVersion: Type.String(),
    simulated: Type.Boolean(),
  }),
);
