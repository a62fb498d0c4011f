import { PLUME_TABLES, type SigmaSet, STABILITY_CLASSES, type StabilityClass } from '@tarim/standards';
import { told } from '../../told.ts';
import type { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { LENGTH_UNITS, SPEED_UNITS } from '../units.ts';

export interface Weather {
  readonly set: SigmaSet;
  readonly stability: StabilityClass;
  /** m/s at the height of release. */
  readonly u: number;
  /** Exponent of the wind profile that was used; null: the wind was taken as given. */
  readonly exponent: number | null;
}

const SUN = [...PLUME_TABLES.data.stability.columns, 'overcast'];

/** Set, stability and wind at the height of release `H` (m). Null with problems. */
export function readWeather(members: Members, H: number, puff: boolean): Weather | null {
  const set = readSet(members, puff);
  const given = members.needed(WIND, { units: SPEED_UNITS, above: 0 });
  const stability = given === null ? null : stabilityOf(members, given);
  if (!set || given === null || stability === null) return null;
  const { wind_profile } = PLUME_TABLES.data;
  const measuredAt = members.number(['windHeight', 'zRef', 'measuredHeight', '测风高度'], {
    units: LENGTH_UNITS,
    above: 0,
  });
  const exponent =
    measuredAt === null ? null : wind_profile[set.terrain][STABILITY_CLASSES.indexOf(stability)]!;
  // Down to the ground the profile would give no wind at all: below its instrument it is taken as there.
  const u = exponent === null ? given : given * (Math.max(H, measuredAt!) / measuredAt!) ** exponent;
  if (u < 1) members.tell(P.calm, {}, 'wind');
  return { set, stability, u, exponent };
}

/** The set that is named, or the usual one; null with a problem. */
export function readSet(members: Members, puff: boolean): SigmaSet | null {
  const { sets, default_set, default_puff_set } = PLUME_TABLES.data;
  const usual = puff ? default_puff_set : default_set;
  const wanted = members.text(['set', 'sigmaSet', 'sigmas', '扩散参数']) ?? usual;
  const set = sets.find((one) => one.id === wanted.trim().toLowerCase()) ?? null;
  if (!set) members.tell(P.set, { set: told(wanted), words: sets.map((one) => one.id).join(', ') }, 'set');
  return set;
}

export const WIND = ['u', 'wind', 'windSpeed', '风速'] as const;

export function stabilityOf(members: Members, wind: number | null): StabilityClass | null {
  const names = ['stability', 'class', 'stabilityClass', '稳定度'];
  if (members.has(names)) {
    const read = members.word(names, STABILITY_CLASSES);
    if (read === null) members.missing.push('stability');
    return read;
  }
  const sun = members.word(['sun', 'sky', '日照'], SUN);
  if (sun === null || wind === null) {
    members.lacks('stability');
    return null;
  }
  const { columns, rows, overcast, confidence } = PLUME_TABLES.data.stability;
  const row = rows.find(({ below }) => below === null || wind < below)!;
  const told = sun === 'overcast' ? overcast : row.classes[columns.indexOf(sun)]!;
  // Of two classes the more stable: it spreads less.
  const read = told.slice(-1) as StabilityClass;
  members.tell(P.stabilityTold, { class: told, confidence }, 'stability');
  return read;
}

/** The class and its neighbours. */
export function bandOf(stability: StabilityClass): readonly StabilityClass[] {
  const i = STABILITY_CLASSES.indexOf(stability);
  return STABILITY_CLASSES.slice(Math.max(0, i - 1), i + 2);
}
