import { expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

const ask = async (name: string, ...lines: object[]) => {
  const { lines: answers } = await runTarim(
    ['evaluate', name],
    lines.map((one) => `${JSON.stringify(one)}\n`),
  );
  return answers();
};

test('soil', async () => {
  const [sample, wrong] = await ask(
    'soil',
    { id: 1, land: 'II', values: { 砷: 65, 铅: 750, '苯并[a]芘': 16 } },
    { id: 2, land: { toString: null }, values: {} },
  );
  expect([sample.id, sample.level, sample.steps]).toEqual([1, 'above-control', undefined]);
  expect([wrong.id, wrong.problems[0].code]).toEqual([2, 'SOIL_LAND_UNKNOWN']);
});

test('noise of hours that begin at ten in the evening', async () => {
  const Leq = [...Array(8).fill(52), ...Array(16).fill(58)];
  const [place, wrong] = await ask(
    'noise',
    { id: 1, zone: '2', start: '2026-05-01T22:00', Leq },
    { id: 2, zone: { toString: null }, Ld: 50 },
  );
  expect([place.Ld, place.Ln, place.verdict]).toEqual(
    [58, 52, 'exceeds'].map((one) => (typeof one === 'number' ? expect.closeTo(one, 9) : one)),
  );
  expect(wrong.problems[0].code).toBe('NOISE_ZONE_UNKNOWN');
});
