import { changeGrade, evaluateEqi, type RuleUsed } from '@tarim/science';
import { EQI_STANDARD } from '@tarim/standards';

/** First-level indices of the EQI (生态格局, 生态功能, 生物多样性, 生态胁迫), 0 to 100; the last counts against it. */
export const EQI_PARTS = ['pattern', 'function', 'biodiversity', 'stress'] as const;
export type EqiPart = (typeof EQI_PARTS)[number];

export interface EqiInput extends Partial<Readonly<Record<EqiPart, number>>> {
  /** As somebody else made it; counts where a part lacks. */
  readonly given?: number;
}

export interface Eqi {
  readonly value: number;
  /** 一类 (1) to 五类 (5) */
  readonly class: number;
  /** From the four parts; otherwise as given. */
  readonly computed: boolean;
  /** The weighted sum as on paper; null where it was given. */
  readonly formula: string | null;
  readonly rule: RuleUsed;
}

/** Changes (基本稳定, 轻微变化, 一般变化, 明显变化) by how great they are, 0 to 3. */
export interface EqiChange {
  readonly difference: number;
  readonly size: number;
  readonly direction: 'better' | 'worse' | 'same';
}

const { grades, change } = EQI_STANDARD.data;

/**
 * EQI of a year by the weights and cut points of the dated table in `standards` (环监测〔2021〕99号; weights and changes from memory,
 * which the rule's confidence says). Null where neither four parts nor a finished figure within 0 to 100 are there.
 */
export function eqiOf(input: EqiInput): Eqi | null {
  const indices = Object.fromEntries(
    EQI_PARTS.flatMap((part) => (input[part] === undefined ? [] : [[part, input[part]]])),
  );
  const complete = Object.keys(indices).length === EQI_PARTS.length;
  const found = evaluateEqi(complete ? { indices } : { eqi: input.given ?? null });
  if (found.EQI === null) return null;
  return {
    value: found.EQI,
    class: grades.findIndex((one) => one.zh === found.class) + 1,
    computed: complete,
    formula: found.steps[0]?.formula ?? null,
    rule: found.rules[0]!,
  };
}

/** From an earlier EQI to a later one. */
export function eqiChange(earlier: number, later: number): EqiChange {
  const { difference, direction, zh } = changeGrade(later, earlier, change);
  return { difference, direction, size: change.findIndex((one) => one.zh === zh) };
}

/** The table that is in force, for whoever asks what a class rests on. */
export const eqiTable = () => ({
  standard: EQI_STANDARD.code,
  title: EQI_STANDARD.titleZh,
  version: EQI_STANDARD.version,
  effectiveFrom: EQI_STANDARD.effectiveFrom ?? null,
  confidence: EQI_STANDARD.confidence,
  weights: Object.fromEntries(EQI_STANDARD.data.level1.map((one) => [one.key, one.w])),
  classes: grades.map((one) => one.ge ?? null),
  changes: change.map((one) => one.abs_ge ?? 0),
});
