import { GAMMA_CONSTANTS } from '@tarim/standards';
import { type Finding, type RuleUsed, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { DOSE_RATE_UNITS, LENGTH_UNITS } from '../units.ts';
import { readConstant } from './constant.ts';
import { type Fit, fitPlaces, type Reading } from './fit.ts';
import { localPlane } from './local-plane.ts';

export interface LocateInput {
  /** At least three: `lat` and `lon` in degrees, or `x` and `y` in metres; `rate` µSv/h. */
  readonly readings: readonly {
    readonly lat?: number;
    readonly lon?: number;
    readonly x?: number;
    readonly y?: number;
    readonly rate: number | string;
  }[];
  /** µSv/h, taken off every reading. */
  readonly background?: number | string;
  /** Height of the meter above the source, m; 0 when absent. */
  readonly height?: number | string;
  /** For the activity. */
  readonly nuclide?: string;
  readonly constant?: number | 'practice';
}

export interface Place {
  /** m east and north, or degrees with readings in degrees. */
  readonly x: number | null;
  readonly y: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Rate at 1 m, µSv/h. */
  readonly strength: number;
  /** Bq; null without a nuclide or constant. */
  readonly activity: number | null;
  /** Root mean square of ln(reading/model); 0.2 is about 20 %. */
  readonly residual: number;
  /** m, one standard deviation of the place, along the worst direction, for readings good to 20 %; null: not determined. */
  readonly uncertainty: number | null;
}

export interface LocateResult extends Finding {
  readonly place: Place | null;
  /** All that fit about equally well, the best first. */
  readonly candidates: readonly Place[];
  /** `good`, `fair`, `poor`, or `not-determined`; by uncertainty against the size of the survey, and residual. */
  readonly quality: 'good' | 'fair' | 'poor' | 'not-determined';
}

const MOST = 500;
const FEWEST = 3;
/** Errors of a field meter, ln; used where the readings cannot tell their own. */
const METER_ERROR = 0.2;

/**
 * Where a lost source lies, from dose rates at known places: least squares for place and strength. Errors of the readings are taken as
 * proportional; told with the residual, an uncertainty, and other places that fit as well.
 */
export function evaluateLocate(input: LocateInput): LocateResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const rules: RuleUsed[] = [];
  const finish = (place: Place | null, candidates: readonly Place[], quality: LocateResult['quality']) => ({
    place,
    candidates,
    quality,
    rules,
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  });
  const background = members.number(['background', '本底'], { units: DOSE_RATE_UNITS, min: 0 }) ?? 0;
  const height = members.number(['height', 'z'], { units: LENGTH_UNITS, min: 0 }) ?? 0;
  if (members.wrong) return finish(null, [], 'not-determined');
  const { readings, plane } = readAll(members, background);
  const constant = members.has(['nuclide', 'constant']) ? readConstant(members) : null;
  rules.push(...(constant?.rules ?? [ruleUsed(GAMMA_CONSTANTS)]));
  const places = new Set(readings.map(({ x, y }) => `${x} ${y}`)).size;
  if (places < FEWEST) {
    members.tell(P.readings, { count: places }, 'readings');
    members.missing.push('readings');
    return finish(null, [], 'not-determined');
  }
  const fits = fitPlaces(readings, height);
  const [best] = fits;
  if (!best || !Number.isFinite(best.sum) || !(best.strength > 0)) {
    members.tell(P.noPlace, {}, 'readings');
    return finish(null, [], 'not-determined');
  }
  const line = inLine(readings);
  if (line) members.tell(P.inLine, {}, 'readings');
  if (places === FEWEST) members.tell(P.exactlyEnough, {}, 'readings');
  const tolerance = readings.length * 0.05 ** 2;
  const equal = fits.filter((one) => one.sum <= best.sum + tolerance);
  if (equal.length > 1 && !line) members.tell(P.severalPlaces, { count: equal.length }, 'readings');
  const candidates = equal.slice(0, 5).map((fit): Place => {
    const degrees = plane?.toDegrees(fit.x, fit.y) ?? null;
    return {
      x: plane ? null : fit.x,
      y: plane ? null : fit.y,
      lat: degrees?.lat ?? null,
      lon: degrees?.lon ?? null,
      strength: fit.strength,
      activity: constant ? (fit.strength / constant.constant.value) * 1e9 : null,
      residual: Math.sqrt(fit.sum / readings.length),
      uncertainty: uncertaintyOf(fit, readings.length),
    };
  });
  for (const one of candidates)
    steps.push({
      of: `${one.lat ?? one.x}, ${one.lon ?? one.y}`,
      rule: 'Σ (ln Ḣᵢ − ln(S/rᵢ²))² → min',
      formula: `n = ${readings.length}, rms = ${one.residual}`,
      result: one.strength,
    });
  const quality = qualityOf(candidates[0]!, readings, candidates.length > 1 || line);
  if (quality === 'not-determined') members.tell(P.noPlace, {}, 'readings');
  return finish(candidates[0]!, candidates, quality);
}

