import type { Problem } from '@tarim/kernel';
import { DOSE_STANDARD, type DoseLimit } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { compare, multiply, type Rational, rational, subtract, toNumber } from '../rational.ts';
import { RADIATION_PROBLEMS as P } from './problems.ts';
import { AIR_RATE_UNITS, readQuantity } from './units.ts';

export interface DoseInput {
  /** Air absorbed dose rate, nGy/h, or text with its unit. */
  readonly rate: number | string;
  /** Hours of the period; a year when absent. */
  readonly hours?: number;
  /** 居留因子, 0…1. */
  readonly occupancy?: number;
  /** Natural background there, nGy/h: what lies above it is compared with the limit of `group`. */
  readonly background?: number | string;
  readonly group?: DoseLimit['group'];
}

export interface DoseResult extends Finding {
  /** Effective dose, mSv. */
  readonly mSv: number | null;
  /** Above the background; null when none is given. */
  readonly netMSv: number | null;
  readonly limit: { readonly mSv: number; readonly over: DoseLimit['over']; readonly zh: string } | null;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
}

export const YEAR_HOURS = 8_760;
/** nGy to mGy. */
const SCALE = rational(1e-6);

export const isRate = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** mSv = nGy/h × 0.7 Sv/Gy × h × occupancy × 10⁻⁶ (UNSCEAR's factor for adults), exact. */
export function effectiveDose(rate: Rational, hours: number, occupancy: number): Rational {
  const { Sv_per_Gy } = DOSE_STANDARD.data.dose_formula;
  return [rational(Sv_per_Gy), rational(hours), rational(occupancy), SCALE].reduce(multiply, rate);
}

/** Occupancy as given; 1 with a problem when it is absent or none. */
export function occupancyOf(given: unknown, problems: Problem[]): number {
  if (given === undefined || given === null) {
    problems.push(problem(P.occupancyAssumed, {}, 'occupancy'));
    return 1;
  }
  if (isRate(given) && given <= 1) return given;
  problems.push(problem(P.occupancy, {}, 'occupancy'));
  return 1;
}

/** Effective dose from an air absorbed dose rate, and what lies above the background against the limit of a year (GB 18871-2002 B1). */
export function evaluateDose(input: DoseInput): DoseResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const { hours = YEAR_HOURS, group } = input;
  const rate = readQuantity(input.rate, AIR_RATE_UNITS);
  const background =
    input.background === undefined ? undefined : readQuantity(input.background, AIR_RATE_UNITS);
  const nothing = { mSv: null, netMSv: null, limit: null, verdict: 'not-judged', steps, used: {} } as const;
  if (!isRate(rate) || !isRate(hours)) {
    problems.push(isRate(rate) ? problem(P.hours, {}, 'hours') : problem(P.rate, {}, 'rate'));
    return { ...nothing, rules: [], missing: [isRate(rate) ? 'hours' : 'rate'], problems };
  }
  const occupancy = occupancyOf(input.occupancy, problems);
  const doseOf = (value: Rational, of: string): Rational => {
    const dose = effectiveDose(value, hours, occupancy);
    const formula = `${toNumber(value)} × 0.7 × ${hours} × ${occupancy} × 10⁻⁶`;
    steps.push({ of, rule: 'nGy/h × 0.7 × h × q × 10⁻⁶', formula, result: toNumber(dose) });
    return dose;
  };
  const dose = doseOf(rational(rate), '有效剂量 mSv');
  const known = isRate(background);
  const above = known ? subtract(rational(rate), rational(background)) : null;
  const net = above && doseOf(above.n < 0n ? rational(0) : above, '高出本底的有效剂量 mSv');
  if (background !== undefined && !known) problems.push(problem(P.rate, {}, 'background'));
  const limit = group === undefined ? null : limitOf(group, problems);
  if (limit && !net) problems.push(problem(P.natural, {}, 'background'));
  const over = limit && net ? compare(net, rational(limit.mSv)) > 0 : null;
  if (limit && net)
    steps.push({
      of: limit.zh,
      rule: DOSE_STANDARD.code,
      formula: `${toNumber(net)} ${over ? '>' : '≤'} ${limit.mSv}`,
      result: over ? 'exceeds' : 'meets',
    });
  return {
    mSv: toNumber(dose),
    netMSv: net && toNumber(net),
    limit: limit && { mSv: limit.mSv, over: limit.over, zh: limit.zh },
    verdict: over === null ? 'not-judged' : over ? 'exceeds' : 'meets',
    rules: [ruleUsed(DOSE_STANDARD)],
    used: { rate, hours, occupancy, ...(known ? { background } : {}) },
    missing: limit && !net ? ['background'] : [],
    steps,
    problems,
  };
}

/** Of one year; a worker's mean of five years is the stricter one and is what a year is planned by. */
function limitOf(group: unknown, problems: Problem[]): DoseLimit | null {
  const rows = DOSE_STANDARD.data.limits.filter((one) => one.group === group && one.quantity === 'effective');
  const found = rows.find((one) => one.over === '5a-mean') ?? rows.find((one) => one.over === '1a');
  if (!found) problems.push(problem(P.group, {}, 'group'));
  else if (found.confidence === 'memory')
    problems.push(problem(P.limitUnverified, { group: found.group }, 'group'));
  return found ?? null;
}
