import { allocate, type Samples, type Window } from '../samples.ts';
import { isDeflate, unpack, unpackBeginning } from './codec.ts';
import type { TiffImage } from './image.ts';
import { decodeSamples } from './predictor.ts';
import type { ByteSource } from './source.ts';
import { COMPRESSION } from './tags.ts';

/** Decoded blocks, the least recently used dropped first when they outgrow `limit` bytes. */
export class BlockCache {
  readonly #blocks = new Map<string, Samples | null>();
  #bytes = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): Samples | null | undefined {
    const found = this.#blocks.get(key);
    if (found !== undefined) {
      this.#blocks.delete(key);
      this.#blocks.set(key, found);
    }
    return found;
  }

  set(key: string, block: Samples | null): void {
    this.#bytes += (block?.byteLength ?? 0) - (this.#blocks.get(key)?.byteLength ?? 0);
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    for (const [old, dropped] of this.#blocks) {
      if (this.#bytes <= this.#limit || old === key) break;
      this.#blocks.delete(old);
      this.#bytes -= dropped?.byteLength ?? 0;
    }
  }
}

/**
 * One block, decoded: rows of `blockWidth` pixels (times bands when they stand together). Null when it was never written.
 * @param wanted rows from the top that are needed; a packed block is then unpacked no further where that can be done
 */
export function readBlock(
  source: ByteSource,
  image: TiffImage,
  index: number,
  wanted = Infinity,
): Samples | null {
  const length = image.counts[index]!;
  if (length === 0) return null;
  const perPixel = image.separate ? 1 : image.bands;
  const rowSamples = image.blockWidth * perPixel;
  const inPlane = index % (image.across * image.down);
  // The last strip has only the rows that are left; tiles are always whole.
  const rows = image.tiled
    ? image.blockHeight
    : Math.min(image.blockHeight, image.height - Math.floor(inPlane / image.across) * image.blockHeight);
  const rowBytes = Math.ceil((rowSamples * image.bits) / 8);
  const size = rowBytes * rows;
  if (wanted < MOST_OF * rows && isDeflate(image.compression) && image.bits >= 8) {
    const top = unpackTop(source, image.offsets[index]!, length, size, rowBytes * wanted);
    if (top)
      return decodeSamples(
        top,
        image.type,
        wanted,
        rowSamples,
        perPixel,
        image.predictor,
        image.littleEndian,
      );
  }
  const packed =
    image.compression === COMPRESSION.none
      ? source.read(image.offsets[index]!, Math.min(length, size))
      : source.peek(image.offsets[index]!, length);
  const bytes = unpack(image.compression, packed, size, source.name);
  if (image.bits < 8) return spreadBits(bytes, rows, rowSamples, rowBytes, image.bits);
  return decodeSamples(bytes, image.type, rows, rowSamples, perPixel, image.predictor, image.littleEndian);
}

/** A window that needs more of a block than this gets the whole of it, which the next window may need. */
const MOST_OF = 0.85;

/**
 * The first bytes of a packed block out of the part of it that ought to hold them, by its overall ratio and a little more;
 * null when they were not there.
 */
function unpackTop(
  source: ByteSource,
  offset: number,
  length: number,
  size: number,
  wanted: number,
): Uint8Array<ArrayBuffer> | null {
  const part = Math.ceil(length * (wanted / size) * 1.04) + 512;
  return part < length ? unpackBeginning(source.peek(offset, part), wanted, size) : null;
}

/** Samples of 1, 2 or 4 bits, the high bits first, a byte each. */
function spreadBits(
  bytes: Uint8Array,
  rows: number,
  rowSamples: number,
  rowBytes: number,
  bits: number,
): Samples {
  const out = new Uint8Array(rows * rowSamples);
  const per = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < rowSamples; i++) {
      const byte = bytes[row * rowBytes + Math.floor(i / per)]!;
      out[row * rowSamples + i] = (byte >> (8 - bits * ((i % per) + 1))) & mask;
    }
  return out;
}

/**
 * Cells of one band in a window that lies within the image, row by row.
 * @param fill what cells of blocks that were never written have
 */
export function readCells(
  source: ByteSource,
  image: TiffImage,
  key: string,
  cache: BlockCache,
  band: number,
  { x, y, width, height }: Window,
  fill: number,
): Samples {
  const out = allocate(image.type, width * height);
  const perPixel = image.separate ? 1 : image.bands;
  const inner = image.separate ? 0 : band;
  const plane = image.separate ? band * image.across * image.down : 0;
  const [bw, bh] = [image.blockWidth, image.blockHeight];
  for (let by = Math.floor(y / bh); by * bh < y + height; by++)
    for (let bx = Math.floor(x / bw); bx * bw < x + width; bx++) {
      const index = plane + by * image.across + bx;
      const id = `${key}/${index}`;
      let block = cache.get(id);
      const last = Math.min(y + height, (by + 1) * bh) - by * bh;
      if (block === undefined) {
        block = readBlock(source, image, index, last);
        cache.set(id, block);
      } else if (block !== null && block.length < last * bw * perPixel) {
        // Its upper rows were kept only. Who comes again, row after row perhaps, gets all of them.
        block = readBlock(source, image, index);
        cache.set(id, block);
      }
      const [x0, x1] = [Math.max(x, bx * bw), Math.min(x + width, (bx + 1) * bw)];
      const [y0, y1] = [Math.max(y, by * bh), Math.min(y + height, (by + 1) * bh)];
      for (let row = y0; row < y1; row++) {
        const to = (row - y) * width + (x0 - x);
        if (block === null) {
          out.fill(fill, to, to + x1 - x0);
          continue;
        }
        const from = ((row - by * bh) * bw + (x0 - bx * bw)) * perPixel;
        if (perPixel === 1) out.set(block.subarray(from, from + x1 - x0) as never, to);
        else for (let i = 0, at = from + inner; i < x1 - x0; i++, at += perPixel) out[to + i] = block[at]!;
      }
    }
  return out;
}
