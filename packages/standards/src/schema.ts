import { Type } from 'typebox';

/** Schemas of the data files: the lint of `data.test.ts`; a new file must fit before it ships. */
export const CONFIDENCE_WORDS = [
  'official-text',
  'multi-source',
  'single-source',
  'mixed',
  'memory',
  'unverified',
] as const;
export const USES = [
  'aqi',
  'air-quality',
  'air-statistics',
  'sand-dust',
  'rounding',
  'emission-limit',
  'surface-water',
  'surface-water-evaluation',
  'water-index',
  'drinking-source',
  'groundwater',
  'soil-agricultural',
  'soil-construction',
  'noise-environment',
  'noise-boundary',
  'ecology',
  'ecology-index',
  'water-ecology',
  'radiation-source',
  'radiation-source-code',
  'radiation-dose',
  'radiation-monitoring',
  'radiation-reference',
  'radiation-emergency',
  'radiation-accident',
  'radiation-clock',
  'radiation-norm',
  'radiation-groundwater',
  'radiation-mobile',
  'electromagnetic',
  'electromagnetic-practice',
  'tax',
  'legal-change',
] as const;

/** `target`: a goal of policy (超低排放): what lies above it breaks no standard. `reference`: figures that no authority set. */
export const NATURES = ['standard', 'target', 'reference'] as const;

const DATE = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';
const words = (list: readonly string[]) => Type.Union(list.map((one) => Type.Literal(one)));
const NonEmpty = Type.String({ minLength: 1 });
const Text = Type.Union([NonEmpty, Type.Null()]);

export const StandardFile = Type.Object(
  {
    code: NonEmpty,
    titleZh: NonEmpty,
    titleEn: NonEmpty,
    use: words(USES),
    nature: words(NATURES),
    version: Type.Integer({ minimum: 1 }),
    /** Null where the day was not verified: such an entry is never taken by date. */
    effectiveFrom: Type.Union([Type.String({ pattern: DATE }), Type.Null()]),
    effectiveTo: Type.Union([Type.String({ pattern: DATE }), Type.Null()]),
    effectiveNote: Text,
    confidence: words(CONFIDENCE_WORDS),
    tableConfidence: Type.Union([Type.Record(NonEmpty, NonEmpty), Type.Null()]),
    data: Type.Object({ verified: Type.Object({ sources: Type.Array(NonEmpty, { minItems: 1 }) }) }),
  },
  { additionalProperties: false },
);

const Breakpoints = Type.Array(Type.Union([Type.Number({ minimum: 0 }), Type.Null()]), {
  minItems: 8,
  maxItems: 8,
});
const Instead = Type.Record(
  NonEmpty,
  Type.Object(
    { value: NonEmpty, period: words(['hour', 'day']), pollutant: NonEmpty },
    { additionalProperties: false },
  ),
);
/** HJ 633: eight index values, breakpoints of each pollutant (null: the table has none), six levels. */
export const AqiData = Type.Object({
  iaqi: Type.Array(Type.Integer(), { minItems: 8, maxItems: 8 }),
  breakpoints: Type.Object({
    day: Type.Record(NonEmpty, Breakpoints),
    hour: Type.Record(NonEmpty, Breakpoints),
  }),
  levels: Type.Array(
    Type.Object({
      level: Type.Integer({ minimum: 1, maximum: 6 }),
      roman: NonEmpty,
      category: NonEmpty,
      aqi: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
      colour: NonEmpty,
      rgb: Type.Array(Type.Integer({ minimum: 0, maximum: 255 }), { minItems: 3, maxItems: 3 }),
    }),
    { minItems: 6, maxItems: 6 },
  ),
  rules: Type.Object(
    {
      aboveShortTable: words(['last-index', 'none']),
      instead: Type.Optional(
        Type.Object(
          { day: Type.Optional(Instead), hour: Type.Optional(Instead) },
          { additionalProperties: false },
        ),
      ),
      missing: words(['withhold-up-to-100', 'compute']),
      decimals: Type.Object({ default: Type.Integer(), CO: Type.Integer() }),
      decimalsConfidence: words(['official-text', 'practice']),
    },
    { additionalProperties: false },
  ),
});

export const FactorRow2017 = Type.Object(
  {
    table: Type.String({ pattern: '^B\\.\\d+$' }),
    code: NonEmpty,
    legacy: Text,
    nameZh: NonEmpty,
    unit: Text,
    unitEmission: Text,
    type: Text,
    remark: Text,
  },
  { additionalProperties: false },
);
export const FactorRow2005 = Type.Object(
  { code: NonEmpty, code2017: Text, nameZh: NonEmpty, medium: NonEmpty, unit: Text, type: Text },
  { additionalProperties: false },
);
export const FactorExtra = Type.Object(
  {
    code: NonEmpty,
    nameEn: NonEmpty,
    symbol: Type.Optional(NonEmpty),
    nameZh: Type.Optional(NonEmpty),
    unit: Type.Optional(NonEmpty),
    usualUnit: Type.Optional(NonEmpty),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
    remark: Type.Optional(NonEmpty),
    confidence: Type.Literal('memory'),
  },
  { additionalProperties: false },
);
const Trap = {
  code: NonEmpty,
  legacy: Type.Optional(NonEmpty),
  zh: NonEmpty,
  en: NonEmpty,
};
export const FactorTrapRow = Type.Union([
  Type.Object(
    {
      ...Trap,
      kind: Type.Literal('legacy-unit'),
      legacy: NonEmpty,
      legacyUnit: Text,
      unit: NonEmpty,
      factor: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { ...Trap, kind: words(['printed-unit', 'several-units']), printed: NonEmpty, usual: Text },
    { additionalProperties: false },
  ),
  Type.Object(
    { ...Trap, kind: words(['printed-twice', 'printed-otherwise', 'meaning']) },
    { additionalProperties: false },
  ),
]);
