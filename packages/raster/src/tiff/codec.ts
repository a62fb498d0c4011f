import { constants, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { unpackLzw } from './lzw.ts';
import { COMPRESSION } from './tags.ts';

export const isKnownCompression = (code: number): boolean =>
  (Object.values(COMPRESSION) as number[]).includes(code);

/**
 * Unpacks a tile or strip to exactly `size` bytes. What a block holds beyond that is not unpacked (a bomb ends here); a
 * block that holds less is an error, because silently missing rows would become wrong patches.
 * @throws TarimError RASTER_UNREADABLE
 */
export function unpack(
  compression: number,
  packed: Uint8Array<ArrayBuffer>,
  size: number,
  name: string,
): Uint8Array<ArrayBuffer> {
  const bad = (reason: string) => new TarimError(rasterErrors.unreadable, { name, reason });
  let out: Uint8Array<ArrayBuffer>;
  try {
    out = run(compression, packed, size);
  } catch (error) {
    throw bad(`a block cannot be unpacked (${(error as Error).message})`);
  }
  if (out.length < size) throw bad(`a block has ${out.length} bytes instead of ${size}`);
  return out.length === size ? out : out.subarray(0, size);
}

function run(compression: number, packed: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  switch (compression) {
    case COMPRESSION.none:
      return packed;
    case COMPRESSION.deflate:
    case COMPRESSION.oldDeflate: {
      // One piece of the output's size: half again as fast as growing by the default 16 KiB.
      const options = { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(64, size + 1) };
      return owned(isZlib(packed) ? inflateSync(packed, options) : inflateRawSync(packed, options));
    }
    case COMPRESSION.zstd:
      return owned(
        zstdDecompressSync(packed, {
          chunkSize: Math.max(64, size + 1),
          maxOutputLength: Math.max(64, size + 1),
        }),
      );
    case COMPRESSION.lzw: {
      const out = new Uint8Array(size);
      const written = unpackLzw(packed, out);
      if (written < 0) throw new Error('a code of LZW that is not defined');
      return out.subarray(0, written);
    }
    case COMPRESSION.packBits:
      return unpackBits(packed, size);
    default:
      throw new Error(`compression ${compression}`);
  }
}

export const isDeflate = (compression: number): boolean =>
  compression === COMPRESSION.deflate || compression === COMPRESSION.oldDeflate;

/**
 * The first `wanted` bytes of what the beginning of a DEFLATE stream holds; null when it holds fewer, or cannot be read:
 * then the whole of it tells why.
 * @param size of all that the stream holds: no more is ever made
 */
export function unpackBeginning(
  part: Uint8Array<ArrayBuffer>,
  wanted: number,
  size: number,
): Uint8Array<ArrayBuffer> | null {
  if (!isZlib(part)) return null;
  try {
    const out = owned(
      inflateSync(part, {
        // The part was chosen to hold a little more than what is wanted: one piece is enough.
        chunkSize: Math.max(64, Math.ceil(Math.min(size, wanted * 1.2)) + 1_024),
        maxOutputLength: Math.max(64, size + 1),
        finishFlush: constants.Z_SYNC_FLUSH,
      }),
    );
    return out.length < wanted ? null : out.subarray(0, wanted);
  } catch {
    return null;
  }
}

const isZlib = (packed: Uint8Array): boolean =>
  (packed[0]! & 0x0f) === 8 && ((packed[0]! << 8) | packed[1]!) % 31 === 0;

/** Node's zlib makes buffers of their own, at their beginning: good as memory of typed arrays. */
const owned = (buffer: Buffer): Uint8Array<ArrayBuffer> =>
  buffer.byteOffset % 8 === 0
    ? new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.length)
    : Uint8Array.from(buffer);

/** PackBits, TIFF 6.0 section 9. */
function unpackBits(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  let written = 0;
  for (let i = 0; i < packed.length && written < size; ) {
    const n = packed[i++]!;
    if (n < 128) {
      const end = Math.min(i + n + 1, packed.length, i + size - written);
      out.set(packed.subarray(i, end), written);
      written += end - i;
      i += n + 1;
    } else if (n > 128) {
      const end = Math.min(written + 257 - n, size);
      if (i >= packed.length) break;
      out.fill(packed[i++]!, written, end);
      written = end;
    }
  }
  return out.subarray(0, written);
}
