import { createHash, timingSafeEqual } from 'node:crypto';
import type { PartsJson } from '@tarim/jt808';
import type { Context } from '@tarim/platform';
import type { Protocol } from '../../contract.ts';
import { terminalKey } from '../sql/terminals.ts';

export interface KnownTerminal {
  readonly id: number;
  readonly number: string;
  readonly serial: string;
  readonly protocol: Protocol;
  /** Code of JT/T 808, or the key that seals MQTT messages; null: the terminal speaks otherwise. */
  readonly authCode: string | null;
  readonly keyHash: string | null;
  /** Parts of messages that came before and wait for their others; null: none. */
  readonly parts: PartsJson | null;
}

/** A number without the zeros that fill it up on the wire. */
export const plainNumber = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Whether two secrets are the same, in a time that does not tell how far they are. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one), 'hex'), Buffer.from(hashOf(other), 'hex'));
}

/** The terminal in use that has a number, as the registry has it now; null: none with this protocol. */
export async function knownTerminal(
  ctx: Pick<Context, 'db' | 'secrets'>,
  digits: string,
  protocol: Protocol,
): Promise<KnownTerminal | null> {
  const row = await terminalKey(ctx.db, plainNumber(digits));
  if (!row || row.protocol !== protocol) return null;
  // Of HTTPS only the hash of a key is kept.
  return { ...row, authCode: protocol === 'https' ? null : ctx.secrets.open(row.authCode) };
}
