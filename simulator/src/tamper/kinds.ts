/**
 * Ways of falsification (弄虚作假方式) that the simulator can act out, each labelled, so that detectors can be tried against what is known. Words for
 * readers of the code; nothing here is an instruction.
 */
export const TAMPER_KINDS = [
  /** 封顶: what is above the limit is shown just below it. */
  'cap',
  /** 改参数: slope of the instrument set down. */
  'slope',
  /** 以维护标记避开超标. */
  'marks',
  /** 恒值. */
  'constant',
  /** 复制日数据. */
  'copied-days',
  /** 两排口数据雷同. */
  'twin',
  /** 稀释采样气. */
  'dilution',
  /** 标停未停. */
  'false-stop',
  /** 择时补传. */
  'back-fill',
  /** 到达后修改. */
  'revision',
  /** 尾数凑整. */
  'rounding',
  /** 丢弃高值. */
  'drop-high',
] as const;
export type TamperKind = (typeof TAMPER_KINDS)[number];

/** When it is done: from a time on, to a time, or some hours of every so many days (from Beijing midnight); always where nothing is said. */
export interface TamperTimes {
  readonly from?: string | number;
  readonly to?: string | number;
  readonly everyDays?: number;
  readonly hours?: number;
}

/** One way, as a scenario gives it to an outlet. `codes`: factors of HJ 212-2017 it is done to; all that have a limit where left out. */
export type TamperPlan = TamperTimes & {
  readonly codes?: readonly string[];
} & (
    | { readonly kind: 'cap' | 'marks' | 'drop-high' | 'revision' }
    | { readonly kind: 'slope'; readonly slope: number }
    | { readonly kind: 'constant' | 'false-stop' | 'back-fill' }
    | { readonly kind: 'copied-days'; readonly daysBack: number }
    /** Point code of the outlet whose values are shown; its seed is found when the scenario is laid out. */
    | { readonly kind: 'twin'; readonly of: string; readonly seed?: number }
    /** Share of air in the sample. */
    | { readonly kind: 'dilution'; readonly share: number }
    | { readonly kind: 'rounding'; readonly unit: number }
  );

/** What a scenario says of one outlet; always told by name (`label`), for the demo is no riddle. */
export interface OutletTamper {
  readonly point: string;
  readonly label: string;
  /** Limits at reference oxygen that it is done for, mg/m³ (for water: as measured, mg/L). */
  readonly limits: Readonly<Record<string, number>>;
  /** What is really emitted is so many times the usual: the reason for it all. */
  readonly excess?: Readonly<Record<string, number>>;
  readonly plans: readonly TamperPlan[];
}

/** Whether a plan acts at a moment, and since when this time. */
export function actsAt(plan: TamperTimes, atMs: number): { readonly since: number } | null {
  const time = (x: string | number) => (typeof x === 'number' ? x : Date.parse(x));
  const from = plan.from === undefined ? Number.NEGATIVE_INFINITY : time(plan.from);
  const to = plan.to === undefined ? Number.POSITIVE_INFINITY : time(plan.to);
  if (atMs < from || atMs >= to) return null;
  if (plan.everyDays === undefined) return { since: from };
  const period = plan.everyDays * 86_400_000;
  const shifted = atMs + 8 * 3_600_000;
  const since = Math.floor(shifted / period) * period - 8 * 3_600_000;
  return atMs - since < (plan.hours ?? 24) * 3_600_000 ? { since } : null;
}
