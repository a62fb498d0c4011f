import { load } from './load.ts';
import type { Confidence } from './standards.ts';

/** Where a figure of enforcement comes from. What is `unverified` is a setting with a badge, never shown as law. */
export interface LegalSource {
  /** 生态环境法典, 行政处罚法 … or the number of a rule. */
  readonly act: string;
  /** Article; null where it was not read. */
  readonly article: string | null;
  readonly confidence: Confidence;
}

export interface FineTier {
  /** `usual`; `serious` 情节严重; `refusing` 拒不改正; `noise`; `class-…` by the class of an accident. */
  readonly when: string;
  /** Yuan; null where the law names only the most. */
  readonly min: number | null;
  readonly max: number;
  readonly who: 'unit' | 'person';
}

/** What a violation costs (法律责任), by Beijing dates of the act. */
export interface FineRange extends LegalSource {
  /** Article and kind: `1095/report`. */
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly tiers: readonly FineTier[];
  /** What else may or must be ordered. */
  readonly also: readonly string[];
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** A statutory period (法定期限) of inspection, penalty, complaints and permits. */
export interface StatutoryTerm extends LegalSource {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly length: number;
  readonly unit: 'workday' | 'calendarDay' | 'hour' | 'month';
  readonly extensions: readonly { readonly length: number; readonly by: 'head' | 'collective' }[];
  /** False: what must be done by then must be done on a day off as well. */
  readonly roll?: boolean;
}

export interface LimitationRule extends LegalSource {
  /** Acts that ended on or after, or before, this day. */
  readonly endsFrom?: string;
  readonly endsBefore?: string;
  readonly years: number;
  readonly harmYears: number;
  readonly harm: 'environment' | 'life-health-finance';
}

export interface EnforcementRules {
  readonly hearing: LegalSource & {
    /** A fine above this, yuan: the amount itself is not yet larger (较大). */
    readonly over: Readonly<Record<PartyKind, number>>;
    readonly kinds: readonly string[];
  };
  readonly lateFine: LegalSource & { readonly perDay: number; readonly mostTimesOfFine: number };
  readonly dailyFine: LegalSource & { readonly recheckWithinDays: number };
  /** 失信信息的最短、最长公示期, months. */
  readonly credit: LegalSource & {
    readonly grades: Readonly<
      Record<CreditGrade, { readonly leastMonths: number; readonly mostMonths: number }>
    >;
  };
  readonly summary: LegalSource & { readonly most: Readonly<Record<PartyKind, number>> };
  readonly limitation: readonly LimitationRule[];
  readonly lawChange: LegalSource & { readonly effective: string };
  readonly discretion: LegalSource & { readonly mostAdjustment: number; readonly mostReduction: number };
}

/** 轻微、一般、严重失信. */
export type CreditGrade = 'minor' | 'ordinary' | 'serious';
export type PartyKind = 'individual' | 'organisation';

export interface CaseScoring {
  readonly source: string;
  readonly confidence: Confidence;
  readonly legality: number;
  readonly quality: number;
  readonly mostDeduction: Readonly<Record<'document' | 'record', number>>;
  /** Marks by kind of file; they add up to 100. */
  readonly items: Readonly<
    Record<
      string,
      readonly { readonly key: string; readonly zh: string; readonly en: string; readonly marks: number }[]
    >
  >;
  readonly fatal: readonly {
    readonly no: number;
    readonly group: 'body' | 'party' | 'facts' | 'law' | 'procedure';
    readonly zh: string;
    readonly en: string;
  }[];
}

export const FINE_RANGES: readonly FineRange[] = load('enforcement/fines.json');
/** Periods of penalty, of complaints (信访举报) and of discharge permits (排污许可). */
export const STATUTORY_TERMS: readonly StatutoryTerm[] = [
  ...load<readonly StatutoryTerm[]>('enforcement/terms.json'),
  ...load<readonly StatutoryTerm[]>('enforcement/terms-complaint.json'),
  ...load<readonly StatutoryTerm[]>('enforcement/terms-permit.json'),
];
export const ENFORCEMENT_RULES: EnforcementRules = load('enforcement/rules.json');
/** 行政处罚案卷评查. */
export const CASE_SCORING: CaseScoring = load('enforcement/case-scoring.json');

const TERMS = new Map(STATUTORY_TERMS.map((one) => [one.key, one]));

/** @throws when there is no such term: a mistake of whoever wrote the key */
export function statutoryTerm(key: string): StatutoryTerm {
  const found = TERMS.get(key);
  if (!found) throw new Error(`no statutory term ${key}`);
  return found;
}

/** The range of a violation for an act of that Beijing date. */
export const fineRange = (key: string, actOn: string): FineRange | null =>
  FINE_RANGES.find(
    (one) =>
      one.key === key && one.effectiveFrom <= actOn && (one.effectiveTo === null || actOn <= one.effectiveTo),
  ) ?? null;
