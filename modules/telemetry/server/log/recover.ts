import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';
import { SegmentCatalogue } from './catalogue.ts';
import { readChain } from './chain.ts';
import { walkEntries } from './entry.ts';
import { isSealed, segmentName } from './seal.ts';

export interface Found {
  readonly catalogue: SegmentCatalogue;
  /** Whether a file of the last segment is there; else the log begins one at its end. */
  readonly hasCurrent: boolean;
  /** Plain files whose sealed copy is complete: a kill came between writing the link and removing them. */
  readonly leftovers: readonly string[];
}

/** What a folder holds: the chain, the closed segments behind it and the last one, up to its last whole entry. Changes nothing. */
export async function inspectSegments(dir: string): Promise<Found> {
  // The names first: a segment that is sealed in between is then in the chain, never missing from both.
  const names = await readdir(dir);
  const links = await readChain(dir);
  let end = links.at(-1)?.end ?? 0;
  const plain = names
    .filter((name) => /^\d{20}\.seg$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
  const leftovers: string[] = [];
  for (const start of plain.filter((one) => one < end)) {
    const link = links.find((one) => one.start === start);
    // Nothing is removed that has no copy.
    if (!link || !(await isSealed(dir, link)))
      throw new TarimError(telemetryErrors.frameLogHole, { segment: segmentName(start), end });
    leftovers.push(segmentName(start));
  }
  const starts = plain.filter((one) => one >= end);
  const closed: { start: number; end: number }[] = [];
  for (const [index, start] of starts.entries()) {
    if (start !== end)
      throw new TarimError(telemetryErrors.frameLogHole, { segment: segmentName(start), end });
    const next = starts[index + 1];
    if (next === undefined) end = start + wholeLength(await readFile(join(dir, segmentName(start))));
    else {
      // A closed segment reaches to the next one, whatever is inside: sealing compares its length.
      closed.push({ start, end: next });
      end = next;
    }
  }
  const currentStart = starts.at(-1) ?? end;
  return {
    catalogue: new SegmentCatalogue({ links, closed, currentStart, end }),
    hasCurrent: starts.length > 0,
    leftovers,
  };
}

/** Removes what a kill left behind beside complete copies. */
export async function removeLeftovers(dir: string, found: Found): Promise<void> {
  for (const name of found.leftovers) await rm(join(dir, name));
}

/**
 * Length up to the end of the last whole entry. Only what follows it may be cut off: a torn write was never acknowledged.
 * Damage before it stays where it is and is passed over when reading.
 */
function wholeLength(buffer: Buffer): number {
  let end = 0;
  for (const one of walkEntries(buffer, 0)) if ('lsn' in one) end = one.next;
  return end;
}
