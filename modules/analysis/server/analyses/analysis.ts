import type { Geometry, GeosPool } from '@tarim/geo';
import type { Problem } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Step } from '@tarim/science';
import type { Static } from 'typebox';
import type { AnalysisInputs, AnalysisKind, ResultChart, ResultFigure, ResultStyle } from '../../contract.ts';

/** What a kind of analysis works with. */
export interface Bench {
  readonly ctx: Pick<Context, 'db' | 'datasets' | 'policy' | 'clock'>;
  /** Who asked: data sets are read with his sight. */
  readonly actor: Actor;
  readonly geos: GeosPool;
  /** Told 0 … 1. @throws TarimError ANALYSIS_CANCELLED when it is no longer wanted */
  readonly progress: (fraction: number, note?: string) => Promise<void>;
  /** Notes a data set that went in: who reads the result must see it whole. */
  readonly used: (set: string) => void;
}

export interface ResultFeature {
  readonly geometry: Geometry;
  readonly label: string | null;
  readonly value: number | null;
  /** Standard error or the like, unit of the value. */
  readonly error?: number | null;
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Outcome {
  readonly features: readonly ResultFeature[];
  readonly figures: readonly Static<typeof ResultFigure>[];
  readonly charts?: readonly Static<typeof ResultChart>[];
  readonly style: ResultStyle | null;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  readonly simulated: boolean;
}

export type Analysis<K extends AnalysisKind> = (bench: Bench, input: AnalysisInputs[K]) => Promise<Outcome>;
