import { FLAG } from './bytes.ts';

/** A stretch of the stream: what stood between two 0x7e, or bytes that belong to no frame. */
export interface RawPiece {
  readonly kind: 'frame' | 'rubbish';
  /** Of a frame what lies between the flags, still escaped. */
  readonly bytes: Uint8Array;
  /** Position of the first byte in the stream. */
  readonly offset: number;
  /** The stream ended, or too much came, before the closing flag. */
  readonly open: boolean;
}

/** Header and check of 2013 are 13 bytes; a shorter stretch is noise (line ends of a log, mostly). */
const SHORTEST = 13;
/** Twice the longest body (1023 bytes, all escaped) with the header. */
export const LONGEST_FRAME = 2_200;

/**
 * Cuts a byte stream into frames at 0x7e, however it comes in pieces. One flag may close a frame and open the next. Keeps at most
 * `LONGEST_FRAME` bytes.
 */
export class FrameReader {
  #pending: number[] = [];
  #inside = false;
  #offset = 0;

  push(chunk: Uint8Array): RawPiece[] {
    const pieces: RawPiece[] = [];
    for (const byte of chunk) {
      this.#offset++;
      if (byte === FLAG) {
        this.#cut(pieces, false);
        this.#inside = true;
      } else {
        this.#pending.push(byte);
        if (this.#pending.length > LONGEST_FRAME) {
          this.#cut(pieces, true);
          this.#inside = false;
        }
      }
    }
    return pieces;
  }

  /** What is left when the stream ends. */
  end(): RawPiece[] {
    const pieces: RawPiece[] = [];
    this.#cut(pieces, true);
    this.#inside = false;
    return pieces;
  }

  #cut(pieces: RawPiece[], open: boolean): void {
    if (this.#pending.length === 0) return;
    const bytes = Uint8Array.from(this.#pending);
    this.#pending = [];
    const kind = this.#inside && bytes.length >= SHORTEST ? 'frame' : 'rubbish';
    const end = open && this.#offset > 0 ? this.#offset : this.#offset - 1;
    pieces.push({ kind, bytes, offset: end - bytes.length, open });
  }
}
