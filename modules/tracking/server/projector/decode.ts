import { decodeFrame } from '@tarim/jt808';
import type { IngestBody } from '../../contract.ts';
import { type Reading, type ReadingFacts, readingOfJson, readingOfLocation } from '../domain/reading.ts';
import type { StoredFrame } from '../frames.ts';
import { plainNumber } from '../gateway/terminals.ts';

/** A frame of the log as far as the projector needs it. */
export interface TerminalMessage {
  readonly lsn: number;
  readonly receivedAt: number;
  readonly number: string;
  /** Of the frame (JT/T 808); null: reports bear their own. */
  readonly sequence: number | null;
  /** Reports in it, read with what is known of the terminal. */
  readonly readings: (facts: ReadingFacts) => readonly Reading[];
}

export const isTerminalFrame = ({ transport, kind }: Pick<StoredFrame, 'transport' | 'kind'>): boolean =>
  kind === 'frame' && (transport === 'jt808' || transport === 'terminal-json');

/** Reads an entry of the log; null: it is of others, or says nothing. The gateway let only whole frames in. */
export function readMessage(entry: StoredFrame): TerminalMessage | null {
  if (!isTerminalFrame(entry)) return null;
  const { lsn, receivedAt } = entry;
  if (entry.transport === 'terminal-json') {
    const { terminal, reports } = JSON.parse(Buffer.from(entry.payload).toString('utf8')) as IngestBody;
    return {
      lsn,
      receivedAt,
      number: plainNumber(terminal),
      sequence: null,
      readings: () => reports.map(readingOfJson),
    };
  }
  const { header, body } = decodeFrame({ kind: 'frame', bytes: entry.payload, offset: 0, open: false });
  if (!header?.terminal) return null;
  const { sequence } = header;
  const locations =
    body?.kind === 'location' ? [body.location] : body?.kind === 'batch' ? body.locations : [];
  const stored = body?.kind === 'batch';
  return {
    lsn,
    receivedAt,
    number: plainNumber(header.terminal),
    sequence,
    readings: (facts) => locations.map((one) => readingOfLocation(one, { sequence, stored }, facts)),
  };
}

/** A frame for people: as decoded, without the code that it authenticates with. */
export function explainEntry(entry: StoredFrame): { hex: string; decoded: unknown } {
  const bytes = Buffer.from(entry.payload);
  if (entry.transport === 'terminal-json')
    return { hex: bytes.toString('hex'), decoded: JSON.parse(bytes.toString('utf8')) };
  const frame = decodeFrame({ kind: entry.kind, bytes: entry.payload, offset: 0, open: false });
  if (frame.body?.kind !== 'authenticate') return { hex: bytes.toString('hex'), decoded: frame };
  return { hex: '', decoded: { ...frame, bodyHex: '', body: { ...frame.body, code: '***' } } };
}
