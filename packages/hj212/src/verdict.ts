import type { DecodedFrame } from './types.ts';

/**
 * What the receiver may do with a frame. `whole`: its CRC holds; acknowledge and use it. `sealed`: encrypted, and the key is not known
 * here; nothing speaks against it, so it is acknowledged and kept until the key is. `broken`: not to be acknowledged; the device sends it again.
 */
export type Verdict = 'whole' | 'sealed' | 'broken';

/**
 * The one rule by which a frame is acknowledged (9014, 9013) and, later, turned into records. Ask it of what `decodeFrame` gives, or ask
 * `judgeFrame` when the fields do not matter; both come to the same answer for the same bytes and options.
 */
export function verdictOf(frame: Pick<DecodedFrame, 'crcOk' | 'lengthOk' | 'encrypted'>): Verdict {
  if (frame.crcOk === true) return 'whole';
  // Without the key LEN is all there is to check.
  return frame.crcOk === null && frame.encrypted && frame.lengthOk ? 'sealed' : 'broken';
}
