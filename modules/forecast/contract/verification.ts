import { route, type Static, Type } from '@tarim/platform/contract';
import { BeijingDate, CityCode, Instant, NumberOrNull, SourceName } from './parts.ts';

const Rate = Type.Object({ n: Type.Integer(), hits: Type.Integer(), rate: NumberOrNull });
const Skill = Type.Object({
  n: Type.Integer(),
  mse: NumberOrNull,
  referenceMse: NumberOrNull,
  score: NumberOrNull,
});
/** As `VerificationFigures` of @tarim/science tells them. */
export const Verification = Type.Object({
  n: Type.Integer(),
  level: Rate,
  range: Rate,
  meanError: NumberOrNull,
  mae: NumberOrNull,
  rmse: NumberOrNull,
  skillClimatology: Skill,
  skillPersistence: Skill,
  heavy: Type.Object({
    hits: Type.Integer(),
    misses: Type.Integer(),
    falseAlarms: Type.Integer(),
    correctNegatives: Type.Integer(),
    pod: NumberOrNull,
    far: NumberOrNull,
    ts: NumberOrNull,
  }),
});
export type Verification = Static<typeof Verification>;

export const LeadFigures = Type.Object({ lead: Type.Integer(), figures: Verification });
export const SourceVerification = Type.Object({
  source: Type.String(),
  /** Forecasts made afterwards, of all that were verified. */
  hindcasts: Type.Integer(),
  simulated: Type.Boolean(),
  leads: Type.Array(LeadFigures),
  all: Verification,
});
export type SourceVerification = Static<typeof SourceVerification>;

export const CityVerification = Type.Object({
  code: Type.String(),
  name: Type.String(),
  figures: Verification,
});
export type CityVerification = Static<typeof CityVerification>;

/** Forecasts of days that are over beside what happened. */
export const verification = route({
  id: 'forecast.verification',
  method: 'GET',
  path: '/api/forecast/verification',
  summary: '预报检验：按来源与时效、按城市、重污染列联',
  access: 'forecast.read',
  query: Type.Object({
    /** Target days, both included; absent: the last 60 that are over. */
    from: Type.Optional(BeijingDate),
    to: Type.Optional(BeijingDate),
    city: Type.Optional(CityCode),
    /** Whose cities are told one by one; absent: the baseline. */
    source: Type.Optional(SourceName),
    /** Lead of the table of cities; absent: all. */
    lead: Type.Optional(Type.Integer({ minimum: 0, maximum: 7 })),
  }),
  response: Type.Object({
    from: Type.String(),
    to: Type.String(),
    source: Type.String(),
    sources: Type.Array(SourceVerification),
    cities: Type.Array(CityVerification),
    /** All cities that are assessed, to choose from. */
    choices: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    at: Instant,
  }),
});
