import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Db, DbOrTx, Files } from '../module.ts';

/** A new name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function hashOf(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), size };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** In one step where both stand on one volume; otherwise a copy beside the target comes first. */
async function move(from: string, to: string): Promise<void> {
  try {
    await syncFile(from);
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const part = `${to}.${randomUUID()}.part`;
    await copyFile(from, part);
    await syncFile(part);
    await rename(part, to);
    await rm(from);
  }
}

/** Files by the SHA-256 of their bytes, in `<dataDir>/files/ab/cdef…`: the same bytes are kept once and cannot change unseen. */
export function contentFiles(dataDir: string, db: Db): Files {
  const pathOf = (sha256: string) => join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));
  const note = (sha256: string, size: number, meta: { name: string; mime: string }, tx?: DbOrTx) =>
    sql`insert into platform.file (sha256, size, name, mime) values (${sha256}, ${size}, ${meta.name}, ${meta.mime})
      on conflict (sha256) do nothing`.execute(tx ?? db);
  const told = async (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    const { rows } = await sql<{
      name: string;
      mime: string;
    }>`select name, mime from platform.file where sha256 = ${sha256}`.execute(db);
    return rows[0] ?? null;
  };
  return {
    async put(bytes, meta, tx) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      await mkdir(dirname(path), { recursive: true });
      const part = `${path}.${randomUUID()}.part`;
      const file = await open(part, 'w', 0o640);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      await syncFolder(dirname(path));
      await note(sha256, bytes.length, meta, tx);
      return { sha256, size: bytes.length };
    },
    async putFile(path, meta, tx) {
      const { sha256, size } = await hashOf(path);
      const target = pathOf(sha256);
      await mkdir(dirname(target), { recursive: true });
      await move(path, target);
      await syncFolder(dirname(target));
      await note(sha256, size, meta, tx);
      return { sha256, size };
    },
    async get(sha256) {
      const known = await told(sha256);
      if (!known) return null;
      const bytes = await readFile(pathOf(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new TarimError(platformErrors.fileAltered, { sha256 });
      return { bytes, ...known };
    },
    async locate(sha256) {
      const known = await told(sha256);
      if (!known) return null;
      const path = pathOf(sha256);
      return { path, sha256, size: (await stat(path)).size, ...known };
    },
  };
}
