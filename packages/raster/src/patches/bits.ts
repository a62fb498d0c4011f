/**
 * A mask of one bit a cell, 32 cells a word, the lowest bit first. Bits beyond the width are 0. The words may be shared
 * memory: units of a multiple of 32 columns never touch the same word.
 */
export interface BitMask {
  readonly width: number;
  readonly height: number;
  /** Words of a row. */
  readonly stride: number;
  readonly words: Uint32Array;
}

export function maskOf(width: number, height: number, shared = false): BitMask {
  const stride = Math.ceil(width / 32);
  const bytes = stride * height * 4;
  const words = new Uint32Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  return { width, height, stride, words };
}

export const isSet = ({ stride, words }: BitMask, x: number, y: number): boolean =>
  ((words[y * stride + (x >>> 5)]! >>> (x & 31)) & 1) === 1;

/** How many cells are set. */
export function countSet({ words }: BitMask): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) count += popCount(words[i]!);
  return count;
}

export function popCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits of the last word of a row that are cells. */
export const tailOf = (width: number): number =>
  (width % 32 === 0 ? 0xffffffff : (1 << (width % 32)) - 1) >>> 0;
