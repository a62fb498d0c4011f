import { route, type Static, Type } from '@tarim/platform/contract';
import { Instant } from './parts.ts';

/** A report of a terminal as JSON. Times are of the terminal's clock. */
export const JsonReport = Type.Object({
  sequence: Type.Integer({ minimum: 0, maximum: 65_535 }),
  time: Instant,
  /** Kept while there was no network. */
  stored: Type.Optional(Type.Boolean()),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  speed: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000 })),
  heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
  satellites: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
  hdop: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
  /** µSv/h near the container. */
  rate: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9 })),
  /** The source is in its container. */
  stowed: Type.Optional(Type.Boolean()),
  tamper: Type.Optional(Type.Boolean()),
  /** % */
  battery: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  /** Interval in force, s. */
  interval: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
  /** Strength of the network, by the maker's scale. */
  signal: Type.Optional(Type.Integer({ minimum: 0, maximum: 255 })),
});
export type JsonReport = Static<typeof JsonReport>;

export const IngestBody = Type.Object({
  /** Terminal number. */
  terminal: Type.String({ pattern: '^[0-9]{1,20}$' }),
  reports: Type.Array(JsonReport, { minItems: 1, maxItems: 1_000 }),
});
export type IngestBody = Static<typeof IngestBody>;

/** 200 only when the batch is durable. The key of the terminal stands in `authorization: Bearer …`. */
export const ingestReports = route({
  id: 'tracking.ingestReports',
  method: 'POST',
  path: '/api/tracking/ingest',
  summary: '移动放射源终端批量上报（JSON，每终端一个密钥）',
  access: 'public',
  keysOnly: true,
  requestsPerMinute: 600,
  body: IngestBody,
  response: Type.Object({ accepted: Type.Integer(), lsn: Type.Integer() }),
});
