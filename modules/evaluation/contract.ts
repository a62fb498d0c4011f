import { event, route, type Static, Type } from '@tarim/platform/contract';

// biome-ignore format: a table
/**
 * Levels of HJ 633 (the same in both editions): 级别, 类别, 颜色. The portal draws its legend from here;
 * a test holds it equal to the data of @tarim/standards.
 */
export const AQI_LEVELS = [
  { level: 1, from: 0,   to: 50,  zh: '优',       en: 'Excellent',           colour: '#00E400' },
  { level: 2, from: 51,  to: 100, zh: '良',       en: 'Good',                colour: '#FFFF00' },
  { level: 3, from: 101, to: 150, zh: '轻度污染', en: 'Lightly polluted',    colour: '#FF7E00' },
  { level: 4, from: 151, to: 200, zh: '中度污染', en: 'Moderately polluted', colour: '#FF0000' },
  { level: 5, from: 201, to: 300, zh: '重度污染', en: 'Heavily polluted',    colour: '#99004C' },
  { level: 6, from: 301, to: 500, zh: '严重污染', en: 'Severely polluted',   colour: '#7E0023' },
] as const;

// biome-ignore format: a table
/** Pollutants of the AQI, in the order people read them, with the factor code that carries each. */
export const AQI_POLLUTANTS = [
  { key: 'PM2.5', code: 'a34004', unit: 'µg/m³', label: 'PM₂.₅' },
  { key: 'PM10',  code: 'a34002', unit: 'µg/m³', label: 'PM₁₀' },
  { key: 'O3',    code: 'a05024', unit: 'µg/m³', label: 'O₃' },
  { key: 'O3_8h', code: 'a05024', unit: 'µg/m³', label: 'O₃-8h' },
  { key: 'NO2',   code: 'a21004', unit: 'µg/m³', label: 'NO₂' },
  { key: 'SO2',   code: 'a21026', unit: 'µg/m³', label: 'SO₂' },
  { key: 'CO',    code: 'a21005', unit: 'mg/m³', label: 'CO' },
] as const;
export type AqiPollutant = (typeof AQI_POLLUTANTS)[number]['key'];

const Instant = Type.String({ format: 'date-time' });
const NumberOrNull = Type.Union([Type.Number(), Type.Null()]);
const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);
const StringOrNull = Type.Union([Type.String(), Type.Null()]);
const InstantOrNull = Type.Union([Instant, Type.Null()]);
/** Periods that are judged. */
export const JudgedPeriod = Type.Union([Type.Literal('hour'), Type.Literal('day')]);
export type JudgedPeriod = Static<typeof JudgedPeriod>;
const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  path: Type.Optional(Type.String()),
});
/** Pollutant key (`PM2.5`, `O3_8h` …) → figure. */
const ByPollutant = Type.Record(Type.String(), NumberOrNull);

// ------------------------------------------------------------------ AQI

/** AQI of a station or a city in one hour or day. */
export const AqiFact = Type.Object({
  /** Exactly one of the two is set. */
  pointId: IntegerOrNull,
  /** Code of the prefecture-level unit. */
  cityCode: StringOrNull,
  name: Type.String(),
  period: JudgedPeriod,
  time: Instant,
  /** `HJ 633-2026`: the edition in force on the date of the data. */
  standard: Type.String(),
  /** null: may not be published (pollutants are missing); then `partialAqi` tells what the present ones give. */
  aqi: IntegerOrNull,
  partialAqi: IntegerOrNull,
  /** 1…6, see `AQI_LEVELS`; null with `aqi`. */
  level: IntegerOrNull,
  /** Pollutant keys, ties together; empty at AQI ≤ 50. */
  primary: Type.Array(Type.String()),
  /** Concentrations that entered (rounded as the standard says); null: missing or not valid. */
  values: ByPollutant,
  iaqi: ByPollutant,
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type AqiFact = Static<typeof AqiFact>;

export const aqiNow = route({
  id: 'evaluation.aqiNow',
  method: 'GET',
  path: '/api/evaluation/aqi/now',
  summary: '各城市、各空气站最新一小时（或一日）AQI',
  access: 'signed-in',
  query: Type.Object({
    period: Type.Optional(JudgedPeriod),
    unit: Type.Optional(Type.String({ description: 'unit path prefix' })),
  }),
  response: Type.Object({ at: Instant, cities: Type.Array(AqiFact), points: Type.Array(AqiFact) }),
});

export const aqiSeries = route({
  id: 'evaluation.aqiSeries',
  method: 'GET',
  path: '/api/evaluation/aqi/series',
  summary: '一个空气站或城市一段时间的 AQI',
  access: 'signed-in',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    cityCode: Type.Optional(Type.String({ maxLength: 20 })),
    period: JudgedPeriod,
    from: Instant,
    to: Instant,
  }),
  response: Type.Object({ rows: Type.Array(AqiFact), truncated: Type.Boolean() }),
});

