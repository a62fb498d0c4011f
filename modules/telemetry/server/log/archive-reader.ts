import { access } from 'node:fs/promises';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';
import type { Damage } from './entry.ts';
import type { SegmentInfo, StoredEntry } from './port.ts';
import { type Found, inspectSegments } from './recover.ts';
import { SegmentReader } from './segment-reader.ts';

/** A frame log looked at from outside: nothing is locked, written or mended, a gateway may be writing it meanwhile. */
export interface Archive {
  read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }>;
  readAt(lsn: number): Promise<StoredEntry | null>;
  /** End of the log when it was opened. */
  position(): number;
  segments(): SegmentInfo[];
  segmentOf(lsn: number): SegmentInfo | null;
}

/** Opens the segment files of a folder for reading. Rejects when there is no frame log. */
export async function openArchive(dir: string, onDamage?: (damage: Damage) => void): Promise<Archive> {
  await access(dir).catch(() => {
    throw new TarimError(telemetryErrors.frameLogAbsent, { dir });
  });
  const { catalogue } = await inspect(dir);
  const reader = new SegmentReader(dir, catalogue, onDamage);
  return {
    read: (position, maxBytes) => reader.read(position, maxBytes),
    readAt: (lsn) => reader.readAt(lsn),
    position: () => catalogue.end,
    segments: () => catalogue.all(),
    segmentOf: (lsn) => catalogue.at(lsn),
  };
}

const TRIES = 5;

/** The writer may compress a segment, and remove its plain file, while we look: then we look again. */
async function inspect(dir: string): Promise<Found> {
  for (let i = 1; ; i++) {
    try {
      return await inspectSegments(dir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || i === TRIES) throw error;
    }
  }
}
