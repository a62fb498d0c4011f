import type { SourceCategory } from './radiation.ts';
import { type Standard, standard } from './standards.ts';

/** Thresholds of the rules MOB-1 … MOB-8 for mobile sources (高风险移动放射源); ours, editable by region. */
export interface MobileRules {
  /** MOB-1: what a fix must have. */
  readonly fix: { readonly satellites: number; readonly hdop: number; readonly speed_km_h: number };
  /** MOB-2: accepted fixes in a row. */
  readonly area: { readonly out_fixes: number; readonly in_fixes: number };
  /** MOB-3 */
  readonly source_missing: {
    readonly share_of_expected: number;
    readonly readings: number;
    readonly judgeable_times_background: number;
  };
  /** MOB-4 */
  readonly exposed: { readonly times_expected: number; readonly readings: number };
  /** MOB-5 */
  readonly offline: {
    readonly intervals: number;
    readonly critical_s: number;
    readonly critical_categories: readonly SourceCategory[];
    readonly default_interval_s: number;
  };
  /** MOB-7 */
  readonly battery: { readonly warn_percent: number; readonly high_percent: number };
  /** First step of each alarm, and what is done when nobody has acknowledged it for so many minutes; a proposal, no law. */
  readonly ladder: readonly MobileLadderStep[];
}

export interface MobileLadderStep {
  readonly kind: string;
  readonly minutes: number;
  readonly first: { readonly zh: string; readonly en: string };
  readonly top: { readonly zh: string; readonly en: string };
  /** The top step opens an accident. */
  readonly accident: boolean;
}

export const MOBILE_RULES = standard('移动放射源在线监控规则') as unknown as Standard<MobileRules>;
