import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { Problem } from '@tarim/kernel';
import { openArchive } from '@tarim/telemetry/archive';
import { frameLogDir, hasFrameLog } from '../archive/log.ts';
import { type DoctorConfig, type Finding, fine } from './check.ts';

/** Contents are compared for so many of the newest segments; all of them are for `archive verify`. */
const NEWEST = 8;
const READ_BYTES = 4 << 20;

/** Every link of the chain, and the bytes of its newest segments. Only reads. */
export async function checkFrameLog({ dataDir }: DoctorConfig): Promise<Finding> {
  if (!hasFrameLog(dataDir)) return fine({ exists: false });
  const dir = frameLogDir(dataDir);
  const problems: Problem[] = [];
  const add = (code: string, message: string, path: string) => problems.push({ code, message, path });
  const archive = await openArchive(dir, ({ from, to }) =>
    add('ARCHIVE_DAMAGED', `no entry can be read from ${from} to ${to}`, String(from)),
  );
  const segments = archive.segments();
  const sealed = segments.filter((one) => one.state === 'sealed');
  let previous = '0'.repeat(64);
  for (const { name, start, end, sha256, chain } of sealed) {
    const link = createHash('sha256').update(`${previous}\n${start}\n${end}\n${sha256}\n`).digest('hex');
    if (link !== chain) add('ARCHIVE_CHAIN_BROKEN', 'its link does not follow from the one before', name);
    previous = chain!;
  }
  const newest = sealed.slice(-NEWEST);
  for (const { name, sha256 } of newest) {
    try {
      const plain = zstdDecompressSync(await readFile(join(dir, `${name}.zst`)));
      if (createHash('sha256').update(plain).digest('hex') !== sha256)
        add('ARCHIVE_ALTERED', 'its bytes are not those that were sealed', name);
    } catch (error) {
      add('ARCHIVE_UNREADABLE', (error as Error).message, name);
    }
  }
  // What is not sealed has no hash yet; its entries have checksums of their own.
  for (let at = sealed.at(-1)?.end ?? 0; at < archive.position(); )
    at = (await archive.read(at, READ_BYTES)).next;
  const detail = {
    exists: true,
    segments: segments.length,
    sealed: sealed.length,
    read: newest.length,
    position: archive.position(),
  };
  return { detail, problems };
}
