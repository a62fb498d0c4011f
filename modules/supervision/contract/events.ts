import { event, Type } from '@tarim/platform/contract';
import { Instant, orNull, TaskState } from './parts.ts';

/** Tasks changed. One event a batch. */
export const taskChanged = event(
  'supervision.task-changed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        /** `dispatch`, an act of `TASK_ACTS`, or what the platform does: `attach`, `remind`, `escalate`, `recompute`. */
        act: Type.String(),
        from: orNull(TaskState),
        to: TaskState,
        unitPath: Type.String(),
        pointId: orNull(Type.Integer()),
        enterpriseId: orNull(Type.Integer()),
        at: Instant,
      }),
    ),
  }),
);

/** A task was handed over as a lead of a case (案件线索). */
export const leadMade = event(
  'supervision.lead-made.v1',
  Type.Object({
    leadId: Type.Integer(),
    code: Type.String(),
    taskId: Type.Integer(),
    unitPath: Type.String(),
    pointId: orNull(Type.Integer()),
    enterpriseId: orNull(Type.Integer()),
    cause: Type.String(),
    suspected: Type.String(),
    at: Instant,
    simulated: Type.Boolean(),
  }),
);
