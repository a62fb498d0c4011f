import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Largest file that is fetched; uploads have the lower limit of the platform. */
export const MOST_BYTES = 2 * 1024 ** 3;

/** What was fetched, as a file of this run that nobody else changes. */
export interface Fetched {
  readonly path: string;
  /** What its owner calls it; its ending tells the format. */
  readonly name: string;
  /** `rows`: objects of a JSON interface or a database, one a line. */
  readonly kind: 'file' | 'rows';
  readonly fingerprint: string;
  readonly bytes: number;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Of a file of a drop folder: its size and time, by which it is known again. */
  readonly stamp?: string;
  /** Others wait behind it. */
  readonly more?: boolean;
  /** Once it is loaded, or was found bad for good. */
  readonly ended?: (good: boolean) => Promise<void>;
  /** Lets go of what is held open. */
  readonly close?: () => void;
}

/** A folder of the run; gone when the work is over. */
export async function workFolder(
  dataDir: string,
  name: string,
): Promise<{ dir: string; end(): Promise<void> }> {
  const dir = join(dataDir, 'exchange', 'work', name);
  // What a killed process left behind.
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  return { dir, end: () => rm(dir, { recursive: true, force: true }) };
}

export async function fingerprintOf(path: string): Promise<{ fingerprint: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { fingerprint: hash.digest('hex'), bytes };
}
