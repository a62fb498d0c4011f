import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { type Limits, within } from '../limits.ts';
import type { ByteSource } from './source.ts';
import { FIELD_BYTES } from './tags.ts';

/** One image file directory: its fields, read when asked for. */
export interface Directory {
  has(tag: number): boolean;
  /** Numbers of a field; null when it is not there. @throws TarimError */
  numbers(tag: number): Float64Array | null;
  first(tag: number): number | null;
  text(tag: number): string | null;
  /** How many values the field says it has. */
  count(tag: number): number;
}

export interface Header {
  readonly littleEndian: boolean;
  readonly big: boolean;
  readonly directories: readonly Directory[];
  /** Where each directory begins in the file. */
  readonly offsets: readonly number[];
  /** The text of GDAL's ghost area behind the header; empty when there is none. */
  readonly ghost: string;
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Where the values are in the file. */
  readonly at: number;
}

/**
 * The header and all directories of a classic or Big TIFF of either byte order.
 * @throws TarimError RASTER_UNREADABLE, RASTER_TRUNCATED, RASTER_TOO_LARGE: also for chains of directories that run in a circle
 */
export function readDirectories(source: ByteSource, limits: Limits): Header {
  const bad = (reason: string) => new TarimError(rasterErrors.unreadable, { name: source.name, reason });
  if (source.size < 8) throw bad('too short for a TIFF');
  const head = source.read(0, Math.min(16, source.size));
  const mark = String.fromCharCode(head[0]!, head[1]!);
  if (mark !== 'II' && mark !== 'MM') throw bad('not a TIFF');
  const le = mark === 'II';
  const view = viewOf(head);
  const magic = view.getUint16(2, le);
  if (magic !== 42 && magic !== 43) throw bad(`not a TIFF (version ${magic})`);
  const big = magic === 43;
  if (big && (source.size < 16 || view.getUint16(4, le) !== 8))
    throw bad('BigTIFF with other than 8-byte offsets');
  const u64 = (v: DataView, at: number) => {
    const value = v.getBigUint64(at, le);
    // No file reaches this far: reading there fails as beyond the end.
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  };
  const directories: Directory[] = [];
  const offsets: number[] = [];
  const seen = new Set<number>();
  let at = big ? u64(view, 8) : view.getUint32(4, le);
  const entryBytes = big ? 20 : 12;
  while (at !== 0) {
    if (seen.has(at)) throw bad('its directories run in a circle');
    seen.add(at);
    offsets.push(at);
    within('directories', seen.size, limits.maxDirectories);
    const countBytes = source.read(at, big ? 8 : 2);
    const entries = big ? u64(viewOf(countBytes), 0) : viewOf(countBytes).getUint16(0, le);
    within('entries of a directory', entries, 4_096);
    const from = at + (big ? 8 : 2);
    const bytes = source.read(from, entries * entryBytes + (big ? 8 : 4));
    const v = viewOf(bytes);
    const fields = new Map<number, Field>();
    for (let i = 0; i < entries; i++) {
      const o = i * entryBytes;
      const type = v.getUint16(o + 2, le);
      const size = FIELD_BYTES[type];
      // A reader is to pass over types that it does not know (TIFF 6.0, section 2).
      if (size === undefined) continue;
      const count = big ? u64(v, o + 4) : v.getUint32(o + 4, le);
      const inline = count * size <= (big ? 8 : 4);
      const valueAt = o + (big ? 12 : 8);
      const place = inline ? from + valueAt : big ? u64(v, valueAt) : v.getUint32(valueAt, le);
      fields.set(v.getUint16(o, le), { type, count, at: place });
    }
    directories.push(directory(source, fields, le, limits));
    at = big ? u64(v, entries * entryBytes) : v.getUint32(entries * entryBytes, le);
  }
  if (directories.length === 0) throw bad('it has no image');
  return { littleEndian: le, big, directories, offsets, ghost: ghostOf(source, big) };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function ghostOf(source: ByteSource, big: boolean): string {
  const at = big ? 16 : 8;
  const length = Math.min(512, source.size - at);
  if (length < 43) return '';
  const text = Buffer.from(source.read(at, length)).toString('latin1');
  const size = /^GDAL_STRUCTURAL_METADATA_SIZE=(\d{6}) bytes\n/.exec(text);
  return size ? text.slice(43, 43 + Number(size[1])) : '';
}

function directory(
  source: ByteSource,
  fields: ReadonlyMap<number, Field>,
  le: boolean,
  limits: Limits,
): Directory {
  const bytesOf = ({ type, count, at }: Field) => {
    const length = count * FIELD_BYTES[type]!;
    // The positions of blocks may be many; they are bounded by the file itself.
    within('bytes of a tag', length, Math.max(limits.maxTagBytes, 0) + Math.min(source.size, 1 << 30));
    return source.read(at, length);
  };
  const numbers = (tag: number): Float64Array | null => {
    const field = fields.get(tag);
    if (!field) return null;
    const bytes = bytesOf(field);
    const v = viewOf(bytes);
    const out = new Float64Array(field.count);
    const get = reader(v, field.type, le);
    for (let i = 0; i < field.count; i++) out[i] = get(i);
    return out;
  };
  return {
    has: (tag) => fields.has(tag),
    numbers,
    first: (tag) => {
      const field = fields.get(tag);
      if (!field || field.count === 0) return null;
      return reader(viewOf(source.read(field.at, FIELD_BYTES[field.type]!)), field.type, le)(0);
    },
    text: (tag) => {
      const field = fields.get(tag);
      if (!field || FIELD_BYTES[field.type] !== 1) return null;
      within('bytes of a tag', field.count, limits.maxTagBytes);
      return Buffer.from(source.read(field.at, field.count)).toString('utf8').replace(/\0+$/, '');
    },
    count: (tag) => fields.get(tag)?.count ?? 0,
  };
}

function reader(v: DataView, type: number, le: boolean): (index: number) => number {
  switch (type) {
    case 3:
      return (i) => v.getUint16(i * 2, le);
    case 4:
    case 13:
      return (i) => v.getUint32(i * 4, le);
    case 5:
      return (i) => v.getUint32(i * 8, le) / v.getUint32(i * 8 + 4, le);
    case 6:
      return (i) => v.getInt8(i);
    case 8:
      return (i) => v.getInt16(i * 2, le);
    case 9:
      return (i) => v.getInt32(i * 4, le);
    case 10:
      return (i) => v.getInt32(i * 8, le) / v.getInt32(i * 8 + 4, le);
    case 11:
      return (i) => v.getFloat32(i * 4, le);
    case 12:
      return (i) => v.getFloat64(i * 8, le);
    case 16:
    case 18:
      return (i) => Number(v.getBigUint64(i * 8, le));
    case 17:
      return (i) => Number(v.getBigInt64(i * 8, le));
    default:
      return (i) => v.getUint8(i);
  }
}
