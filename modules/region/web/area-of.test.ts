import { describe, expect, test } from 'vitest';
import { areaOf } from './area-of.ts';

const ring = (x: number) => [
  [x, 40],
  [x + 1, 40],
  [x + 1, 41],
  [x, 40],
];
const polygon = (x: number) => ({ type: 'Polygon', coordinates: [ring(x)] });
const feature = (x: number, properties: object | null = {}) => ({
  type: 'Feature',
  properties,
  geometry: polygon(x),
});
const read = (value: unknown, code = '650100') => areaOf(JSON.stringify(value), code);

describe('the area of a file', () => {
  test('is its geometry, bare or as a feature', () => {
    const one = { area: polygon(80), positions: 4, how: { kind: 'one', n: 1 } };
    expect(read(polygon(80))).toEqual(one);
    expect(read(feature(80, null))).toEqual(one);
    expect(read({ type: 'FeatureCollection', features: [feature(80)] })).toEqual(one);
  });

  test('is that of the unit among several', () => {
    const features = [feature(80, { code: '650200' }), feature(82, { adcode: 650100 })];
    expect(read({ type: 'FeatureCollection', features })).toMatchObject({
      area: polygon(82),
      how: { kind: 'taken', n: 1 },
    });
  });

  test('is all of them where none names the unit', () => {
    const multi = { type: 'MultiPolygon', coordinates: [[ring(84)], [ring(86)]] };
    const features = [feature(80), { type: 'Feature', properties: {}, geometry: multi }];
    expect(read({ type: 'FeatureCollection', features })).toEqual({
      area: { type: 'MultiPolygon', coordinates: [[ring(80)], [ring(84)], [ring(86)]] },
      positions: 12,
      how: { kind: 'joined', n: 2 },
    });
  });

  test('is missing in lines and points, in rubbish, and in metres', () => {
    expect(read({ type: 'Point', coordinates: [80, 40] })).toEqual({ problem: 'noArea' });
    expect(read({ type: 'FeatureCollection', features: [null, 3] })).toEqual({ problem: 'noArea' });
    expect(read(null)).toEqual({ problem: 'noArea' });
    expect(areaOf('{', 'x')).toMatchObject({ problem: 'json' });
    expect(read({ type: 'Polygon', coordinates: [[[500_000, 4_800_000]]] })).toEqual({
      problem: 'notDegrees',
    });
  });
});
