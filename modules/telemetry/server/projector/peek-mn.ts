import { peekHeader } from '@tarim/hj212';
import { jsonFrame } from '../ingest/json-frame.ts';
import type { StoredEntry } from '../log/port.ts';

const MAX_ID = 64;

/** Identifiers come from outside: printable and of bounded length before they reach a table or a query. */
export function cleanId(text: string | null): string | null {
  if (text === null || text === '') return null;
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, MAX_ID);
}

/** MN of an entry without decoding its data part, as the tables know it. */
export function peekMn(entry: Pick<StoredEntry, 'transport' | 'payload'>): string | null {
  return cleanId(entry.transport === 'tcp' ? peekHeader(entry.payload).mn : jsonFrame(entry.payload).mn);
}
