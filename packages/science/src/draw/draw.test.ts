import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chanceOf, commitmentOf, DRAW_ALGORITHM } from './chance.ts';
import { runDraw } from './draw.ts';
import type { DrawInput } from './types.ts';
import { drawWeighted } from './weighted.ts';

const seedOf = (n: number) => createHash('sha256').update(`seed ${n}`).digest('hex');
const objects = Array.from({ length: 40 }, (_, i) => ({
  id: `obj-${i}`,
  stratum: i < 20 ? 'key' : 'ordinary',
  factors: { credit: i % 2 ? 'D' : 'A' },
}));
const officers = ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({
  id,
  certifiedTo: '2027-12-31',
  specialities: id === 'c' ? ['radiation'] : [],
  recusals: i === 0 ? ['obj-1', 'obj-2', 'obj-3'] : [],
}));
const input = (n: number, more: Partial<DrawInput> = {}): DrawInput => ({
  draw: `2026-11/${n}`,
  seed: seedOf(n),
  commitment: commitmentOf(seedOf(n)),
  on: '2026-11-27',
  quotas: { key: { ratio: 0.25 }, ordinary: { perOfficer: 1 } },
  objects,
  officers,
  weights: { credit: { A: 0.5, D: 2 } },
  ...more,
});

describe('draw', () => {
  it('takes chance from the seed as its rule says', () => {
    // The rule written out again, with other means.
    const key = Buffer.from(seedOf(1), 'hex');
    const hex = createHmac('sha256', key)
      .update(`${DRAW_ALGORITHM}|2026-11/1|object|obj-7`)
      .digest('hex')
      .slice(0, 14);
    const bits = BigInt(`0x${hex}`) >> 3n;
    expect(chanceOf(seedOf(1), '2026-11/1', 'object', 'obj-7')).toBe((Number(bits) + 0.5) / 2 ** 53);
  });

  it('is replayed by whoever has what was published, in whatever order the lists stand', () => {
    const first = runDraw(input(1));
    const again = runDraw(
      JSON.parse(
        JSON.stringify(input(1, { objects: [...objects].reverse(), officers: [...officers].reverse() })),
      ),
    );
    expect(again.drawn).toEqual(first.drawn);
    expect(again.hash).toBe(first.hash);
    expect(first.problems).toEqual([]);
    expect(runDraw(input(2)).hash).not.toBe(first.hash);
  });

  it('comes out as the published rule does by other means: lists, teams and hash', () => {
    // Worked out in another language from the words of `tarim draw --help`.
    const { drawn, hash } = runDraw(input(1));
    expect(drawn.map(({ id, team }) => `${id} ${team.join('')}`)).toEqual([
      'obj-13 ab',
      'obj-5 cd',
      'obj-6 ec',
      'obj-19 ab',
      'obj-1 ed',
      'obj-36 bd',
      'obj-33 ce',
      'obj-29 ae',
      'obj-30 dc',
      'obj-37 ab',
    ]);
    expect(hash).toBe('71945b280519ea7a83f5e4c1659c39083fdd7fd21362820fd9f2bf1f9b467bbe');
  });

  it('draws nothing with a seed that was not committed to', () => {
    const { drawn, problems } = runDraw(input(1, { seed: seedOf(2) }));
    expect(drawn).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['DRAW_COMMITMENT_DIFFERS']);
  });

  it('draws as many as the ratios say, rounded up', () => {
    const { strata, drawn } = runDraw(
      input(3, { quotas: { key: { ratio: 0.05 }, ordinary: { ratio: 0.051 } } }),
    );
    expect(strata).toMatchObject({ key: { pool: 20, wanted: 1 }, ordinary: { pool: 20, wanted: 2 } });
    expect(drawn.length).toBe(3);
  });

  it('never sends an officer to whom he is to keep away from, or without a certificate, and shares the load', () => {
    for (let n = 0; n < 100; n++) {
      const { drawn } = runDraw(
        input(n, { officers: [...officers, { id: 'late', certifiedTo: '2026-11-26' }] }),
      );
      const load: Record<string, number> = {};
      for (const { id, team } of drawn) {
        expect(new Set(team).size).toBe(2);
        expect(team).not.toContain('late');
        if (['obj-1', 'obj-2', 'obj-3'].includes(id)) expect(team).not.toContain('a');
        for (const one of team) load[one] = (load[one] ?? 0) + 1;
      }
      const loads = Object.values(load);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(2);
    }
  });

  it('sends somebody who knows the field where it is needed', () => {
    const needing = objects.map((one) => ({ ...one, speciality: 'radiation' }));
    for (const { team } of runDraw(input(4, { objects: needing })).drawn) expect(team[0]).toBe('c');
  });

  it('keeps out who is held, and says why and how many lack', () => {
    const held = objects.map((one, i) => (i < 18 ? { ...one, held: '搬迁' } : one));
    const result = runDraw(input(5, { objects: held }));
    expect(result.held.length).toBe(18);
    expect(
      result.drawn
        .filter(({ stratum }) => stratum === 'key')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['obj-18', 'obj-19']);
    expect(result.problems.map(({ code }) => code)).toEqual(['DRAW_POOL_SHORT']);
  });

  it('draws by weight: three to one comes out three to one', () => {
    // Of two, the first is drawn with w1/(w1 + w2); 4 σ of 4,000 draws.
    let heavy = 0;
    for (let n = 0; n < 4_000; n++) {
      const pool = [
        { id: 'x', weight: 3 },
        { id: 'y', weight: 1 },
      ];
      if (drawWeighted(pool, 1, seedOf(n), 'w')[0]!.one.id === 'x') heavy++;
    }
    expect(Math.abs(heavy / 4_000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 4_000));
  });

  it.each([
    [{ seed: 'abc' }, 'DRAW_SEED_INVALID'],
    [{ algorithm: 'tarim-draw-0' }, 'DRAW_ALGORITHM_UNKNOWN'],
    [{ on: '2026-02-30' }, 'DRAW_DATE_INVALID'],
    [
      {
        objects: [
          { id: 'a', stratum: 'key' },
          { id: 'a', stratum: 'key' },
        ],
      },
      'DRAW_ID_TWICE',
    ],
    [{ objects: [{ id: 'a' }] }, 'DRAW_LIST_INVALID'],
    [{ quotas: { key: { ratio: 1.5 } } }, 'DRAW_COUNT_INVALID'],
    [{ teamSize: 1 }, 'DRAW_COUNT_INVALID'],
    [{ officers: officers.slice(0, 1) }, 'DRAW_TEAM_SHORT'],
  ])('%j is told', (more, code) => {
    expect(runDraw(input(1, more as never)).problems.map((one) => one.code)).toContain(code);
  });
});
