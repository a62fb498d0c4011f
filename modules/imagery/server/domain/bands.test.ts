import { describe, expect, test } from 'vitest';
import { bandRolesOf, requireCell, requireReflectances, sampleTypeOf, sceneScalingOf } from './bands.ts';

const files = (...names: string[]) => names.map((fileName) => ({ description: null, fileName, alone: true }));
const stack = (...descriptions: (string | null)[]) =>
  descriptions.map((description) => ({ description, fileName: 'stack.tif', alone: false }));
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('what bands mean', () => {
  test('by names of files as agencies give them', () => {
    expect(
      bandRolesOf(
        'sentinel-2-l2a',
        files(
          'T45TVJ_20240720T050659_B08_10m.tif',
          'x_B02_10m.tif',
          'x_B03_10m.tif',
          'x_B04_10m.tif',
          'x_B8A_20m.tif',
          'x_B11_20m.tif',
        ),
      ),
    ).toEqual(['N', 'B', 'G', 'R', 'other', 'S1']);
    const landsat = files(
      'LC08_SR_B2.TIF',
      'LC08_SR_B3.TIF',
      'LC08_SR_B4.TIF',
      'LC08_SR_B5.TIF',
      'LC08_SR_B7.TIF',
    );
    expect(bandRolesOf('landsat-c2-l2', landsat)).toEqual(['B', 'G', 'R', 'N', 'S2']);
    // Blue of TM is band 1, near infrared band 4.
    const older = files('LT05_SR_B1.TIF', 'LT05_SR_B2.TIF', 'LT05_SR_B3.TIF', 'LT05_SR_B4.TIF');
    expect(bandRolesOf('landsat-c2-l2', older, { platform: 'Landsat 5' })).toEqual(['B', 'G', 'R', 'N']);
  });
  test('by descriptions, where all of them are known', () => {
    expect(bandRolesOf('gaofen', stack('nir', 'Red', 'green', 'BLUE'))).toEqual(['N', 'R', 'G', 'B']);
    // One unknown name makes the others a guess: the habit of the sensor counts.
    expect(bandRolesOf('gaofen', stack('nir', 'band 2', 'green', 'blue'))).toEqual(['B', 'G', 'R', 'N']);
  });
  test('by the habits of the sensor, or as was told', () => {
    expect(bandRolesOf('drone', stack(null, null, null, null))).toEqual(['R', 'G', 'B', 'alpha']);
    expect(bandRolesOf('thematic', stack('red'))).toEqual(['class']);
    expect(bandRolesOf('gaofen', stack(null, null, null, null), { roles: ['R', 'G', 'B', 'N'] })).toEqual([
      'R',
      'G',
      'B',
      'N',
    ]);
    expect(() => bandRolesOf('gaofen', stack(null, null, null))).toThrow(code('IMAGERY_BANDS_UNFIT'));
    expect(() => bandRolesOf('gaofen', stack(null), { roles: ['R', 'G'] })).toThrow(
      code('IMAGERY_ROLES_UNFIT'),
    );
    expect(() =>
      bandRolesOf('gaofen', stack(null, null, null, null, null), { roles: ['B', 'G', 'R', 'N', 'N'] }),
    ).toThrow(code('IMAGERY_ROLES_TWICE'));
  });
});

test('numbers become reflectances as the agencies say', () => {
  const day = Date.UTC(2024, 6, 20);
  // ESA: from baseline 04.00 on (DN − 1000) / 10 000.
  expect(sceneScalingOf('sentinel-2-l2a', 'N0510', day)).toEqual({
    scale: 1e-4,
    offset: -0.1,
    noData: 0,
    reflectance: true,
  });
  expect(sceneScalingOf('sentinel-2-l2a', '03.01', Date.UTC(2021, 6, 20)).offset).toBe(0);
  // USGS LSDS-1619.
  expect(sceneScalingOf('landsat-c2-l2', null, day)).toMatchObject({
    scale: 0.0000275,
    offset: -0.2,
    noData: 0,
  });
  expect(sceneScalingOf('gaofen', null, day)).toMatchObject({ scale: 1, offset: 0, reflectance: false });
  expect(() => sceneScalingOf('sentinel-2-l2a', null, day)).toThrow(code('IMAGERY_BASELINE_MISSING'));
  expect(() => sceneScalingOf('sentinel-2-l2a', '03.01', day)).toThrow(code('IMAGERY_BASELINE_DATE'));
  expect(() => requireReflectances('05.09', [{ role: 'R', mean: -0.02 }])).toThrow(
    code('IMAGERY_BASELINE_CONTRADICTED'),
  );
  // Water is dark in the short-wave infrared, below nothing after the correction.
  requireReflectances('05.09', [
    { role: 'S2', mean: -0.002 },
    { role: 'R', mean: 0.05 },
  ]);
});

test('types and cells that a sensor cannot have', () => {
  expect(sampleTypeOf('sentinel-2-l2a', ['uint16', 'uint16'])).toBe('uint16');
  expect(() => sampleTypeOf('sentinel-2-l2a', ['uint16', 'float32'])).toThrow(code('IMAGERY_TYPES_DIFFER'));
  expect(() => sampleTypeOf('thematic', ['float32'])).toThrow(code('IMAGERY_TYPE_UNFIT'));
  requireCell('drone', 0.05);
  expect(() => requireCell('drone', 30)).toThrow(code('IMAGERY_CELL_UNFIT'));
  expect(() => requireCell('gaofen', Number.NaN)).toThrow(code('IMAGERY_CELL_UNFIT'));
});
