import { standard } from '../standards.ts';

/** A row of GB 16297-1996 table 2: concentration by use, rate by height. */
export interface StackRow {
  readonly key: string;
  readonly zh: string;
  readonly concentration_mg_m3: readonly { readonly v: number; readonly use?: string }[];
  readonly rate_kg_h: readonly { readonly h: number; readonly level2: number; readonly level3: number }[];
}
export interface StackRules {
  readonly new_source_under_m: number;
  readonly new_source_factor: number;
  readonly surroundings: { readonly radius_m: number; readonly higher_by_m: number; readonly factor: number };
  /** Pollutants with a least height of their own, m. */
  readonly min_height: Readonly<Record<string, number>>;
}

export const STACK_STANDARD = standard('GB 16297-1996')!;
const tables = STACK_STANDARD.data as unknown as {
  readonly table2_new_sources_from_1997: readonly StackRow[];
  readonly rules: StackRules;
};
export const STACK_RULES: StackRules = tables.rules;

/** By symbol or Chinese name; dust without a kind is 颗粒物(其他). */
export function stackRow(item: string): StackRow | null {
  const key = item === 'PM' || item === '颗粒物' ? 'PM_other' : item;
  return tables.table2_new_sources_from_1997.find((row) => row.key === key || row.zh === key) ?? null;
}
