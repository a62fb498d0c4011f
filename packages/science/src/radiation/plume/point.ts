import type { Step } from '../../finding.ts';
import { depletion, plumeFactor, puffFactor } from './gauss.ts';
import { type Exposure, integratedTime } from './inhaled.ts';
import { type Sigmas, sigmasAt } from './sigma.ts';
import type { PlumeDose, PlumePoint } from './types.ts';
import { bandOf, type Weather } from './weather.ts';

/** A release as it was read; SI units throughout. */
export interface Release {
  readonly puff: boolean;
  /** m */
  readonly H: number;
  readonly own: Sigmas | null;
  readonly weather: Weather;
  /** Per second. */
  readonly Q: number | null;
  /** Bq */
  readonly released: number | null;
  readonly exposure: Exposure | null;
  /** m/s */
  readonly velocity: number;
  /** Λ, 1/s */
  readonly washout: number;
  readonly depletes: boolean;
  readonly lid: number | null;
  /** m³/s */
  readonly breathing: number;
  readonly age: 'adult' | 'infant';
  readonly groundSeconds: number;
  /** s; of a puff. */
  readonly time: number | null;
}

const TO_MILLI = 1e3;
const TO_MICRO_PER_HOUR = 1e6 * 3_600;

/** What reaches a point x metres downwind (null: sigmas were given, nothing travels). */
export function pointAt(release: Release, x: number | null, y: number, z: number, steps: Step[]): PlumePoint {
  const { weather, H, puff, Q, released } = release;
  const { u, stability } = weather;
  const at = { y, z };
  const sigma = release.own ?? sigmasAt(weather.set, stability, x!);
  const left = shareLeft(release, x);
  // A puff is as wide as the way of its middle has made it, wherever one stands; at the start it has no width yet.
  const middle = !puff || release.time === null || x === null ? (x ?? 0) : u * release.time;
  const width = release.own ?? (middle === x ? sigma : sigmasAt(weather.set, stability, middle));
  const factorOf = (one: Sigmas): number =>
    puff ? puffFactor(one, (x ?? 0) - middle, H, at) * left : plumeFactor(one, u, H, at, release.lid) * left;
  const perQ = factorOf(width);
  const amount = puff ? released : Q;
  const concentration = amount === null ? null : amount * perQ;
  const total = released === null ? null : released * plumeFactor(sigma, u, H, at, release.lid) * left;
  // Deposit and ground doses are of the ground below the point, whatever its height.
  const onGround =
    released === null ? null : released * plumeFactor(sigma, u, H, { y, z: 0 }, release.lid) * left;
  const dryDeposit = onGround === null ? null : release.velocity * onGround;
  const wetDeposit = released === null || x === null ? null : wet(release, sigma, released * left, y);
  const deposit = dryDeposit === null ? null : dryDeposit + (wetDeposit ?? 0);
  steps.push(
    {
      of: `${x ?? '—'} m σy, σz`,
      rule: weather.set.id,
      formula: stability,
      result: `${width.y}, ${width.z}`,
    },
    {
      of: puff ? 'χ/A' : 'χ/Q',
      rule: puff ? 'A/((2π)^1.5·σx·σy·σz)·…' : 'Q/(2π·u·σy·σz)·…',
      formula: `u = ${u}, H = ${H}, y = ${y}, z = ${z}, ×${left}`,
      result: perQ,
    },
  );
  return {
    x,
    y,
    z,
    sigmaY: width.y,
    sigmaZ: width.z,
    perQ,
    concentration,
    band: bandAt(release, middle, factorOf, amount),
    arrival: x === null ? null : x / u,
    integrated: total,
    dryDeposit,
    wetDeposit,
    deposit,
    left,
    dose: total === null || deposit === null ? null : doseOf(release, total, deposit),
  };
}

function bandAt(
  release: Release,
  middle: number,
  factorOf: (sigma: Sigmas) => number,
  amount: number | null,
): PlumePoint['band'] {
  if (release.own) return null;
  const { puff, released } = release;
  const classes = bandOf(release.weather.stability);
  const scale = amount ?? (puff ? null : released) ?? 1;
  const of = amount !== null ? 'concentration' : released !== null && !puff ? 'integrated' : 'perQ';
  const values = classes.map((one) => scale * factorOf(sigmasAt(release.weather.set, one, middle)));
  return { of, classes, min: Math.min(...values), max: Math.max(...values) };
}

/** Decay on the way, and where asked for what was deposited before. */
function shareLeft(release: Release, x: number | null): number {
  if (x === null) return 1;
  const { weather, H, velocity, washout, exposure } = release;
  const travel = x / weather.u;
  const decay = Math.exp(-(exposure?.lambda ?? 0) * travel);
  if (!release.depletes) return decay;
  const dry = depletion((at) => sigmasAt(weather.set, weather.stability, at).z, x, weather.u, H, velocity);
  return decay * dry * Math.exp(-washout * travel);
}

/** Bq/m² washed out of the whole column: Λ·A/(√(2π)·u·σy)·exp(−y²/2σy²). */
function wet({ washout, weather }: Release, sigma: Sigmas, amount: number, y: number): number {
  if (washout === 0 || !(sigma.y > 0)) return 0;
  const across = Math.exp(-(y * y) / (2 * sigma.y * sigma.y));
  return (washout * amount * across) / (Math.sqrt(2 * Math.PI) * weather.u * sigma.y);
}

function doseOf(release: Release, integrated: number, deposit: number): PlumeDose | null {
  const { exposure, age, breathing, groundSeconds } = release;
  if (!exposure) return null;
  const e = exposure.inhalation[age];
  return {
    inhalation: e === null ? null : integrated * breathing * e * TO_MILLI,
    cloud: integrated * exposure.submersion * TO_MILLI,
    groundRate: deposit * exposure.ground * TO_MICRO_PER_HOUR,
    ground: deposit * exposure.ground * integratedTime(exposure.lambda, groundSeconds) * TO_MILLI,
  };
}
