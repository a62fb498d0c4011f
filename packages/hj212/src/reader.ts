import { HASH } from './bytes.ts';
import { isBlank } from './describe.ts';
import { type Located, locate, WAIT } from './locate.ts';
import { Piece } from './piece.ts';
import { problem } from './problems.ts';
import { isHead, type Mode } from './tail.ts';
import type { RawFrame } from './types.ts';

/** Rubbish is handed on in pieces of at most this many bytes. */
const RUBBISH_PIECE = 4096;
const EMPTY = Buffer.alloc(0);

/**
 * Cuts a byte stream into frames. Finds its way again after rubbish, wrong lengths and missing line ends. Every byte that was
 * received is in exactly one piece, in order, but for blanks (CR, LF, NUL, space) between two frames: those are counted, told as a
 * problem of the frame behind them, and dropped. Holds at most 7 KiB.
 *
 * A frame is judged by its own bytes: `decodeFrame` of a copy of them gives the same verdict (only the blanks before it are not known there).
 *
 * The pieces are views on the chunks given to `push`: copy them when the chunk's memory is used again.
 */
export class FrameReader {
  #pending: Buffer = EMPTY;
  /** Stream position of the first byte of `#pending`, or of the next chunk. */
  #offset = 0;
  /** Blanks since the last frame, and in all. */
  #stray = 0;
  #dropped = 0;
  readonly #found: Located = { piece: null };

  /** Bytes held back because only further bytes can tell where they belong. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Position in the stream of everything that was handed on or dropped. */
  get offset(): number {
    return this.#offset;
  }

  /** Blanks between frames that were dropped so far: `offset` less this is the length of all pieces together. */
  get droppedBytes(): number {
    return this.#dropped;
  }

  push(chunk: Uint8Array): RawFrame[] {
    if (this.#pending.length === 0) return this.#read(asBuffer(chunk), 'more');
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

  #read(buf: Buffer, mode: Mode): RawFrame[] {
    const out: RawFrame[] = [];
    const end = buf.length;
    const found = this.#found;
    const base = this.#offset;
    let pos = 0;
    while (pos < end) {
      if (isHead(buf, pos)) {
        const next = locate(buf, pos, end, base + pos, mode, found);
        if (next === WAIT) break;
        out.push(this.#stray === 0 ? found.piece! : this.#afterBlanks(found.piece!));
        pos = next;
        continue;
      }
      const next = gapEnd(buf, pos, end, mode);
      if (next === pos) break;
      if (areBlanks(buf, pos, next)) {
        this.#stray += next - pos;
        this.#dropped += next - pos;
      } else {
        out.push(
          new Piece('rubbish', buf, base + pos, pos, next, pos, pos, false, false, null, [
            problem('rubbish'),
          ]),
        );
      }
      pos = next;
    }
    found.piece = null;
    this.#offset = base + pos;
    this.#pending = pos === end ? EMPTY : pos === 0 ? copyUnlessOwn(buf, this.#pending) : copyOf(buf, pos);
    return out;
  }

  #afterBlanks(piece: Piece): Piece {
    const stray = problem('strayBytes', { count: this.#stray });
    this.#stray = 0;
    return piece.withProblems([stray, ...piece.problems]);
  }
}

/** All bytes go through one kind of array: reading two kinds by turns is slower than either. */
function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
}

/** A chunk belongs to the caller; what is kept is copied, so that a small rest never holds a large chunk. */
function copyUnlessOwn(buf: Buffer, own: Buffer): Buffer {
  return buf === own || own.length > 0 ? buf : copyOf(buf, 0);
}

function copyOf(buf: Buffer, from: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(buf.length - from);
  buf.copy(copy, 0, from);
  return copy;
}

function areBlanks(buf: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isBlank(buf[i]!)) return false;
  return true;
}

/** End of the bytes between frames that begin at `pos`; `pos` itself when more bytes are needed to tell. */
function gapEnd(buf: Uint8Array, pos: number, end: number, mode: Mode): number {
  const stop = pos + RUBBISH_PIECE;
  for (let at = pos; at < end && at <= stop; at++) if (buf[at] === HASH && isHead(buf, at)) return at;
  // A head may begin in the last three bytes of the piece: they are there to be looked at.
  if (end - pos >= RUBBISH_PIECE + 3) return stop;
  return mode === 'end' ? Math.min(end, stop) : pos;
}
