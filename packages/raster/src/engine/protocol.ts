import type { EncodedUnit } from '../cog/encode.ts';
import type { CogSpec } from '../cog/spec.ts';
import type { Window } from '../samples.ts';
import type { JobName } from './registry.ts';

export interface Start {
  readonly job: JobName;
  readonly params: unknown;
  /** When the bands are to be written. */
  readonly spec: CogSpec | null;
}

export interface Task {
  readonly unit: number;
  readonly window: Window;
}

export interface UnitResult {
  readonly unit: number;
  readonly encoded: EncodedUnit | null;
  readonly found: unknown;
}

export type Answer =
  | { readonly result: UnitResult }
  | {
      readonly failed: {
        readonly message: string;
        /** Of a TarimError: what it takes to make it again on the other side. */
        readonly error: { definition: unknown; params: unknown } | null;
      };
    };
