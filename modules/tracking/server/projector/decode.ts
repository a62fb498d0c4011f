import { type DecodedFrame, decodeFrame, type Jt808Body } from '@tarim/jt808';
import type { IngestBody } from '../../contract.ts';
import { type Reading, type ReadingFacts, readingOfJson, readingOfLocation } from '../domain/reading.ts';
import type { StoredFrame } from '../frames.ts';
import { splitMessage } from '../gateway/mqtt-message.ts';
import { plainNumber } from '../gateway/terminals.ts';

type Header = NonNullable<DecodedFrame['header']>;

/** A part of a message (分包): its readings come when the others are there. */
export interface MessagePart {
  readonly header: Header;
  readonly body: Uint8Array;
}

/** A frame of the log as far as the projector needs it. */
export interface TerminalMessage {
  readonly lsn: number;
  readonly receivedAt: number;
  readonly number: string;
  /** Of the frame (JT/T 808); null: reports bear their own. */
  readonly sequence: number | null;
  readonly part: MessagePart | null;
  /** Of a whole frame (JT/T 808). */
  readonly body: Jt808Body | null;
  /** Reports in it, read with what is known of the terminal. */
  readonly readings: (facts: ReadingFacts) => readonly Reading[];
}

const TRANSPORTS: ReadonlySet<string> = new Set(['jt808', 'terminal-json', 'terminal-mqtt']);

export const isTerminalFrame = ({ transport, kind }: Pick<StoredFrame, 'transport' | 'kind'>): boolean =>
  kind === 'frame' && TRANSPORTS.has(transport);

/** Reads an entry of the log; null: it is of others, or says nothing. The gateway let only whole frames in. */
export function readMessage(entry: StoredFrame): TerminalMessage | null {
  if (!isTerminalFrame(entry)) return null;
  const { lsn, receivedAt } = entry;
  if (entry.transport !== 'jt808') {
    const { terminal, reports } = JSON.parse(jsonOf(entry)) as IngestBody;
    const number = plainNumber(terminal);
    const readings = () => reports.map(readingOfJson);
    return { lsn, receivedAt, number, sequence: null, part: null, body: null, readings };
  }
  const { header, body, bodyHex } = decodeFrame({
    kind: 'frame',
    bytes: entry.payload,
    offset: 0,
    open: false,
  });
  if (!header?.terminal) return null;
  const { sequence } = header;
  return {
    lsn,
    receivedAt,
    number: plainNumber(header.terminal),
    sequence,
    part: isPart(header) ? { header, body: Uint8Array.from(Buffer.from(bodyHex, 'hex')) } : null,
    body,
    readings: (facts) => readingsOf(body, sequence, facts),
  };
}

/** Whether a header is of a part of several that can be read when they are together. */
export const isPart = ({ packet, encrypted }: Header): boolean =>
  packet !== null && packet.total > 1 && !encrypted;

/** Reports of a body. */
export function readingsOf(body: Jt808Body | null, sequence: number, facts: ReadingFacts): Reading[] {
  const locations =
    body?.kind === 'location' ? [body.location] : body?.kind === 'batch' ? body.locations : [];
  const stored = body?.kind === 'batch';
  return locations.map((one) => readingOfLocation(one, { sequence, stored }, facts));
}

/** The JSON of a batch: by HTTPS the whole payload, by MQTT what stands below the seal. */
const jsonOf = ({ transport, payload }: StoredFrame): string =>
  Buffer.from(transport === 'terminal-mqtt' ? splitMessage(payload)!.body : payload).toString('utf8');

/** A frame for people: as decoded, without the code that it authenticates with. */
export function explainEntry(entry: StoredFrame): { hex: string; decoded: unknown } {
  const hex = Buffer.from(entry.payload).toString('hex');
  if (entry.transport !== 'jt808') return { hex, decoded: JSON.parse(jsonOf(entry)) };
  const frame = decodeFrame({ kind: entry.kind, bytes: entry.payload, offset: 0, open: false });
  if (frame.body?.kind !== 'authenticate') return { hex, decoded: frame };
  return { hex: '', decoded: { ...frame, bodyHex: '', body: { ...frame.body, code: '***' } } };
}
