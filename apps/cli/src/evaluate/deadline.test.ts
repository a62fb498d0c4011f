import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { expect, test } from 'vitest';
import { loadCommand } from '../commands.ts';
import { runTarim } from '../run.fixture.ts';

const answersTo = async (lines: readonly object[], ...options: string[]) => {
  const { code, lines: answers } = await runTarim(
    ['deadline', ...options],
    lines.map((one) => `${JSON.stringify(one)}\n`),
  );
  expect(code).toBe(0);
  return answers();
};
const LINE = { start: '2026-02-12', length: 5, unit: 'workday' };

test('the line of the help has the answer of the help, with the notice that it rests on', async () => {
  const { help } = await loadCommand('deadline');
  const [example] = [.../^ {2}(\{"id":.*\})$/m.exec(help)!].slice(1);
  const [answer] = await answersTo([JSON.parse(example!)], '--explain');
  expect(answer.dueDate).toBe('2026-02-26');
  expect(answer.calendar).toEqual([{ year: 2026, docNo: null, confidence: 'multi-source' }]);
  // 12 (start), 13, 14, nine days off, 24, 25, 26.
  expect(answer.steps).toHaveLength(15);
});

test('how it stands at a moment', async () => {
  const [answer] = await answersTo([{ ...LINE, at: '2026-02-26T10:00:00+08:00' }]);
  expect([answer.light, answer.late, answer.workdaysLeft]).toEqual(['yellow', false, 0]);
});

test('what it cannot read is told and nothing is computed without it', async () => {
  const bad = [
    { pauses: '2026-02-13' },
    { extensions: 15 },
    { rollToNextWorkdayAtEnd: 'no' },
    { excludeStartDay: 1 },
    { at: 'tomorrow' },
    { at: '2026-02-30' },
    { warnHours: -1 },
    { countLocal: 'yes' },
  ];
  const answers = await answersTo(bad.map((one) => ({ ...LINE, ...one })));
  expect(
    answers.map(({ problems, dueDate }) => [problems[0]?.path, problems.length, dueDate ?? null]),
  ).toEqual(bad.map((one) => [Object.keys(one)[0], 1, null]));
});

test('whatever takes the place of its members, there is an answer that fits', async () => {
  const { schema } = await loadCommand('deadline');
  const output = Compile(schema.output);
  const members = ['start', 'length', 'unit', 'pauses', 'extensions', 'days', 'at', 'warnHours'];
  const changed = fc
    .tuple(fc.constantFrom(...members), fc.jsonValue())
    .map(([key, value]) => ({ ...LINE, [key]: value }));
  const lines = fc.sample(changed, { numRuns: 120, seed: 7 }) as object[];
  const answers = await answersTo(lines, '--explain');
  for (const [i, answer] of answers.entries())
    expect([lines[i], output.Check(answer)]).toEqual([lines[i], true]);
});
