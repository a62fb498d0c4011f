import type { CheckKind } from '@tarim/standards';
import type { Finding } from '../finding.ts';

/** A table as it took part: the platform's own, or a local version. */
export interface CheckTable<Row> {
  readonly standard: string;
  readonly version: string;
  readonly confidence: string;
  readonly rows: readonly Row[];
}

export interface CheckResult extends Finding {
  readonly kind: CheckKind | null;
  readonly item: string | null;
  /** Null: no verdict, `problems` say why. */
  readonly passed: boolean | null;
  /** Beyond the wider limit (失控); null where there is none. */
  readonly outOfControl: boolean | null;
  readonly figures: Readonly<Record<string, number>>;
  /** What the figure was held against: `± 2.5 %FS`. */
  readonly limit: { readonly value: number; readonly as: string; readonly confidence: string } | null;
}

/** What the instrument showed, and what it should have shown. */
export interface Pair {
  readonly measured: number;
  readonly reference: number;
}
