import { describe, expect, test } from 'vitest';
import { commandNames, loadCommand } from '../commands.ts';
import { runTarim } from '../run.fixture.ts';

const COMMANDS = [
  ...commandNames('evaluate'),
  'tax',
  'penalty',
  'damage',
  'draw',
  ...commandNames('radiation'),
];

/** A line that the help itself shows; where it is cut short with …, one that asks the same. */
const CUT: Readonly<Record<string, object>> = {
  penalty: {
    kind: 'discretion',
    method: 'interpolation',
    min: 10_000,
    max: 100_000,
    factors: [{ level: 2, weight: 3 }],
    corrections: [-0.1],
    adjustment: { kind: 'aggravate', share: 0.1 },
    rounding: 'hundred',
  },
  draw: {
    draw: '2026-11/1',
    seed: '5f'.repeat(32),
    on: '2026-11-27',
    quotas: { key: { ratio: 0.5 } },
    objects: [
      { id: 'a', stratum: 'key', factors: { credit: 'D' }, held: null, speciality: 'noise' },
      { id: 'b', stratum: 'key' },
    ],
    weights: { credit: { D: 2 } },
    officers: [
      { id: 'x', certifiedTo: '2027-12-31', specialities: ['noise'], recusals: ['b'] },
      { id: 'y', certifiedTo: '2027-12-31' },
    ],
  },
  'evaluate air-period': {
    period: '2026-03',
    days: [{ date: '2026-03-01', values: { SO2: 8, PM10: 300 }, dust: true, withoutDust: { PM10: 60 } }],
    previous: { days: [], period: '2025-03' },
  },
  'evaluate quality': {
    medium: 'gas',
    item: 'a21026',
    start: '2026-03-01T00:00:00+08:00',
    values: [20.1, 20.3, 20.8, 0, 21.4],
    limit: 35,
  },
  'evaluate cwqi': { values: { pH: 8.1, DO: 6.8, CODMn: 6.5, COD: 22 }, before: 5 },
  'evaluate forecast': {
    city: '650100',
    history: [
      { date: '2026-11-24', values: { SO2: 8, NO2: 30, CO: 0.9, O3_8h: 60, PM10: 110, 'PM2.5': 40 } },
    ],
    days: 2,
  },
  'evaluate furnace': {
    hourly: { NOx: Array(24).fill(200) },
    temperatures: [900],
    usedBefore: { startStopFault: 12 },
  },
};

async function lineOf(name: string): Promise<Record<string, unknown>> {
  const { help } = await loadCommand(name);
  const example = /^ {2}(\{.*\})$/m.exec(help)![1]!;
  return (CUT[name] ?? JSON.parse(example)) as Record<string, unknown>;
}

/** Runs lines as bytes; whatever they are, the call succeeds and says nothing on standard error. */
async function answersTo(name: string, text: string | Uint8Array) {
  const { code, err, lines } = await runTarim(name.split(' '), [Buffer.from(text as string)]);
  expect([name, code, err]).toEqual([name, 0, '']);
  const answers = lines();
  for (const answer of answers) expect(Array.isArray(answer.problems), JSON.stringify(answer)).toBe(true);
  return answers;
}

/** The line with one member after the other, inner ones too, in the place of which stands something else. */
function replaced(value: unknown, stand: unknown, outer = true): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .slice(0, 8)
    .filter(([key]) => !(outer && key === 'id'))
    .flatMap(([key, one]) =>
      [stand, ...replaced(one, stand, false)].map((changed) =>
        Array.isArray(value)
          ? value.map((each, i) => (String(i) === key ? changed : each))
          : { ...value, [key]: changed },
      ),
    );
}
/** JSON of it, with a number beyond the doubles where Infinity stands. */
const written = (value: unknown) =>
  JSON.stringify(value, (_, one) => (one === Number.POSITIVE_INFINITY ? '#huge#' : one)).replaceAll(
    '"#huge#"',
    '1e999',
  );
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe.each(COMMANDS)('tarim %s', (name) => {
  test.each([
    ['a text with a unit', '12.5 mg/L'],
    ['a text that is a number', '12.5'],
    ['below zero', -1],
    ['huge', 1e308],
    ['beyond the doubles', Number.POSITIVE_INFINITY],
    ['tiny', 5e-324],
    ['null', null],
    ['a truth', true],
    ['an object without a prototype', { __proto__: null, toString: null }],
    ['nested lists', [[[[1]]]]],
    ['a long text', 'x'.repeat(5_000)],
    ['an empty text', ''],
    ['a day beyond the calendar', '275760-09-14'],
    ['the first day', '0000-01-01'],
    ['the last year', '9999-12-31T24:00'],
  ])('%s in the place of each member', async (_, stand) => {
    const lines = replaced(await lineOf(name), stand).map(written);
    expect(await answersTo(name, lines.join('\n'))).toHaveLength(lines.length);
  });

  test('each member absent in turn, and all of them: of a date too', async () => {
    const line = await lineOf(name);
    const lines = [
      ...Object.keys(line).map((key) => ({ ...line, [key]: undefined })),
      {},
      { id: 1 },
      { time: '2026-13-45', month: 'soon', start: 'never', period: '2026-99', measuredAt: '', at: 'x' },
    ];
    expect(await answersTo(name, lines.map(written).join('\n'))).toHaveLength(lines.length);
  });

  test('NaN, Infinity and comments are no JSON, and the lines after them are answered', async () => {
    const good = written({ ...(await lineOf(name)), id: 'good' });
    const bad = [
      '{"values":{"SO2":NaN}}',
      '{"rate":Infinity}',
      '// what',
      '[]',
      '1',
      'null',
      '"x"',
      '{',
      '\u0000',
    ];
    const answers = await answersTo(name, [...bad, good].join('\n'));
    expect(answers).toHaveLength(bad.length + 1);
    expect(answers.slice(0, -1).every((one) => one.problems.length === 1)).toBe(true);
    expect(answers.at(-1).id).toBe('good');
  });

  test('blank lines, CRLF, a byte order mark, no line end at the end', async () => {
    const good = written({ ...(await lineOf(name)), id: 7 });
    const plain = await answersTo(name, good);
    expect(await answersTo(name, `\ufeff\r\n${good}\r\n\r\n   \r\n\ufeff${good}`)).toEqual([
      ...plain,
      ...plain,
    ]);
    expect(await answersTo(name, '')).toEqual([]);
  });

  test('deep nesting anywhere ends in a problem, not in a stack trace', async () => {
    const line = await lineOf(name);
    const members = Object.keys({ ...line, id: 0 }).map((key) => `{"${key}":${nested(30_000)}}`);
    const lines = [nested(30_000), ...members, written({ ...line, id: 'after' })];
    const answers = await answersTo(name, lines.join('\n'));
    expect(answers).toHaveLength(lines.length);
    expect(answers.at(-1).id).toBe('after');
  });

  test('bytes that are no UTF-8, a line too long', async () => {
    const good = written({ ...(await lineOf(name)), id: 8 });
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x80, 0x0a]),
      Buffer.from(`{"id":"${'a'.repeat(5_000_000)}"}\n`),
      Buffer.from(good),
    ]);
    const answers = await answersTo(name, bytes);
    expect(answers).toHaveLength(3);
    expect(answers[1].problems[0].code).toBe('EVALUATE_LINE_TOO_LONG');
    expect(answers[2].id).toBe(8);
  });
});
