import { type BitMask, maskOf, tailOf } from './bits.ts';

/** The neighbours that count: those of the sides, or those of the corners too. */
export type Neighbourhood = 4 | 8;

/** Every cell that is set, or has a set neighbour (膨胀). */
export const dilated = (mask: BitMask, neighbours: Neighbourhood): BitMask => spread(mask, neighbours, false);

/** Every cell that is set together with all its neighbours (腐蚀); beyond the edge counts as set. */
export const eroded = (mask: BitMask, neighbours: Neighbourhood): BitMask => spread(mask, neighbours, true);

/** Erosion, then dilation: specks and thin threads go (开运算). */
export const opened = (mask: BitMask, neighbours: Neighbourhood): BitMask =>
  dilated(eroded(mask, neighbours), neighbours);

/** Dilation, then erosion: gaps of a cell close (闭运算). */
export const closed = (mask: BitMask, neighbours: Neighbourhood): BitMask =>
  eroded(dilated(mask, neighbours), neighbours);

/** 32 cells at a time. Erosion is dilation of what is not set. */
function spread(mask: BitMask, neighbours: Neighbourhood, invert: boolean): BitMask {
  const { width, height, stride, words } = mask;
  const out = maskOf(width, height);
  const flip = invert ? 0xffffffff : 0;
  const tail = tailOf(width);
  const rowBits = (y: number, i: number): number => {
    if (y < 0 || y >= height || i < 0 || i >= stride) return 0;
    const word = words[y * stride + i]! ^ flip;
    return i === stride - 1 ? word & tail : word;
  };
  const wide = (y: number, i: number): number => {
    const word = rowBits(y, i);
    return word | (word << 1) | (rowBits(y, i - 1) >>> 31) | (word >>> 1) | (rowBits(y, i + 1) << 31);
  };
  for (let y = 0; y < height; y++)
    for (let i = 0; i < stride; i++) {
      const beside =
        neighbours === 8 ? wide(y - 1, i) | wide(y + 1, i) : rowBits(y - 1, i) | rowBits(y + 1, i);
      const word = (wide(y, i) | beside) ^ flip;
      out.words[y * stride + i] = (i === stride - 1 ? word & tail : word) >>> 0;
    }
  return out;
}
