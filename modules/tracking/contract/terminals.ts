import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { IN_LEDGER, LedgerFacts } from './ledger.ts';
import {
  AlarmKind,
  CATEGORIES,
  Category,
  Day,
  Id,
  Instant,
  orNull,
  Protocol,
  Severity,
  UnitPath,
} from './parts.ts';

const Name = plainText(60, 1);
const short = plainText(120);
const number = () => orNull(Type.Number());

/** What a person says about a terminal (终端) and the source on it (放射源). */
export const TerminalInput = Type.Object({
  /** Digits of the terminal number (终端手机号). */
  number: Type.String({ pattern: '^[0-9]{1,20}$' }),
  name: Name,
  /** Terminal ID of its registration. */
  serial: plainText(30),
  unitPath: UnitPath,
  owner: Name,
  protocol: Protocol,
  /** Code of the source (放射源编码), and where these facts were read (许可证、台账). */
  sourceCode: plainText(12),
  sourceRef: short,
  nuclide: plainText(20, 1),
  /** Bq on the day of `measuredOn`. */
  activity: Type.Number({ exclusiveMinimum: 0 }),
  measuredOn: Day,
  category: Category,
  /** µSv/h near the container with the source in it, and when that was measured; null: not measured, MOB-3 and MOB-4 are not judged. */
  baseline: orNull(Type.Number({ minimum: 0 })),
  baselineAt: orNull(Instant),
  background: Type.Number({ minimum: 0 }),
  /** Declared reporting intervals, s. */
  movingSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  parkedSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  /** Battery voltage when empty and when full, mV. */
  batteryLow: Type.Integer({ minimum: 0, maximum: 65_535 }),
  batteryFull: Type.Integer({ minimum: 1, maximum: 65_535 }),
  active: Type.Boolean(),
});
export type TerminalInput = Static<typeof TerminalInput>;

const OpenAlarm = Type.Object({ id: Type.Integer(), kind: AlarmKind, severity: Severity });

/** A terminal as lists and the map show it. */
export const Terminal = Type.Object({
  id: Type.Integer(),
  ...TerminalInput.properties,
  simulated: Type.Boolean(),
  inLedger: Type.Enum([...IN_LEDGER]),
  /** The source in the ledger, by its code, when it was found: activity and category today are the ledger's then. */
  ledger: orNull(LedgerFacts),
  categoryNow: Type.Enum([...CATEGORIES, 'exempt']),
  /** Bq today; null where the half-life is not in the tables. */
  activityNow: number(),
  /** Activity today against the D value (A/D), by which the list is sorted; its table's confidence. */
  risk: number(),
  riskConfidence: Type.String(),
  /** µSv/h net that a stowed source gives now. */
  expectedNow: number(),
  sampledAt: orNull(Instant),
  receivedAt: orNull(Instant),
  lat: number(),
  lon: number(),
  speed: number(),
  rate: number(),
  stowed: orNull(Type.Boolean()),
  battery: number(),
  alarms: Type.Array(OpenAlarm),
});
export type Terminal = Static<typeof Terminal>;

export const listTerminals = route({
  id: 'tracking.listTerminals',
  method: 'GET',
  path: '/api/tracking/terminals',
  summary: '移动放射源终端，按风险（当日活度/D 值）由高到低',
  access: 'tracking.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    text: Type.Optional(plainText(60)),
    alarmed: Type.Optional(Type.Boolean()),
  }),
  response: Type.Object({ terminals: Type.Array(Terminal) }),
});

export const TerminalDetail = Type.Object({
  ...Terminal.properties,
  /** Whether a key for HTTPS was given out. */
  keyed: Type.Boolean(),
  counts: Type.Object({
    fixes: Type.Integer(),
    duplicates: Type.Integer(),
    late: Type.Integer(),
    clockWrong: Type.Integer(),
    gaps: Type.Integer(),
    driftSeconds: number(),
  }),
  refusals: Type.Array(
    Type.Object({
      day: Day,
      code: Type.String(),
      count: Type.Integer(),
      lastAt: Instant,
      remote: Type.String(),
    }),
  ),
  outages: Type.Array(
    Type.Object({
      id: Type.Integer(),
      from: Instant,
      until: Instant,
      reason: Type.String(),
      by: Type.String(),
    }),
  ),
});
export type TerminalDetail = Static<typeof TerminalDetail>;

export const getTerminal = route({
  id: 'tracking.getTerminal',
  method: 'GET',
  path: '/api/tracking/terminals/:id',
  summary: '一个终端：源、状态、计数与被拒情况',
  access: 'tracking.read',
  params: Id,
  response: TerminalDetail,
});

export const addTerminal = route({
  id: 'tracking.addTerminal',
  method: 'POST',
  path: '/api/tracking/terminals',
  summary: '登记终端',
  access: 'tracking.manage',
  scope: 'unit',
  body: TerminalInput,
  response: TerminalDetail,
});

export const changeTerminal = route({
  id: 'tracking.changeTerminal',
  method: 'PUT',
  path: '/api/tracking/terminals/:id',
  summary: '更改终端登记（换源、基线、停用）',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  body: TerminalInput,
  response: TerminalDetail,
});

export const issueKey = route({
  id: 'tracking.issueKey',
  method: 'POST',
  path: '/api/tracking/terminals/:id/key',
  summary: '发放 HTTPS、MQTT 上报密钥（只显示一次），旧密钥随即失效',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  response: Type.Object({ key: Type.String() }),
});

/** A report as it came, both clocks beside each other. */
export const Fix = Type.Object({
  sampledAt: Instant,
  receivedAt: Instant,
  judgedAt: Instant,
  lsn: Type.Integer(),
  sequence: Type.Integer(),
  lat: number(),
  lon: number(),
  speed: number(),
  satellites: number(),
  rate: number(),
  stowed: orNull(Type.Boolean()),
  battery: number(),
  tamper: Type.Boolean(),
  signal: number(),
  inside: orNull(Type.Boolean()),
  /** `clock`: the terminal's clock is wrong; `late`: older than what was judged already; `stored`: kept while there was no network; `rejected`: MOB-1. */
  marks: Type.Array(Type.String()),
});
export type Fix = Static<typeof Fix>;

export const getTrack = route({
  id: 'tracking.getTrack',
  method: 'GET',
  path: '/api/tracking/terminals/:id/track',
  summary: '一个终端的轨迹与剂量率（最多 5000 点，取最新）',
  access: 'tracking.read',
  params: Id,
  query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }),
  response: Type.Object({ fixes: Type.Array(Fix), whole: Type.Boolean() }),
});

export const listTrails = route({
  id: 'tracking.listTrails',
  method: 'GET',
  path: '/api/tracking/trails',
  summary: '各终端最近若干小时的轨迹线（地图用）',
  access: 'tracking.read',
  query: Type.Object({ hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 72 })) }),
  response: Type.Object({
    trails: Type.Array(
      Type.Object({
        terminalId: Type.Integer(),
        coordinates: Type.Array(Type.Tuple([Type.Number(), Type.Number()])),
      }),
    ),
  }),
});

export const getFrame = route({
  id: 'tracking.getFrame',
  method: 'GET',
  path: '/api/tracking/frames/:lsn',
  summary: '一帧原始报文与其解读（鉴权码不显示）',
  access: 'tracking.read',
  params: Type.Object({ lsn: Type.Integer({ minimum: 0 }) }),
  response: Type.Object({
    lsn: Type.Integer(),
    receivedAt: Instant,
    transport: Type.String(),
    remote: Type.String(),
    hex: Type.String(),
    /** As decoded; problems with codes. */
    decoded: Type.Any(),
  }),
});
