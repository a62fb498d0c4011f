import { sm4Encrypt } from '../packages/hj212/src/index.ts';
import { corpus, seeded } from './decoder-corpus.ts';

type Mutation = (frame: Uint8Array) => Uint8Array;

const MARKS = ['##', '&&', '\r\n', '##0101', 'CP=&&', ';', ',', '=', '//', '-', '{0x', '\u0000'];
const splice = (frame: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array =>
  Buffer.concat([frame.subarray(0, at), insert, frame.subarray(at + remove)]);

/** Damages frames in every way that lines and loggers do, and in some that only bad will does. Seeded. */
export class Mutator {
  readonly random: () => number;
  readonly frames: readonly Uint8Array[];
  readonly applied: Record<string, number>;
  readonly #mutations: Readonly<Record<string, Mutation>>;
  readonly #names: readonly string[];

  constructor(seed: number, key: Uint8Array) {
    this.random = seeded(seed);
    this.frames = this.#encrypted(corpus(2 << 20, seed), key);
    this.#mutations = this.#all();
    this.#names = Object.keys(this.#mutations);
    this.applied = Object.fromEntries(this.#names.map((name) => [name, 0]));
  }

  below(n: number): number {
    return Math.floor(this.random() * n);
  }

  /** One frame, damaged once or twice; now and then not at all. */
  next(): Uint8Array {
    let frame: Uint8Array = this.frames[this.below(this.frames.length)]!;
    for (let times = 1 + this.below(2); times > 0; times--) {
      const name = this.#names[this.below(this.#names.length)]!;
      this.applied[name]!++;
      if (frame.length > 0) frame = this.#mutations[name]!(frame);
    }
    return frame;
  }

  /** Half of the frames of 2025 travel encrypted. */
  #encrypted(frames: readonly Uint8Array[], key: Uint8Array): Uint8Array[] {
    return frames.map((frame) => {
      const from = Buffer.from(frame).indexOf('CP=&&') + 5;
      const data = Buffer.from(frame).toString('latin1');
      if (!/Flag=(8|9|10|11);/.test(data) || this.random() < 0.5) return frame;
      const to = frame.length - 8;
      return Buffer.concat([
        frame.subarray(0, from),
        sm4Encrypt(frame.subarray(from, to), key),
        frame.subarray(to),
      ]);
    });
  }

  #all(): Readonly<Record<string, Mutation>> {
    const below = (n: number) => this.below(n);
    const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => below(256));
    return {
      bitFlip: (frame) => {
        const copy = Uint8Array.from(frame);
        for (let n = 1 + below(4); n > 0; n--) copy[below(copy.length)]! ^= 1 << below(8);
        return copy;
      },
      deleteBytes: (frame) => splice(frame, below(frame.length), 1 + below(8), new Uint8Array(0)),
      insertBytes: (frame) => splice(frame, below(frame.length), 0, bytes(1 + below(16))),
      insertMark: (frame) => splice(frame, below(frame.length), 0, Buffer.from(MARKS[below(MARKS.length)]!)),
      truncate: (frame) => frame.subarray(0, below(frame.length)),
      duplicatePart: (frame) => {
        const from = below(frame.length);
        return splice(frame, below(frame.length), 0, frame.subarray(from, from + 1 + below(200)));
      },
      editLength: (frame) =>
        splice(frame, 2, 4, Buffer.from(String(below(10_000)).padStart(1 + below(5), '0'))),
      editCrc: (frame) => splice(frame, frame.length - 6, 4, Buffer.from(below(65_536).toString(16))),
      spliceTwo: (frame) => {
        const other = this.frames[below(this.frames.length)]!;
        return Buffer.concat([frame.subarray(0, below(frame.length)), other.subarray(below(other.length))]);
      },
      dropLineEnd: (frame) => frame.subarray(0, frame.length - 1 - below(2)),
      noise: () => bytes(below(600)),
      untouched: (frame) => frame,
    };
  }
}
