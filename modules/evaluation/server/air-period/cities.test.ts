import { expect, test } from 'vitest';
import { assessedCities, type Unit } from './cities.ts';

const unit = (path: string, level: string): Unit => ({
  code: path.split('/').at(-2)!,
  path,
  level,
  hierarchy: path.startsWith('/BT') ? 'corps' : 'region',
  names: { zh: path },
});

test('prefectures and Corps cities, each by itself; no county, no division', () => {
  const units = [
    unit('/650000/', 'region'),
    unit('/650000/650100/', 'prefecture'),
    unit('/650000/650100/650102/', 'county'),
    unit('/BT/', 'corps'),
    unit('/BT/BT08/', 'division'),
    unit('/BT/BT08/659001/', 'city'),
    unit('/BT/BT12/', 'division'),
  ];
  expect(assessedCities(units).map(({ code, division }) => [code, division?.code ?? null])).toEqual([
    ['650100', null],
    ['659001', 'BT08'],
  ]);
});
