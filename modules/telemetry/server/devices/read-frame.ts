import { type DecodeOptions, judgeFrame, type RawFrame, type Verdict } from '@tarim/hj212';
import type { KnownDevice } from './directory.ts';

type Facts = Pick<KnownDevice, 'edition' | 'sm4Key'> | null;

/** What the registry knows that helps to read the frames of a device. */
export function readingOptions(device: Facts): DecodeOptions {
  return device === null ? {} : { edition: device.edition, sm4Key: device.sm4Key ?? undefined };
}

/**
 * Whether a frame is taken: the one rule for answering the device (gateway) and for making records (projector). It looks at the
 * frame's own bytes, which is all that the log keeps, and at the registry; what was acknowledged by it is never found broken later.
 * `sealed`: encrypted, and the device's key is not known yet; such frames wait in the log until it is.
 */
export function worthOf(frame: Uint8Array | RawFrame, device: Facts): Verdict {
  return judgeFrame(frame, readingOptions(device));
}
