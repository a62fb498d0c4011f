import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Area, Id, Instant, orNull, TerminalIds, UnitPath } from './parts.ts';

const Name = plainText(80, 1);

/** 库房、运输通道、禁入区. */
export const FENCE_KINDS = ['depot', 'corridor', 'no-go'] as const;
export const FenceKind = Type.Enum([...FENCE_KINDS]);
export type FenceKind = Static<typeof FenceKind>;

export const FenceInput = Type.Object({
  unitPath: UnitPath,
  name: Name,
  kind: FenceKind,
  /** Empty: of all terminals of the unit and those below it. */
  terminals: TerminalIds,
  geometry: Area,
});
export type FenceInput = Static<typeof FenceInput>;

export const Fence = Type.Object({
  id: Type.Integer(),
  ...FenceInput.properties,
  from: Instant,
  until: orNull(Instant),
  simulated: Type.Boolean(),
  by: Type.String(),
});
export type Fence = Static<typeof Fence>;

export const listFences = route({
  id: 'tracking.listFences',
  method: 'GET',
  path: '/api/tracking/fences',
  summary: '电子围栏：库房、运输通道、禁入区',
  access: 'tracking.read',
  response: Type.Object({ fences: Type.Array(Fence) }),
});
export const addFence = route({
  id: 'tracking.addFence',
  method: 'POST',
  path: '/api/tracking/fences',
  summary: '划定电子围栏',
  access: 'tracking.manage',
  scope: 'unit',
  body: FenceInput,
  response: Fence,
});
export const endFence = route({
  id: 'tracking.endFence',
  method: 'POST',
  path: '/api/tracking/fences/:id/end',
  summary: '停用电子围栏',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  response: Fence,
});

/** Filed (已备案待审), approved (同意), refused (不同意), withdrawn (撤回). */
export const JOB_STATES = ['filed', 'approved', 'refused', 'withdrawn'] as const;
export const JobState = Type.Enum([...JOB_STATES]);
export type JobState = Static<typeof JobState>;

/** How a job stands today: its state, and once approved: to come, under way (作业中), ended (已归库), open after its date (逾期未归). */
export const JOB_PHASES = [
  'filed',
  'approved',
  'underway',
  'ended',
  'overdue',
  'refused',
  'withdrawn',
] as const;
export const JobPhase = Type.Enum([...JOB_PHASES]);
export type JobPhase = Static<typeof JobPhase>;

export const JobInput = Type.Object({
  unitPath: UnitPath,
  name: Name,
  owner: Name,
  filing: plainText(60),
  terminals: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 100 }),
  geometry: Area,
  startsAt: Instant,
  endsAt: Instant,
  /** People of the job (作业人员). */
  team: Type.Optional(Type.Array(plainText(30, 1), { maxItems: 20 })),
});
export type JobInput = Static<typeof JobInput>;

export const Job = Type.Object({
  id: Type.Integer(),
  ...JobInput.properties,
  team: Type.Array(Type.String()),
  state: JobState,
  phase: JobPhase,
  /** When the source was back in its depot (归库), and who said so. */
  returnedAt: orNull(Instant),
  returnedBy: orNull(Type.String()),
  /** Approved and within its window now. */
  open: Type.Boolean(),
  note: Type.String(),
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  simulated: Type.Boolean(),
  by: Type.String(),
});
export type Job = Static<typeof Job>;

export const listJobs = route({
  id: 'tracking.listJobs',
  method: 'GET',
  path: '/api/tracking/jobs',
  summary: '作业备案，时段与给定时段相交者',
  access: 'tracking.read',
  query: Type.Object({
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    state: Type.Optional(JobState),
  }),
  response: Type.Object({ jobs: Type.Array(Job) }),
});
export const addJob = route({
  id: 'tracking.addJob',
  method: 'POST',
  path: '/api/tracking/jobs',
  summary: '登记作业备案：终端、区域、时段',
  access: 'tracking.manage',
  scope: 'unit',
  body: JobInput,
  response: Job,
});
export const decideJob = route({
  id: 'tracking.decideJob',
  method: 'POST',
  path: '/api/tracking/jobs/:id/decision',
  summary: '同意、不同意或撤回作业备案',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    decision: Type.Enum(['approved', 'refused', 'withdrawn']),
    note: plainText(300),
  }),
  response: Job,
});

export const announceOutage = route({
  id: 'tracking.announceOutage',
  method: 'POST',
  path: '/api/tracking/terminals/:id/outages',
  summary: '报备停报时段：其间失联只作提示',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ from: Instant, until: Instant, reason: plainText(300, 1) }),
  response: Type.Object({ id: Type.Integer() }),
});
