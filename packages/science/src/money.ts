import type { Rational } from './rational.ts';

export const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** To the fen, half up, on the exact fraction: 分以下四舍五入 (practice of money, not GB/T 8170). */
export function toFen({ n, d }: Rational): number {
  const fen = (n * 200n + d) / (2n * d);
  return Number(`${fen}e-2`);
}