// ------------------------------------------------------------------ explanations

/** Key of `telemetry.traceRollup`: the next step up the river. */
export const RollupKey = Type.Object({
  pointId: Type.Integer(),
  period: JudgedPeriod,
  time: Instant,
  revision: Type.Integer(),
});

/** Where a rule stands written. */
export const RuleReference = Type.Object({
  /** `HJ 633-2026` */
  standard: Type.String(),
  title: Type.String(),
  /** `表 1`, `5.2`; null when not known. */
  clause: StringOrNull,
  effectiveFrom: StringOrNull,
  effectiveTo: StringOrNull,
  source: StringOrNull,
  /** `official-text`, `multi-source`, `single-source`, `mixed`, `memory`, `unverified`; only the first is law. */
  confidence: Type.String(),
  /** Version of the rule data that judged. */
  version: Type.String(),
});
export type RuleReference = Static<typeof RuleReference>;

/** One step of a computation, in words and figures. */
export const Step = Type.Object({
  title: Type.String(),
  /** `IAQI = ⌈(150−100)/(250−120)·(130−120)+100⌉` */
  formula: StringOrNull,
  result: Type.String(),
  rule: StringOrNull,
});

export const AqiRevision = Type.Object({
  revision: Type.Integer(),
  computedAt: Instant,
  replacedAt: InstantOrNull,
  reason: Type.String(),
  standard: Type.String(),
  aqi: IntegerOrNull,
  partialAqi: IntegerOrNull,
  primary: Type.Array(Type.String()),
  values: ByPollutant,
});

export const AqiExplanation = Type.Object({
  fact: AqiFact,
  computedAt: Instant,
  rules: Type.Array(RuleReference),
  /** A station: its rollup. A city: the rollups of its stations. */
  inputs: Type.Array(
    Type.Object({
      pointName: Type.String(),
      rollup: RollupKey,
      values: ByPollutant,
      excluded: Type.Record(Type.String(), Type.String()),
    }),
  ),
  steps: Type.Array(Step),
  problems: Type.Array(Problem),
  /** Newest first; the first is the present one (`replacedAt` null). */
  revisions: Type.Array(AqiRevision),
});

/** Open for public points and cities, else needs `evaluation.read`; the handler decides. */
export const explainAqi = route({
  id: 'evaluation.explainAqi',
  method: 'GET',
  path: '/api/evaluation/explain/aqi',
  summary: '一个 AQI 如何得出：输入、步骤、标准条款、各次修订',
  access: 'public',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    cityCode: Type.Optional(Type.String({ maxLength: 20 })),
    period: JudgedPeriod,
    time: Instant,
  }),
  response: AqiExplanation,
});

// ------------------------------------------------------------------ verdicts on outlets

export const VerdictWord = Type.Union([
  Type.Literal('meets'),
  Type.Literal('exceeds'),
  Type.Literal('not-judged'),
]);
export type VerdictWord = Static<typeof VerdictWord>;

/** What of a rollup was compared: mean, converted mean (折算均值) or flow-weighted mean (流量加权均值). */
export const Measure = Type.Union([
  Type.Literal('mean'),
  Type.Literal('converted'),
  Type.Literal('flow-weighted'),
]);

export const VerdictFact = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  enterpriseId: IntegerOrNull,
  enterpriseName: StringOrNull,
  code: Type.String(),
  codeName: Type.String(),
  unit: StringOrNull,
  period: JudgedPeriod,
  time: Instant,
  verdict: VerdictWord,
  /** Why not judged: `invalid`, `no-value`, `no-limit`, `no-conversion`; null when judged. */
  reason: StringOrNull,
  measure: Measure,
  value: NumberOrNull,
  /** The limit that applied; `lower` only for pH and the like. */
  upper: NumberOrNull,
  lower: NumberOrNull,
  /** (C − S)/S (超标倍数) when it exceeds an upper limit. */
  exceedMultiple: NumberOrNull,
  /** `GB 13223-2011`; null when the limit is the permit's own. */
  standard: StringOrNull,
  limitId: IntegerOrNull,
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type VerdictFact = Static<typeof VerdictFact>;

export const listVerdicts = route({
  id: 'evaluation.listVerdicts',
  method: 'GET',
  path: '/api/evaluation/verdicts',
  summary: '排放口判定，最新在前',
  access: 'signed-in',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    enterpriseId: Type.Optional(Type.Integer()),
    unit: Type.Optional(Type.String({ description: 'unit path prefix' })),
    code: Type.Optional(Type.String({ maxLength: 32 })),
    period: Type.Optional(JudgedPeriod),
    verdict: Type.Optional(VerdictWord),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  response: Type.Object({ verdicts: Type.Array(VerdictFact), next: StringOrNull }),
});

