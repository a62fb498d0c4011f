import { createHash } from 'node:crypto';
import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';

/** One link of the chain: a line of `chain.ndjson`, written once when its segment is sealed. */
export interface ChainLink {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** SHA-256 of the segment's uncompressed bytes. */
  readonly sha256: string;
  /** SHA-256 over (previous chain, start, end, sha256), hex. */
  readonly chain: string;
  readonly storedBytes: number;
  readonly sealedAt: number;
}

export const CHAIN_FILE = 'chain.ndjson';
/** The link before the first. */
export const CHAIN_ROOT = '0'.repeat(64);

/** Hash of a link; anybody can recompute it with standard tools from the fields of the line. */
export function chainHash(previous: string, start: number, end: number, sha256: string): string {
  return createHash('sha256').update(`${previous}\n${start}\n${end}\n${sha256}\n`).digest('hex');
}

/**
 * The lines of the chain: links, and null for a line that cannot be read. A torn last line (killed while writing) is left
 * out, since its segment will be sealed again.
 */
export async function readChainLines(dir: string): Promise<(ChainLink | null)[]> {
  const text = await readFile(join(dir, CHAIN_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  // What follows the last line end is empty, or torn.
  lines.pop();
  return lines.map((line) => {
    try {
      const link = JSON.parse(line) as ChainLink;
      return Number.isSafeInteger(link.start) && Number.isSafeInteger(link.end) ? link : null;
    } catch {
      return null;
    }
  });
}

/** All links. Rejects when a line cannot be read: nothing may be built on a broken chain. */
export async function readChain(dir: string): Promise<ChainLink[]> {
  const lines = await readChainLines(dir);
  const broken = lines.indexOf(null);
  if (broken >= 0) throw new TarimError(telemetryErrors.frameLogChain, { line: broken + 1 });
  return lines as ChainLink[];
}

/** Appends a link durably. A torn line left by a kill is ended first, so that it cannot swallow the new one. */
export async function appendLink(dir: string, link: ChainLink): Promise<void> {
  const path = join(dir, CHAIN_FILE);
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before !== '' && !before.endsWith('\n')) {
    const file = await open(path, 'r+');
    await file.truncate(Buffer.byteLength(before.slice(0, before.lastIndexOf('\n') + 1)));
    await file.close();
  }
  await appendFile(path, `${JSON.stringify(link)}\n`, { flush: true });
}
