import { expect, test } from 'vitest';
import { type OwnDataError, readOwnData } from './own-data.ts';

const refusal = (name: string, text: string) => {
  try {
    readOwnData(name, text);
    return null;
  } catch (error) {
    return (error as OwnDataError).key;
  }
};

test('CSV and GeoJSON become features', () => {
  const csv = readOwnData('a.csv', '名称,经度,纬度\n"甲,乙",87.6,43.8\n');
  expect(csv.features).toEqual([
    {
      type: 'Feature',
      properties: { 名称: '甲,乙', 经度: '87.6', 纬度: '43.8' },
      geometry: { type: 'Point', coordinates: [87.6, 43.8] },
    },
  ]);
  expect(readOwnData('a.geojson', '{"type":"Point","coordinates":[87,43]}').features).toHaveLength(1);
});

test('what cannot be drawn is told by its reason', () => {
  const point = (xy: string, more = '') =>
    `{"type":"FeatureCollection"${more},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":${xy}}}]}`;
  expect(refusal('a.json', '{')).toBe('unreadable');
  expect(refusal('a.json', point('[500000,4800000]'))).toBe('range');
  const crs = ',"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}}';
  expect(refusal('a.json', point('[87,43]', crs))).toBe('crs');
  expect(refusal('a.json', point('[87,43]', crs.replace('4547', '4490')))).toBeNull();
  expect(refusal('a.csv', 'a,b\n1,2')).toBe('unreadable');
  expect(refusal('a.csv', 'lon,lat\n')).toBe('empty');
  expect(refusal('a.exe', '')).toBe('kind');
  const ring = JSON.stringify(Array.from({ length: 1_000_001 }, () => [1, 1]));
  expect(refusal('a.json', `{"type":"LineString","coordinates":${ring}}`)).toBe('tooLarge');
});
