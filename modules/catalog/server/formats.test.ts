import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTable } from '@tarim/formats';
import { boxOf, readWkb } from '@tarim/geo';
import type { Dataset, DatasetRow } from '@tarim/platform';
import { expect, onTestFinished, test } from 'vitest';
import { FORMATS } from './formats.ts';

const words = { zh: '名称', en: 'Name' };
const set = {
  id: 'places',
  titles: words,
  fields: [
    { name: 'name', titles: words, type: 'text', sql: '' },
    { name: 'value', titles: words, type: 'number', unit: 'm', sql: '' },
  ],
  relation: { geometry: { type: 'Point', lon: '', lat: '' } },
} as unknown as Dataset;
const ROWS: DatasetRow[] = [
  { id: 1, properties: { name: '甲', value: 1.5 }, lon: 87.6, lat: 43.8 },
  { id: 2, properties: { name: '乙', value: null }, lon: null, lat: null },
];

test('a set written as GeoPackage is read back as it was', async () => {
  const stream = FORMATS.gpkg.write({
    set,
    fields: set.fields,
    language: 'zh',
    header: true,
    at: new Date('2026-11-26T00:00:00Z'),
    batches: (async function* () {
      yield ROWS;
    })(),
  });
  const bytes = Buffer.concat(await stream.toArray());
  const folder = mkdtempSync(join(tmpdir(), 'tarim-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'places.gpkg');
  writeFileSync(path, bytes);
  const table = await openTable(path, 'places.gpkg');
  const rows = [];
  for await (const batch of table.rows()) rows.push(...batch);
  expect(rows.map((one) => [one.properties.name, one.properties.value])).toEqual([
    ['甲', 1.5],
    ['乙', null],
  ]);
  expect(boxOf(readWkb(rows[0]!.geometry!))).toEqual([87.6, 43.8, 87.6, 43.8]);
  expect(rows[1]!.geometry).toBeNull();
  await table.close();
});

test('GeoParquet begins and ends as a Parquet file does', async () => {
  const stream = FORMATS.geoparquet.write({
    set,
    fields: set.fields,
    language: 'en',
    header: true,
    at: new Date(),
    batches: (async function* () {
      yield ROWS;
    })(),
  });
  const bytes = Buffer.concat(await stream.toArray());
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
  expect(bytes.subarray(-4).toString()).toBe('PAR1');
});
