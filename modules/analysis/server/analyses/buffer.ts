import { area, type Geometry, gaussKrugerZone, transform } from '@tarim/geo';
import type { Analysis, Bench } from './analysis.ts';
import { valueColours } from './classes.ts';
import { anySimulated, placedRows } from './set-rows.ts';

const ROWS = 2_000;

/**
 * 缓冲区: what lies within a distance. Each row is buffered in the Gauss–Krüger zone of its own place (3°, CGCS2000), where
 * lengths are right to a few in ten thousand, and brought back.
 */
export const buffer: Analysis<'buffer'> = async (bench, input) => {
  const rows = await placedRows(bench, input.rows, ROWS);
  const made: { row: (typeof rows)[number]; geometry: Geometry }[] = [];
  for (const [i, row] of rows.entries()) {
    const geometry = await bufferOf(bench, row.geometry, row.lon, input.metres);
    if (geometry) made.push({ row, geometry });
    if (i % 50 === 0) await bench.progress((0.8 * i) / rows.length);
  }
  const dissolved = input.dissolve ? await bench.geos.union(made.map((one) => one.geometry)) : null;
  const features = dissolved
    ? [{ geometry: dissolved, label: null, value: km2(dissolved), properties: { buffer: 'all' } }]
    : made.map(({ row, geometry }) => ({
        geometry,
        label: row.label,
        value: km2(geometry),
        properties: { buffer: 'one', rowId: row.id },
      }));
  return {
    features,
    style: valueColours('buffer', { all: '#2a788e', one: '#2a788e' }),
    figures: [
      { key: 'rows', value: rows.length },
      { key: 'area', value: features.reduce((sum, one) => sum + one.value, 0), unit: 'km²' },
    ],
    steps: [],
    problems: [],
    simulated: anySimulated(rows),
  };
};

const km2 = (geometry: Geometry): number => area(geometry) / 1e6;

async function bufferOf(
  bench: Bench,
  geometry: Geometry,
  lon: number,
  metres: number,
): Promise<Geometry | null> {
  const zone = gaussKrugerZone(lon, 3);
  const flat = await bench.geos.buffer(transform(geometry, 'EPSG:4490', zone), metres, 16);
  return flat ? transform(flat, zone, 'EPSG:4490') : null;
}
