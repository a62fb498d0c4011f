import { createHash, createHmac } from 'node:crypto';

/** Named with every draw: another rule of drawing is another name, and old draws can be replayed for ever. */
export const DRAW_ALGORITHM = 'tarim-draw-1';
const SEED = /^[0-9a-f]{64}$/;

export const isSeed = (value: unknown): value is string => typeof value === 'string' && SEED.test(value);

/** What is published before a draw: SHA-256 over the 32 bytes of the seed, so that nobody can choose another one afterwards. */
export const commitmentOf = (seed: string): string =>
  createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex');

const FIRST_53_BITS = 2n ** 53n;

/**
 * A number between 0 and 1, both excluded, that only the seed and the names decide: the first 53 bits of
 * HMAC-SHA-256(seed, `tarim-draw-1|name|…`), put in the middle of its step. No order of lists takes part in it.
 */
export function chanceOf(seed: string, ...names: readonly string[]): number {
  const text = [DRAW_ALGORITHM, ...names]
    .map((name) => name.replaceAll('\\', '\\\\').replaceAll('|', '\\|'))
    .join('|');
  const bytes = createHmac('sha256', Buffer.from(seed, 'hex')).update(text).digest();
  const bits = bytes.readBigUInt64BE(0) >> 11n;
  return (Number(bits) + 0.5) / Number(FIRST_53_BITS);
}
