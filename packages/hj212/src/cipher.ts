import { isUtf8 } from 'node:buffer';
import { CR, DASH, EQUALS, LF } from './bytes.ts';

/** Ciphered is every whole block of 16 bytes; what is left over stays plain. */
export const BLOCK = 16;
const TAB = 0x09;
/** Of 96 ciphered bytes without a control character there is less than one case in 100,000. */
const NEVER_WITHOUT_CONTROLS = 96;

/**
 * Whether the whole blocks of `buf[from, to)` are cipher rather than text. Of ciphered bytes 62 % are no text (controls, or above
 * 0x7F): even of a single block at least three in 9,999 cases of 10,000. A plain frame with a few damaged bytes stays far below a
 * quarter. Chinese text is above 0x7F too, but is UTF-8, or holds no controls over a longer stretch, or has the right CRC.
 */
export function looksCiphered(buf: Uint8Array, from: number, to: number, crcHolds: boolean): boolean {
  const length = to - from - ((to - from) % BLOCK);
  let controls = 0;
  let high = 0;
  for (let i = from; i < from + length; i++) {
    const c = buf[i]!;
    if (c >= 0x80) high++;
    else if (c === 0x7f || (c < 0x20 && c !== TAB && c !== LF && c !== CR)) controls++;
  }
  if (controls + high < 3 || (controls + high) * 4 < length - 4) return false;
  if (controls > 0) return true;
  return !crcHolds && length < NEVER_WITHOUT_CONTROLS && !isUtf8(buf.subarray(from, to));
}

/** Four to sixteen letters, digits or dashes and an equals sign: how a data area begins as text. */
export function beginsWithName(buf: Uint8Array, from: number, to: number): boolean {
  const end = Math.min(to, from + 17);
  for (let i = from; i < end; i++) {
    const c = buf[i]!;
    if (c === EQUALS) return i - from >= 4;
    if (!((c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c === DASH))
      return false;
  }
  return false;
}
