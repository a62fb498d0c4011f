import type { CompositeMethod, CompositeOrder } from '../../contract.ts';

/** What is kept of how a composite comes about, beside its row. */
export interface Derived {
  /** Of the method: what it does with the same scenes changes only with it. */
  readonly version: string;
  readonly method: CompositeMethod;
  readonly order: CompositeOrder;
  /** `west,south,east,north`, as it was asked for. */
  readonly bbox: string | null;
  /** Metres. */
  readonly dilate: number;
  readonly hideSnow: boolean;
  /** Its period, as instants. */
  readonly from: string;
  readonly to: string;
  /** In the order in which they count; with names, because a scene may be taken off later. */
  readonly inputs: readonly DerivedInput[];
  readonly outcome: DerivedOutcome | null;
}

export interface DerivedInput {
  readonly id: number;
  readonly title: string;
  readonly takenAt: string;
  readonly masked: boolean;
  readonly sha256: string;
}

export interface DerivedOutcome {
  readonly covered: number;
  readonly seen: number;
  readonly counts: readonly number[];
  readonly seconds: number;
}
