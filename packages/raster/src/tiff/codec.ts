import { inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
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
      const zlib = (packed[0]! & 0x0f) === 8 && ((packed[0]! << 8) | packed[1]!) % 31 === 0;
      return owned(zlib ? inflateSync(packed, options) : inflateRawSync(packed, options));
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
