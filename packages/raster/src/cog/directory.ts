import { SAMPLE_TYPES } from '../samples.ts';
import { deviation, type Summary } from '../summary.ts';
import { writeGeoKeys } from '../tiff/geokeys.ts';
import { type Item, writeNotes } from '../tiff/metadata.ts';
import { COMPRESSION, TAG } from '../tiff/tags.ts';
import { colourOf } from '../tiles/ramps.ts';
import { type CogSpec, levelsOf, predictorOf, TILE } from './spec.ts';

/** Values of a tag, by what they are written as. */
export type Values =
  | { readonly short: readonly number[] }
  | { readonly long: readonly number[] }
  | { readonly offsets: Float64Array }
  | { readonly double: readonly number[] }
  | { readonly ascii: string };

export const even = (n: number) => n + (n & 1);

/** Tags of one level; where its tiles stand is not known yet. @param lengths of its tiles, 0 where there is none */
export function tagsOf(
  spec: CogSpec,
  level: number,
  lengths: readonly number[],
  summaries: readonly Summary[],
): Map<number, Values> {
  const at = levelsOf(spec)[level]!;
  const n = spec.bands.length;
  const { bytes, format } = SAMPLE_TYPES[spec.type];
  const tags = new Map<number, Values>();
  if (level > 0) tags.set(TAG.NewSubfileType, { long: [1] });
  tags.set(TAG.ImageWidth, { long: [at.width] });
  tags.set(TAG.ImageLength, { long: [at.height] });
  tags.set(TAG.BitsPerSample, { short: Array(n).fill(bytes * 8) });
  tags.set(TAG.Compression, { short: [COMPRESSION[spec.compression]] });
  tags.set(TAG.Photometric, { short: [spec.palette ? 3 : spec.rgb && n >= 3 ? 2 : 1] });
  if (spec.palette) tags.set(TAG.ColorMap, { short: colourMap(spec.palette) });
  tags.set(TAG.SamplesPerPixel, { short: [n] });
  tags.set(TAG.PlanarConfiguration, { short: [n > 1 ? 2 : 1] });
  if (predictorOf(spec) > 1) tags.set(TAG.Predictor, { short: [predictorOf(spec)] });
  tags.set(TAG.TileWidth, { short: [TILE] });
  tags.set(TAG.TileLength, { short: [TILE] });
  tags.set(TAG.TileOffsets, { offsets: new Float64Array(lengths.length) });
  tags.set(TAG.TileByteCounts, { long: lengths });
  const extra = n - (spec.rgb && n >= 3 ? 3 : 1);
  if (extra > 0) tags.set(TAG.ExtraSamples, { short: Array(extra).fill(0) });
  tags.set(TAG.SampleFormat, { short: Array(n).fill(format) });
  if (spec.noData !== null)
    tags.set(TAG.GdalNodata, { ascii: Number.isNaN(spec.noData) ? 'nan' : String(spec.noData) });
  if (level > 0) return tags;
  const [a, b, c, d, e, f] = spec.grid.affine;
  if (c === 0 && e === 0 && b > 0 && f < 0) {
    tags.set(TAG.ModelPixelScale, { double: [b, -f, 0] });
    tags.set(TAG.ModelTiepoint, { double: [0, 0, 0, a, d, 0] });
  } else tags.set(TAG.ModelTransformation, { double: [b, c, 0, a, e, f, 0, d, 0, 0, 0, 0, 0, 0, 0, 1] });
  const keys = writeGeoKeys(spec.grid.crs);
  tags.set(TAG.GeoKeyDirectory, { short: keys.directory });
  if (keys.doubles.length > 0) tags.set(TAG.GeoDoubleParams, { double: keys.doubles });
  if (keys.ascii) tags.set(TAG.GeoAsciiParams, { ascii: keys.ascii });
  const notes = writeNotes(itemsOf(spec, summaries));
  if (notes) tags.set(TAG.GdalMetadata, { ascii: notes });
  return tags;
}

/** All reds, then greens, then blues, of 16 bits (TIFF 6.0, section 5). */
function colourMap(palette: Readonly<Record<number, string>>): number[] {
  const map = Array<number>(3 * 256).fill(0);
  for (const [value, text] of Object.entries(palette)) {
    const colour = colourOf(text);
    for (let part = 0; part < 3; part++) map[256 * part + Number(value)] = colour[part]! * 257;
  }
  return map;
}

