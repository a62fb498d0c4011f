import type { FrameHeader } from '@tarim/hj212';
import type { KnownDevice } from '../devices/directory.ts';
import { refusalOf } from '../devices/refusal.ts';

const GUESSES = 20;
const GUESSING_MS = 10 * 60_000;
const MAX_GUESSERS = 10_000;

/** Replies to the platform (901x): they carry a password or not, as the edition likes, and prove nothing by it. */
const REPLY = /^901[1-4]$/;

/** Whether a frame on a TCP connection shows that its sender is the registered device. */
export function proves(device: KnownDevice, header: Pick<FrameHeader, 'pw'>): boolean {
  return refusalOf(device, 'tcp', header.pw) === null;
}

export function isReply(header: Pick<FrameHeader, 'cn'>): boolean {
  return header.cn !== null && REPLY.test(header.cn);
}

interface Guesser {
  wrong: number;
  since: number;
}

/**
 * Wrong passwords by address and device. A password of HJ 212 has six characters: whoever may try without end finds it.
 * After some wrong ones this address is not believed for this device for a while, whatever it says; its frames are kept
 * and answered as before. When the registry changes all is forgotten: what was wrong may be right now.
 */
export class Guesses {
  readonly #guessers = new Map<string, Guesser>();
  readonly #generation: () => number;
  #known = 0;

  constructor(generation: () => number) {
    this.#generation = generation;
  }

  wrong(address: string, mn: string, now: number): void {
    this.#renew();
    const key = `${address} ${mn}`;
    const known = this.#guessers.get(key);
    if (known && now - known.since < GUESSING_MS) {
      known.wrong++;
      return;
    }
    this.#guessers.delete(key);
    this.#guessers.set(key, { wrong: 1, since: now });
    if (this.#guessers.size > MAX_GUESSERS) this.#guessers.delete(this.#guessers.keys().next().value!);
  }

  tooMany(address: string, mn: string, now: number): boolean {
    this.#renew();
    const known = this.#guessers.get(`${address} ${mn}`);
    return known !== undefined && known.wrong >= GUESSES && now - known.since < GUESSING_MS;
  }

  #renew(): void {
    const generation = this.#generation();
    if (generation !== this.#known) this.#guessers.clear();
    this.#known = generation;
  }
}
