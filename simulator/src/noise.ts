/** Chance that can be asked for any moment: the same seed and position always give the same number. */

/** 32-bit mix of two integers (the finaliser of MurmurHash3, applied twice). */
export function hash32(seed: number, position: number): number {
  let h = (seed ^ Math.imul(position | 0, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform in [0, 1). */
export function chance(seed: number, position: number): number {
  return hash32(seed, position) / 4_294_967_296;
}

/** Smooth noise in [−1, 1] that changes over about `periodMs`. */
export function drift(seed: number, atMs: number, periodMs: number): number {
  const x = atMs / periodMs;
  const i = Math.floor(x);
  const f = x - i;
  const w = f * f * (3 - 2 * f);
  return (chance(seed, i) * (1 - w) + chance(seed, i + 1) * w) * 2 - 1;
}

/** About normal, mean 0, deviation 1. */
export function normal(seed: number, position: number): number {
  return (
    (chance(seed, position) +
      chance(seed ^ 0x5bd1e995, position) +
      chance(seed ^ 0x2545f491, position) -
      1.5) *
    2
  );
}

export function seedOf(text: string): number {
  let h = 2_166_136_261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619) >>> 0;
  return h;
}
