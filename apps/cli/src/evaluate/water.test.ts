import examples from '@tarim/standards/golden/worked-examples.json' with { type: 'json' };
import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import { loadCommand } from '../commands.ts';
import { runTarim } from '../run.fixture.ts';
import { MAX_LINE, MAX_LINE_OF_SETS } from './lines.ts';

const COMMANDS = [
  'surface-water',
  'section-set',
  'lake',
  'cwqi',
  'drinking-source',
  'groundwater',
  'trend',
] as const;
// biome-ignore lint/suspicious/noExplicitAny: each example has its own shape
const example = (id: string): any => examples.examples.find((one) => one.id === id)!;

async function evaluate(name: (typeof COMMANDS)[number], lines: readonly unknown[], ...argv: string[]) {
  const text = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const { code, err, lines: read } = await runTarim(['evaluate', name, ...argv], [text]);
  expect([code, err]).toEqual([0, '']);
  return read();
}
const codes = (answer: { problems: { code: string }[] }) => answer.problems.map((one) => one.code);

describe('worked examples', () => {
  test('surface-water: SW-1', async () => {
    const { in: values, out } = example('SW-1');
    const [answer] = await evaluate('surface-water', [{ id: 'SW-1', values, before: { class: 'III' } }]);
    expect(answer).toMatchObject({ id: 'SW-1', class: out.class, rating: out.rating, main: out.main });
    expect(answer.change).toEqual({ verdict: 'markedWorse', verdictZh: '明显变差', dG: null, dD: null });
    expect([answer.problems, answer.steps]).toEqual([[], undefined]);
  });
  test('section-set: SW-2, SW-3, SW-4', async () => {
    const [two, three] = [example('SW-2').in, example('SW-3').in];
    const four = example('SW-4').in;
    const side = (i: number) => ({ goodShare: four.good[i], badShare: four.bad[i] });
    const answers = await evaluate('section-set', [
      { n: two.n, good: two.good, worseV: two.worse_V },
      { n: three.n, good: three.good, worseV: three.worse_V },
      { ...side(1), before: side(0) },
    ]);
    expect(answers.map((one) => one.rating)).toEqual(['轻度污染', '良好', '良好']);
    expect(answers[2].change).toMatchObject({ dG: 12, dD: -5, verdictZh: '有所好转' });
    // The table of change is not all verified: its rule is told beside that of the rating.
    expect(answers[2].rules.map((one: { confidence: string }) => one.confidence)).toContain('mixed');
  });
  test('lake: TLI-1; cwqi: CWQI-1; groundwater: GW-1; trend: SW-5', async () => {
    const [lake] = await evaluate('lake', [{ values: example('TLI-1').in }]);
    expect([lake.tli.toFixed(3), lake.grade]).toEqual(['46.783', '中营养']);
    const [cwqi] = await evaluate('cwqi', [{ values: example('SW-1').in }]);
    expect(cwqi.cwqi).toBeCloseTo(example('CWQI-1').out.CWQI, 3);
    const [ground] = await evaluate('groundwater', [{ values: example('GW-1').in }]);
    expect([ground.class, ground.classes.总硬度]).toEqual(['IV', 'III']);
    const [trend] = await evaluate('trend', [{ values: example('SW-5').in['NH3-N'] }]);
    expect([trend.verdict, trend.spearman.sumD2]).toEqual(['significant-decrease', 68]);
  });
  test('drinking-source: one, and the rates of several', async () => {
    const good = { kind: 'river', values: { DO: 6, w21003: 0.9 }, volume: 3 };
    const bad = { kind: 'groundwater', values: { 铁: 0.31 }, volume: 1 };
    const [one, set] = await evaluate('drinking-source', [good, { sources: [good, bad] }]);
    expect([one.compliant, set.byCount, set.byVolume]).toEqual([true, 50, 75]);
  });
});

const written = ['surface-water', 'section-set', 'lake', 'drinking-source', 'groundwater', 'trend'] as const;
test.each(written)('%s: the line of its help has an answer of the members that it tells', async (name) => {
  const { help } = await loadCommand(`evaluate ${name}`);
  const [line, told] = help.split('\n').filter((text) => text.startsWith('  {"id"'));
  const [answer] = await evaluate(name, [line!.trim()]);
  // A short series or one source lacks items: that is in `missing`, and no problem.
  expect(answer.problems).toEqual([]);
  const members = [...told!.matchAll(/"([A-Za-z]+)":/g)].map((match) => match[1]!);
  expect(members.length).toBeGreaterThan(3);
  const text = JSON.stringify(answer);
  for (const member of members) expect(text).toContain(`"${member}":`);
});

test('--explain adds the steps', async () => {
  const [answer] = await evaluate('surface-water', [{ values: { TP: 0.31 } }], '--explain');
  expect(answer.steps[0]).toEqual({
    of: 'TP',
    rule: 'GB 3838-2002 表1',
    formula: '0.31 > 0.3 (IV), ≤ 0.4 (V)',
    result: 'V',
  });
});

