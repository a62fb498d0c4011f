import { expect, test } from 'vitest';
import { degrees, readCoordinates } from './coordinates.ts';

test('coordinates are read in the ways that people write them', () => {
  expect(readCoordinates('87.6, 43.8')).toEqual({ lon: 87.6, lat: 43.8 });
  // 43 + 49/60 + 30/3600 = 43.825; 87 + 36/60 = 87.6
  for (const text of [
    '43°49′30″N 87°36′00″E',
    "E87°36' N43°49'30\"",
    '东经87°36′ 北纬43°49′30″'.replaceAll('经', '').replaceAll('纬', ''),
  ])
    expect(readCoordinates(text)).toEqual({ lon: 87.6, lat: 43.825 });
  for (const text of ['乌鲁木齐', '43.8', '200,10', '87°36′', '']) expect(readCoordinates(text)).toBeNull();
  expect(degrees(87.6, ['E', 'W'])).toBe('87°36′00″E');
  expect(degrees(-0.5, ['N', 'S'])).toBe('0°30′00″S');
});
