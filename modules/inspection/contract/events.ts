import { event, Type } from '@tarim/platform/contract';
import { Day, orNull, Result } from './parts.ts';

/** What a visit may be planned for: a task of supervision (督办任务), a clue of enforcement (线索). */
export const Origin = Type.Object({
  kind: Type.Enum(['task', 'clue']),
  id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
});

/** A visit was planned outside the draws, or was made and has its result. */
export const visitChanged = event(
  'inspection.visit-changed.v1',
  Type.Object({
    id: Type.Integer(),
    state: Type.Enum(['planned', 'done']),
    enterpriseId: Type.Integer(),
    enterprise: Type.String(),
    unitPath: Type.String(),
    drawId: orNull(Type.Integer()),
    origin: orNull(Origin),
    visitedOn: orNull(Day),
    result: orNull(Result),
    note: orNull(Type.String()),
    by: Type.String(),
    simulated: Type.Boolean(),
  }),
);
