import { expect, test } from 'vitest';
import { barMetres, barText, legendSvg, partLegend, sheetSvg } from './sheet.ts';

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

test('a long legend keeps the map as it is and goes on over pages, nothing lost', () => {
  const legend = Array.from({ length: 250 }, (_, index) => ({ fill: '#112233', text: `类 ${index}` }));
  const { below, pages } = partLegend(legend, 0.36);
  expect([...below, ...pages.flat()]).toEqual(legend);
  // 480 − 360 − 14 units are four lines of 22, in four columns.
  expect([below.length, pages.map((one) => one.length)]).toEqual([16, [96, 96, 42]]);
  const heightOf = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1]);
  const map = { image: 'data:image/png;base64,AA==', ratio: 0.36, groundMetres: 1_000 };
  expect(heightOf(sheetSvg(map, below))).toBeLessThanOrEqual(480);
  // A4 landscape: 174 mm between the margins, at 257 mm to 1000 units.
  expect(heightOf(legendSvg(pages[0]!))).toBeLessThan((174 / 257) * 1_000);
  expect(partLegend(legend, 0.5).below).toEqual([]);
});
