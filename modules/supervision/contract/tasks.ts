import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  AssigneeInput,
  Deadline,
  EvidenceFile,
  Id,
  Instant,
  orNull,
  SourceKind,
  TASK_STATES,
  TaskAct,
  TaskLight,
  TaskRole,
  TaskSeverity,
  TaskState,
  UnitPath,
  Verification,
} from './parts.ts';

export const TaskRow = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  state: TaskState,
  light: TaskLight,
  source: SourceKind,
  cause: Type.String(),
  severity: TaskSeverity,
  /** Enterprise or point that it is about. */
  subject: Type.String(),
  pointId: orNull(Type.Integer()),
  pointName: orNull(Type.String()),
  pointKind: orNull(Type.String()),
  enterpriseId: orNull(Type.Integer()),
  enterpriseName: orNull(Type.String()),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  factor: orNull(Type.String()),
  codeName: orNull(Type.String()),
  /** Unit of the body that has to act. */
  unitPath: Type.String(),
  unitName: Type.String(),
  role: TaskRole,
  verification: Verification,
  dispatchedAt: Instant,
  dispatchedBy: orNull(Type.String()),
  /** By name, where a person handed it to somebody. */
  assignee: orNull(AssigneeInput),
  receiveBy: Instant,
  dueAt: Instant,
  receivedAt: orNull(Instant),
  receivedBy: orNull(Type.String()),
  repliedAt: orNull(Instant),
  endedAt: orNull(Instant),
  remindedAt: orNull(Instant),
  /** When it was overdue and its superior was told. */
  escalatedAt: orNull(Instant),
  alarms: Type.Integer(),
  simulated: Type.Boolean(),
  updatedAt: Instant,
});
export type TaskRow = Static<typeof TaskRow>;

export const TaskStep = Type.Object({
  id: Type.Integer(),
  at: Instant,
  act: Type.String(),
  from: orNull(TaskState),
  to: TaskState,
  text: orNull(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  evidence: Type.Array(EvidenceFile),
  /** Null: the platform itself. */
  by: orNull(Type.String()),
});
export type TaskStep = Static<typeof TaskStep>;

/** An alarm or signal that the task rests on, with the facts as they were when it came. */
export const TaskGround = Type.Object({
  source: SourceKind,
  ref: Type.Integer(),
  at: Instant,
  pointId: orNull(Type.Integer()),
  pointName: orNull(Type.String()),
  code: orNull(Type.String()),
  codeName: orNull(Type.String()),
  unit: orNull(Type.String()),
  value: orNull(Type.Number()),
  limit: orNull(Type.Number()),
  ratio: orNull(Type.Number()),
  period: orNull(Type.String()),
  time: orNull(Instant),
  /** Raw frame that shows it, where it rests on one. */
  lsn: orNull(Type.Integer()),
  /** Rule of the judgement and standard of the limit. */
  ruleVersion: orNull(Type.String()),
  standard: orNull(Type.String()),
  /** Of a signal: what its detector said when it came. */
  signal: orNull(
    Type.Object({
      detector: Type.String(),
      strength: Type.Number(),
      baseRate: orNull(Type.Number()),
      from: orNull(Instant),
      to: orNull(Instant),
    }),
  ),
  /** In words, where its own room gives them (mobile sources, gamma stations). */
  explanation: orNull(Type.String()),
  /** Withdrawn or settled after it came, and how: `withdrawn`, `revised`, `closed`, `false-alarm` … */
  endedAt: orNull(Instant),
  endedWhy: orNull(Type.String()),
});
export type TaskGround = Static<typeof TaskGround>;

export const TaskDetail = Type.Interface([TaskRow], {
  requirement: Type.String(),
  clock: Type.Object({
    start: Instant,
    length: Type.Integer(),
    unit: Type.String(),
    extensions: Type.Array(Deadline),
  }),
  extension: orNull(
    Type.Object({ length: Type.Integer(), unit: Type.String(), reason: Type.String(), by: Type.String() }),
  ),
  rule: orNull(Type.Object({ id: Type.Integer(), name: Type.String(), version: Type.Integer() })),
  bodyName: Type.String(),
  superiorName: orNull(Type.String()),
  grounds: Type.Array(TaskGround),
  steps: Type.Array(TaskStep),
  notices: Type.Array(
    Type.Object({
      id: Type.Integer(),
      number: Type.String(),
      issuedAt: Instant,
      receivedAt: orNull(Instant),
      answers: Type.Integer(),
    }),
  ),
  answers: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Instant,
      by: Type.String(),
      text: Type.String(),
      evidence: Type.Array(EvidenceFile),
      late: Type.Boolean(),
    }),
  ),
  lead: orNull(Type.Object({ id: Type.Integer(), code: Type.String() })),
  /** What the asking person may do now, and what stands against it. */
  next: Type.Array(
    Type.Object({
      act: TaskAct,
      allowed: Type.Boolean(),
      why: orNull(Type.Enum(['no-right', 'own-reply', 'own-request'])),
    }),
  ),
  mayIssue: Type.Boolean(),
});
export type TaskDetail = Static<typeof TaskDetail>;

