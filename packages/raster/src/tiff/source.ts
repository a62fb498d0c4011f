import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';

/**
 * Bytes by position. Synchronous on purpose: rasters are read in worker threads and on the command line, where a promise
 * per tile costs more than the tile; a server reads through the workers.
 */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** @throws TarimError RASTER_TRUNCATED when they are not all there */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
  /**
   * The same for bytes that are used up at once: they stand only until the next call. Packed blocks by the hundred would
   * otherwise be garbage by the hundred megabytes.
   */
  peek(offset: number, length: number): Uint8Array<ArrayBuffer>;
  close(): void;
}

function check(name: string, size: number, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size))
    throw new TarimError(rasterErrors.truncated, { name, reason: `${offset}+${length} > ${size}` });
}

export function memorySource(bytes: Uint8Array<ArrayBuffer>, name = 'memory'): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      check(name, bytes.length, offset, length);
      return bytes.slice(offset, offset + length);
    },
    peek(offset, length) {
      check(name, bytes.length, offset, length);
      return bytes.subarray(offset, offset + length);
    },
    close() {},
  };
}

/** Of this thread: calls are synchronous, so one is enough. */
let room = new Uint8Array(0);

export function fileSource(path: string): ByteSource {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const fill = (bytes: Uint8Array<ArrayBuffer>, offset: number): Uint8Array<ArrayBuffer> => {
    const { length } = bytes;
    for (let done = 0; done < length; ) {
      const got = readSync(file, bytes, done, length - done, offset + done);
      // Somebody shortened the file while we read it.
      if (got === 0) check(path, offset + done, offset, length);
      done += got;
    }
    return bytes;
  };
  return {
    name: path,
    size,
    read(offset, length) {
      check(path, size, offset, length);
      return fill(new Uint8Array(length), offset);
    },
    peek(offset, length) {
      check(path, size, offset, length);
      if (room.length < length) room = new Uint8Array(Math.max(length, 1 << 20));
      return fill(room.subarray(0, length), offset);
    },
    close: () => closeSync(file),
  };
}
