import { peekHeader } from '@tarim/hj212';
import { jsonFrame } from '../ingest/json-frame.ts';
import type { StoredEntry } from '../log/port.ts';

/** MN of an entry without decoding its data part. */
export function peekMn(entry: Pick<StoredEntry, 'transport' | 'payload'>): string | null {
  return entry.transport === 'tcp' ? peekHeader(entry.payload).mn : jsonFrame(entry.payload).mn;
}
