import { PLUME_TABLES } from '@tarim/standards';
import type { Sigmas } from './sigma.ts';

export interface At {
  /** Across the wind and above ground, m. */
  readonly y: number;
  readonly z: number;
}

const bell = (distance: number, sigma: number): number =>
  Math.exp(-(distance * distance) / (2 * sigma * sigma));

/** exp(−(z−H)²/2σ²) + exp(−(z+H)²/2σ²): the ground throws everything back. */
const reflected = (z: number, H: number, sigma: number): number => bell(z - H, sigma) + bell(z + H, sigma);

/**
 * χ/Q of a steady plume, s/m³ (u in m/s, lengths in m). Under a lid L it is well mixed from σz = 0.8·L. Of no σ there is no χ.
 */
export function plumeFactor(sigma: Sigmas, u: number, H: number, { y, z }: At, lid: number | null): number {
  if (!(sigma.y > 0 && sigma.z > 0)) return 0;
  const across = bell(y, sigma.y);
  if (lid !== null && sigma.z >= PLUME_TABLES.data.mixing_lid.share_of_lid * lid)
    return across / (Math.sqrt(2 * Math.PI) * u * sigma.y * lid);
  return (across * reflected(z, H, sigma.z)) / (2 * Math.PI * u * sigma.y * sigma.z);
}

/** χ/A of a puff, 1/m³, σx = σy; `off`: metres before or behind its middle. */
export function puffFactor(sigma: Sigmas, off: number, H: number, { y, z }: At): number {
  if (!(sigma.y > 0 && sigma.z > 0)) return 0;
  const volume = (2 * Math.PI) ** 1.5 * sigma.y * sigma.y * sigma.z;
  return (bell(off, sigma.y) * bell(y, sigma.y) * reflected(z, H, sigma.z)) / volume;
}

/** Metres from the source from which a plume begins to lose by deposition: nearer, σz → 0 would lose all of it. */
const DEPLETES_FROM = 1;
const PIECES = 200;

/** A(x)/A₀ after dry deposition: exp(−√(2/π)·(v/u)·∫dx/(σz·exp(H²/2σz²))), Simpson on ln x. */
export function depletion(
  sigmaZ: (x: number) => number,
  x: number,
  u: number,
  H: number,
  velocity: number,
): number {
  if (!(x > DEPLETES_FROM) || velocity === 0) return 1;
  const [from, to] = [Math.log(DEPLETES_FROM), Math.log(x)];
  const step = (to - from) / PIECES;
  let sum = 0;
  for (let i = 0; i <= PIECES; i++) {
    const at = Math.exp(from + i * step);
    const sigma = sigmaZ(at);
    const value = sigma > 0 ? (at / sigma) * bell(H, sigma) : 0;
    sum += value * (i === 0 || i === PIECES ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return Math.exp(-Math.sqrt(2 / Math.PI) * (velocity / u) * ((sum * step) / 3));
}
