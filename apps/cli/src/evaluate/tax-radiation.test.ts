import { describe, expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

async function ask(words: string, lines: Iterable<string>, ...argv: string[]) {
  const { code, err, lines: answers } = await runTarim([...words.split(' '), ...argv], lines);
  expect([code, err]).toEqual([0, '']);
  return answers();
}
const written = (lines: readonly object[]) => lines.map((one) => `${JSON.stringify(one)}\n`);

describe('the same under both names', () => {
  test.each([
    ['tax', 'evaluate tax', { kind: 'air', rate: 1.2, kg: { SO2: 95 } }],
    ['radiation em', 'evaluate electromagnetic', { measurements: [{ frequency: 50, E: 100, B: 2 }] }],
  ])('%s, %s', async (one, other, line) => {
    const [first] = await ask(one, written([line]), '--explain');
    const [second] = await ask(other, written([line]), '--explain');
    expect(first).toEqual(second);
    const { out } = await runTarim([...one.split(' '), '--help']);
    expect(out).toMatch(new RegExp(`^tarim ${one} `));
  });
  test.each([
    ['category', { nuclide: 'Ir-192', activity: 1.48e12, measuredAt: '2026-01-01', at: '2026-05-01' }],
    ['dose', { rate: 108.1, occupancy: 0.2 }],
    ['background', { start: '2026-01-01', values: [100, 101] }],
  ])('radiation %s is evaluate radiation with a method', async (method, line) => {
    const [alone] = await ask(`radiation ${method}`, written([line]));
    const [named] = await ask('evaluate radiation', written([{ method, ...line }]));
    expect(alone).toEqual(named);
  });
});

test('category: 120 days of Ir-192, and a time that is none', async () => {
  const source = { nuclide: '铱-192', activity: 1.48e12, measuredAt: '2026-01-01' };
  const [decayed, wrong] = await ask(
    'radiation category',
    written([
      { ...source, at: '2026-05-01' },
      { ...source, at: 'soon' },
    ]),
  );
  expect(decayed.sources[0].now.activity / 4.797e11).toBeCloseTo(1, 3);
  expect([decayed.category, decayed.sources[0].given.category]).toEqual(['III', 'II']);
  expect([wrong.category, wrong.problems.at(-1).code]).toEqual(['II', 'RADIATION_DATE_INVALID']);
});

test('a rate that nobody gave: equivalents, no tax, and a word that what is remembered is not law', async () => {
  const [answer] = await ask('tax', written([{ id: 'x', kind: 'water', kg: { COD: 100 } }]));
  expect([answer.base, answer.tax, answer.missing]).toEqual([100, null, ['rate']]);
  expect(answer.problems[0]).toMatchObject({ code: 'TAX_RATE_MISSING', path: 'rate' });
});

describe('thousands of lines stream', () => {
  const ROWS = 5_000;
  /** Chunks that cut lines anywhere, as a pipe does. */
  function* chunks(line: (i: number) => object) {
    let rest = '';
    for (let i = 0; i < ROWS; i++) {
      rest += `${JSON.stringify({ id: i, ...line(i) })}\n`;
      if (rest.length > 5_000) {
        yield rest.slice(0, 4_096);
        rest = rest.slice(4_096);
      }
    }
    yield rest;
  }
  test('tax: each month its own figure, in order', async () => {
    const answers = await ask(
      'tax',
      chunks((i) => ({ kind: 'air', rate: 1.2, kg: { SO2: 0.95 * (i + 1) } })),
    );
    expect(answers).toHaveLength(ROWS);
    for (const i of [0, 1, 99, ROWS - 1]) {
      expect([answers[i].id, answers[i].tax]).toEqual([i, expect.closeTo(1.2 * (i + 1), 2)]);
    }
  });
  test('radiation category and em', async () => {
    const sources = await ask(
      'radiation category',
      chunks((i) => ({ nuclide: 'Co-60', activity: i === 0 ? 1 : 1e9 })),
    );
    expect(sources.map((one) => one.category).filter((one) => one === 'IV')).toHaveLength(ROWS - 1);
    const fields = await ask(
      'radiation em',
      chunks((i) => ({ measurements: [{ frequency: 50, E: i < 10 ? 4_001 : 4_000, B: 1 }] })),
    );
    expect(fields.filter((one) => one.verdict === 'exceeds')).toHaveLength(10);
  });
  test('background: a year of five-minute values fits into a line', async () => {
    const values = Array.from({ length: 105_120 }, (_, i) => 90 + (i % 12));
    const [year] = await ask(
      'radiation background',
      written([{ start: '2025-01-01', step: 5, values, occupancy: 0.2 }]),
    );
    expect([year.years[0].mean, year.range.hours]).toEqual([95.5, 8_760]);
    expect(year.years[0].mSv).toBeCloseTo(95.5 * 0.7 * 8_760 * 0.2 * 1e-6, 12);
  });
});
