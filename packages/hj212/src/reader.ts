import { FRAME_OVERHEAD, isHead, type Located, locate, MAX_DATA, type Mode, WAIT } from './locate.ts';
import { Piece } from './piece.ts';
import { problem } from './problems.ts';
import type { RawFrame } from './types.ts';

export interface FrameReaderOptions {
  /** Longest frame of the standard in bytes (LEN 1024 + 12). Up to twice as much is still read, with a problem
   * (six times as cipher text in `{0x..}` form). */
  readonly maxFrame?: number;
}

/** Rubbish is handed on in pieces of at most this many bytes. */
const RUBBISH_PIECE = 4096;
const HASH = 0x23;
const EMPTY = new Uint8Array(0);

/**
 * Cuts a byte stream into frames. Finds its way again after rubbish, wrong lengths and missing line ends; nothing that was
 * received is dropped: every byte is in exactly one piece, in order. Holds at most 7 KiB.
 *
 * The pieces are views on the chunks given to `push`: copy them when the chunk's memory is used again.
 */
export class FrameReader {
  #pending: Uint8Array = EMPTY;
  /** Stream position of the first byte of `#pending`, or of the next chunk. */
  #offset = 0;
  readonly #limit: number;
  readonly #found: Located = { piece: null };

  constructor(options: FrameReaderOptions = {}) {
    this.#limit = options.maxFrame ?? MAX_DATA + FRAME_OVERHEAD;
  }

  /** Bytes held back because only further bytes can tell where they belong. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Position in the stream of everything that was handed on. */
  get offset(): number {
    return this.#offset;
  }

  push(chunk: Uint8Array): RawFrame[] {
    if (this.#pending.length === 0) return this.#read(chunk, 'more');
    const joined = Buffer.allocUnsafeSlow(this.#pending.length + chunk.length);
    joined.set(this.#pending, 0);
    joined.set(chunk, this.#pending.length);
    return this.#read(joined, 'more');
  }

  /**
   * Hands on a whole frame that only lacks its line end, or whose LEN promises too much. Call it when the line has been
   * silent for a while (500 ms): such a device would otherwise wait for its answer until it sends again.
   */
  flush(): RawFrame[] {
    return this.#pending.length === 0 ? [] : this.#read(this.#pending, 'flush');
  }

  /** The stream is over: hands on what is left, described as broken. */
  end(): RawFrame[] {
    return this.#pending.length === 0 ? [] : this.#read(this.#pending, 'end');
  }

  #read(buf: Uint8Array, mode: Mode): RawFrame[] {
    const out: RawFrame[] = [];
    const end = buf.length;
    const found = this.#found;
    const base = this.#offset;
    let pos = 0;
    while (pos < end) {
      if (isHead(buf, pos)) {
        const next = locate(buf, pos, end, base + pos, this.#limit, mode, found);
        if (next === WAIT) break;
        out.push(found.piece!);
        pos = next;
        continue;
      }
      const next = rubbishEnd(buf, pos, end, mode);
      if (next === pos) break;
      out.push(
        new Piece('rubbish', buf, base + pos, pos, next, pos, pos, false, null, null, [problem('rubbish')]),
      );
      pos = next;
    }
    found.piece = null;
    this.#offset = base + pos;
    this.#pending = pos === end ? EMPTY : pos === 0 ? copyUnlessOwn(buf, this.#pending) : buf.slice(pos);
    return out;
  }
}

/** A chunk belongs to the caller; what is kept is copied, so that a small rest never holds a large chunk. */
function copyUnlessOwn(buf: Uint8Array, own: Uint8Array): Uint8Array {
  return buf === own || own.length > 0 ? buf : new Uint8Array(buf);
}

/** End of the rubbish that begins at `pos`; `pos` itself when more bytes are needed to tell. */
function rubbishEnd(buf: Uint8Array, pos: number, end: number, mode: Mode): number {
  const stop = pos + RUBBISH_PIECE;
  let at = pos;
  while (at < end && at <= stop) {
    at = buf.indexOf(HASH, at);
    if (at < 0 || at > stop) break;
    if (isHead(buf, at)) return at;
    at++;
  }
  // A head may begin in the last three bytes of the piece: they are there to be looked at.
  if (end - pos >= RUBBISH_PIECE + 3) return stop;
  return mode === 'end' ? Math.min(end, stop) : pos;
}
