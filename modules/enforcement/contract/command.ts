import { route, type Static, Type } from '@tarim/platform/contract';
import { CaseSummary, Clock } from './cases.ts';
import { Instant, orNull, UnitPath } from './parts.ts';

/** Who commands: heads, officers and duty, within their units. */
export const COMMAND = 'enforcement.command';

const Where = { lon: orNull(Type.Number()), lat: orNull(Type.Number()) };

/** 待定时段, 今日待查, 迟到未开始, 进行中, 已到达（围栏内）, 已封存, 已录入结果. */
export const PROGRESS = ['undated', 'planned', 'late', 'under-way', 'arrived', 'sealed', 'done'] as const;
export const Progress = Type.Enum([...PROGRESS]);
export type Progress = Static<typeof Progress>;

export const CommandVisit = Type.Object({
  id: Type.Integer(),
  enterprise: Type.String(),
  unitPath: Type.String(),
  progress: Progress,
  why: Type.String(),
  team: Type.Array(Type.String()),
  appointment: orNull(Type.Object({ from: Instant, to: Instant })),
  ...Where,
  /** Where its team was last, by what its device has sent; nobody is followed. */
  last: orNull(Type.Object({ lon: Type.Number(), lat: Type.Number(), at: Instant })),
  simulated: Type.Boolean(),
});
export type CommandVisit = Static<typeof CommandVisit>;

export const CommandTask = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  severity: Type.Enum(['info', 'warning', 'critical']),
  light: Type.Enum(['green', 'yellow', 'red']),
  subject: Type.String(),
  unitPath: Type.String(),
  dueAt: Instant,
  ...Where,
  simulated: Type.Boolean(),
});
export type CommandTask = Static<typeof CommandTask>;

/** A clue that waits: how urgent it is, its term says. */
export const CommandClue = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  object: Type.String(),
  suspected: Type.String(),
  unitPath: Type.String(),
  clock: Clock,
  ...Where,
  simulated: Type.Boolean(),
});
export type CommandClue = Static<typeof CommandClue>;

export const CommandCase = Type.Object({ ...CaseSummary.properties, ...Where });
export type CommandCase = Static<typeof CommandCase>;

/** Today's numbers; each is as long as the list that it leads to. */
export const CommandFigures = Type.Object({
  planned: Type.Integer(),
  underWay: Type.Integer(),
  done: Type.Integer(),
  late: Type.Integer(),
  undated: Type.Integer(),
  tasks: Type.Integer(),
  lateTasks: Type.Integer(),
  redCases: Type.Integer(),
  /** Told of for the first time in the last 24 hours. */
  newClues: Type.Integer(),
  waitingClues: Type.Integer(),
  /** Cases whose last order to correct was not found carried out yet. */
  openOrders: Type.Integer(),
});
export type CommandFigures = Static<typeof CommandFigures>;

/** 单位负荷: what is open in a unit and those below it. */
export const UnitLoad = Type.Object({
  unitPath: Type.String(),
  visits: Type.Integer(),
  cases: Type.Integer(),
  tasks: Type.Integer(),
  clues: Type.Integer(),
});
export type UnitLoad = Static<typeof UnitLoad>;

export const Happening = Type.Object({
  at: Instant,
  kind: Type.Enum(['case', 'told', 'clue', 'visit']),
  /** Of the case, clue or visit. */
  id: Type.Integer(),
  /** Step of a case or clue, source of a clue, `planned` or `done` of a visit. */
  what: Type.String(),
  title: Type.String(),
  unitPath: Type.String(),
});
export type Happening = Static<typeof Happening>;

export const CommandView = Type.Object({
  at: Instant,
  /** The one unit that is shown; null: several. */
  unit: orNull(Type.String()),
  figures: CommandFigures,
  visits: Type.Array(CommandVisit),
  tasks: Type.Array(CommandTask),
  clues: Type.Array(CommandClue),
  /** With a clock that is red. */
  cases: Type.Array(CommandCase),
  units: Type.Array(UnitLoad),
  happenings: Type.Array(Happening),
  /** There is more of something than is shown. */
  more: Type.Boolean(),
});
export type CommandView = Static<typeof CommandView>;

export const getCommand = route({
  id: 'enforcement.getCommand',
  method: 'GET',
  path: '/api/enforcement/command',
  summary: '指挥视图：今日检查、督办、线索、红灯案件、单位负荷与最新动态（本人有权指挥的单位）',
  access: COMMAND,
  scope: 'unit',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: CommandView,
});
