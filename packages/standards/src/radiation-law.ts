import type { SourceCategory } from './radiation.ts';
import { type Confidence, type Standard, standard } from './standards.ts';

/** Grade of a radiation accident (辐射事故等级), 1 the gravest. */
export type AccidentGrade = '特别重大' | '重大' | '较大' | '一般';

/** One way into a grade; all that is named must hold. */
export interface GradeRule {
  readonly id: string;
  readonly grade: AccidentGrade;
  readonly categories?: readonly SourceCategory[];
  readonly lost?: boolean;
  readonly wideContamination?: boolean;
  /** People: acute deaths; severe acute radiation sickness or disabled organs. */
  readonly deathsFrom?: number;
  readonly severeFrom?: number;
  readonly overLimit?: boolean;
  readonly zh: string;
}

interface AccidentTables {
  readonly grades: readonly { readonly grade: AccidentGrade; readonly level: number; readonly en: string }[];
  readonly rules: readonly GradeRule[];
  /** Of the ministry's plan, beside the regulation. */
  readonly plan_extras: readonly {
    readonly id: string;
    readonly grade: AccidentGrade;
    readonly zh: string;
    readonly en: string;
    readonly confidence: Confidence;
  }[];
  readonly response: readonly {
    readonly grade: AccidentGrade;
    readonly lead: string;
    readonly level: string;
    readonly confidence: Confidence;
  }[];
  readonly category_rule: { readonly zh: string; readonly confidence: Confidence };
  readonly fields: readonly {
    readonly key: string;
    readonly zh: string;
    readonly repeats?: boolean;
    readonly parts: readonly string[];
  }[];
  readonly form: {
    readonly name: string;
    readonly within_hours: number;
    readonly source: string;
    readonly confidence: Confidence;
  };
}

/** A statutory period (法定期限) of users of nuclear technology. */
export interface RadiationClock {
  readonly id: string;
  readonly zh: string;
  /** What sets it going. */
  readonly en: string;
  /** A count, or `01-31` of a fixed date. */
  readonly amount: number | string;
  readonly unit: 'workday' | 'day' | 'hour' | 'month' | 'year' | 'date';
  /** `max`: at the latest; `before`: so long before; `validity`: holds so long; `period`: comes back; `max length`, `normal`. */
  readonly kind: 'max' | 'before' | 'validity' | 'period' | 'max length' | 'normal';
  readonly who: string;
  readonly to: string | null;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

interface NormTables {
  readonly threshold_Bq_per_g: number;
  /** Nuclides of the uranium and thorium series. */
  readonly series: readonly string[];
  readonly minerals: readonly { readonly id: string; readonly zh: string; readonly activities: string }[];
  readonly conversions: {
    readonly U_mg_per_kg_to_Bq_per_g: number;
    readonly Th_mg_per_kg_to_Bq_per_g: number;
    readonly U3O8_to_U: number;
    readonly ThO2_to_Th: number;
    readonly confidence: Confidence;
  };
}

export const ACCIDENT_STANDARD = standard('国务院令第449号') as unknown as Standard<AccidentTables>;
export const RADIATION_CLOCKS = standard('核技术利用法定期限') as unknown as Standard<{
  readonly rows: readonly RadiationClock[];
}>;
/** 伴生放射性矿, associated radioactive minerals. */
export const NORM_STANDARD = standard('环办〔2013〕12号') as unknown as Standard<NormTables>;

/** 地浸铀矿地下水, wells around in-situ leaching of uranium: practice abroad, recalled. */
export const GROUNDWATER_ISL = standard('地浸铀矿地下水异常判别') as unknown as Standard<{
  /** Upper control limit: mean + so many deviations of the baseline. */
  readonly control_limit_deviations: number;
  /** Samples that a baseline needs; ours. */
  readonly least_samples: number;
  /** So many indicators above their limits, or one by so much, twice in a row. */
  readonly excursion: { readonly indicators: number; readonly alone_above_percent: number };
}>;
