import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, Instant, Item, orNull, PlanKind, Reason } from './parts.ts';

const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
/** Months in which a line is sampled; the presets of the page (每月, 每季 …) fill them in. */
const Months = Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), {
  minItems: 1,
  maxItems: 12,
  uniqueItems: true,
});

export const Plan = Type.Object({
  id: Type.Integer(),
  year: Type.Integer(),
  title: Type.String(),
  kind: PlanKind,
  unitPath: Type.String(),
  state: Type.Enum(['draft', 'in-force']),
  lines: Type.Integer(),
  tasks: Type.Integer(),
  /** Tasks whose result is official. */
  done: Type.Integer(),
  createdBy: Type.String(),
  approvedBy: orNull(Type.String()),
  approvedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type Plan = Static<typeof Plan>;

export const PlanLine = Type.Object({
  id: Type.Integer(),
  pointId: Type.Integer(),
  pointCode: Type.String(),
  pointName: Type.String(),
  pointKind: Type.String(),
  unitPath: Type.String(),
  items: Type.Array(Type.String()),
  months: Type.Array(Type.Integer()),
  /** 承担单位: the body that samples and analyses. */
  body: Type.String(),
});
export type PlanLine = Static<typeof PlanLine>;

export const listPlans = route({
  id: 'monitoring.listPlans',
  method: 'GET',
  path: '/api/monitoring/plans',
  summary: '年度监测计划，最新在前',
  access: 'monitoring.read',
  query: Type.Object({ year: Type.Optional(Year) }),
  response: Type.Object({ plans: Type.Array(Plan) }),
});
export const getPlan = route({
  id: 'monitoring.getPlan',
  method: 'GET',
  path: '/api/monitoring/plans/:id',
  summary: '一份监测计划及其点位、项目、频次',
  access: 'monitoring.read',
  params: Id,
  response: Type.Object({ plan: Plan, lines: Type.Array(PlanLine) }),
});
export const createPlan = route({
  id: 'monitoring.createPlan',
  method: 'POST',
  path: '/api/monitoring/plans',
  summary: '新建监测计划（草稿）',
  access: 'monitoring.plan',
  scope: 'unit',
  body: Type.Object({ year: Year, title: plainText(120, 2), kind: PlanKind, unitPath: UnitPath }),
  response: Plan,
});
/** Adds lines of the same items and months for several sites, or replaces the lines that these sites have. */
export const putPlanLines = route({
  id: 'monitoring.putPlanLines',
  method: 'PUT',
  path: '/api/monitoring/plans/:id/lines',
  summary: '给计划加入点位（项目、月份、承担单位）',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    pointIds: Type.Array(Int4Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    items: Type.Array(Item, { minItems: 1, maxItems: 120, uniqueItems: true }),
    months: Months,
    body: plainText(120, 2),
  }),
  response: Type.Object({ lines: Type.Array(PlanLine) }),
});
export const removePlanLine = route({
  id: 'monitoring.removePlanLine',
  method: 'DELETE',
  path: '/api/monitoring/plan-lines/:id',
  summary: '从草稿计划中移除一个点位',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
});
/** Puts a plan in force: its tasks of this month and the following ones are made; past months only when asked. */
export const approvePlan = route({
  id: 'monitoring.approvePlan',
  method: 'POST',
  path: '/api/monitoring/plans/:id/approve',
  summary: '计划生效，下达监测任务',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({ fromMonth: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })) }),
  response: Type.Object({ plan: Plan, created: Type.Integer() }),
});

export const Task = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  planId: Type.Integer(),
  planTitle: Type.String(),
  planKind: PlanKind,
  pointId: Type.Integer(),
  pointName: Type.String(),
  pointKind: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  unitPath: Type.String(),
  body: Type.String(),
  items: Type.Array(Type.String()),
  dueFrom: DateText,
  dueTo: DateText,
  state: Type.String(),
  sampler: orNull(Type.String()),
  overdue: Type.Boolean(),
  updatedAt: Instant,
  simulated: Type.Boolean(),
});
export type Task = Static<typeof Task>;

export const listTasks = route({
  id: 'monitoring.listTasks',
  method: 'GET',
  path: '/api/monitoring/tasks',
  summary: '监测任务，按到期日',
  access: 'monitoring.read',
  query: Type.Object({
    state: Type.Optional(plainText(60)),
    planId: Type.Optional(Int4Id),
    pointId: Type.Optional(Int4Id),
    month: Type.Optional(Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })),
    unitPath: Type.Optional(UnitPath),
    q: Type.Optional(plainText(60)),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ tasks: Type.Array(Task), next: orNull(Type.Integer()) }),
});
export const cancelTask = route({
  id: 'monitoring.cancelTask',
  method: 'POST',
  path: '/api/monitoring/tasks/:id/cancel',
  summary: '取消任务（说明原因，如断流、结冰）',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: Task,
});

/** What the standards of a medium ask for, offered when a plan is drawn up. */
export const listItemSets = route({
  id: 'monitoring.listItemSets',
  method: 'GET',
  path: '/api/monitoring/item-sets',
  summary: '各介质的监测项目（取自评价标准）',
  access: 'monitoring.read',
  response: Type.Object({
    sets: Type.Array(
      Type.Object({
        pointKind: Type.String(),
        name: Type.String(),
        standard: Type.String(),
        items: Type.Array(Type.Object({ item: Type.String(), unit: Type.String(), onSite: Type.Boolean() })),
      }),
    ),
  }),
});

/** What the demonstration brings: plans by natural keys, and a value for each item of a site in a month (`2026-10`). */
export interface DemoSurvey {
  readonly plans: ReadonlyArray<{
    readonly unitPath: string;
    readonly title: string;
    readonly lines: ReadonlyArray<{
      readonly pointCode: string;
      readonly items: readonly string[];
      readonly months: readonly number[];
      readonly body: string;
    }>;
  }>;
  /** Null value: below detection. */
  measure(
    pointCode: string,
    pointKind: string,
    item: string,
    month: string,
  ): { value: number | null; detectionLimit: number | null };
}
