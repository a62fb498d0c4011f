import { beijingDate } from '@tarim/kernel';
import type { Static } from '@tarim/platform/contract';
import { SCIENCE_PROBLEMS } from '@tarim/science';
import type { Step } from '../../contract.ts';
import type { AqiRow } from '../sql/aqi.ts';
import { reasonWords } from './reasons.ts';

export type StepFact = Static<typeof Step>;

/** The table an index was read from: concentrations against index values (HJ 633 表 1). */
export interface IndexTable {
  /** 0, 50, 100 … 500 */
  readonly iaqi: readonly number[];
  /** Pollutant → breakpoints; null: the table has no such concentration. */
  readonly breakpoints: Readonly<Record<string, ReadonlyArray<number | null>>>;
  readonly effectiveFrom: string | null;
}

/** The computation of an AQI in words and figures, step by step, as a person would check it with the standard at hand. */
export function aqiSteps(row: AqiRow, table: IndexTable, lang: 'zh' | 'en'): StepFact[] {
  const zh = lang === 'zh';
  const rule = row.standard;
  const steps: StepFact[] = [
    {
      title: zh ? '适用标准' : 'Standard',
      formula: null,
      result: zh
        ? `数据日期 ${beijingDate(row.time)}，适用 ${rule}${table.effectiveFrom ? `（${table.effectiveFrom} 起施行）` : ''}`
        : `Data of ${beijingDate(row.time)}: ${rule}${table.effectiveFrom ? ` (in force from ${table.effectiveFrom})` : ''}`,
      rule,
    },
  ];
  if (row.inputs.stations) steps.push(...citySteps(row, zh));
  for (const [pollutant, rounded] of Object.entries(row.result.values)) {
    if (rounded !== null) steps.push(pollutantStep(row, table, pollutant, rounded, zh));
  }
  for (const [pollutant, reason] of Object.entries(row.inputs.excluded)) {
    steps.push({
      title: pollutant,
      formula: null,
      result: zh ? `不参与：${reasonWords(reason, lang)}` : `left out: ${reasonWords(reason, lang)}`,
      rule: null,
    });
  }
  steps.push(...conclusion(row, zh));
  return steps;
}

function citySteps(row: AqiRow, zh: boolean): StepFact[] {
  const { stations = [], stationCount = stations.length, stationRule } = row.inputs;
  const mean: StepFact = {
    title: zh ? '城市均值' : 'City mean',
    formula: 'C̄ = ΣC / n',
    result: zh
      ? `${stationCount} 个公开站点中 ${stations.length} 个有数据，各污染物取有效浓度的算术平均`
      : `${stations.length} of ${stationCount} public stations have data; the arithmetic mean of the valid concentrations of each pollutant`,
    rule: stationRule?.standard ?? 'HJ 663',
  };
  if (!stationRule) return [mean];
  const counts = Object.entries(stationRule.counts).map(
    ([pollutant, { valid, of, needed }]) => `${pollutant} ${valid}/${of} (≥ ${needed})`,
  );
  return [
    mean,
    {
      title: zh ? '有效站点' : 'Valid stations',
      formula: counts.join(zh ? '，' : ', '),
      result: zh
        ? `站点数不少于该城市监测该项站点的 75 %（少于 4 个时 50 %）才给出城市均值；${unsure(stationRule.confidence, zh)}`
        : `a mean is told when 75 % of the stations that monitor the pollutant have a valid value (50 % where there are fewer than four); ${unsure(stationRule.confidence, zh)}`,
      rule: stationRule.standard,
    },
  ];
}

/** A rule whose text was not seen says so wherever it decides. */
function unsure(confidence: string, zh: boolean): string {
  if (confidence === 'official-text') return zh ? '据官方文本' : 'from the official text';
  return zh ? '此条未经原文核实' : 'this rule was not checked against the text';
}

function pollutantStep(
  row: AqiRow,
  table: IndexTable,
  pollutant: string,
  rounded: number,
  zh: boolean,
): StepFact {
  const entered = row.inputs.values[pollutant];
  const device = row.inputs.measured?.[pollutant];
  const from = device ? `${trim(device.value)} ${device.unit} = ` : '';
  const title =
    typeof entered === 'number' && entered !== rounded
      ? `${pollutant}  ${from}${trim(entered)} → ${rounded}（GB/T 8170）`
      : `${pollutant}  ${from}${rounded}`;
  const iaqi = row.result.iaqi[pollutant] ?? null;
  const formula = segmentFormula(table.iaqi, table.breakpoints[pollutant] ?? [], rounded);
  let result =
    iaqi === null ? (zh ? '按标准不计算分指数' : 'the standard gives no index here') : `IAQI = ${iaqi}`;
  if (iaqi !== null && formula === null)
    result += zh ? '（超出表中浓度，按标准封顶）' : ' (beyond the table, capped by the standard)';
  return { title, formula, result, rule: row.standard };
}

/**
 * `⌈(150−100)/(250−120)×(130−120)+100⌉`: the segment with C in (Blo, Bhi], HJ 633 公式 (1).
 * @returns null when the concentration lies beyond the table
 */
export function segmentFormula(
  iaqi: readonly number[],
  breakpoints: ReadonlyArray<number | null>,
  concentration: number,
): string | null {
  for (let i = 1; i < breakpoints.length; i++) {
    const low = breakpoints[i - 1];
    const high = breakpoints[i];
    if (low === null || low === undefined || high === null || high === undefined) return null;
    if (concentration > high) continue;
    return `⌈(${iaqi[i]}−${iaqi[i - 1]})/(${high}−${low})×(${concentration}−${low})+${iaqi[i - 1]}⌉`;
  }
  return null;
}

function conclusion(row: AqiRow, zh: boolean): StepFact[] {
  const indexes = Object.values(row.result.iaqi).filter((value): value is number => value !== null);
  if (indexes.length === 0) {
    return [
      {
        title: 'AQI',
        formula: null,
        result: zh ? '没有可用的污染物浓度' : 'no concentration can be used',
        rule: row.standard,
      },
    ];
  }
  const largest = Math.max(...indexes);
  const steps: StepFact[] = [
    {
      title: 'AQI',
      formula: `max(${indexes.join(', ')})`,
      result: String(row.partialAqi ?? row.aqi ?? largest),
      rule: row.standard,
    },
  ];
  if (row.aqi === null) {
    const untold = row.result.problems.some((one) => one.code === SCIENCE_PROBLEMS.aqiNoIndex.code);
    steps.push({
      title: zh ? '发布' : 'Publication',
      formula: null,
      result: untold
        ? zh
          ? '有污染物超出标准表且该版标准不计算其分指数：不能得出 AQI'
          : 'a pollutant lies above the table where this edition gives no index: no AQI can be told'
        : zh
          ? '有污染物缺测，且现有分指数不大于 100：不发布 AQI'
          : 'pollutants are missing and no index is above 100: no AQI is published',
      rule: row.standard,
    });
    return steps;
  }
  steps.push({
    title: zh ? '首要污染物' : 'Primary pollutant',
    formula: null,
    result:
      row.primary.length > 0
        ? row.primary.join('、')
        : zh
          ? 'AQI 不大于 50，无首要污染物'
          : 'none: the AQI is 50 or less',
    rule: row.standard,
  });
  return steps;
}

/** Long fractions tell nobody anything. */
const trim = (value: number) => String(Number(value.toPrecision(8)));
