/** Checks a region pack: node regions/_template/check.ts <folder>. Exit 1 when anything is wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boxOf, covers, createGeosPool } from '@tarim/geo';
import { readPack } from '../../modules/region/server/domain/pack.ts';

const dir = process.argv[2];
if (!dir) throw new Error('usage: check.ts <folder of the pack>');
const pack = await readPack(dir);
const wrong: string[] = [];

const geos = createGeosPool(2);
const [west, south, east, north] = pack.manifest.bbox;
for (const { code, layer, geometry } of pack.outlines) {
  const verdict = await geos.validity(geometry);
  if (!verdict.valid) wrong.push(`${layer} outline of ${code}: ${verdict.reason} at ${verdict.at}`);
  const box = boxOf(geometry);
  if (box[0] < west || box[1] < south || box[2] > east || box[3] > north)
    wrong.push(`${layer} outline of ${code} leaves the bbox`);
}
await geos.close();

interface Case {
  readonly place: string;
  readonly lon: number;
  readonly lat: number;
  readonly county: string | null;
}
const { cases } = JSON.parse(readFileSync(join(dir, pack.manifest.golden ?? 'golden.json'), 'utf8')) as {
  cases: Case[];
};
for (const { place, lon, lat, county } of cases) {
  const found = pack.outlines
    .filter((one) => one.layer === 'county' && covers(one.geometry, lon, lat))
    .map((one) => one.code);
  if (found.join() !== (county ?? ''))
    wrong.push(`${place}: expected ${county}, found ${found.join() || null}`);
}

for (const line of wrong) console.error(line);
console.log(
  `${pack.units.length} units, ${pack.outlines.length} outlines, ${cases.length} golden places, ${wrong.length} problems`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