const filters = Type.Object({
  /** `open`: all that have not ended (the default). */
  state: Type.Optional(Type.Enum(['open', 'all', ...TASK_STATES])),
  light: Type.Optional(TaskLight),
  source: Type.Optional(SourceKind),
  cause: Type.Optional(plainText(60)),
  severity: Type.Optional(TaskSeverity),
  unit: Type.Optional(UnitPath),
  enterpriseId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  escalated: Type.Optional(Type.Boolean()),
  /** Only what waits for the asking person. */
  mine: Type.Optional(Type.Boolean()),
  q: Type.Optional(plainText(100)),
});

export const listTasks = route({
  id: 'supervision.listTasks',
  method: 'GET',
  path: '/api/supervision/tasks',
  summary: '督办任务，最新派发在前',
  access: 'supervision.read',
  query: Type.Interface([filters], {
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ tasks: Type.Array(TaskRow), next: orNull(Type.Integer()) }),
});

export const exportTasks = route({
  id: 'supervision.exportTasks',
  method: 'GET',
  path: '/api/supervision/tasks/export',
  summary: '导出督办任务为 XLSX 或 CSV',
  access: 'supervision.read',
  query: Type.Interface([filters], {
    format: Type.Enum(['xlsx', 'csv']),
    lang: Type.Optional(Type.Enum(['zh-CN', 'en', 'ug'])),
  }),
});

export const countTasks = route({
  id: 'supervision.countTasks',
  method: 'GET',
  path: '/api/supervision/counts',
  summary: '督办任务数量：未结、临期、超期、待本人办理',
  access: 'supervision.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    open: Type.Integer(),
    unreceived: Type.Integer(),
    yellow: Type.Integer(),
    red: Type.Integer(),
    mine: Type.Integer(),
    ended30d: Type.Integer(),
  }),
});

export const getTask = route({
  id: 'supervision.getTask',
  method: 'GET',
  path: '/api/supervision/tasks/:id',
  summary: '一项督办任务：依据、经过、证据、下一步',
  access: 'supervision.read',
  params: Id,
  response: TaskDetail,
});

/** For the page of a signal. */
export const tasksOfSignal = route({
  id: 'supervision.tasksOfSignal',
  method: 'GET',
  path: '/api/supervision/signals/:id/tasks',
  summary: '一条弄虚作假线索的督办任务',
  access: 'supervision.read',
  params: Id,
  response: Type.Object({
    tasks: Type.Array(
      Type.Object({
        id: Type.Integer(),
        code: Type.String(),
        state: TaskState,
        light: TaskLight,
        dueAt: Instant,
      }),
    ),
  }),
});

/** For the page of an alarm. */
export const tasksOfAlarm = route({
  id: 'supervision.tasksOfAlarm',
  method: 'GET',
  path: '/api/supervision/alarms/:id/tasks',
  summary: '一条报警的督办任务',
  access: 'supervision.read',
  params: Id,
  response: Type.Object({
    tasks: Type.Array(
      Type.Object({
        id: Type.Integer(),
        code: Type.String(),
        state: TaskState,
        light: TaskLight,
        dueAt: Instant,
      }),
    ),
  }),
});

/** For the pages of what radiation found: an alarm of a mobile source, a finding of the gamma network, a measurement over the limit of fields. */
export const tasksOfRadiation = route({
  id: 'supervision.tasksOfRadiation',
  method: 'GET',
  path: '/api/supervision/radiation/:source/:id/tasks',
  summary: '一条移动放射源报警、辐射监测发现或电磁超限监测的督办任务',
  access: 'supervision.read',
  params: Type.Object({
    source: Type.Enum(['tracking', 'radnet', 'emf']),
    id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  }),
  response: Type.Object({
    tasks: Type.Array(
      Type.Object({
        id: Type.Integer(),
        code: Type.String(),
        state: TaskState,
        light: TaskLight,
        dueAt: Instant,
      }),
    ),
  }),
});

export const taskFile = route({
  id: 'supervision.taskFile',
  method: 'GET',
  path: '/api/supervision/tasks/:id/files/:sha256',
  summary: '督办任务的证据文件',
  access: 'supervision.read',
  params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), sha256: Type.String() }),
});
