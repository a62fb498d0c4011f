import { type Located, locate } from './locate.ts';
import { Piece } from './piece.ts';
import { problem } from './problems.ts';
import { isHead } from './tail.ts';
import type { RawFrame } from './types.ts';

/** A piece of `FrameReader` as it is; bytes, or a piece of somebody else, are read again. */
export function asPiece(raw: Uint8Array | RawFrame): Piece {
  if (raw instanceof Piece) return raw;
  return raw instanceof Uint8Array ? pieceOf(raw) : pieceOf(raw.bytes, raw.offset);
}

/** The single frame in some bytes; described as broken when there is none. */
function pieceOf(bytes: Uint8Array, offset = 0): Piece {
  const end = bytes.length;
  if (!isHead(bytes, 0))
    return new Piece('rubbish', bytes, offset, 0, end, 0, 0, false, false, null, [problem('notAFrame')]);
  const found: Located = { piece: null };
  locate(bytes, 0, end, offset, 'end', found);
  const piece = found.piece!;
  if (piece.end === end) return piece;
  return piece.grownTo(end, [...piece.problems, problem('trailingBytes', { count: end - piece.end })]);
}
