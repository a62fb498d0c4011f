import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileEntry } from './manifest.ts';
import { BLOCK, padding, writeHeader } from './tar.ts';

/** Where a backup is written: a folder, or one tar file. Under its own name it appears only when it is complete. */
export interface BackupWriter {
  folder(path: string): Promise<void>;
  /** A file that cannot be read leaves nothing. */
  file(path: string, mode: number, bytes: AsyncIterable<Uint8Array>): Promise<FileEntry>;
  /** Makes it durable and gives it its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Holds keys and personal data: nobody else may read it. */
const OWNER_FOLDER = 0o700;
const OWNER_FILE = 0o600;

export async function openWriter(to: string): Promise<BackupWriter> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  return to.endsWith('.tar')
    ? tarWriter(to, part, await open(part, 'wx', OWNER_FILE))
    : folderWriter(to, part);
}

async function folderWriter(to: string, part: string): Promise<BackupWriter> {
  await mkdir(part, { mode: OWNER_FOLDER });
  return {
    folder: async (path) => void (await mkdir(join(part, path), { recursive: true, mode: OWNER_FOLDER })),
    async file(path, mode, bytes) {
      await mkdir(dirname(join(part, path)), { recursive: true, mode: OWNER_FOLDER });
      const measure = new Measure();
      const file = await open(join(part, path), 'wx', OWNER_FILE);
      try {
        await file.writeFile(measure.pass(bytes));
        await file.sync();
      } catch (error) {
        await rm(join(part, path), { force: true });
        throw error;
      } finally {
        await file.close();
      }
      return measure.entry(path, mode);
    },
    async finish() {
      // An empty folder may stand there already; rename takes its place.
      await rename(part, to);
      await syncFolder(dirname(to));
    },
    abandon: () => rm(part, { recursive: true, force: true }),
  };
}

function tarWriter(to: string, part: string, archive: FileHandle): BackupWriter {
  const seconds = Date.now() / 1_000;
  let end = 0;
  const put = async (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await archive.write(bytes, done, bytes.length - done, end);
      done += bytesWritten;
      end += bytesWritten;
    }
  };
  return {
    folder: (path) => put(writeHeader({ path, size: 0, mode: OWNER_FOLDER, folder: true }, seconds)),
    async file(path, mode, bytes) {
      // The size is known when the bytes have passed: the header is written behind them, at its place before them.
      const header = end;
      const measure = new Measure();
      end += BLOCK;
      try {
        for await (const chunk of measure.pass(bytes)) await put(chunk);
      } catch (error) {
        end = header;
        throw error;
      }
      const size = measure.bytes;
      await put(Buffer.alloc(padding(size)));
      await archive.write(
        writeHeader({ path, size, mode: OWNER_FILE, folder: false }, seconds),
        0,
        BLOCK,
        header,
      );
      return measure.entry(path, mode);
    },
    async finish() {
      await put(Buffer.alloc(2 * BLOCK));
      await archive.sync();
      await archive.close();
      await rename(part, to);
      await syncFolder(dirname(to));
    },
    async abandon() {
      await archive.close();
      await rm(part, { force: true });
    },
  };
}

/** Counts and hashes what passes. */
export class Measure {
  bytes = 0;
  readonly #hash = createHash('sha256');

  async *pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  entry(path: string, mode: number): FileEntry {
    return { path, bytes: this.bytes, mode, sha256: this.#hash.digest('hex') };
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
