import { beijingDate, sameUnit } from '@tarim/kernel';
import type { Check } from '../../contract.ts';
import type { VerdictRow } from '../sql/verdicts.ts';
import type { StepFact } from './aqi-steps.ts';
import { reasonWords } from './reasons.ts';

/**
 * How a verdict came about, step by step: what was measured, then each limit and target with its own comparison, then
 * the word that follows.
 * @param unit unit of the parameter, for rows of before the units were kept
 */
export function verdictSteps(row: VerdictRow, unit: string | null, lang: 'zh' | 'en'): StepFact[] {
  const zh = lang === 'zh';
  const { inputs } = row;
  const measured = inputs.unit === undefined ? unit : inputs.unit;
  const checks = row.checks.length > 0 ? row.checks : checksOfOld(row, unit);
  const steps: StepFact[] = [];
  if (inputs.mean !== null) steps.push(meanStep(row, measured, zh));
  if (inputs.converted !== null && checks.some((one) => one.measure === 'converted')) {
    const { oxygen, referenceOxygen } = inputs;
    const known = oxygen !== null && referenceOxygen !== null;
    steps.push({
      title: zh ? '折算至基准氧含量' : 'Converted to reference oxygen',
      // The hour's mean is converted by the hour's mean oxygen: a person can do it again with these figures.
      formula: known ? `C·(21−${referenceOxygen})/(21−O₂)，O₂ = ${shown(oxygen)} %` : 'C·(21−O₂ref)/(21−O₂)',
      result: withUnit(inputs.converted, measured),
      rule: row.standard,
    });
  }
  for (const check of checks) steps.push(limitStep(row, check, zh), comparison(row, check, measured, zh));
  // With one limit its comparison is the verdict; nothing to sum up.
  if (checks.length !== 1 || row.reason === 'target-only') steps.push(conclusion(row, zh));
  return steps;
}

/** A row of before comparisons were kept has one, which stands in its own columns. */
function checksOfOld(row: VerdictRow, unit: string | null): Check[] {
  if (row.limitId === null) return [];
  const { limitId, verdict, reason, measure, value, upper, lower, exceedMultiple } = row;
  return [
    {
      limitId,
      nature: 'limit',
      verdict,
      reason,
      measure,
      value,
      unit,
      upper,
      lower,
      exceedMultiple,
      standard: row.standard ?? '',
      clause: null,
      source: null,
      confidence: 'unverified',
      referenceOxygen: row.inputs.referenceOxygen,
      effectiveFrom: null,
      effectiveTo: null,
    },
  ];
}

function meanStep(row: VerdictRow, unit: string | null, zh: boolean): StepFact {
  const weighted = row.measure === 'flow-weighted';
  const title = weighted
    ? zh
      ? '流量加权平均'
      : 'Flow-weighted mean'
    : zh
      ? '实测平均'
      : 'Mean as measured';
  return {
    title,
    formula: weighted ? 'C̄ = Σ(C·Q) / ΣQ' : 'C̄ = ΣC / n',
    result: withUnit(row.inputs.mean!, unit),
    rule: null,
  };
}

function limitStep(row: VerdictRow, check: Check, zh: boolean): StepFact {
  const hour = row.period === 'hour';
  const target = check.nature === 'target';
  const words = `${limitWords(check, zh)}${check.unit ? ` ${check.unit}` : ''}`;
  const where = [check.standard, check.clause].filter(Boolean).join(' ');
  const result = zh
    ? `${beijingDate(row.time)} 当日有效的${hour ? '小时' : '日'}${target ? '目标值' : '限值'}（${where}）：${words}`
    : `the ${hour ? 'hourly' : 'daily'} ${target ? 'target' : 'limit'} in force on ${beijingDate(row.time)} (${where}): ${words}`;
  const title = target
    ? zh
      ? '目标（不是排放标准）'
      : 'Target (no emission standard)'
    : zh
      ? '适用限值'
      : 'Limit';
  return { title, formula: null, result, rule: check.standard || null };
}

function limitWords({ upper, lower }: Pick<Check, 'upper' | 'lower'>, zh: boolean): string {
  if (upper !== null && lower !== null) return `${lower}～${upper}`;
  if (upper !== null) return `≤ ${upper}`;
  return lower === null ? (zh ? '无' : 'none') : `≥ ${lower}`;
}

function comparison(row: VerdictRow, check: Check, measured: string | null, zh: boolean): StepFact {
  const title =
    check.nature === 'target' ? (zh ? '与目标比较' : 'Against the target') : zh ? '判定' : 'Verdict';
  if (check.verdict === 'not-judged' || check.value === null) {
    return { title, formula: null, result: reasonOf(row, check.reason, zh), rule: null };
  }
  const beyond = check.verdict !== 'meets';
  const above = check.upper !== null && check.value > check.upper;
  const sign = beyond ? (above ? `> ${check.upper}` : `< ${check.lower}`) : limitWords(check, zh);
  const figure = check.measure === 'converted' ? row.inputs.converted : row.inputs.mean;
  const converted =
    figure !== null && measured !== null && check.unit !== null && !sameUnit(measured, check.unit);
  const from = converted ? `${withUnit(figure, measured)} = ` : '';
  return {
    title,
    formula: `${from}${withUnit(check.value, check.unit)}  ${sign}`,
    result: `${wordOf(check.verdict, check.nature, zh)}${multipleWords(check, zh)}`,
    rule: check.standard || null,
  };
}

function conclusion(row: VerdictRow, zh: boolean): StepFact {
  const judged = row.verdict !== 'not-judged';
  return {
    title: zh ? '结论' : 'Conclusion',
    formula: null,
    result: judged ? wordOf(row.verdict, 'limit', zh) : reasonOf(row, row.reason, zh),
    rule: row.standard,
  };
}

function wordOf(verdict: Check['verdict'], nature: Check['nature'], zh: boolean): string {
  if (nature === 'target') {
    if (verdict === 'meets') return zh ? '达到目标' : 'within the target';
    return zh ? '未达目标（不是超标）' : 'above the target (exceeds no standard)';
  }
  if (verdict === 'exceeds') return zh ? '超标' : 'exceeds';
  return zh ? '达标' : 'meets';
}

function multipleWords({ exceedMultiple, nature }: Check, zh: boolean): string {
  if (exceedMultiple === null) return '';
  const figure = Math.round(exceedMultiple * 1000) / 1000;
  if (nature === 'target') return zh ? `，高出 ${figure} 倍` : `, ${figure} times above`;
  return zh ? `，超标 ${figure} 倍（(C−S)/S）` : `, ${figure} times above (C−S)/S`;
}

function reasonOf(row: VerdictRow, reason: string | null, zh: boolean): string {
  const lang = zh ? 'zh' : 'en';
  if (reason === null) return zh ? '未判定' : 'not judged';
  const mark =
    reason === 'invalid' && row.inputs.invalid !== null
      ? zh
        ? `（${reasonWords(row.inputs.invalid, lang)}）`
        : ` (${reasonWords(row.inputs.invalid, lang)})`
      : '';
  return `${reasonWords(reason, lang)}${mark}`;
}

const withUnit = (value: number, unit: string | null) => `${shown(value)}${unit ? ` ${unit}` : ''}`;
/** Nine digits: enough to do it again by hand, without the noise of binary fractions. */
const shown = (value: number) => String(Number(value.toPrecision(9)));
