import { expect, test } from 'vitest';
import type { BandRole, SceneBand } from '../../contract.ts';
import { legendOf, lookOf, stylesOf } from './styles.ts';

const band = (role: BandRole, i: number, more: Partial<SceneBand> = {}): SceneBand => ({
  number: i + 1,
  name: role,
  role,
  scale: 1,
  offset: 0,
  statistics: { count: 9, min: 1, max: 90, mean: 40, deviation: 9, p2: 10, p98: 80 },
  ...more,
});
const bands = (...roles: BandRole[]) => roles.map((role, i) => band(role, i));
const scene = (roles: BandRole[], more: object = {}) => ({
  path: '/a.tif',
  bands: bands(...roles),
  reflectance: false,
  quality: null,
  ...more,
});

test('bands give the styles that can be made of them', () => {
  expect(stylesOf(bands('B', 'G', 'R', 'N'), null)).toEqual([
    'true-colour',
    'false-colour',
    'ndvi',
    'savi',
    'evi',
    'ndwi',
    'grey',
  ]);
  expect(stylesOf(bands('R', 'G', 'B', 'alpha'), null)).toEqual(['true-colour', 'grey']);
  expect(stylesOf(bands('class'), null)).toEqual(['class', 'grey']);
  expect(stylesOf(bands('B', 'G', 'R', 'N', 'S1', 'S2'), 'scl')).toContain('quality');
});

test('stretch: fixed for reflectances, by percentiles for plain numbers, none for photographs', () => {
  const true_ = { style: 'true-colour' } as const;
  expect(lookOf(scene(['B', 'G', 'R', 'N'], { reflectance: true }), true_).style).toMatchObject({
    kind: 'rgb',
    expressions: ['R', 'G', 'B'],
    ranges: [
      [0, 0.38],
      [0, 0.35],
      [0, 0.32],
    ],
  });
  expect(lookOf(scene(['B', 'G', 'R', 'N']), true_).style).toMatchObject({
    ranges: [
      [10, 80],
      [10, 80],
      [10, 80],
    ],
    gamma: 1,
  });
  expect(lookOf(scene(['R', 'G', 'B', 'alpha']), {}).style).toMatchObject({
    expressions: ['where(alpha > 0, R, 0 / 0)', 'where(alpha > 0, G, 0 / 0)', 'where(alpha > 0, B, 0 / 0)'],
    ranges: [
      [0, 255],
      [0, 255],
      [0, 255],
    ],
  });
});

test('ranges and ramps are the caller’s, expressions go over roles and numbers', () => {
  const look = lookOf(scene(['B', 'G', 'R', 'N']), { expression: 'b4 - R', range: '-0.5,2', ramp: 'change' });
  expect(look.bands.map(({ input }) => input.name)).toEqual(['b1', 'B', 'b2', 'G', 'b3', 'R', 'b4', 'N']);
  expect(legendOf(look.style)).toMatchObject({ kind: 'ramp', range: [-0.5, 2] });
  expect(lookOf(scene(['class']), {}).style).toMatchObject({ kind: 'classes', expression: 'class' });
  expect(legendOf(lookOf(scene(['B', 'G', 'R', 'N']), { style: 'true-colour' }).style)).toBeNull();
  const code = (wanted: string) => expect.objectContaining({ code: wanted });
  expect(() => lookOf(scene(['B', 'G', 'R', 'N']), { style: 'mndwi' })).toThrow(
    code('IMAGERY_STYLE_MISSING'),
  );
  expect(() => lookOf(scene(['R', 'G', 'B']), { style: 'quality' })).toThrow(code('IMAGERY_STYLE_MISSING'));
  expect(() => lookOf(scene(['R', 'G', 'B']), { style: 'grey', range: '3,3' })).toThrow(
    code('IMAGERY_RANGE_INVALID'),
  );
});
