import { beijingDate } from '@tarim/kernel';
import type { VerdictRow } from '../sql/verdicts.ts';
import type { StepFact } from './aqi-steps.ts';
import { reasonWords } from './reasons.ts';

/** How a verdict came about, step by step. */
export function verdictSteps(row: VerdictRow, unit: string | null, lang: 'zh' | 'en'): StepFact[] {
  const zh = lang === 'zh';
  const steps: StepFact[] = [];
  const of = unit ? ` ${unit}` : '';
  const { inputs } = row;
  if (row.limitId !== null) {
    steps.push({
      title: zh ? '适用限值' : 'Limit',
      formula: null,
      result: zh
        ? `${beijingDate(row.time)} 当日有效的${row.period === 'hour' ? '小时' : '日'}限值：${limitWords(row, true)}${of}`
        : `the ${row.period === 'hour' ? 'hourly' : 'daily'} limit in force on ${beijingDate(row.time)}: ${limitWords(row, false)}${of}`,
      rule: row.standard,
    });
  }
  if (inputs.mean !== null) {
    steps.push({
      title:
        row.measure === 'flow-weighted'
          ? zh
            ? '流量加权平均'
            : 'Flow-weighted mean'
          : zh
            ? '实测平均'
            : 'Mean as measured',
      formula: row.measure === 'flow-weighted' ? 'C̄ = Σ(C·Q) / ΣQ' : 'C̄ = ΣC / n',
      result: `${shown(inputs.mean)}${of}`,
      rule: null,
    });
  }
  if (row.measure === 'converted' && inputs.converted !== null) {
    const { oxygen, referenceOxygen } = inputs;
    const known = oxygen !== null && referenceOxygen !== null;
    steps.push({
      title: zh ? '折算至基准氧含量' : 'Converted to reference oxygen',
      // The hour's mean is converted by the hour's mean oxygen: a person can do it again with these figures.
      formula: known ? `C·(21−${referenceOxygen})/(21−O₂)，O₂ = ${shown(oxygen)} %` : 'C·(21−O₂ref)/(21−O₂)',
      result: `${shown(inputs.converted)}${of}`,
      rule: row.standard,
    });
  }
  steps.push(comparison(row, of, zh));
  return steps;
}

function limitWords(row: VerdictRow, zh: boolean): string {
  if (row.upper !== null && row.lower !== null) return `${row.lower}～${row.upper}`;
  if (row.upper !== null) return `≤ ${row.upper}`;
  return row.lower === null ? (zh ? '无' : 'none') : `≥ ${row.lower}`;
}

function comparison(row: VerdictRow, of: string, zh: boolean): StepFact {
  const title = zh ? '判定' : 'Verdict';
  if (row.verdict === 'not-judged' || row.value === null) {
    const lang = zh ? 'zh' : 'en';
    const why = row.reason === null ? (zh ? '未判定' : 'not judged') : reasonWords(row.reason, lang);
    const mark =
      row.reason === 'invalid' && row.inputs.invalid !== null
        ? `（${reasonWords(row.inputs.invalid, lang)}）`
        : '';
    return { title, formula: null, result: `${why}${mark}`, rule: null };
  }
  const broken = row.verdict === 'exceeds';
  const above = row.upper !== null && row.value > row.upper;
  const sign = broken ? (above ? `> ${row.upper}` : `< ${row.lower}`) : limitWords(row, zh);
  const multiple =
    row.exceedMultiple === null
      ? ''
      : zh
        ? `，超标 ${round(row.exceedMultiple)} 倍（(C−S)/S）`
        : `, ${round(row.exceedMultiple)} times above (C−S)/S`;
  return {
    title,
    formula: `${shown(row.value)}${of}  ${sign}`,
    result: `${broken ? (zh ? '超标' : 'exceeds') : zh ? '达标' : 'meets'}${multiple}`,
    rule: row.standard,
  };
}

/** Nine digits: enough to do it again by hand, without the noise of binary fractions. */
const shown = (value: number) => String(Number(value.toPrecision(9)));
const round = (value: number) => String(Math.round(value * 1000) / 1000);
