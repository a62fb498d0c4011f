import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { appendLink, CHAIN_ROOT, type ChainLink, chainHash } from './chain.ts';

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
  const sha256 = sha256Of(plain);
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

/** Whether the compressed copy of a segment is there and is the one that its link names. */
export async function isSealed(dir: string, link: ChainLink): Promise<boolean> {
  const plain = await readSealed(dir, link.start).catch(() => null);
  return plain !== null && plain.length === link.end - link.start && sha256Of(plain) === link.sha256;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
