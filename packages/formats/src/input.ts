import { type FileHandle, open } from 'node:fs/promises';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from './errors.ts';

/** Bytes that can be read anywhere and again: a file, or what is in memory. */
export interface Input {
  readonly size: number;
  /** @throws TarimError FORMATS_TRUNCATED when fewer bytes are there */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export function memoryInput(bytes: Uint8Array): Input {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    read: async (offset, length) => {
      if (offset < 0 || offset + length > buffer.length) throw cutOff('file', buffer.length);
      return buffer.subarray(offset, offset + length);
    },
    close: async () => {},
  };
}

export async function fileInput(path: string): Promise<Input> {
  const handle: FileHandle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: async (offset, length) => {
      if (offset < 0 || offset + length > size) throw cutOff('file', size);
      const buffer = Buffer.alloc(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(buffer, done, length - done, offset + done);
        if (bytesRead === 0) throw cutOff('file', offset + done);
        done += bytesRead;
      }
      return buffer;
    },
    close: () => handle.close(),
  };
}

export const cutOff = (part: string, offset: number) =>
  new TarimError(formatErrors.truncated, { part, offset });

const CHUNK = 256 << 10;

/** The bytes from `start` to `end`, piece by piece. */
export async function* chunksOf(input: Input, start = 0, end = input.size): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += CHUNK) yield await input.read(at, Math.min(CHUNK, end - at));
}

/** Takes counted bytes from a stream of pieces. */
export class ByteQueue {
  #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #part: string;
  offset = 0;

  constructor(pieces: AsyncIterable<Buffer>, part: string) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#part = part;
  }

  /** @throws TarimError FORMATS_TRUNCATED */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.takeOrEnd(length);
    if (!bytes) throw cutOff(this.#part, this.offset);
    return bytes;
  }

  /** Null when the stream ends exactly here. */
  async takeOrEnd(length: number): Promise<Buffer | null> {
    if (this.#held.length < length) {
      const parts = [this.#held];
      for (let have = this.#held.length; have < length; ) {
        const next = await this.#pieces.next();
        if (next.done) {
          if (have === 0) return null;
          throw cutOff(this.#part, this.offset + have);
        }
        parts.push(next.value);
        have += next.value.length;
      }
      this.#held = Buffer.concat(parts);
    }
    const bytes = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    this.offset += length;
    return bytes;
  }

  async end(): Promise<void> {
    await this.#pieces.return?.(undefined);
  }
}
