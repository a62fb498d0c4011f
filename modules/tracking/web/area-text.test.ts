import { expect, test } from 'vitest';
import { areaOf } from './area-text.ts';

const RING = [
  [87, 43],
  [88, 43],
  [88, 44],
  [87, 43],
];
const POLYGON = { type: 'Polygon', coordinates: [RING] };

test('corners a line each, closed here or there; GeoJSON of any wrapping', () => {
  expect(areaOf('87,43\n88，43\n88 44')).toEqual(POLYGON);
  expect(areaOf('87,43;88,43;88,44;87,43')).toEqual(POLYGON);
  const feature = { type: 'Feature', properties: {}, geometry: POLYGON };
  const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [87, 43] } };
  for (const one of [POLYGON, feature, { type: 'FeatureCollection', features: [point, feature] }])
    expect(areaOf(JSON.stringify(one))).toEqual(POLYGON);
});

test('what is no area is none', () => {
  for (const text of [
    '',
    '87,43\n88,43',
    '87,43\n88,43\n87,43',
    '87,43\n88,43\n200,44',
    'x',
    '{',
    '{"type":"Point"}',
  ])
    expect(areaOf(text)).toBe(null);
});
