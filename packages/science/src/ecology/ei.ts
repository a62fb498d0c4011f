import type { Problem } from '@tarim/kernel';
import { EI_STANDARD } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, multiply, rational, subtract, toNumber } from '../rational.ts';
import { changeGrade, type EcologyChangeResult, gradeIndex } from './grades.ts';
import { ECOLOGY_PROBLEMS as P } from './problems.ts';
import { type EiMaterial, SUB_INDICES } from './sub-indices.ts';

export interface EiInput extends EiMaterial {
  /** bio, veg, water, land_stress, pollution_load: what is given is not computed. */
  readonly indices?: Readonly<Record<string, number | null>>;
  /** EI of the former evaluation. */
  readonly previous?: number | null;
  /** 环境限制指数: a pollution or damage event of the year. */
  readonly event?: 'moderate' | 'serious' | null;
}

export interface EiResult extends Finding {
  readonly indices: Readonly<Record<string, number>>;
  readonly EI: number | null;
  readonly grade: string | null;
  /** Before an event lowered it. */
  readonly gradeOfIndex: string | null;
  readonly change: EcologyChangeResult | null;
}

const TABLES = EI_STANDARD.data;
const UNVERIFIED =
  'EI 的权重凭记忆，分指数系数仅见于一处公开代码，单位只作过量纲核对 (weights from memory, coefficients from one code base)';

/** 生态环境状况指数 EI (HJ 192-2015): from sub-indices, or from what they are made of. Sub-indices are held within 0…100. */
export function evaluateEi(input: EiInput): EiResult {
  const problems: Problem[] = [problem(P.unverified, { what: UNVERIFIED })];
  const steps: Step[] = [];
  const indices: Record<string, number> = {};
  const missing: string[] = [];
  for (const key of Object.keys(TABLES.EI.weights)) {
    const value = indexOf(key, input, steps, problems);
    if (value === null) missing.push(key);
    else indices[key] = held(key, value, problems);
  }
  const whole = missing.length === 0 ? total(indices) : null;
  if (whole) steps.push(whole.step);
  const event = eventOf(input, problems);
  const at = whole === null ? -1 : gradeIndex(whole.value, TABLES.grades);
  const lowered = Math.min(
    at + (event === null ? 0 : TABLES.limit_index[event].grades_down),
    TABLES.grades.length - 1,
  );
  const previous =
    typeof input.previous === 'number' && Number.isFinite(input.previous) ? input.previous : null;
  return {
    indices,
    EI: whole?.value ?? null,
    grade: at < 0 ? null : TABLES.grades[lowered]!.zh,
    gradeOfIndex: TABLES.grades[at]?.zh ?? null,
    change: whole && previous !== null ? changeGrade(whole.value, previous, TABLES.change) : null,
    rules: [ruleUsed(EI_STANDARD)],
    used: indices,
    missing,
    steps,
    problems,
  };
}

function indexOf(key: string, input: EiInput, steps: Step[], problems: Problem[]): number | null {
  const given = input.indices?.[key];
  if (given !== undefined && given !== null) {
    if (typeof given === 'number' && Number.isFinite(given)) return given;
    problems.push(problem(P.value, { item: key }, `indices.${key}`));
    return null;
  }
  const made = SUB_INDICES[key]!(input);
  steps.push(...made.steps);
  problems.push(...made.problems);
  return made.value;
}

function held(key: string, value: number, problems: Problem[]): number {
  const [low, high] = TABLES.sub_index_range;
  const capped = Math.min(high, Math.max(low, value));
  if (capped !== value) problems.push(problem(P.capped, { item: key, value, capped }));
  return capped;
}

/** Exact: a sum of 55 is 良, and one of 54.99999999999999 would not be. */
function total(indices: Readonly<Record<string, number>>): { value: number; step: Step } {
  let sum = rational(0);
  const terms: string[] = [];
  for (const [key, weight] of Object.entries(TABLES.EI.weights)) {
    const inverted = TABLES.EI.inverted.includes(key);
    const index = rational(indices[key]!);
    sum = add(sum, multiply(rational(weight), inverted ? subtract(rational(100), index) : index));
    terms.push(inverted ? `${weight}·(100−${indices[key]})` : `${weight}·${indices[key]}`);
  }
  const value = toNumber(sum);
  return { value, step: { of: 'EI', rule: 'HJ 192-2015', formula: terms.join(' + '), result: value } };
}

function eventOf({ event }: EiInput, problems: Problem[]): 'moderate' | 'serious' | null {
  if (event === undefined || event === null) return null;
  if (event === 'moderate' || event === 'serious') return event;
  problems.push(problem(P.event, {}, 'event'));
  return null;
}
