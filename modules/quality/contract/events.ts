import { event, Type } from '@tarim/platform/contract';
import { Instant, Month, orNull } from './parts.ts';

/** A month of an outlet is official (审定): the totals of this version stand until it is reopened. */
export const monthSigned = event(
  'quality.month-signed.v1',
  Type.Object({
    pointId: Type.Integer(),
    enterpriseId: orNull(Type.Integer()),
    unitPath: Type.String(),
    month: Month,
    version: Type.Integer(),
    hash: Type.String(),
    totals: Type.Array(Type.Object({ code: Type.String(), kg: Type.Number(), substituted: Type.Number() })),
  }),
);

/** Automatic flags came up, ended or were taken away: one event a batch. A run that only grows is not told again. */
export const flagged = event(
  'quality.flagged.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        pointId: Type.Integer(),
        /** HJ 212 code; `*`: the point itself. */
        code: Type.String(),
        flag: Type.String(),
        period: Type.Literal('hour'),
        from: Instant,
        to: Instant,
        state: Type.Enum(['raised', 'cleared', 'withdrawn']),
      }),
    ),
  }),
);
