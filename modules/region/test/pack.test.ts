import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { area, boxOf, covers, createGeosPool, polygonsOf } from '@tarim/geo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RegionPack, readPack } from '../server/domain/pack.ts';

const dir = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const geos = createGeosPool(2);
let pack: RegionPack;
beforeAll(async () => {
  pack = await readPack(dir);
});
afterAll(() => geos.close());

describe('the Xinjiang pack', () => {
  test('holds both hierarchies', () => {
    const count = (level: string) => pack.units.filter((unit) => unit.level === level).length;
    // 14 prefectures and 96 counties besides the 12 Corps cities: the division of the civil affairs ministry as of 2023.
    expect([count('region'), count('prefecture'), count('county')]).toEqual([1, 14, 96]);
    expect([count('corps'), count('division'), count('city')]).toEqual([1, 14, 12]);
    const shihezi = pack.units.find((unit) => unit.code === '659001');
    expect(shihezi).toMatchObject({
      path: '/BT/BT08/659001/',
      parent: 'BT08',
      names: { zh: '石河子市', en: 'Shihezi City' },
    });
    expect(pack.units.find((unit) => unit.code === '650102')?.path).toBe('/650000/650100/650102/');
  });

  test('every unit is named in Chinese and English and says how sure it is', () => {
    for (const unit of pack.units) {
      expect(unit.names.zh, unit.code).toMatch(/\p{Script=Han}/u);
      expect(unit.names.en, unit.code).toMatch(/^[\p{Script=Latin}\d .()-]+$/u);
      if (unit.names.ug) expect(unit.names.ug).toMatch(/^[\p{Script=Arabic}\s-]+$/u);
    }
    expect(pack.units.filter((unit) => unit.confidence === 'unverified').map((unit) => unit.code)).toEqual([
      '659012',
    ]);
  });

  test('outlines stay inside their size', () => {
    const bytes = (file: string) => readFileSync(`${dir}${file}`).length;
    expect(bytes('outlines/prefectures.geojson')).toBeLessThanOrEqual(150_000);
    expect(bytes('outlines/counties.geojson')).toBeLessThanOrEqual(600_000);
  });

  test('every outline is valid', async () => {
    const verdicts = await Promise.all(
      pack.outlines.map(async ({ code, geometry }) => ({ code, ...(await geos.validity(geometry)) })),
    );
    expect(verdicts.filter((verdict) => !verdict.valid)).toEqual([]);
  });

  test('outlines lie in the box of the manifest and sum up to about 1.63 million km²', () => {
    const { bbox } = pack.manifest;
    for (const { geometry } of pack.outlines) {
      const box = boxOf(geometry);
      expect(box[0] >= bbox[0] && box[1] >= bbox[1] && box[2] <= bbox[2] && box[3] <= bbox[3]).toBe(true);
    }
    for (const layer of ['prefecture', 'county']) {
      const total =
        pack.outlines.filter((one) => one.layer === layer).reduce((sum, one) => sum + area(one.geometry), 0) /
        1e12;
      // The statistical yearbook gives 1.6649 million km²; maps of this kind come out two per cent lower.
      expect(total).toBeGreaterThan(1.6);
      expect(total).toBeLessThan(1.68);
    }
  });

  test('neighbours share their border: nearly every vertex belongs to two outlines or to the rim of the region', async () => {
    const counties = pack.outlines.filter((one) => one.layer === 'county').map((one) => one.geometry);
    const uses = new Map<string, number>();
    for (const ring of counties.flatMap((geometry) => polygonsOf(geometry).flat())) {
      for (const position of ring.slice(1)) uses.set(String(position), (uses.get(String(position)) ?? 0) + 1);
    }
    const union = await geos.union(counties);
    const rim = new Set(
      union?.type === 'MultiPolygon' || union?.type === 'Polygon'
        ? polygonsOf(union).flat(2).map(String)
        : [],
    );
    const alone = [...uses].filter(([key, n]) => n === 1 && !rim.has(key)).length;
    expect(alone / uses.size).toBeLessThan(0.02);
  });
});

describe('golden places', () => {
  interface Golden {
    readonly cases: readonly {
      place: string;
      lon: number;
      lat: number;
      county: string | null;
      prefecture: string | null;
    }[];
  }
  const { cases } = JSON.parse(readFileSync(`${dir}golden.json`, 'utf8')) as Golden;

  test.each(cases)('$place lies in $county', ({ lon, lat, county, prefecture }) => {
    const at = (layer: string) =>
      pack.outlines
        .filter((one) => one.layer === layer && covers(one.geometry, lon, lat))
        .map((one) => one.code);
    expect(at('county')).toEqual(county === null ? [] : [county]);
    const city = county?.startsWith('659') ? [county] : [];
    expect(at('prefecture')).toEqual(prefecture === null ? city : [prefecture]);
  });
});

describe('other packs', () => {
  test('the template loads', async () => {
    const template = await readPack(fileURLToPath(new URL('../../../regions/_template/', import.meta.url)));
    expect(template.units.map((unit) => unit.parent)).toEqual([null, '990000', '990100', '990100']);
    expect(template.contentHash).not.toBe(pack.contentHash);
  });

  test('names the file that is missing', async () => {
    await expect(readPack('/nowhere')).rejects.toMatchObject({
      code: 'REGION_PACK_INVALID',
      params: { file: 'manifest.json' },
    });
  });
});
