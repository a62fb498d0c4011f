import type { Problem } from '@tarim/kernel';
import type { RawFrame } from './types.ts';

/** A frame (or rubbish) inside a larger buffer; `bytes` is made only when somebody asks for it. */
export class Piece implements RawFrame {
  readonly kind: 'frame' | 'rubbish';
  readonly offset: number;
  readonly lengthOk: boolean;
  readonly crcOk: boolean;
  readonly crcRead: number | null;
  readonly problems: readonly Problem[];
  /** The buffer and the piece's place in it; DATA is `source[from, to)`. For this package only. */
  readonly source: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;

  constructor(
    kind: 'frame' | 'rubbish',
    source: Uint8Array,
    offset: number,
    start: number,
    end: number,
    from: number,
    to: number,
    lengthOk: boolean,
    crcOk: boolean,
    crcRead: number | null,
    problems: readonly Problem[],
  ) {
    this.kind = kind;
    this.source = source;
    this.offset = offset;
    this.start = start;
    this.end = end;
    this.from = from;
    this.to = to;
    this.lengthOk = lengthOk;
    this.crcOk = crcOk;
    this.crcRead = crcRead;
    this.problems = problems;
  }

  /** The same piece with other problems. */
  withProblems(problems: readonly Problem[]): Piece {
    const { kind, source, offset, start, end, from, to, lengthOk, crcOk, crcRead } = this;
    return new Piece(kind, source, offset, start, end, from, to, lengthOk, crcOk, crcRead, problems);
  }

  /** The same piece with more bytes at its end, which belong to nothing. */
  grownTo(end: number, problems: readonly Problem[]): Piece {
    const { kind, source, offset, start, from, to, lengthOk, crcOk, crcRead } = this;
    return new Piece(kind, source, offset, start, end, from, to, lengthOk, crcOk, crcRead, problems);
  }

  get bytes(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  get dataStart(): number {
    return this.from - this.start;
  }

  get dataEnd(): number {
    return this.to - this.start;
  }
}
