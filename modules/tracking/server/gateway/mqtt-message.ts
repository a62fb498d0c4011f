import { createHmac, timingSafeEqual } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { IngestBody } from '../../contract.ts';

const MAC_DIGITS = 64;
const LINE_END = 0x0a;
const validator = Compile(IngestBody);

/** A message as it stands in the frame log: its seal (hex) and the JSON that is sealed. */
export interface SealedMessage {
  readonly mac: string;
  readonly body: Uint8Array;
}

/** The first line is the seal, the rest is the JSON; null: it has another form. */
export function splitMessage(payload: Uint8Array): SealedMessage | null {
  if (payload[MAC_DIGITS] !== LINE_END) return null;
  const mac = Buffer.from(payload.subarray(0, MAC_DIGITS)).toString('latin1');
  return /^[0-9a-f]{64}$/.test(mac) ? { mac, body: payload.subarray(MAC_DIGITS + 1) } : null;
}

/** HMAC-SHA-256 of the JSON with the key of the terminal, hex (RFC 2104). */
export const sealOf = (key: string, body: Uint8Array): string =>
  createHmac('sha256', key).update(body).digest('hex');

export function isSealedBy(key: string, { mac, body }: SealedMessage): boolean {
  return timingSafeEqual(Buffer.from(sealOf(key, body), 'hex'), Buffer.from(mac, 'hex'));
}

/** The batch that a JSON says; null: it is none of ours. */
export function readBatch(body: Uint8Array): IngestBody | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return validator.Check(value) ? value : null;
  } catch {
    return null;
  }
}