describe('lines that are not as they should be', () => {
  test.each(COMMANDS)('%s', async (name) => {
    const set = ['section-set', 'cwqi', 'drinking-source'].includes(name);
    const long = `"${'x'.repeat(set ? MAX_LINE_OF_SETS : MAX_LINE)}"`;
    const answers = await evaluate(name, ['rubbish', '[]', long, { id: 7, values: 3 }, { id: 8 }]);
    expect(answers.map((one) => one.id)).toEqual([null, null, null, 7, 8]);
    expect(answers.slice(0, 3).flatMap(codes)).toEqual([
      'EVALUATE_JSON_MALFORMED',
      'EVALUATE_NOT_AN_OBJECT',
      'EVALUATE_LINE_TOO_LONG',
    ]);
    for (const one of answers.slice(3)) expect(one.problems.length).toBeGreaterThan(0);
  });
  test('members of the wrong shape are told', async () => {
    const [samples, time, before, kind] = await evaluate('surface-water', [
      { samples: [3] },
      { time: 'yesterday', values: { DO: 8 } },
      { values: { DO: 8 }, before: 'III' },
      { kind: 'pond', values: { DO: 8 } },
    ]);
    expect([samples, time, before, kind].flatMap(codes)).toEqual([
      'EVALUATE_SAMPLES_INVALID',
      'WATER_TIME_INVALID',
      'EVALUATE_BEFORE_INVALID',
      'WATER_KIND_UNKNOWN',
    ]);
    const [river, index] = await evaluate('cwqi', [{ river: {} }, { values: {}, before: -1 }]);
    expect([...codes(river), ...codes(index)]).toEqual(['EVALUATE_LIST_INVALID', 'EVALUATE_BEFORE_INVALID']);
  });
});

describe('answers keep the schema that --schema prints, whatever comes in', () => {
  const items = ['TP', 'w21011', 'DO', 'pH', '总硬度', '嗅和味', 'chla', 'SD', '__proto__', 'x'];
  /** Mostly as it should be, so that lines get as far as an answer. */
  const mostly = <T>(good: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: fc.jsonValue() });
  const reading = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: 0, max: 300, noNaN: true }) },
    fc.double(),
    fc.jsonValue(),
    fc.record({ value: fc.double(), unit: fc.constantFrom('ug/L', 'm', 'x') }),
    fc.record({ lt: fc.double() }),
    fc.constantFrom('无', '有', '0.01L'),
  );
  const values = fc.dictionary(fc.constantFrom(...items), reading);
  const figure = mostly(fc.integer({ min: 0, max: 12 }));
  const kind = fc.constantFrom('river', 'lake', 'groundwater', 3);
  const part = fc.record(
    { kind, values: mostly(values), volume: figure, t: figure, value: figure },
    { requiredKeys: [] },
  );
  const list = mostly(fc.array(part, { maxLength: 7 }));
  const common = {
    id: fc.jsonValue(),
    time: mostly(fc.constantFrom('2026-04-18', '2001-01-01', undefined)),
    values: mostly(values),
    samples: mostly(fc.array(values)),
  };
  const own: Record<(typeof COMMANDS)[number], Record<string, fc.Arbitrary<unknown>>> = {
    'surface-water': {
      ...common,
      kind,
      before: mostly(fc.record({ class: fc.constantFrom('I', '劣V', 'x') })),
    },
    'section-set': {
      ...common,
      sections: list,
      n: figure,
      good: figure,
      worseV: figure,
      goodShare: figure,
      badShare: figure,
      before: mostly(fc.record({ n: figure, good: figure, worseV: figure, sections: list })),
    },
    lake: common,
    cwqi: { ...common, kind, river: list, lake: list, before: mostly(fc.integer({ min: 1, max: 30 })) },
    'drinking-source': { ...common, kind, sources: list },
    groundwater: common,
    trend: {
      id: fc.jsonValue(),
      values: mostly(fc.array(reading, { minLength: 3 })),
      points: mostly(
        fc.array(fc.record({ t: figure, value: figure, season: figure }, { requiredKeys: ['t', 'value'] })),
      ),
      alpha: mostly(fc.constantFrom(0.05, 0.01)),
    },
  };
  test.each(COMMANDS)('%s', async (name) => {
    const schema = Compile((await loadCommand(`evaluate ${name}`)).schema.output);
    const lines = fc.sample(fc.record(own[name], { requiredKeys: [] }), { numRuns: 400, seed: 22 });
    const answers = await evaluate(
      name,
      lines.map((one) => JSON.stringify(one)),
      '--explain',
    );
    expect(answers).toHaveLength(lines.length);
    for (const [i, answer] of answers.entries())
      expect(schema.Check(answer), `${JSON.stringify(lines[i])} → ${JSON.stringify(answer)}`).toBe(true);
    // Enough lines really came as far as an answer.
    expect(answers.filter((one) => one.rules?.length > 0 || one.sen).length).toBeGreaterThan(40);
  });
});
