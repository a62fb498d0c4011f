import type { Problem } from '@tarim/kernel';
import { bcdBytes, bcdOf, idText, Reader, uintBytes } from './bytes.ts';
import { problemOf } from './problems.ts';
import type { Edition, Jt808Header } from './types.ts';

const LENGTH_BITS = 0x03ff;
const ENCRYPTION_BITS = 0x1c00;
const SPLIT_BIT = 0x2000;
const EDITION_BIT = 0x4000;
const PHONE_BYTES: Readonly<Record<Edition, number>> = { '2013': 6, '2019': 10 };
export const LONGEST_BODY = LENGTH_BITS;

/** Header and body; null when the header is not whole. */
export function readHeader(
  bytes: Uint8Array,
  problems: Problem[],
): { header: Jt808Header; body: Uint8Array } | null {
  const reader = new Reader(bytes);
  const id = reader.uint(2);
  const attributes = reader.uint(2);
  const edition: Edition = attributes !== null && attributes & EDITION_BIT ? '2019' : '2013';
  const protocolVersion = edition === '2019' ? reader.uint(1) : null;
  const phone = reader.take(PHONE_BYTES[edition]);
  const sequence = reader.uint(2);
  const split = attributes !== null && (attributes & SPLIT_BIT) !== 0;
  const total = split ? reader.uint(2) : null;
  const index = split ? reader.uint(2) : null;
  if (
    id === null ||
    attributes === null ||
    phone === null ||
    sequence === null ||
    (split && index === null)
  ) {
    problems.push(problemOf('tooShort'));
    return null;
  }
  const terminal = bcdOf(phone);
  if (terminal === null) problems.push(problemOf('phone'));
  return {
    header: {
      messageId: idText(id),
      edition,
      protocolVersion,
      terminal,
      sequence,
      bodyLength: attributes & LENGTH_BITS,
      encrypted: (attributes & ENCRYPTION_BITS) !== 0,
      packet: total !== null && index !== null ? { total, index } : null,
    },
    body: reader.rest(),
  };
}

export interface HeaderGiven {
  readonly id: number;
  readonly edition: Edition;
  readonly protocolVersion: number;
  readonly terminal: string;
  readonly sequence: number;
}

/** Header of a message, or of a part of one; not encrypted. */
export function headerBytes(
  { id, edition, protocolVersion, terminal, sequence }: HeaderGiven,
  length: number,
  packet: Jt808Header['packet'] = null,
): number[] {
  const later = edition === '2019';
  return [
    ...uintBytes(id, 2),
    ...uintBytes(length + (later ? EDITION_BIT : 0) + (packet ? SPLIT_BIT : 0), 2),
    ...(later ? [protocolVersion] : []),
    ...bcdBytes(terminal, PHONE_BYTES[edition]),
    ...uintBytes(sequence, 2),
    ...(packet ? [...uintBytes(packet.total, 2), ...uintBytes(packet.index, 2)] : []),
  ];
}

export const longestTerminal = (edition: Edition): number => PHONE_BYTES[edition] * 2;
