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
  const cells = new Float64Array(4);
  const whole = !isFloat(type);
  const plain = method === 'average';
  for (let y = 0; y < h; y++) {
    const below = 2 * y + 1 < height;
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x;
      const right = 2 * x + 1 < width;
      if (plain && right && below) {
        const [a, b, c, d] = [samples[at]!, samples[at + 1]!, samples[at + width]!, samples[at + width + 1]!];
        // Four cells with data, which nearly all blocks are.
        if (a !== none && b !== none && c !== none && d !== none) {
          const mean = (a + b + c + d) / 4;
          const rounded = whole ? Math.floor(mean + 0.5) : mean;
          if (!Number.isNaN(rounded) && rounded !== none) {
            out[y * w + x] = rounded;
            continue;
          }
        }
      }
      let n = 0;
      const a = samples[at]!;
      if (a !== none && !Number.isNaN(a)) cells[n++] = a;
      if (right) {
        const b = samples[at + 1]!;
        if (b !== none && !Number.isNaN(b)) cells[n++] = b;
      }
      if (below) {
        const c = samples[at + width]!;
        if (c !== none && !Number.isNaN(c)) cells[n++] = c;
        if (right) {
          const d = samples[at + width + 1]!;
          if (d !== none && !Number.isNaN(d)) cells[n++] = d;
        }
      }
      let value: number;
      if (n === 0) value = none ?? 0;
      else if (method === 'mode') value = modeOf(cells, n);
      else {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += cells[i]!;
        value = whole ? Math.round(sum / n) : sum / n;
        // An average must not happen to be the number that means no data.
        if (value === none && whole) value = cells[0]!;
      }
      out[y * w + x] = value;
    }
  }
  return out;
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
