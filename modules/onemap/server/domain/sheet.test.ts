import { expect, test } from 'vitest';
import { barMetres, barText, sheetSvg } from './sheet.ts';

test('the scale bar is a round length within a fifth of the ground', () => {
  expect([1_000_000, 250, 52_000, 12].map(barMetres)).toEqual([200_000, 50, 10_000, 2]);
  expect([200_000, 50].map(barText)).toEqual(['200 km', '50 m']);
});

test('words of a legend are never markup, and colours only colours', () => {
  const svg = sheetSvg({ image: 'data:image/png;base64,AA==', ratio: 0.5, groundMetres: 1_000 }, [
    { fill: '"/><script>', text: '<b>&' },
  ]);
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('&#60;b&#62;&#38;');
});
