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
    enterpriseId: Type.Union([Type.Integer(), Type.Null()]),
    unitPath: Type.String(),
    lon: Type.Union([Type.Number(), Type.Null()]),
    lat: Type.Union([Type.Number(), Type.Null()]),
    kind: MeasurementKind,
    measuredAt: Instant,
    /** Sum of GB 8702 in percent: above 100. */
    percent: Type.Number(),
    ruleVersion: Type.String(),
    simulated: Type.Boolean(),
  }),
);

/** A finding was closed with its conclusion, or withdrawn because its measurement was sent back. */
export const emfFindingSettled = event(
  'emf.finding-settled.v1',
  Type.Object({
    findingId: Type.Integer(),
    measurementId: Type.Integer(),
    unitPath: Type.String(),
    /** The conclusion, or `withdrawn`. */
    why: Type.String(),
  }),
);
