import { describe, expect, it } from 'vitest';
import { runTarim } from '../run.fixture.ts';

const ask = async (words: string, ...lines: object[]) =>
  (
    await runTarim(words.split(' '), [Buffer.from(lines.map((one) => JSON.stringify(one)).join('\n'))])
  ).lines();

describe('tarim penalty', () => {
  it('answers line by line, each with its source', async () => {
    const [late, notice] = await ask(
      'penalty',
      { id: 1, kind: 'late-fine', fine: 200_000, daysLate: 40 },
      { id: 2, kind: 'notice', delivered: '2026-09-24', decision: '2026-09-30' },
    );
    expect(late).toMatchObject({
      id: 1,
      lateFine: 200_000,
      rules: [{ standard: '行政处罚法 72' }],
      problems: [],
    });
    expect(notice).toMatchObject({
      id: 2,
      due: '2026-10-09',
      problems: [{ code: 'PENALTY_DECISION_EARLY' }],
    });
  });

  it('takes days that an administrator set', async () => {
    const [answer] = await ask('penalty', {
      kind: 'notice',
      delivered: '2026-05-22',
      calendarDays: [{ date: '2026-05-27', kind: 'holiday', name: '古尔邦节', local: true }],
      countLocal: true,
    });
    // Without it the term would end on Friday 05-29.
    expect(answer).toMatchObject({ due: '2026-06-01' });
  });
});

describe('tarim draw', () => {
  it('gives the same list for the same line, and none for another seed', async () => {
    const line = {
      draw: '2026-11/1',
      seed: '5f'.repeat(32),
      on: '2026-11-27',
      quotas: { key: { count: 2 } },
      objects: ['a', 'b', 'c', 'd'].map((id) => ({ id, stratum: 'key' })),
    };
    const [first] = await ask('draw', line);
    const published = { ...line, commitment: first!.commitment as string };
    const [again, forged] = await ask('draw', published, { ...published, seed: '60'.repeat(32) });
    expect(again!.drawn).toEqual(first!.drawn);
    expect(forged).toMatchObject({ drawn: [], problems: [{ code: 'DRAW_COMMITMENT_DIFFERS' }] });
  });
});