function readAll(members: Members, background: number) {
  const given = members.list(['readings', 'points', '读数'], MOST) ?? [];
  if (given.length === 0) members.lacks('readings');
  let plane: ReturnType<typeof localPlane> | null = null;
  const readings = given.flatMap((one, index): Reading[] => {
    const path = `readings.${index}.`;
    const inner = new Members(one, members.problems, path);
    const leave = (why: string): Reading[] => {
      members.tell(P.reading, { index, why }, `readings.${index}`);
      return [];
    };
    const rate = inner.needed(['rate', 'doseRate', 'value', '剂量率'], { units: DOSE_RATE_UNITS, min: 0 });
    if (rate === null) return leave('rate');
    if (!(rate > background)) return leave('≤ background');
    const lat = inner.number(['lat', 'latitude'], { min: -85, max: 85 });
    const lon = inner.number(['lon', 'lng', 'longitude'], { min: -180, max: 180 });
    if (lat !== null && lon !== null) {
      plane ??= localPlane(lat, lon);
      return [{ ...plane.toPlane(lat, lon), rate: rate - background }];
    }
    const x = inner.number('x', { units: LENGTH_UNITS, min: -1e7, max: 1e7 });
    const y = inner.number('y', { units: LENGTH_UNITS, min: -1e7, max: 1e7 });
    if (x === null || y === null || plane) return leave('x, y | lat, lon');
    return [{ x, y, rate: rate - background }];
  });
  return { readings, plane: plane as ReturnType<typeof localPlane> | null };
}

/** All within a hundredth of their extent of a line. */
function inLine(readings: readonly Reading[]): boolean {
  const n = readings.length;
  const mx = readings.reduce((sum, one) => sum + one.x, 0) / n;
  const my = readings.reduce((sum, one) => sum + one.y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of readings) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const root = Math.sqrt((xx - yy) ** 2 + 4 * xy * xy);
  return xx + yy - root < 1e-4 * (xx + yy + root);
}

/** Larger half axis of one standard deviation; the readings' own scatter where it is larger than that of meters. */
function uncertaintyOf({ covariance, sum }: Fit, count: number): number | null {
  if (!covariance) return null;
  const [xx, xy, yy] = covariance;
  const largest = (xx + yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2;
  const own = count > FEWEST ? Math.sqrt(sum / (count - FEWEST)) : 0;
  return Math.sqrt(largest) * Math.max(METER_ERROR, own);
}

function qualityOf(
  { uncertainty, residual }: Place,
  readings: readonly Reading[],
  several: boolean,
): LocateResult['quality'] {
  const size = Math.max(...readings.map((one) => Math.hypot(one.x - readings[0]!.x, one.y - readings[0]!.y)));
  if (uncertainty === null || uncertainty > 3 * size) return 'not-determined';
  if (several || readings.length === FEWEST || residual > 0.5 || uncertainty > size) return 'poor';
  return residual > 0.25 || uncertainty > 0.3 * size ? 'fair' : 'good';
}
