import { expect, it } from 'vitest';
import { layoutName } from './layout-names.ts';

it('names a layout by its slots in their order, however many there were before', () => {
  const slots = (n: number) => Array.from({ length: n }, (_, i) => `a${i}.Avg`);
  for (let round = 0; round < 2; round++)
    for (let n = 1; n < 40; n++) expect(layoutName(slots(n))).toBe(slots(n).join(','));
  expect(layoutName(['a0.Avg', 'a1.Min'])).toBe('a0.Avg,a1.Min');
  expect(layoutName(['a1.Avg', 'a0.Avg'])).toBe('a1.Avg,a0.Avg');
  for (let i = 0; i < 5_000; i++) expect(layoutName([`x${i}.Rtd`])).toBe(`x${i}.Rtd`);
});
