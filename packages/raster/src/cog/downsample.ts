import { allocate, isFloat, type Samples, type SampleType } from '../samples.ts';
import type { Overviews } from './spec.ts';

/**
 * Half the size, rounded up; cells at an odd edge stand for themselves. Cells without data do not count: a block of four
 * has data when one of them has.
 */
export function halve(
  samples: Samples,
  type: SampleType,
  width: number,
  height: number,
  noData: number | null,
  method: Overviews,
): Samples {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const out = allocate(type, w * h);
  if (method === 'nearest') {
    for (let y = 0; y < h; y++)
      for (let x = 0, to = y * w, from = 2 * y * width; x < w; x++, from += 2) out[to++] = samples[from]!;
    return out;
  }
  const none = noData ?? (isFloat(type) ? Number.NaN : null);
  const whole = !isFloat(type);
  const cells = new Float64Array(4);
  /** A block at an edge, or with cells that do not count. */
  const blockAt = (x: number, y: number): number => {
    let n = 0;
    for (let row = 2 * y; row < Math.min(2 * y + 2, height); row++)
      for (let column = 2 * x; column < Math.min(2 * x + 2, width); column++) {
        const value = samples[row * width + column]!;
        if (value !== none && !Number.isNaN(value)) cells[n++] = value;
      }
    if (n === 0) return none ?? 0;
    if (method === 'mode') return modeOf(cells, n);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += cells[i]!;
    const mean = whole ? Math.floor(sum / n + 0.5) : sum / n;
    // An average must not happen to be the number that means no data.
    return mean === none && whole ? cells[0]! : mean;
  };
  if (method === 'mode')
    for (let y = 0, to = 0; y < h; y++) for (let x = 0; x < w; x++) out[to++] = blockAt(x, y);
  else averageBlocks(samples, out, width, height, none ?? Number.NaN, whole, blockAt);
  return out;
}

/** Four cells with data, which nearly all blocks are, without asking what the others need to be asked. */
function averageBlocks(
  samples: Samples,
  out: Samples,
  width: number,
  height: number,
  none: number,
  whole: boolean,
  otherwise: (x: number, y: number) => number,
): void {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const half = whole ? 0.5 : 0;
  for (let y = 0; y < h; y++) {
    let to = y * w;
    const full = 2 * y + 1 < height ? width >> 1 : 0;
    for (let x = 0, at = 2 * y * width, below = at + width; x < full; x++, to++, at += 2, below += 2) {
      const a = samples[at]!;
      const b = samples[at + 1]!;
      const c = samples[below]!;
      const d = samples[below + 1]!;
      const mean = (a + b + c + d) * 0.25 + half;
      const rounded = whole ? Math.floor(mean) : mean;
      const counts = a !== none && b !== none && c !== none && d !== none;
      out[to] = counts && rounded !== none && !Number.isNaN(rounded) ? rounded : otherwise(x, y);
    }
    for (let x = full; x < w; x++, to++) out[to] = otherwise(x, y);
  }
}

/** The value that most cells have; of equals the first. */
function modeOf(cells: Float64Array, n: number): number {
  let best = cells[0]!;
  let most = 0;
  for (let i = 0; i < n; i++) {
    let same = 0;
    for (let j = 0; j < n; j++) if (cells[j] === cells[i]) same++;
    if (same > most) {
      most = same;
      best = cells[i]!;
    }
  }
  return best;
}
