import { InstantInput, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = InstantInput;
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const TerminalIds = Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }), { maxItems: 500 });

/** A GeoJSON Polygon or MultiPolygon in degrees, CGCS2000; the use-case looks at its rings. */
export const Area = Type.Object({
  type: Type.Enum(['Polygon', 'MultiPolygon']),
  coordinates: Type.Array(Type.Any(), { minItems: 1 }),
});
export type Area = Static<typeof Area>;

export const CATEGORIES = ['I', 'II', 'III', 'IV', 'V'] as const;
export const Category = Type.Enum([...CATEGORIES]);
export type Category = Static<typeof Category>;

/** JT/T 808 over TCP, or JSON over HTTPS or by an MQTT broker. */
export const PROTOCOLS = ['jt808', 'https', 'mqtt'] as const;
export const Protocol = Type.Enum([...PROTOCOLS]);
export type Protocol = Static<typeof Protocol>;

/** Kinds of alarms (rules MOB-2 … MOB-8). */
export const ALARM_KINDS = [
  'left_area',
  'source_missing',
  'not_judgeable',
  'exposed_outside_job',
  'offline',
  'tamper',
  'battery',
  'border_crossing',
] as const;
export const AlarmKind = Type.Enum([...ALARM_KINDS]);
export type AlarmKind = Static<typeof AlarmKind>;

export const SEVERITIES = ['announced', 'info', 'warn', 'high', 'critical'] as const;
export const Severity = Type.Enum([...SEVERITIES]);
export type Severity = Static<typeof Severity>;

/** Why something that was sent was not taken (codes of the error catalogue). */
export const REFUSALS = [
  'TRACKING_FRAME_BROKEN',
  'TRACKING_TERMINAL_UNKNOWN',
  'TRACKING_REGISTER_MISMATCH',
  'TRACKING_KEY_WRONG',
  'TRACKING_NOT_AUTHENTICATED',
  'TRACKING_MESSAGE_FOREIGN',
  'TRACKING_TOPIC_FOREIGN',
  'TRACKING_PART_INVALID',
  'TRACKING_PARTS_OVERFLOW',
  'TRACKING_PARTS_LOST',
] as const;
export type Refusal = (typeof REFUSALS)[number];
