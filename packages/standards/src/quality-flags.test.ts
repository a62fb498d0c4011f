import { type TSchema, Type } from 'typebox';
import { Errors } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { factor } from './factors.ts';
import {
  IMPOSSIBLE_RELATIONS,
  impossibleRelations,
  QUALITY_FLAG_RULES,
  QUALITY_FLAGS,
  QUALITY_MEDIA,
  qualityFlagRule,
  SIGNAL_CALIBRATION,
  signalBaseRate,
  signalThreshold,
} from './quality-flags.ts';
import { CONFIDENCE_WORDS } from './schema.ts';

const AT = Date.parse('2026-06-01T00:00:00+08:00');
const words = (list: readonly string[]) => Type.Union(list.map((one) => Type.Literal(one)));
const Text = Type.String({ minLength: 1 });
const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' });
const dated = {
  effectiveFrom: Day,
  effectiveTo: Type.Union([Day, Type.Null()]),
  source: Text,
  confidence: words([...CONFIDENCE_WORDS, 'ours']),
};
const FlagRow = Type.Object(
  {
    flag: words(QUALITY_FLAGS),
    medium: words(QUALITY_MEDIA),
    item: Text,
    parameters: Type.Record(Text, Type.Union([Type.Number(), Type.Null()])),
    ...dated,
  },
  { additionalProperties: false },
);
const RelationRow = Type.Object(
  {
    code: Text,
    medium: words(QUALITY_MEDIA),
    kind: words(['not-above', 'unusual', 'most']),
    a: Text,
    b: Type.Union([Text, Type.Null()]),
    most: Type.Optional(Type.Number()),
    relative: Type.Number({ minimum: 0 }),
    absolute: Type.Number({ minimum: 0 }),
    reason: Text,
    ...dated,
  },
  { additionalProperties: false },
);
const faults = (schema: TSchema, value: unknown) =>
  [...Errors(schema, value)].map((one) => `${one.instancePath} ${one.message}`);

describe('quality tables', () => {
  test('every row fits its schema and speaks of codes that exist', () => {
    expect(QUALITY_FLAG_RULES.flatMap((row) => faults(FlagRow, row))).toEqual([]);
    expect(IMPOSSIBLE_RELATIONS.flatMap((row) => faults(RelationRow, row))).toEqual([]);
    for (const { item } of QUALITY_FLAG_RULES) if (item !== '*') expect(factor(item), item).not.toBeNull();
    for (const { a, b, most, kind } of IMPOSSIBLE_RELATIONS) {
      expect(factor(a), a).not.toBeNull();
      if (b !== null) expect(factor(b), b).not.toBeNull();
      expect((kind === 'most') === (b === null && most !== undefined), a).toBe(true);
    }
  });
  test('no two rows claim the same, and every test but one has a row for all', () => {
    const keys = QUALITY_FLAG_RULES.map(
      (row) => `${row.flag} ${row.medium} ${row.item} ${row.effectiveFrom}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const flag of QUALITY_FLAGS)
      expect(qualityFlagRule(flag, 'water', 'w01018', AT), flag).not.toBeNull();
    expect(qualityFlagRule('calibration-drift', 'air', 'a34002', AT)).toBeNull();
  });
  test('what is ours or from memory is never told as a text of law', () => {
    for (const row of QUALITY_FLAG_RULES)
      if (/凭记忆|自定|经验/.test(row.source) && row.confidence === 'official-text')
        throw new Error(`${row.flag} ${row.source}`);
    expect(impossibleRelations('gas', AT).every((row) => row.confidence === 'ours')).toBe(true);
  });
});

test('base rates: none for what was never calibrated, else falling with strength, from the quantiles', () => {
  expect(signalBaseRate('impossible-relation', 1)).toBeNull();
  for (const { code, honest } of SIGNAL_CALIBRATION) {
    const steps = Object.entries(honest).map(([share, least]) => [Number(share), least] as const);
    const sorted = steps.toSorted((a, b) => a[0] - b[0]);
    expect(sorted.map(([, least]) => least)).toEqual(
      sorted.map(([, least]) => least).toSorted((a, b) => a - b),
    );
    const [share, least] = sorted.at(-1)!;
    expect(signalBaseRate(code, 0)).toBe(1);
    if (least < 1) expect(signalBaseRate(code, (least + 1) / 2 + 1e-9)).toBeCloseTo(1 - share, 9);
    expect(signalThreshold(code, 0.05)).toBe(honest['0.95']);
    expect(signalThreshold(code, 0.123)).toBeNull();
  }
});
