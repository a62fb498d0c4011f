import { GAMMA_CONSTANTS, gammaConstant } from '@tarim/standards';
import { type RuleUsed, ruleUsed } from '../../finding.ts';
import { told } from '../../told.ts';
import type { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { ACTIVITY_UNITS } from '../units.ts';

export interface PointConstant {
  /** µSv·m²/(GBq·h), H*(10). */
  readonly value: number;
  /** Whose it is: `Ir-192`, or `given`. */
  readonly of: string;
  readonly confidence: string;
}

const GBQ = 1e9;

/** Dose-rate constant: a figure given, that of the trade (`"practice"`), or that of the nuclide. Null with a problem. */
export function readConstant(members: Members): { constant: PointConstant; rules: RuleUsed[] } | null {
  const name = members.text(['nuclide', '核素']);
  const wanted = members.raw(['constant', 'gammaConstant', 'G', 'gamma']);
  const practice = wanted === 'practice';
  if (wanted !== undefined && !practice) {
    const value = members.number(['constant', 'gammaConstant', 'G', 'gamma'], { above: 0 });
    return value === null ? null : { constant: { value, of: 'given', confidence: 'given' }, rules: [] };
  }
  if (name === null) {
    members.lacks('nuclide');
    return null;
  }
  const row = gammaConstant(name, practice ? 'practice' : 'computed');
  if (!row) {
    members.missing.push('nuclide');
    members.tell(P.constant, { nuclide: told(name) }, 'nuclide');
    return null;
  }
  const { nuclide: of, uSv_m2_per_GBq_h: value, confidence } = row;
  if (confidence === 'memory')
    members.tell(P.tableUnverified, { what: `Γ ${of} ${value}`, confidence }, 'nuclide');
  members.used.constant = value;
  return { constant: { value, of, confidence }, rules: [ruleUsed({ ...GAMMA_CONSTANTS, confidence })] };
}

/** Γ·A, µSv·m²/h: the rate at 1 m. Null with problems. */
export function readStrength(
  members: Members,
): { strength: number; activity: number; constant: PointConstant; rules: RuleUsed[] } | null {
  const read = readConstant(members);
  const activity = members.needed(['activity', 'A', '活度'], { units: ACTIVITY_UNITS, min: 0 });
  if (!read || activity === null) return null;
  return { ...read, activity, strength: (read.constant.value * activity) / GBQ };
}
