import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';
import { CHAIN_FILE, CHAIN_ROOT, type ChainLink, chainHash, readChainLines } from './chain.ts';
import { walkEntries } from './entry.ts';
import { readSealed, segmentName, sha256Of } from './seal.ts';

export interface ChainProblem {
  readonly code: string;
  readonly message: string;
  /** The segment, or the chain's file. */
  readonly path: string;
}

export interface ChainReport {
  readonly segments: number;
  /** Sealed bytes, uncompressed. */
  readonly bytes: number;
  /** Bytes of segments that are not sealed yet: their entries are checked, nothing vouches for their being all. */
  readonly openBytes: number;
  /** Hash of the last link: quote it elsewhere to pin everything before it. */
  readonly head: string;
  readonly problems: readonly ChainProblem[];
}

export interface VerifyOptions {
  /** A head that was quoted earlier: the chain must still hold it. Alone this finds a log cut off at its end. */
  readonly head?: string;
  readonly onSegment?: (link: ChainLink, ok: boolean) => void;
}

/**
 * Proves that no sealed segment was altered, removed or put elsewhere (`tarim archive verify`), and that what is not sealed
 * yet follows it and is whole. Rejects when there is no frame log at all.
 */
export async function verifyChain(dir: string, options: VerifyOptions = {}): Promise<ChainReport> {
  await access(dir).catch(() => {
    throw new TarimError(telemetryErrors.frameLogAbsent, { dir });
  });
  const problems: ChainProblem[] = [];
  // The names first: what the writer seals in between is then in the chain, never missing from both.
  const names = await readdir(dir);
  const lines = await readChainLines(dir);
  let previous = CHAIN_ROOT;
  let end = 0;
  let bytes = 0;
  let pinned = options.head === undefined || options.head === CHAIN_ROOT;
  for (const [index, link] of lines.entries()) {
    if (!link) {
      problems.push({
        code: 'ARCHIVE_CHAIN_UNREADABLE',
        message: `line ${index + 1} cannot be read`,
        path: CHAIN_FILE,
      });
      continue;
    }
    const found = await linkProblems(dir, link, previous, end);
    problems.push(...found.problems);
    bytes += found.bytes;
    options.onSegment?.(link, found.problems.length === 0);
    previous = link.chain;
    end = link.end;
    pinned ||= link.chain === options.head;
  }
  if (!pinned)
    problems.push({
      code: 'ARCHIVE_HEAD_MISSING',
      message: `no link has the hash ${options.head}`,
      path: CHAIN_FILE,
    });
  const starts = new Set(lines.flatMap((link) => (link ? [link.start] : [])));
  for (const name of names.filter((one) => one.endsWith('.seg.zst')).sort())
    if (!starts.has(Number.parseInt(name, 10)) && !names.includes(name.slice(0, -4)))
      problems.push({ code: 'ARCHIVE_UNLINKED', message: 'no link of the chain names it', path: name });
  const open = await openProblems(dir, names, end);
  return {
    segments: lines.length,
    bytes,
    openBytes: open.bytes,
    head: previous,
    problems: [...problems, ...open.problems],
  };
}

async function linkProblems(
  dir: string,
  link: ChainLink,
  previous: string,
  end: number,
): Promise<{ bytes: number; problems: ChainProblem[] }> {
  const problems: ChainProblem[] = [];
  const add = (code: string, message: string) => problems.push({ code, message, path: link.name });
  if (link.start !== end) add('ARCHIVE_HOLE', `starts at ${link.start}, the one before ends at ${end}`);
  if (chainHash(previous, link.start, link.end, link.sha256) !== link.chain)
    add('ARCHIVE_CHAIN_BROKEN', 'its link does not follow from the one before');
  let bytes = 0;
  try {
    const plain = await readSealed(dir, link.start);
    bytes = plain.length;
    if (bytes !== link.end - link.start)
      add('ARCHIVE_LENGTH', `has ${bytes} bytes instead of ${link.end - link.start}`);
    if (sha256Of(plain) !== link.sha256) add('ARCHIVE_ALTERED', 'its bytes are not those that were sealed');
  } catch (error) {
    add('ARCHIVE_UNREADABLE', (error as Error).message);
  }
  return { bytes, problems };
}

/** Segments that are not sealed yet: they follow the chain without a hole and consist of whole entries. */
async function openProblems(
  dir: string,
  names: readonly string[],
  chainEnd: number,
): Promise<{ bytes: number; problems: ChainProblem[] }> {
  const problems: ChainProblem[] = [];
  const starts = names
    .filter((name) => name.endsWith('.seg'))
    .map((name) => Number.parseInt(name, 10))
    .filter((start) => start >= chainEnd)
    .sort((a, b) => a - b);
  let end = chainEnd;
  let bytes = 0;
  for (const [index, start] of starts.entries()) {
    const path = segmentName(start);
    if (start !== end)
      problems.push({ code: 'ARCHIVE_HOLE', message: `starts at ${start}, ${end} was expected`, path });
    // Sealed since we looked: the compressed copy is there by now.
    const plain = await readFile(join(dir, path)).catch(() => readSealed(dir, start));
    end = start + plain.length;
    bytes += plain.length;
    for (const one of walkEntries(plain, start)) {
      if ('lsn' in one) continue;
      // The writer may be in the middle of an entry at the very end.
      if (index === starts.length - 1 && one.to === end) continue;
      problems.push({ code: 'ARCHIVE_DAMAGED', message: `no entry from ${one.from} to ${one.to}`, path });
    }
  }
  return { bytes, problems };
}
