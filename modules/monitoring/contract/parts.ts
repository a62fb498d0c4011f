import { Int4Id, plainText, Type } from '@tarim/platform/contract';

export const Instant = Type.String({ format: 'date-time' });
export const DateText = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(500, 2);
/** A monitored item by the name that its standard prints: `高锰酸盐指数`, `pH`, `Ld`. */
export const Item = plainText(60, 1);

/** What a yearly plan is for (监测任务类别). */
export const PLAN_KINDS = [
  'routine', // 常规监测
  'soil-round', // 土壤轮次
  'groundwater', // 地下水专项
  'ecology', // 生态专项
  'supervisory', // 执法监测
  'rural-sewage', // 农村生活污水（≥ 20 t/d）
  'livestock', // 规模化畜禽养殖
] as const;
export const PlanKind = Type.Enum([...PLAN_KINDS]);

/** Life of a task; see `server/domain/task-life.ts`. */
export const TASK_STATES = [
  'assigned', // 待采样
  'sampled', // 已采样
  'in-lab', // 已收样
  'reported', // 待校核
  'checked', // 待审核
  'reviewed', // 待签发
  'official', // 已发布
  'returned', // 退回
  'cancelled', // 取消
] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TaskState = Type.Enum([...TASK_STATES]);

/** What a container holds: a sample, or a control of its quality (质控样). */
export const CONTAINER_KINDS = ['sample', 'parallel', 'field-blank'] as const;
export type ContainerKind = (typeof CONTAINER_KINDS)[number];
export const ContainerKind = Type.Enum([...CONTAINER_KINDS]);

/** The three levels of review (三级审核): 校核, 审核, 签发. */
export const REVIEW_LEVELS = ['check', 'review', 'sign'] as const;
export type ReviewLevel = (typeof REVIEW_LEVELS)[number];
