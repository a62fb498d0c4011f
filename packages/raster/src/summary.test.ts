import { describe, expect, it } from 'vitest';
import type { Samples } from './samples.ts';
import { summarise } from './summary.ts';

/** Two passes in the plain way. */
function plain(samples: Samples, noData: number | null) {
  const counted = Array.from(samples as ArrayLike<number>).filter((v) => v !== noData && Number.isFinite(v));
  const mean = counted.reduce((sum, v) => sum + v, 0) / counted.length;
  return {
    count: counted.length,
    min: Math.min(...counted),
    max: Math.max(...counted),
    mean,
    squares: counted.reduce((sum, v) => sum + (v - mean) ** 2, 0),
  };
}

describe('summary', () => {
  const wave = Array.from({ length: 400 }, (_, i) => Math.sin(i) * 50);
  it.each([
    ['float32', new Float32Array([Number.NaN, ...wave, Infinity, -Infinity]), Number.NaN],
    ['float32 with a number for no data', new Float32Array([-9999, ...wave, -9999]), -9999],
    ['float64', new Float64Array([...wave, 1e-300]), null],
    ['int16', new Int16Array([-32768, ...wave.map(Math.round), -32768]), -32768],
    ['uint8', new Uint8Array([0, 7, 7, 255, 0]), null],
  ] as const)('%s as in two passes', (_, samples, noData) => {
    const told = summarise(samples as Samples, noData);
    const own = plain(samples as Samples, noData);
    expect([told.count, told.min, told.max]).toEqual([own.count, own.min, own.max]);
    expect(told.mean).toBeCloseTo(own.mean, 9);
    expect(told.squares).toBeCloseTo(own.squares, 6);
  });

  it('tells ends exactly, however far they are from the first value', () => {
    for (const values of [
      [1e9, 0.1, 3],
      [-3e38, 1e-20, 0],
      [5, 0, -1e-30],
      [0.3, 0.1, 0.7],
    ]) {
      const { min, max } = summarise(new Float32Array(values), null);
      expect([min, max]).toEqual([Math.fround(Math.min(...values)), Math.fround(Math.max(...values))]);
    }
  });

  it('of nothing is empty', () => {
    expect(summarise(new Float32Array([Number.NaN, 4]), 4).count).toBe(0);
    expect(summarise(new Int16Array([]), null).count).toBe(0);
  });
});
