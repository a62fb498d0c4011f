import { Int4Id, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, Instant, OutletPart, orNull, StringOrNull, UnitPath, Word } from './parts.ts';

export const LIGHTS = ['green', 'yellow', 'red'] as const;
export const Light = Type.Enum([...LIGHTS]);

export const PlanTask = Type.Object({
  outlet: OutletPart,
  kind: Type.String(),
  name: Type.String(),
  check: Type.String(),
  days: Type.Integer(),
  startOn: DateText,
  lastAt: orNull(Instant),
  /** Day until whose end it is due. */
  dueOn: DateText,
  light: Light,
  operatorName: StringOrNull,
});
export type PlanTask = Static<typeof PlanTask>;

export const listDueTasks = route({
  id: 'operation.listDueTasks',
  method: 'GET',
  path: '/api/operation/tasks',
  summary: '运维任务：各排放口计划的到期日与红黄绿灯，先到期的在前',
  access: 'operation.read',
  scope: 'own',
  query: Type.Object({ unitPath: Type.Optional(UnitPath), pointId: Type.Optional(Int4Id) }),
  response: Type.Object({ tasks: Type.Array(PlanTask) }),
});

export const KindOfPlan = Type.Object({
  key: Type.String(),
  name: Type.String(),
  medium: Type.String(),
  days: Type.Integer(),
  check: Type.String(),
  confidence: Type.String(),
});
export type KindOfPlan = Static<typeof KindOfPlan>;
export const listPlanKinds = route({
  id: 'operation.listPlanKinds',
  method: 'GET',
  path: '/api/operation/plan-kinds',
  summary: '运维项目、周期与检查项（现行规则表）',
  access: 'operation.read',
  scope: 'own',
  response: Type.Object({
    kinds: Type.Array(KindOfPlan),
    checklists: Type.Array(Type.Object({ key: Type.String(), kind: Type.String(), name: Type.String() })),
  }),
});

export const setPlans = route({
  id: 'operation.setPlans',
  method: 'PUT',
  path: '/api/operation/outlets/:id/plans',
  summary: '设定一个排放口的运维计划（整体替换）',
  access: 'operation.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    plans: Type.Array(
      Type.Object({
        kind: Word,
        days: Type.Integer({ minimum: 1, maximum: 1000 }),
        startOn: DateText,
      }),
      { maxItems: 40 },
    ),
  }),
  response: Type.Object({ tasks: Type.Array(PlanTask) }),
});
