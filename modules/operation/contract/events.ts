import { event, Type } from '@tarim/platform/contract';
import { Instant, orNull } from './parts.ts';

/**
 * A calibration, check or comparison failed: data of this factor from the last passed check of the kind on are in doubt. A proposal; quality decides.
 * `from` null: no earlier check passed.
 */
export const checkFailed = event(
  'operation.check-failed.v1',
  Type.Object({
    checkId: Type.Integer(),
    recordId: Type.Integer(),
    pointId: Type.Integer(),
    enterpriseId: orNull(Type.Integer()),
    unitPath: Type.String(),
    code: Type.String(),
    kind: Type.String(),
    outOfControl: Type.Boolean(),
    from: orNull(Instant),
    to: Instant,
  }),
);

/** Parameters of instruments or loggers were read otherwise than before (参数变更). One event a batch of readings. */
export const parameterChanged = event(
  'operation.parameter-changed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        item: Type.String(),
        parameter: Type.String(),
        place: Type.Enum(['device', 'logger']),
        before: Type.Number(),
        after: Type.Number(),
        /** Frame of the answer. */
        lsn: orNull(Type.Integer()),
        /** When it was read: the change lies between the reading before and this one. */
        at: Instant,
      }),
    ),
  }),
);
