export interface EmissionTotal {
  /** Sum of what is known; null when nothing is. */
  readonly total: number | null;
  readonly counted: number;
  /** Periods without an amount. The total says nothing of them: substitution (缺失数据处理) is a rule of its own. */
  readonly missing: number;
}

/** Emission of a longer period: the sum of its hours' or days' amounts. */
export function totalEmission(amounts: ReadonlyArray<number | null>): EmissionTotal {
  let total = 0;
  let counted = 0;
  for (const amount of amounts) {
    if (amount === null || !Number.isFinite(amount)) continue;
    total += amount;
    counted++;
  }
  return { total: counted > 0 ? total : null, counted, missing: amounts.length - counted };
}
