import type { Samples } from './samples.ts';

/** What hides the ground in a scene. */
export type MaskKind = 'scl' | 'qa-pixel' | 'hide-nonzero' | 'keep-nonzero';

export interface MaskOptions {
  /** Also hide snow and ice, where the theme asks for it. */
  readonly snow?: boolean;
}

/** Sentinel-2 scene classification: no data, saturated, cloud shadow, cloud medium and high, cirrus; 11 is snow. */
const SCL_HIDDEN = new Set([0, 1, 3, 8, 9, 10]);

/**
 * Cells of a quality band that hide the ground: 1 hidden, 2 hidden and not to be dilated (fill: the border of a scene is no
 * cloud), 0 clear. QA_PIXEL is that of Landsat Collection 2: bits 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 shadow,
 * 5 snow. Collection 1 has other bits.
 */
export function hiddenCells(values: Samples, kind: MaskKind, { snow = false }: MaskOptions = {}): Uint8Array {
  const hidden = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    switch (kind) {
      case 'scl':
        if (value === 0) hidden[i] = 2;
        else if (SCL_HIDDEN.has(value) || (snow && value === 11)) hidden[i] = 1;
        break;
      case 'qa-pixel':
        if (value & 1) hidden[i] = 2;
        else if (value & (snow ? 0b111110 : 0b011110)) hidden[i] = 1;
        break;
      case 'hide-nonzero':
        if (value !== 0) hidden[i] = 1;
        break;
      case 'keep-nonzero':
        if (value === 0) hidden[i] = 2;
        break;
    }
  }
  return hidden;
}

/**
 * Grows hidden cells (1) by a disc of `radius` cells, edges of clouds being neither seen nor clear. In two passes: the
 * distance to the nearest along the row, then the rows within the radius.
 */
export function dilate(hidden: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const reach = Math.floor(radius);
  if (reach < 1) return hidden;
  const along = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let since = 65_535;
    for (let x = 0; x < width; x++) {
      since = hidden[row + x] === 1 ? 0 : Math.min(65_535, since + 1);
      along[row + x] = since;
    }
    since = 65_535;
    for (let x = width - 1; x >= 0; x--) {
      since = hidden[row + x] === 1 ? 0 : Math.min(65_535, since + 1);
      if (since < along[row + x]!) along[row + x] = since;
    }
  }
  const out = hidden.slice();
  for (let dy = -reach; dy <= reach; dy++) {
    const half = Math.floor(Math.sqrt(radius * radius - dy * dy));
    const [from, to] = [Math.max(0, -dy), Math.min(height, height - dy)];
    for (let y = from; y < to; y++) {
      const [at, other] = [y * width, (y + dy) * width];
      for (let x = 0; x < width; x++) if (along[other + x]! <= half && out[at + x] === 0) out[at + x] = 1;
    }
  }
  return out;
}
