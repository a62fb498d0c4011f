import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { appendLink, CHAIN_ROOT, type ChainLink, chainHash, readChain } from './chain.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** `00000000000000001234.seg`: the name of a segment is the position at which it starts. */
export function segmentName(start: number): string {
  return `${String(start).padStart(20, '0')}.seg`;
}

/** Makes created and renamed names durable. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Compresses a closed segment (zstd), adds its link to the chain and removes the plain file.
 * Each step is durable before the next and the whole can be repeated after a kill at any moment.
 */
export async function sealSegment(
  dir: string,
  start: number,
  end: number,
  previous: string | null,
  now: number,
): Promise<ChainLink> {
  const plainPath = join(dir, segmentName(start));
  const plain = await readFile(plainPath);
  if (plain.length !== end - start)
    throw new Error(`segment ${segmentName(start)} has ${plain.length} bytes instead of ${end - start}`);
  const packed = await compress(plain);
  const packedPath = `${plainPath}.zst`;
  const file = await open(`${packedPath}.part`, 'w');
  try {
    await file.writeFile(packed);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${packedPath}.part`, packedPath);
  await syncDirectory(dir);
  const sha256 = createHash('sha256').update(plain).digest('hex');
  const link: ChainLink = {
    name: segmentName(start),
    start,
    end,
    sha256,
    chain: chainHash(previous ?? CHAIN_ROOT, start, end, sha256),
    storedBytes: packed.length,
    sealedAt: now,
  };
  await appendLink(dir, link);
  await rm(plainPath);
  return link;
}

/** The uncompressed bytes of a sealed segment. */
export async function readSealed(dir: string, start: number): Promise<Buffer> {
  return decompress(await readFile(`${join(dir, segmentName(start))}.zst`));
}

export interface ChainReport {
  readonly segments: number;
  readonly bytes: number;
  /** Hash of the last link: quote it elsewhere to pin everything before it. */
  readonly head: string;
  readonly problems: ReadonlyArray<{ code: string; message: string; path: string }>;
}

/** Proves that no sealed segment was altered, removed or put elsewhere: `tarim archive verify`. */
export async function verifyChain(
  dir: string,
  onSegment?: (link: ChainLink, ok: boolean) => void,
): Promise<ChainReport> {
  const links = await readChain(dir);
  const problems: { code: string; message: string; path: string }[] = [];
  let previous = CHAIN_ROOT;
  let end = 0;
  let bytes = 0;
  for (const link of links) {
    const before = problems.length;
    const add = (code: string, message: string) => problems.push({ code, message, path: link.name });
    if (link.start !== end) add('ARCHIVE_HOLE', `starts at ${link.start}, the one before ends at ${end}`);
    if (chainHash(previous, link.start, link.end, link.sha256) !== link.chain)
      add('ARCHIVE_CHAIN_BROKEN', 'its link does not follow from the one before');
    try {
      const plain = await readSealed(dir, link.start);
      bytes += plain.length;
      if (plain.length !== link.end - link.start)
        add('ARCHIVE_LENGTH', `has ${plain.length} bytes instead of ${link.end - link.start}`);
      if (createHash('sha256').update(plain).digest('hex') !== link.sha256)
        add('ARCHIVE_ALTERED', 'its bytes are not those that were sealed');
    } catch (error) {
      add('ARCHIVE_UNREADABLE', (error as Error).message);
    }
    onSegment?.(link, problems.length === before);
    previous = link.chain;
    end = link.end;
  }
  return { segments: links.length, bytes, head: previous, problems };
}
