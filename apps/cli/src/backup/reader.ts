import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fillMessage, type Problem } from '@tarim/kernel';
import { cliErrors } from '../errors.ts';
import { MANIFEST, type Manifest, parseManifest, unreadable } from './manifest.ts';
import { BLOCK, padding, readHeader } from './tar.ts';
import { Measure } from './writer.ts';

/** A backup that was written earlier, whichever form it has. */
export interface BackupReader {
  readonly manifest: Manifest;
  open(path: string): AsyncIterable<Uint8Array>;
}

/** @throws TarimError BACKUP_UNREADABLE */
export async function openReader(from: string): Promise<BackupReader> {
  const found = await stat(from).catch((error: Error) => {
    throw unreadable(error.message, error);
  });
  if (found.isDirectory()) {
    const text = await readFile(join(from, MANIFEST), 'utf8').catch((error: Error) => {
      throw unreadable(error.message, error);
    });
    return { manifest: parseManifest(text), open: (path) => createReadStream(join(from, path)) };
  }
  const places = await indexOf(from);
  const bytesOf = (path: string) => {
    const place = places.get(path);
    if (!place) throw unreadable(`${path} is missing`);
    // `end` is inclusive: an empty file has no such range.
    return place.size === 0
      ? empty()
      : createReadStream(from, { start: place.start, end: place.start + place.size - 1 });
  };
  const parts: Uint8Array[] = [];
  for await (const chunk of bytesOf(MANIFEST)) parts.push(chunk);
  return { manifest: parseManifest(Buffer.concat(parts).toString()), open: bytesOf };
}

async function* empty(): AsyncGenerator<Uint8Array> {}

/** Where each file of a tar lies. */
async function indexOf(from: string): Promise<Map<string, { start: number; size: number }>> {
  const places = new Map<string, { start: number; size: number }>();
  const archive = await open(from, 'r');
  try {
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; ; ) {
      const { bytesRead } = await archive.read(block, 0, BLOCK, at);
      if (bytesRead < BLOCK) throw new Error('it ends too early');
      const header = readHeader(block);
      if (!header) return places;
      if (!header.folder) places.set(header.path, { start: at + BLOCK, size: header.size });
      at += BLOCK + header.size + padding(header.size);
    }
  } catch (error) {
    throw unreadable((error as Error).message, error);
  } finally {
    await archive.close();
  }
}

/** Reads everything once and compares it with the manifest. */
export async function checkBackup(backup: BackupReader): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const file of backup.manifest.files) {
    const measure = new Measure();
    try {
      for await (const _ of measure.pass(backup.open(file.path))) {
        // Only measured.
      }
      const { bytes, sha256 } = measure.entry(file.path, file.mode);
      if (bytes === file.bytes && sha256 === file.sha256) continue;
      problems.push(problemOf(cliErrors.backupAltered, file.path));
    } catch {
      problems.push(problemOf(cliErrors.backupMissing, file.path));
    }
  }
  return problems;
}

function problemOf({ code, en }: { code: string; en: string }, path: string): Problem {
  return { code, message: fillMessage(en, { path }), path };
}
