import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '@tarim/kernel';
import type { FileEntry } from './manifest.ts';
import type { BackupWriter } from './writer.ts';

/** What a backup has taken so far. */
export interface Taken {
  readonly folders: string[];
  readonly files: FileEntry[];
  /** What should be there and was not: the backup goes on without it. */
  readonly problems: Problem[];
}

/** In the data folder but not of it: the database (taken by itself), locks, what is half written. */
const LEFT_OUT = /^pg$|^pg\.|\.lock$|\.part$|\.new$/;
/** The frame log grows while a gateway runs: it is taken by frame-log.ts. */
const FRAME_LOG = 'framelog';

/** Takes a data folder but for its database and frame log: files, keys, whatever else lies there. */
export async function takeDataFolder(writer: BackupWriter, dataDir: string, taken: Taken): Promise<void> {
  await takeTree(writer, dataDir, 'data', taken, (name) => name !== FRAME_LOG && !LEFT_OUT.test(name));
}

/** Takes the files of a stopped cluster. */
export async function takeCluster(writer: BackupWriter, cluster: string, taken: Taken): Promise<void> {
  await takeTree(writer, cluster, 'cluster', taken, (name) => name !== 'postmaster.pid');
}

/** @param wanted by the names right below `from` */
async function takeTree(
  writer: BackupWriter,
  from: string,
  to: string,
  taken: Taken,
  wanted: (name: string) => boolean = () => true,
): Promise<void> {
  await writer.folder(to);
  taken.folders.push(to);
  for (const name of (await readdir(from)).filter(wanted).sort()) {
    const path = join(from, name);
    // Links are followed: an operator may have put a part on another disk.
    const found = await stat(path);
    if (found.isDirectory()) await takeTree(writer, path, `${to}/${name}`, taken);
    else if (found.isFile())
      taken.files.push(await takeFile(writer, path, `${to}/${name}`, found.mode & 0o777));
  }
}

export function takeFile(writer: BackupWriter, from: string, to: string, mode: number): Promise<FileEntry> {
  return writer.file(to, mode, read(from));
}

/** Opened when it is asked for: a stream whose file is gone before somebody listens would end the process. */
async function* read(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}
