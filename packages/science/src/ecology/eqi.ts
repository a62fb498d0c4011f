import type { Problem } from '@tarim/kernel';
import { EQI_STANDARD } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, multiply, rational, subtract, toNumber } from '../rational.ts';
import { changeGrade, type EcologyChangeResult, gradeIndex } from './grades.ts';
import { ECOLOGY_PROBLEMS as P } from './problems.ts';

export interface EqiInput {
  /** An index that somebody else made: only its class and change are told. */
  readonly eqi?: number | null;
  /** pattern, function, biodiversity, stress (0…100). */
  readonly indices?: Readonly<Record<string, number | null>>;
  readonly previous?: number | null;
}

export interface EqiResult extends Finding {
  readonly EQI: number | null;
  /** 一类 … 五类 */
  readonly class: string | null;
  readonly change: EcologyChangeResult | null;
}

const TABLES = EQI_STANDARD.data;
const UNVERIFIED =
  'EQI 一级指标权重与变化分级凭记忆；二、三级权重没有取得 (weights of level 1 from memory, those of levels 2 and 3 not obtained)';

/** 区域生态质量指数 EQI (环监测〔2021〕99号) from its four first-level indices, its class and its change. */
export function evaluateEqi(input: EqiInput): EqiResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const made = given(input.eqi, 'eqi', problems) ?? weighted(input, steps, problems);
  const previous = given(input.previous, 'previous', problems);
  const missing =
    made === null
      ? TABLES.level1.map((one) => one.key).filter((key) => typeof input.indices?.[key] !== 'number')
      : [];
  const computed = steps.length > 0;
  // The classes agree with what was published; only weights and changes are hearsay.
  if (computed || previous !== null) problems.push(problem(P.unverified, { what: UNVERIFIED }));
  return {
    EQI: made,
    class: made === null ? null : TABLES.grades[gradeIndex(made, TABLES.grades)]!.zh,
    change: made === null || previous === null ? null : changeGrade(made, previous, TABLES.change),
    rules: [ruleUsed(EQI_STANDARD)],
    used: made === null ? {} : computed ? (input.indices as Record<string, number>) : { eqi: made },
    missing,
    steps,
    problems,
  };
}

function given(value: unknown, item: string, problems: Problem[]): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  problems.push(problem(P.value, { item }, item));
  return null;
}

function weighted({ indices }: EqiInput, steps: Step[], problems: Problem[]): number | null {
  let sum = rational(0);
  const terms: string[] = [];
  for (const { key, w, inverted } of TABLES.level1) {
    const value = given(indices?.[key], `indices.${key}`, problems);
    if (value === null) {
      problems.push(problem(P.missing, { item: key, index: 'EQI' }, `indices.${key}`));
      continue;
    }
    sum = add(
      sum,
      multiply(rational(w), inverted ? subtract(rational(100), rational(value)) : rational(value)),
    );
    terms.push(inverted ? `${w}·(100−${value})` : `${w}·${value}`);
  }
  if (terms.length < TABLES.level1.length) return null;
  const value = toNumber(sum);
  steps.push({ of: 'EQI', rule: EQI_STANDARD.code, formula: terms.join(' + '), result: value });
  return value;
}
