import { DOSE_COEFFICIENTS, PLUME_TABLES } from '@tarim/standards';
import { ruleUsed, type Step } from '../../finding.ts';
import { told } from '../../told.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { ACTIVITY_UNITS, LENGTH_UNITS, readQuantity, SPEED_UNITS, TIME_UNITS } from '../units.ts';
import { readExposure } from './inhaled.ts';
import { pointAt, type Release } from './point.ts';
import { sigmasAt } from './sigma.ts';
import type { PlumeInput, PlumePoint, PlumeResult } from './types.ts';
import { readSet, readWeather, stabilityOf, WIND } from './weather.ts';

const MOST = 500;
const SECOND_OF_DAY = 86_400;
const SECOND_UNITS = Object.fromEntries(
  Object.entries(TIME_UNITS).map(([unit, days]) => [unit, days * SECOND_OF_DAY]),
);
/** Seconds, also of a bare number. */
const SECONDS = { s: 1, ...SECOND_UNITS };

/**
 * Gaussian plume or puff over flat ground with reflection: concentration, time integral, dry and wet deposit, and the doses of a
 * release (inhalation, cloud, ground); a band over the neighbouring stability classes. The set is named with every answer, for sets
 * differ by a third in the country and threefold between country and town.
 */
export function evaluatePlume(input: PlumeInput): PlumeResult {
  const members = new Members(input);
  const steps: Step[] = [];
  if (asksSigmasOnly(members)) return sigmasOnly(members);
  const release = readRelease(members);
  const points = release ? pointsOf(members, release, steps) : [];
  const weather = release?.weather ?? null;
  if (weather) {
    members.tell(P.plumeHint, { set: weather.set.id });
    const [from, to] = weather.set.range_m;
    const out = points.find(({ x }) => x !== null && (x < from || x > to));
    if (out) members.tell(P.plumeRange, { x: out.x!, set: weather.set.id, from, to }, 'x');
  }
  const exposed = points.some((one) => one.dose !== null);
  return {
    set: weather?.set.id ?? null,
    stability: weather?.stability ?? null,
    u: weather?.u ?? null,
    points,
    sigmas: [],
    rules: [
      ...(weather ? [ruleUsed({ ...PLUME_TABLES, confidence: weather.set.confidence })] : []),
      ...(exposed ? [ruleUsed(DOSE_COEFFICIENTS)] : []),
    ],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

const SOURCE = ['Q', 'q', 'releaseRate', 'rate', 'released', 'A', 'activity', 'release', '释放率', '释放量'];

const asksSigmasOnly = (members: Members): boolean =>
  !members.has(WIND, SPEED_UNITS) && !members.has(SOURCE, ACTIVITY_UNITS);

/** Without wind and release: σy and σz of the set, and nothing else. */
function sigmasOnly(members: Members): PlumeResult {
  const set = readSet(members, false);
  const stability = stabilityOf(members, null);
  const sigmas =
    set && stability ? distances(members).map((x) => ({ x, ...sigmasAt(set, stability, x) })) : [];
  return {
    set: set?.id ?? null,
    stability,
    u: null,
    points: [],
    sigmas,
    rules: set ? [ruleUsed({ ...PLUME_TABLES, confidence: set.confidence })] : [],
    used: members.used,
    missing: members.missing,
    steps: sigmas.map(({ x, y, z }) => ({
      of: `${x} m`,
      rule: set!.id,
      formula: stability!,
      result: `${y}, ${z}`,
    })),
    problems: members.problems,
  };
}

function readRelease(members: Members): Release | null {
  const mode = members.word(['mode', 'kind', '模式'], ['plume', 'puff']) ?? 'plume';
  const puff = mode === 'puff';
  const H =
    members.number(['height', 'H', 'h', 'releaseHeight', '释放高度'], { units: LENGTH_UNITS, min: 0 }) ?? 0;
  const own = ownSigmas(members);
  const weather = readWeather(stabilityAside(members, own !== null), H, puff);
  const Q = members.number(['Q', 'q', 'Q_g_s', 'Q_kg_s', 'Q_Bq_s', 'releaseRate', 'rate', '释放率'], {
    min: 0,
  });
  const released = members.number(['released', 'A', 'activity', 'release', '释放量'], {
    units: ACTIVITY_UNITS,
    min: 0,
  });
  const exposure = readExposure(members);
  const { deposition } = PLUME_TABLES.data;
  const velocity = members.number(['depositionVelocity', 'vd', '沉积速度'], { min: 0, max: 10 });
  const rain = members.number(['rain', 'R', '雨强'], { min: 0, max: 1_000 });
  if (!weather) return null;
  return {
    puff,
    H,
    own,
    weather,
    Q,
    released,
    exposure,
    velocity: velocity ?? velocityOf(exposure?.nuclide ?? null),
    washout: rain === null ? 0 : deposition.washout.a * rain ** deposition.washout.b,
    depletes: members.flag(['depletion', '耗减']),
    lid: members.number(['lid', 'mixingHeight', 'L', '混合层'], { units: LENGTH_UNITS, above: 0 }),
    breathing:
      members.number(['breathing', 'breathingRate', 'BR'], { above: 0, max: 1 }) ??
      DOSE_COEFFICIENTS.data.breathing.short_release_m3_per_s,
    age: members.word(['age', '人群'], ['adult', 'infant']) ?? 'adult',
    groundSeconds:
      (members.number(['groundDays', 'days'], { units: TIME_UNITS, min: 0 }) ?? 7) * SECOND_OF_DAY,
    time: members.number(['time', 't'], { units: SECONDS, min: 0 }),
  };
}

/** σy and σz that stand in the place of those of the set. */
function ownSigmas(members: Members): Release['own'] {
  const y = members.number(['sigmaY', 'sy'], { units: LENGTH_UNITS, above: 0 });
  const z = members.number(['sigmaZ', 'sz'], { units: LENGTH_UNITS, above: 0 });
  return y !== null && z !== null ? { y, z } : null;
}

/** With sigmas of one's own no stability is asked for; D stands for it. */
function stabilityAside(members: Members, own: boolean): Members {
  const asked = members.has(['stability', 'class', 'stabilityClass', 'sun', 'sky', '稳定度', '日照']);
  return own && !asked ? members.with('stability', 'D') : members;
}

const NOBLE = new Set(['Kr-85', 'H-3']);

/** By what kind of matter a nuclide is; particles when it is not known. */
function velocityOf(nuclide: string | null): number {
  const { deposition } = PLUME_TABLES.data;
  if (nuclide !== null && NOBLE.has(nuclide)) return deposition.noble_m_per_s;
  return nuclide === 'I-131' ? deposition.iodine_m_per_s : deposition.particles_m_per_s;
}

function pointsOf(members: Members, release: Release, steps: Step[]): PlumePoint[] {
  // A member that could not be read would be answered by its default: no figure is better than that one.
  if (members.wrong) return [];
  const length = { units: LENGTH_UNITS, min: -1e6, max: 1e6 };
  const y = members.number('y', length) ?? 0;
  const z = members.number('z', { ...length, min: 0 }) ?? 0;
  if (members.wrong) return [];
  if (release.puff && release.released === null) members.lacks('released');
  if (release.own && !members.has(X)) return [pointAt(release, null, y, z, steps)];
  return distances(members).map((x) => pointAt(release, x, y, z, steps));
}

const X = ['x', 'x_m', 'distance', 'distance_m', 'distances', '下风距离'];

/** Metres downwind, one or several. */
function distances(members: Members): number[] {
  const given = members.raw(X);
  if (given === undefined) {
    members.lacks('x');
    return [];
  }
  const list: readonly unknown[] = Array.isArray(given) ? given.slice(0, MOST) : [given];
  return list.flatMap((one) => {
    const x = readQuantity(one, LENGTH_UNITS);
    if (x !== null && x > 0 && x <= 1e6) {
      members.used.x = x;
      return [x];
    }
    members.tell(P.member, { name: 'x', value: told(one), rule: 'number > 0 ≤ 1000000 m' }, 'x');
    return [];
  });
}
