import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Db, Files } from '../module.ts';

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

/** Files by the SHA-256 of their bytes, in `<dataDir>/files/ab/cdef…`: the same bytes are kept once and cannot change unseen. */
export function contentFiles(dataDir: string, db: Db): Files {
  const pathOf = (sha256: string) => join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));
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
      await sql`insert into platform.file (sha256, size, name, mime) values (${sha256}, ${bytes.length}, ${meta.name}, ${meta.mime})
        on conflict (sha256) do nothing`.execute(tx ?? db);
      return { sha256, size: bytes.length };
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const { rows } = await sql<{
        name: string;
        mime: string;
      }>`select name, mime from platform.file where sha256 = ${sha256}`.execute(db);
      if (!rows[0]) return null;
      const bytes = await readFile(pathOf(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new TarimError(platformErrors.fileAltered, { sha256 });
      return { bytes, ...rows[0] };
    },
  };
}