export const latestVerdicts = route({
  id: 'evaluation.latestVerdicts',
  method: 'GET',
  path: '/api/evaluation/verdicts/latest',
  summary: '各排放口各因子最新判定',
  access: 'signed-in',
  query: Type.Object({
    pointIds: Type.Optional(
      Type.String({ description: 'comma separated; absent: all outlets one may see', maxLength: 8000 }),
    ),
  }),
  response: Type.Object({ at: Instant, verdicts: Type.Array(VerdictFact) }),
});

export const VerdictRevision = Type.Object({
  revision: Type.Integer(),
  computedAt: Instant,
  replacedAt: InstantOrNull,
  reason: Type.String(),
  verdict: VerdictWord,
  value: NumberOrNull,
  upper: NumberOrNull,
  lower: NumberOrNull,
  ruleVersion: Type.String(),
});

export const VerdictExplanation = Type.Object({
  fact: VerdictFact,
  computedAt: Instant,
  rules: Type.Array(RuleReference),
  /** The limit as registered: from when, by whom, on what ground. */
  limit: Type.Union([
    Type.Object({
      limitId: Type.Integer(),
      upper: NumberOrNull,
      lower: NumberOrNull,
      period: Type.String(),
      source: StringOrNull,
      effectiveFrom: StringOrNull,
      effectiveTo: StringOrNull,
    }),
    Type.Null(),
  ]),
  input: Type.Object({
    rollup: RollupKey,
    mean: NumberOrNull,
    converted: NumberOrNull,
    /** Measured oxygen and reference oxygen, % (flue gas). */
    oxygen: NumberOrNull,
    referenceOxygen: NumberOrNull,
    validCount: NumberOrNull,
    expected: IntegerOrNull,
    invalid: StringOrNull,
  }),
  steps: Type.Array(Step),
  problems: Type.Array(Problem),
  revisions: Type.Array(VerdictRevision),
});

/** Open for public points, else needs `evaluation.read`; the handler decides. */
export const explainVerdict = route({
  id: 'evaluation.explainVerdict',
  method: 'GET',
  path: '/api/evaluation/explain/verdict',
  summary: '一个判定如何得出：输入、限值、步骤、标准条款、各次修订',
  access: 'public',
  query: Type.Object({
    pointId: Type.Integer(),
    code: Type.String({ maxLength: 32 }),
    period: JudgedPeriod,
    time: Instant,
  }),
  response: VerdictExplanation,
});

// ------------------------------------------------------------------ rules

export const listRules = route({
  id: 'evaluation.listRules',
  method: 'GET',
  path: '/api/evaluation/rules',
  summary: '判定所用标准、版本、施行日期与可信程度',
  access: 'public',
  response: Type.Object({
    rules: Type.Array(
      Type.Object({
        code: Type.String(),
        titleZh: Type.String(),
        titleEn: StringOrNull,
        effectiveFrom: StringOrNull,
        effectiveTo: StringOrNull,
        status: StringOrNull,
        sources: Type.Array(Type.String()),
        confidence: Type.String(),
        /** True when this room judges by it today. */
        inUse: Type.Boolean(),
        /** What it is used for: `aqi`, `city-mean`, `limits`, `rounding`, `reference`. */
        use: Type.String(),
      }),
    ),
  }),
});

/**
 * Judges again what is stored, after limits or rules changed. Runs as a job; every change becomes a revision.
 * For those who may change limits there.
 */
export const rejudge = route({
  id: 'evaluation.rejudge',
  method: 'POST',
  path: '/api/evaluation/rejudge',
  summary: '按现行限值与规则重新判定一个点位的一段时间',
  access: 'registry.write',
  scope: 'unit',
  body: Type.Object({
    pointId: Type.Integer(),
    from: Instant,
    to: Instant,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  response: Type.Object({ jobId: StringOrNull }),
});

// ------------------------------------------------------------------ events

/** Outlet values were judged or judged anew. One event a batch; nothing is told when the verdict did not change. */
export const judged = event(
  'evaluation.judged.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        code: Type.String(),
        period: JudgedPeriod,
        time: Instant,
        verdict: VerdictWord,
        value: NumberOrNull,
        /** The limit that decided: the broken one, else the upper one. */
        limit: NumberOrNull,
        /** value / limit. */
        ratio: NumberOrNull,
        revision: Type.Integer(),
      }),
    ),
  }),
);

/** AQI of stations and cities was computed or computed anew. */
export const aqiComputed = event(
  'evaluation.aqi-computed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: IntegerOrNull,
        cityCode: StringOrNull,
        period: JudgedPeriod,
        time: Instant,
        aqi: IntegerOrNull,
        level: IntegerOrNull,
        primary: Type.Array(Type.String()),
        revision: Type.Integer(),
      }),
    ),
  }),
);

/** Live topic (signed-in): new judgements arrived; `{aqi: n, verdicts: n}`, read again. */
export const LIVE_EVALUATION = 'evaluation.changes';
