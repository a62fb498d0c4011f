import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, orNull } from './parts.ts';

/** What may be asked of a terminal: where it is now (0x8201), how often it reports (0x8103), what it is set to (0x8104). */
export const COMMAND_KINDS = ['position', 'interval', 'parameters'] as const;
export const CommandKind = Type.Enum([...COMMAND_KINDS]);
export type CommandKind = Static<typeof CommandKind>;

/** Waiting for the terminal to be connected, sent, answered (with its result), expired without an answer. */
export const COMMAND_STATES = ['waiting', 'sent', 'answered', 'expired'] as const;
export const CommandState = Type.Enum([...COMMAND_STATES]);
export type CommandState = Static<typeof CommandState>;

const Seconds = Type.Integer({ minimum: 5, maximum: 86_400 });

/** Reporting intervals in seconds: usual (0x0029), asleep (0x0027), in emergency (0x0028). */
export const Intervals = Type.Object({
  moving: Type.Optional(Seconds),
  parked: Type.Optional(Seconds),
  emergency: Type.Optional(Seconds),
});
export type Intervals = Static<typeof Intervals>;

export const CommandInput = Type.Object({
  kind: CommandKind,
  /** Of `interval` only. */
  intervals: Type.Optional(Intervals),
  reason: plainText(300, 1),
  /** How long it may wait for its answer. */
  validHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168 })),
});
export type CommandInput = Static<typeof CommandInput>;

const Parameter = Type.Object({
  id: Type.String(),
  name: orNull(Type.String()),
  value: orNull(Type.Number()),
  /** Hex. */
  raw: Type.String(),
});

/** What was answered, beside the result. */
export const CommandAnswer = Type.Object({
  parameters: Type.Optional(Type.Array(Parameter)),
  position: Type.Optional(
    Type.Object({
      /** By the terminal's clock. */
      at: orNull(Instant),
      lat: orNull(Type.Number()),
      lon: orNull(Type.Number()),
    }),
  ),
});
export type CommandAnswer = Static<typeof CommandAnswer>;

export const Command = Type.Object({
  id: Type.Integer(),
  terminalId: Type.Integer(),
  kind: CommandKind,
  intervals: orNull(Intervals),
  reason: Type.String(),
  by: Type.String(),
  at: Instant,
  expiresAt: Instant,
  state: CommandState,
  sentAt: orNull(Instant),
  /** How often it was sent: anew on each connection until it is answered, within bounds. */
  sends: Type.Integer(),
  answeredAt: orNull(Instant),
  /** 0 done, 1 failed, 2 wrong, 3 not supported (0x0001). */
  result: orNull(Type.Integer()),
  answer: orNull(CommandAnswer),
  /** The answer in the frame log. */
  lsn: orNull(Type.Integer()),
});
export type Command = Static<typeof Command>;

export const listCommands = route({
  id: 'tracking.listCommands',
  method: 'GET',
  path: '/api/tracking/terminals/:id/commands',
  summary: '一个终端的下行指令，最近 100 条',
  access: 'tracking.read',
  params: Id,
  response: Type.Object({ commands: Type.Array(Command) }),
});

export const askTerminal = route({
  id: 'tracking.askTerminal',
  method: 'POST',
  path: '/api/tracking/terminals/:id/commands',
  summary: '下达指令：立即定位、设定上报间隔、查询参数；终端在线即发，否则等到上线或过期',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  body: CommandInput,
  response: Command,
});
