import { RADIATION_EMERGENCY } from '@tarim/standards';
import { type Finding, type RuleUsed, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { ACTIVITY_UNITS, DOSE_RATE_UNITS, LENGTH_UNITS } from '../units.ts';
import { readStrength } from './constant.ts';

export interface CordonInput {
  /** `damaged_source` (default), `major_spill`, `fire_explosion_fumes`, `suspected_rdd`. */
  readonly situation?: string;
  readonly inside?: boolean;
  readonly nuclide?: string;
  /** Bq */
  readonly activity?: number | string;
  readonly constant?: number | 'practice';
  /** Or a measured rate (µSv/h) at a distance (m). */
  readonly rate?: number | string;
  readonly distance?: number | string;
}

export interface CordonResult extends Finding {
  readonly situation: string | null;
  readonly zh: string | null;
  /** m; the larger of table and computation; null where the situation is named by a word that is not known. */
  readonly radius: number | null;
  readonly atLeast: boolean;
  /** m */
  readonly table: number | null;
  /** m at which 100 µSv/h are reached: by activity or measurement, the larger; null: not known. */
  readonly computed: number | null;
}

const SITUATION = ['situation', 'event', 'scenario', 'type', '情形'];

/** First cordon: the larger of the table by situation (IAEA first responders) and the distance of 100 µSv/h; it never shrinks below the table. */
export function evaluateCordon(input: CordonInput): CordonResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const { cordons, inside, expand_to_uSv_per_h: level } = RADIATION_EMERGENCY.data;
  const words = cordons.map((one) => one.id);
  const situation = members.word(SITUATION, words);
  if (situation === null && members.has(SITUATION)) return unnamed(members);
  if (situation === null) members.tell(P.cordonUnknown, { words: words.join(', ') }, 'situation');
  const row = cordons.find((one) => one.id === (situation ?? 'damaged_source'))!;
  const rules: RuleUsed[] = [ruleUsed({ ...RADIATION_EMERGENCY, confidence: row.confidence })];
  const strengths: number[] = [];
  if (members.has(['activity', 'A', 'nuclide'], ACTIVITY_UNITS)) {
    const read = readStrength(members);
    if (read) {
      strengths.push(read.strength);
      rules.push(...read.rules);
    }
  }
  if (members.has(['rate', 'doseRate'], DOSE_RATE_UNITS)) {
    const rate = members.needed(['rate', 'doseRate'], { units: DOSE_RATE_UNITS, min: 0 });
    const distance = members.needed(['distance', 'r'], { units: LENGTH_UNITS, above: 0 });
    if (rate !== null && distance !== null) strengths.push(rate * distance ** 2);
  }
  const strength = strengths.length > 0 ? Math.max(...strengths) : null;
  const computed = strength === null ? null : Math.sqrt(strength / level);
  if (computed === null) members.tell(P.cordonNotComputed);
  else
    steps.push({
      of: `r(${level} µSv/h) m`,
      rule: 'r = √(Γ·A/Ḣ)',
      formula: `√(${strength} / ${level})`,
      result: computed,
    });
  const radius = Math.max(row.radius_m, computed ?? 0);
  steps.push({
    of: 'radius m',
    rule: RADIATION_EMERGENCY.code,
    formula: `max(${row.radius_m}, ${computed ?? '—'})`,
    result: radius,
  });
  if (members.flag(['inside', 'indoors', '室内'])) {
    const { zh, en } = inside.find((one) => one.id === row.id)!;
    members.tell(P.inside, { zh, en });
  }
  return {
    situation: row.id,
    zh: row.zh,
    radius,
    atLeast: row.at_least === true,
    table: row.radius_m,
    computed,
    rules,
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

/** A word that is not known may mean a fire as well as a lost source: no radius is better than too small a one. */
function unnamed({ used, missing, problems }: Members): CordonResult {
  const none = { situation: null, zh: null, radius: null, atLeast: false, table: null, computed: null };
  return { ...none, rules: [], used, missing: [...missing, 'situation'], steps: [], problems };
}
