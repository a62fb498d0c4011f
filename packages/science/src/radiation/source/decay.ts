import { DAY_MS } from '@tarim/kernel';
import { GAMMA_CONSTANTS, halfLife as knownHalfLife, SOURCE_STANDARD, sourceRow } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { decayed } from '../decay.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { type CategoryAt, evaluateSourceCategory } from '../source-category.ts';
import { ACTIVITY_UNITS, TIME_UNITS } from '../units.ts';

export interface DecayInput {
  /** Bq at the start, or text with its unit. */
  readonly activity: number | string;
  readonly nuclide?: string;
  /** Days, or text with its unit (`73.8 d`, `5.27 a`); that of the nuclide when absent. */
  readonly halfLife?: number | string;
  /** Days that have passed; or `from` and `to`. */
  readonly days?: number;
  /** Epoch ms. */
  readonly from?: number;
  readonly to?: number;
}

export interface DecayResult extends Finding {
  readonly nuclide: string | null;
  /** Bq */
  readonly activity: number | null;
  /** A/A₀ */
  readonly fraction: number | null;
  readonly days: number | null;
  readonly halfLifeDays: number | null;
  /** At the start and after the time; null where the nuclide is not in the table. */
  readonly initial: CategoryAt | null;
  readonly now: CategoryAt | null;
}

/** A = A₀·2^(−t/T) (years of 365.25 d), with the category (放射源分类办法) at the start and after. */
export function evaluateDecay(input: DecayInput): DecayResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const name = members.text(['nuclide', '核素']);
  const activity = members.needed(['activity', 'A0', 'activity0', 'initialActivity', 'A'], {
    units: ACTIVITY_UNITS,
    min: 0,
  });
  const given = members.number(['halfLife', 'T', 'T12', 'THalf', '半衰期'], { units: TIME_UNITS, above: 0 });
  const known = name === null ? null : knownHalfLife(name);
  const halfLife = given ?? known?.days ?? null;
  if (given === null && known?.confidence === 'memory')
    members.tell(
      P.tableUnverified,
      { what: `T ${name} ${known.days} d`, confidence: known.confidence },
      'nuclide',
    );
  if (halfLife === null) {
    if (name === null) members.lacks('halfLife');
    else {
      members.tell(P.halfLife, { nuclide: name }, 'nuclide');
      members.missing.push('halfLife');
    }
  }
  const days = daysOf(members);
  const left =
    activity !== null && halfLife !== null && days !== null ? decayed(activity, days, halfLife) : null;
  if (left !== null)
    steps.push({
      of: 'A Bq',
      rule: 'A = A₀·2^(−t/T)',
      formula: `${activity} × 2^(−${days}/${halfLife})`,
      result: left,
    });
  const row = name === null ? null : sourceRow(name);
  if (name !== null && !row) members.tell(P.extrapolated, { nuclide: name }, 'nuclide');
  const at = (value: number | null): CategoryAt | null => {
    if (row === null || value === null) return null;
    // Nothing is left, or less than a double can hold: below every bound.
    if (value === 0) return { activity: 0, category: 'exempt', zh: null, ratio: 0 };
    const {
      sources,
      steps: more,
      problems,
    } = evaluateSourceCategory({ nuclide: row.nuclide, activity: value });
    steps.push(...more);
    for (const one of problems)
      if (!members.problems.some(({ code }) => code === one.code)) members.problems.push(one);
    return sources[0]!.given;
  };
  return {
    nuclide: row?.nuclide ?? name,
    activity: left,
    fraction: halfLife !== null && days !== null ? decayed(1, days, halfLife) : null,
    days,
    halfLifeDays: halfLife,
    initial: at(activity),
    now: at(left),
    rules: [
      ...(given === null && known !== null ? [ruleUsed(GAMMA_CONSTANTS)] : []),
      ...(row ? [ruleUsed({ ...SOURCE_STANDARD, confidence: row.confidence })] : []),
    ],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

/** Days given, or those between two times; null with a problem. */
function daysOf(members: Members): number | null {
  if (members.has(['from', 'to', 'measuredAt', 'at'])) {
    const from = members.number(['from', 'measuredAt', 'start'], {});
    const to = members.number(['to', 'at', 'end'], {});
    if (from !== null && to !== null && to >= from) return (to - from) / DAY_MS;
    members.tell(P.span, {}, 'to');
    members.missing.push('to');
    return null;
  }
  const scaled = (name: string, daysOfOne: number): number | null => {
    const read = members.number(name, { min: 0 });
    return read === null ? null : read * daysOfOne;
  };
  const days =
    members.number(['days', 't', 'elapsed', 'time'], { units: TIME_UNITS, min: 0 }) ??
    scaled('hours', TIME_UNITS.h!) ??
    scaled('years', TIME_UNITS.a!);
  if (days === null) {
    members.missing.push('days');
    members.tell(P.span, {}, 'days');
  }
  return days;
}
