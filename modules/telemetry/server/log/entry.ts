import { crc32 } from 'node:zlib';
import type { LogEntry, StoredEntry, Transport } from './port.ts';

/*
 * An entry on disk, big-endian:
 *   0  u32  length of the whole entry
 *   4  u32  CRC-32 of everything from byte 8 on
 *   8  f64  receivedAt, epoch ms
 *  16  u8   transport
 *  17  u8   kind
 *  18  u8   length of the remote address
 *  19  u8   format (1)
 *  20  …    remote, then the payload to the end
 */
export const HEADER_BYTES = 20;
export const MAX_ENTRY_BYTES = 1 << 20;
const FORMAT = 1;
const TRANSPORTS: readonly Transport[] = ['tcp', 'mqtt', 'http', 'jt808', 'terminal-json', 'terminal-mqtt'];
const KINDS = ['frame', 'rubbish'] as const;

/** Bytes that the entry takes. A larger one than `MAX_ENTRY_BYTES` could be written but never read: `append` refuses it. */
export function entrySize(entry: LogEntry): number {
  return HEADER_BYTES + Math.min(255, entry.remote.length) + entry.payload.length;
}

/** Writes an entry at `at`; returns the offset behind it. The buffer must have room (`entrySize`). */
export function writeEntry(buffer: Buffer, at: number, entry: LogEntry): number {
  const remote = entry.remote.slice(0, 255);
  const end = at + HEADER_BYTES + remote.length + entry.payload.length;
  buffer.writeUInt32BE(end - at, at);
  buffer.writeDoubleBE(entry.receivedAt, at + 8);
  buffer[at + 16] = TRANSPORTS.indexOf(entry.transport);
  buffer[at + 17] = KINDS.indexOf(entry.kind);
  buffer[at + 18] = remote.length;
  buffer[at + 19] = FORMAT;
  buffer.write(remote, at + HEADER_BYTES, 'latin1');
  buffer.set(entry.payload, at + HEADER_BYTES + remote.length);
  buffer.writeUInt32BE(crc32(buffer.subarray(at + 8, end)), at + 4);
  return end;
}

/** Length of the entry that starts at `at`, or null when there is not a whole header or it cannot be one. */
export function lengthAt(buffer: Buffer, at: number): number | null {
  if (at + HEADER_BYTES > buffer.length) return null;
  const length = buffer.readUInt32BE(at);
  return length < HEADER_BYTES || length > MAX_ENTRY_BYTES ? null : length;
}

/**
 * Reads the entry at `at`; null when it is incomplete or its checksum does not fit (a torn write at the tail).
 * `base` is the log position of the buffer's first byte. The payload shares the buffer's memory.
 */
export function readEntry(buffer: Buffer, at: number, base: number): StoredEntry | null {
  const length = lengthAt(buffer, at);
  if (length === null || at + length > buffer.length) return null;
  if (crc32(buffer.subarray(at + 8, at + length)) !== buffer.readUInt32BE(at + 4)) return null;
  if (buffer[at + 19] !== FORMAT) return null;
  const remoteEnd = at + HEADER_BYTES + buffer[at + 18]!;
  if (remoteEnd > at + length) return null;
  return {
    lsn: base + at,
    next: base + at + length,
    receivedAt: buffer.readDoubleBE(at + 8),
    transport: TRANSPORTS[buffer[at + 16]!] ?? 'tcp',
    kind: KINDS[buffer[at + 17]!] ?? 'frame',
    remote: buffer.toString('latin1', at + HEADER_BYTES, remoteEnd),
    payload: buffer.subarray(remoteEnd, at + length),
  };
}

/** Offset of the first whole entry at or after `from`, or the buffer's length when there is none: the way past damage. */
export function findEntry(buffer: Buffer, from: number): number {
  for (let at = from; at + HEADER_BYTES <= buffer.length; at++) {
    // Cheap tests first: nearly every offset fails them.
    if (
      buffer[at + 19] !== FORMAT ||
      buffer[at + 16]! >= TRANSPORTS.length ||
      buffer[at + 17]! >= KINDS.length
    )
      continue;
    if (readEntry(buffer, at, 0)) return at;
  }
  return buffer.length;
}

/** A stretch of the log that holds no readable entry. */
export interface Damage {
  readonly from: number;
  readonly to: number;
}

/** Walks the entries of a segment's bytes, over damaged stretches; `base` is the position of its first byte. */
export function* walkEntries(buffer: Buffer, base: number): Generator<StoredEntry | Damage> {
  for (let at = 0; at < buffer.length; ) {
    const entry = readEntry(buffer, at, base);
    if (entry) {
      yield entry;
      at = entry.next - base;
      continue;
    }
    const next = findEntry(buffer, at + 1);
    yield { from: base + at, to: base + next };
    at = next;
  }
}
