import { event, Type } from '@tarim/platform/contract';
import { Month, orNull } from './parts.ts';

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
