import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import { chunksOf, type Input } from '../input.ts';
import { LIMITS, type Limits, within } from '../limits.ts';

/** An entry of an archive. Nothing is ever unpacked to a path that an archive names. */
export interface ZipItem {
  readonly name: string;
  readonly size: number;
  open(): AsyncIterable<Buffer>;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
/** Small entries of zeros may be packed better than any limit of ratio; they harm nobody. */
const SMALL = 16 << 20;

const broken = (reason: string) => new TarimError(formatErrors.unreadable, { format: 'ZIP', reason });

/**
 * The entries of a ZIP archive by its directory (PKWARE APPNOTE 4.3), stored or deflated. Sizes are checked as declared and
 * again while unpacking, because a directory may lie. ZIP64 is refused as too large.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_TOO_LARGE, FORMATS_ZIP_BOMB, FORMATS_ZIP_PATH
 */
export async function readZip(input: Input, limits: Limits = LIMITS): Promise<ZipItem[]> {
  const tailSize = Math.min(input.size, END_BYTES + MAX_COMMENT);
  const tail = await input.read(input.size - tailSize, tailSize);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw broken('no directory');
  const count = tail.readUInt16LE(end + 10);
  within('entries', count, limits.maxEntries);
  const size = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (start === 0xffffffff) throw broken('ZIP64');
  const directory = await input.read(start, size);
  const items: ZipItem[] = [];
  let total = 0;
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY)
      throw broken('the directory is cut off');
    const flags = directory.readUInt16LE(at + 8);
    const method = directory.readUInt16LE(at + 10);
    const packed = directory.readUInt32LE(at + 20);
    const unpacked = directory.readUInt32LE(at + 24);
    const nameLength = directory.readUInt16LE(at + 28);
    const name = nameOf(directory.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0);
    const local = directory.readUInt32LE(at + 42);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (flags & 1) throw broken(`${name} is encrypted`);
    if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0/.test(name))
      throw new TarimError(formatErrors.zipPath, { name: name.slice(0, 100) });
    if (name.endsWith('/')) continue;
    if (method !== 0 && method !== 8) throw broken(`${name}: compression ${method}`);
    total += unpacked;
    within('unpacked', total, limits.maxUnpackedBytes);
    if (unpacked > SMALL && unpacked > packed * limits.maxRatio)
      throw new TarimError(formatErrors.zipBomb, { name });
    items.push({
      name,
      size: unpacked,
      open: () => unpack(input, { name, local, packed, unpacked, method }),
    });
  }
  return items;
}

/** Names without the UTF-8 flag are in the code page of the archiver: GB 18030 here, unless they are valid UTF-8. */
function nameOf(bytes: Buffer, utf8: boolean): string {
  if (utf8) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

interface Place {
  readonly name: string;
  readonly local: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
}

async function* unpack(
  input: Input,
  { name, local, packed, unpacked, method }: Place,
): AsyncGenerator<Buffer> {
  const head = await input.read(local, 30);
  if (head.readUInt32LE(0) !== LOCAL) throw broken(`${name} is not where the directory says`);
  const start = local + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const bytes = chunksOf(input, start, start + packed);
  let seen = 0;
  for await (const piece of method === 0 ? bytes : inflated(bytes, name)) {
    seen += piece.length;
    if (seen > unpacked) throw new TarimError(formatErrors.zipBomb, { name });
    yield piece;
  }
  if (seen < unpacked) throw new TarimError(formatErrors.truncated, { part: name, offset: seen });
}

async function* inflated(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const out = new PassThrough();
  const running = pipeline(Readable.from(bytes), createInflateRaw(), out).catch(() => {});
  try {
    yield* out as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof TarimError) throw error;
    throw broken(`${name}: ${(error as Error).message}`);
  }
  await running;
}

/** The whole of a small entry. */
export async function wholeEntry(item: ZipItem, maxBytes: number): Promise<Buffer> {
  within(item.name, item.size, maxBytes);
  const pieces: Buffer[] = [];
  for await (const piece of item.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}
