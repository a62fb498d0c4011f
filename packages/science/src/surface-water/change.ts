import { surfaceWaterLimits, surfaceWaterRules } from '@tarim/standards';
import { decimalDifference } from '../decimal.ts';
import type { RuleUsed, Step } from '../finding.ts';
import { type DataTime, tableRule, timeProblem } from '../water/dated.ts';

export type ChangeVerdict = 'none' | 'someBetter' | 'markedBetter' | 'someWorse' | 'markedWorse';

/** How water quality changed between two periods (两时段水质变化). */
export interface WaterChange {
  readonly verdict: ChangeVerdict | null;
  /** 无明显变化, 有所好转, 明显好转, 有所变差, 明显变差 */
  readonly verdictZh: string | null;
  /** ΔG: change of the share of class I to III, percentage points; null where classes were compared. */
  readonly dG: number | null;
  /** ΔD: change of the share worse than V. */
  readonly dD: number | null;
  readonly rule: RuleUsed | null;
  readonly steps: readonly Step[];
}

/** What is compared: shares of a river, or the class of a section or of mean concentrations. */
export interface ChangeSide {
  readonly goodShare?: number | null;
  readonly badShare?: number | null;
  readonly class?: string | null;
  readonly by?: 'shares' | 'mean' | null;
}

const UNKNOWN: WaterChange = { verdict: null, verdictZh: null, dG: null, dD: null, rule: null, steps: [] };

/**
 * Change between two periods by 环办〔2011〕22号: of a river by ΔG − ΔD, of a section, and of a river rated by its mean, by
 * how many classes it moved. Null when the two cannot be compared.
 */
export function evaluateChange(before: ChangeSide, after: ChangeSide, time?: DataTime): WaterChange {
  if (timeProblem(time)) return UNKNOWN;
  const rules = surfaceWaterRules(time ?? null);
  const { section, river, words } = rules.data.change;
  const rule = tableRule(rules, 'change');
  const told = (size: 'none' | 'some' | 'marked', better: boolean) => {
    const verdict: ChangeVerdict = size === 'none' ? 'none' : `${size}${better ? 'Better' : 'Worse'}`;
    return { verdict, verdictZh: words[verdict], rule };
  };
  const tables = surfaceWaterLimits(time ?? null).data;
  const names = [...tables.classes, tables.worseThanV];
  const [from, to] = [before, after].map((one) => names.indexOf(one.class ?? ''));
  if (from !== undefined && to !== undefined && from >= 0 && to >= 0) {
    const moved = from - to;
    const size =
      Math.abs(moved) >= section.marked ? 'marked' : Math.abs(moved) >= section.some ? 'some' : 'none';
    const verdict = told(size, moved > 0);
    return {
      ...verdict,
      dG: null,
      dD: null,
      steps: [step(`${names[from]} → ${names[to]}`, verdict.verdictZh)],
    };
  }
  const { goodShare: g1, badShare: d1 } = before;
  const { goodShare: g2, badShare: d2 } = after;
  const few = before.by === 'mean' || after.by === 'mean';
  if (few || ![g1, d1, g2, d2].every((one) => typeof one === 'number' && Number.isFinite(one)))
    return UNKNOWN;
  const dG = decimalDifference(g2!, g1!);
  const dD = decimalDifference(d2!, d1!);
  const both = decimalDifference(dG, dD);
  const size = Math.abs(both) <= river.none_le ? 'none' : Math.abs(both) <= river.some_le ? 'some' : 'marked';
  const verdict = told(size, both > 0);
  const formula = `ΔG − ΔD = (${g2} − ${g1}) − (${d2} − ${d1}) = ${both}`;
  return { ...verdict, dG, dD, steps: [step(formula, verdict.verdictZh)] };
}

function step(formula: string, result: string): Step {
  return { of: '水质变化', rule: '环办〔2011〕22号', formula, result };
}
