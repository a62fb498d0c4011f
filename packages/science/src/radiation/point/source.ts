import { DOSE_STANDARD, RADIATION_EMERGENCY } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { DOSE_RATE_UNITS, LENGTH_UNITS, readQuantity, TIME_UNITS } from '../units.ts';
import { type PointConstant, readStrength } from './constant.ts';
import { readShielding, type Shield } from './shield.ts';
import { type Stay, stayTimes } from './stay.ts';

export interface PointSourceInput {
  readonly nuclide?: string;
  /** Bq */
  readonly activity: number | string;
  /** µSv·m²/(GBq·h), or `practice`; that of the nuclide when absent. */
  readonly constant?: number | 'practice';
  /** m */
  readonly distance?: number | string;
  /** Several distances, m. */
  readonly distances?: readonly (number | string)[];
  readonly shield?: {
    readonly material?: string;
    readonly thickness: number | string;
    readonly hvl?: number;
  };
  readonly shields?: readonly object[];
  /** µSv/h whose distance is asked for, or a list. */
  readonly level?: number | string | readonly (number | string)[];
  /** Hours that one is there, or text with its unit. */
  readonly hours?: number | string;
  /** mSv of one's own budget and received before, for the stay. */
  readonly budget?: number;
  readonly received?: number;
}

export interface LevelDistance {
  /** µSv/h */
  readonly level: number;
  readonly name: string;
  /** m, behind the shield; null where the shield could not be read. */
  readonly distance: number | null;
  /** m, without it. */
  readonly bareDistance: number;
}

export interface PointSourceResult extends Finding {
  readonly constant: PointConstant | null;
  /** µSv/h at `distance`, behind the shield; null without a distance. */
  readonly rate: number | null;
  readonly bareRate: number | null;
  readonly transmission: number | null;
  readonly shields: readonly Shield[];
  /** With `distances`. */
  readonly rates: readonly {
    readonly distance: number;
    readonly rate: number | null;
    readonly bareRate: number;
  }[];
  readonly distances: readonly LevelDistance[];
  readonly stay: readonly Stay[];
  /** mSv of `hours` at `distance`, behind the shield; null where they are not given. */
  readonly mSv: number | null;
}

const NEAREST = 0.3;
const HOURS = ['hours', 'exposureTime', 'duration', 'time', '停留时间'];
/** Hours, also of a bare number. */
const HOUR_UNITS = {
  h: 1,
  ...Object.fromEntries(Object.entries(TIME_UNITS).map(([unit, days]) => [unit, days * 24])),
};
const MOST = 200;

/**
 * Dose rate of a point source: Ḣ = Γ·A/r²·2^(−d/HVL), the distance at which it falls to a level, and how long one may stay. No
 * scatter, no build-up, no attenuation in air.
 */
export function evaluatePointSource(input: PointSourceInput): PointSourceResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const read = readStrength(members);
  const finding = () => ({ used: members.used, missing: members.missing, steps, problems: members.problems });
  if (!read) {
    const none = {
      rate: null,
      bareRate: null,
      transmission: 1,
      shields: [],
      rates: [],
      distances: [],
      stay: [],
      mSv: null,
    };
    return { constant: null, ...none, rules: [], ...finding() };
  }
  const { strength, constant } = read;
  steps.push({
    of: 'Γ·A µSv·m²/h',
    rule: 'Ḣ = Γ·A/r²',
    formula: `${constant.value} × ${read.activity} × 10⁻⁹`,
    result: strength,
  });
  const nuclide = members.text(['nuclide', '核素']);
  const { shields, transmission, rules } = readShielding(members, nuclide, steps);
  const rateAt = (distance: number) => {
    if (distance < NEAREST) members.tell(P.near, {}, 'distance');
    const bareRate = strength / distance ** 2;
    const rate = transmission === null ? null : bareRate * transmission;
    steps.push({
      of: `${distance} m µSv/h`,
      rule: 'Ḣ = Γ·A/r²·2^(−d/HVL)',
      formula: `${strength} / ${distance}² × ${transmission ?? '—'}`,
      result: rate,
    });
    return { distance, rate, bareRate };
  };
  const distance = members.number(['distance', 'r', '距离'], { units: LENGTH_UNITS, above: 0 });
  const at = distance === null ? null : rateAt(distance);
  const rates = lengths(members).map(rateAt);
  const hours = members.number(HOURS, { units: HOUR_UNITS, min: 0 });
  const mSv = hours === null || at === null || at.rate === null ? null : (at.rate * hours) / 1_000;
  if (mSv !== null)
    steps.push({ of: 'D mSv', rule: 'D = Ḣ·t', formula: `${at!.rate} × ${hours} / 1000`, result: mSv });
  return {
    constant,
    rate: at?.rate ?? null,
    bareRate: at?.bareRate ?? null,
    transmission,
    shields,
    rates,
    distances: levelsOf(members).map(({ level, name }) => {
      const bareDistance = Math.sqrt(strength / level);
      const distance = transmission === null ? null : Math.sqrt((strength * transmission) / level);
      const formula = `√(${strength} × ${transmission ?? '—'} / ${level})`;
      steps.push({ of: `${level} µSv/h`, rule: 'r = √(Γ·A/Ḣ)', formula, result: distance });
      return { level, name, distance, bareDistance };
    }),
    mSv,
    stay: at && at.rate !== null ? stayTimes(members, at.rate, steps) : [],
    rules: [...read.rules, ...rules, ruleUsed(DOSE_STANDARD), ...(at ? [ruleUsed(RADIATION_EMERGENCY)] : [])],
    ...finding(),
  };
}

function lengths(members: Members): number[] {
  return (members.list('distances', MOST) ?? []).flatMap((one, i) => {
    const read = readQuantity(one, LENGTH_UNITS);
    if (read !== null && read > 0) return [read];
    members.tell(
      P.member,
      { name: `distances.${i}`, value: typeof one, rule: 'number > 0 m' },
      `distances.${i}`,
    );
    return [];
  });
}

/** Levels asked for; without any those of sites and of the emergency cordon, of which some are from memory. */
function levelsOf(members: Members): { level: number; name: string }[] {
  const names = ['level', 'levels', 'limit', '水平'];
  const given = members.raw(names);
  if (Array.isArray(given))
    return given.slice(0, MOST).flatMap((one) => {
      const level = readQuantity(one, DOSE_RATE_UNITS);
      if (level !== null && level > 0) return [{ level, name: 'given' }];
      members.tell(P.member, { name: 'level', value: typeof one, rule: 'number > 0 uSv/h' }, 'level');
      return [];
    });
  const one = members.number(names, { units: DOSE_RATE_UNITS, above: 0 });
  if (one !== null) return [{ level: one, name: 'given' }];
  const seen = new Set<number>();
  return DOSE_STANDARD.data.sites.flatMap(({ name, uSv_per_h, confidence }) => {
    if (seen.has(uSv_per_h)) return [];
    seen.add(uSv_per_h);
    return [{ level: uSv_per_h, name: confidence === 'memory' ? `${name}（未核实 unverified）` : name }];
  });
}
