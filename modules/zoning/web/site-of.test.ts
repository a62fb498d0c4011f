import { expect, test } from 'vitest';
import { siteOf } from './site-of.ts';

const ring = [
  [87, 44],
  [88, 44],
  [88, 45],
  [87, 44],
];
test('lines of coordinates make a closed ring', () => {
  expect(siteOf('87,44\n88 44；88，45')).toEqual({ type: 'Polygon', coordinates: [ring] });
  expect(siteOf('87,44\n88,44')).toBeNull();
  expect(siteOf('87,44\n88,x\n88,45')).toBeNull();
});
test('GeoJSON gives its first area', () => {
  const area = { type: 'Polygon', coordinates: [ring] };
  const features = [
    { type: 'Feature', geometry: { type: 'Point' } },
    { type: 'Feature', geometry: area },
  ];
  expect(siteOf(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual(area);
  expect(siteOf('{"type":')).toBeNull();
});
