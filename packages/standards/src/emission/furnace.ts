import { type Standard, standard } from '../standards.ts';

/** When hours of a furnace are not judged (生态环境部令第 10 号; from memory). */
export interface FurnaceAllowance {
  readonly key: string;
  /** 工况标记 */
  readonly marks: readonly string[];
  /** Hours of a year (maintenance of a CEMS: of a quarter) that may be left out; absent: any. */
  readonly max_h?: number;
  /** Only while the hourly PM is no higher, mg/m³. */
  readonly pm_hour_max?: number;
}
export interface FurnaceRules {
  readonly not_judged: readonly FurnaceAllowance[];
  readonly temperature: { readonly below_C: number; readonly more_than_times_a_day: number };
}

export const FURNACE_STANDARD: Standard = standard('GB 18485-2014')!;
export const FURNACE_RULES = (FURNACE_STANDARD.data as { order10: FurnaceRules }).order10;