function itemsOf(spec: CogSpec, summaries: readonly Summary[]): Item[] {
  const items: Item[] = Object.entries(spec.items ?? {}).map(([name, value]) => ({ name, value }));
  const cells = spec.grid.width * spec.grid.height;
  for (const [band, { description, scale, offset, items: own }] of spec.bands.entries()) {
    if (description) items.push({ name: 'DESCRIPTION', value: description, band, role: 'description' });
    if (offset !== undefined) items.push({ name: 'OFFSET', value: String(offset), band, role: 'offset' });
    if (scale !== undefined) items.push({ name: 'SCALE', value: String(scale), band, role: 'scale' });
    for (const [name, value] of Object.entries(own ?? {})) items.push({ name, value, band });
    const summary = summaries[band];
    if (!summary || summary.count === 0) continue;
    const told = {
      STATISTICS_MINIMUM: summary.min,
      STATISTICS_MAXIMUM: summary.max,
      STATISTICS_MEAN: summary.mean,
      STATISTICS_STDDEV: deviation(summary),
      STATISTICS_VALID_PERCENT: Number(((100 * summary.count) / cells).toPrecision(4)),
    };
    for (const [name, value] of Object.entries(told)) items.push({ name, value: String(value), band });
  }
  return items;
}

const typeOf = (values: Values, big: boolean) =>
  'short' in values
    ? 3
    : 'long' in values
      ? 4
      : 'double' in values
        ? 12
        : 'ascii' in values
          ? 2
          : big
            ? 16
            : 4;

function sizeOf(values: Values, big: boolean): { count: number; bytes: number } {
  if ('ascii' in values) {
    const bytes = Buffer.byteLength(values.ascii) + 1;
    return { count: bytes, bytes };
  }
  if ('offsets' in values)
    return { count: values.offsets.length, bytes: values.offsets.length * (big ? 8 : 4) };
  const [list, size] =
    'short' in values ? [values.short, 2] : 'long' in values ? [values.long, 4] : [values.double, 8];
  return { count: list.length, bytes: list.length * size };
}

export function directoryBytes(tags: ReadonlyMap<number, Values>, big: boolean): number {
  let bytes = (big ? 8 : 2) + tags.size * (big ? 20 : 12) + (big ? 8 : 4);
  for (const values of tags.values()) {
    const size = sizeOf(values, big).bytes;
    if (size > (big ? 8 : 4)) bytes = even(bytes) + size;
  }
  return bytes;
}

export function writeDirectory(
  head: Buffer,
  start: number,
  tags: Map<number, Values>,
  next: number,
  big: boolean,
): void {
  const entries = [...tags].sort(([a], [b]) => a - b);
  let at = start;
  if (big) head.writeBigUInt64LE(BigInt(entries.length), at);
  else head.writeUInt16LE(entries.length, at);
  at += big ? 8 : 2;
  let beyond = at + entries.length * (big ? 20 : 12);
  if (big) head.writeBigUInt64LE(BigInt(next), beyond);
  else head.writeUInt32LE(next, beyond);
  beyond += big ? 8 : 4;
  for (const [tag, values] of entries) {
    const { count, bytes } = sizeOf(values, big);
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(typeOf(values, big), at + 2);
    if (big) head.writeBigUInt64LE(BigInt(count), at + 4);
    else head.writeUInt32LE(count, at + 4);
    const place = at + (big ? 12 : 8);
    if (bytes <= (big ? 8 : 4)) writeValues(head, place, values, big);
    else {
      beyond = start + even(beyond - start);
      if (big) head.writeBigUInt64LE(BigInt(beyond), place);
      else head.writeUInt32LE(beyond, place);
      writeValues(head, beyond, values, big);
      beyond += bytes;
    }
    at += big ? 20 : 12;
  }
}

function writeValues(head: Buffer, at: number, values: Values, big: boolean): void {
  if ('ascii' in values) head.write(values.ascii, at, 'utf8');
  else if ('short' in values)
    for (const [i, value] of values.short.entries()) head.writeUInt16LE(value, at + 2 * i);
  else if ('long' in values)
    for (const [i, value] of values.long.entries()) head.writeUInt32LE(value, at + 4 * i);
  else if ('double' in values)
    for (const [i, value] of values.double.entries()) head.writeDoubleLE(value, at + 8 * i);
  else
    for (const [i, value] of values.offsets.entries())
      if (big) head.writeBigUInt64LE(BigInt(value), at + 8 * i);
      else head.writeUInt32LE(value, at + 4 * i);
}
