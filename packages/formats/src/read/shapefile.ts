import { TarimError } from '@tarim/kernel';
import { conversionOf } from '../crs.ts';
import { formatErrors, told } from '../errors.ts';
import { refiner } from '../geometry.ts';
import { ByteQueue, type Input } from '../input.ts';
import { LIMITS } from '../limits.ts';
import { inBatches, type Row, type TableSource } from '../table.ts';
import { readZip, wholeEntry, type ZipItem } from '../zip/read-zip.ts';
import { nextRecord, openDbf } from './dbf.ts';
import type { ReadOptions } from './options.ts';
import { KIND_OF, nextShape, shpHeader } from './shp.ts';

const SMALL_PART = 1 << 20;

/**
 * A zipped ESRI Shapefile (.shp, .dbf, .prj, perhaps .cpg; .shx is not needed, because records are read in order). Shapes and
 * attributes stream out of the archive side by side; nothing is unpacked to disk.
 * @throws TarimError FORMATS_PART_MISSING, FORMATS_LAYER_UNKNOWN, FORMATS_CRS_MISSING and what the ZIP reader throws
 */
export async function readShapefile(input: Input, options: ReadOptions = {}): Promise<TableSource> {
  const limits = options.limits ?? LIMITS;
  const items = (await readZip(input, limits)).filter(({ name }) => !/(^|\/)(__MACOSX|\._)/.test(name));
  const layers = items.filter(({ name }) => /\.shp$/i.test(name)).map(({ name }) => name.slice(0, -4));
  if (layers.length === 0) throw new TarimError(formatErrors.partMissing, { part: '.shp' });
  const base = options.layer === undefined ? layers[0]! : layers.find((one) => plain(one) === options.layer);
  if (base === undefined)
    throw new TarimError(formatErrors.layerUnknown, {
      layer: options.layer ?? '',
      layers: layers.map(plain).join(', '),
    });
  const part = (ending: string): ZipItem | undefined =>
    items.find(({ name }) => name.toLowerCase() === `${base}${ending}`.toLowerCase());
  const [shp, dbf] = [part('.shp')!, part('.dbf')];
  if (!dbf) throw new TarimError(formatErrors.partMissing, { part: `${plain(base)}.dbf` });
  const text = async (item: ZipItem | undefined) =>
    item ? (await wholeEntry(item, SMALL_PART)).toString('utf8') : null;
  const conversion = conversionOf(await text(part('.prj')), options.crs);
  const codePage = await text(part('.cpg') ?? part('.cst'));

  const look = new ByteQueue(shp.open(), '.shp');
  const type = await shpHeader(look);
  await look.end();
  const table = await openDbf(dbf.open(), codePage, limits);
  await table.queue.end();

  async function* rows(): AsyncGenerator<Row> {
    const refine = refiner({ conversion, limits, ...(options.pool ? { pool: options.pool } : {}) });
    const shapes = new ByteQueue(shp.open(), '.shp');
    const { header, queue } = await openDbf(dbf!.open(), codePage, limits);
    try {
      await shpHeader(shapes);
      for (let number = 1; number <= header.records; number++) {
        const shape = await nextShape(shapes, limits);
        if (!shape) throw new TarimError(formatErrors.truncated, { part: '.shp', offset: shapes.offset });
        const properties = await nextRecord(queue, header);
        if (properties)
          yield await refine(
            number,
            properties,
            shape.geometry,
            shape.orphan ? [told(formatErrors.ringOrphan)] : [],
          );
      }
    } finally {
      await shapes.end();
      await queue.end();
    }
  }
  const kind = KIND_OF[type];
  return {
    format: 'Shapefile',
    layers: layers.map(plain),
    notes: conversion.notes,
    schema: {
      name: plain(base),
      fields: table.header.fields.map(({ name, type: fieldType }) => ({ name, type: fieldType })),
      ...(kind ? { geometry: { type: kind, crs: 'EPSG:4490' } } : {}),
    },
    rows: () => inBatches(rows()),
    close: () => input.close(),
  };
}

/** `data/河流` → `河流` */
const plain = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
