import { wilson } from '@tarim/science';
import { type Judgement, PSEUDO_REASONS } from '../../contract.ts';

/** What became of the patches of one detector, counted. */
export interface Counted {
  readonly proposed: number;
  readonly discarded: Readonly<Record<string, number>>;
  readonly judged: Readonly<Partial<Record<Judgement, number>>>;
}

export interface Precision {
  readonly verified: number;
  readonly real: number;
  readonly unreal: number;
  readonly precision: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly problem: number | null;
  readonly problemLower: number | null;
  readonly problemUpper: number | null;
}

const sum = (counts: Readonly<Record<string, number | undefined>>, keys: readonly string[]) =>
  keys.reduce((total, key) => total + (counts[key] ?? 0), 0);

/**
 * Precision of a detector: real changes by people among those that somebody decided on. `outside` and `duplicate` say nothing of
 * whether there was a change and count on neither side.
 */
export function precisionOf({ discarded, judged }: Counted): Precision {
  const verified = sum(judged, ['lawful', 'allowed', 'violation', 'natural', 'false']);
  const real =
    sum(judged, ['lawful', 'allowed', 'violation']) + sum(discarded, ['known-activity', 'approved']);
  const unreal = sum(judged, ['natural', 'false']) + sum(discarded, [...PSEUDO_REASONS, 'natural']);
  const decided = real + unreal;
  const change = decided > 0 ? wilson(real, decided) : null;
  const violations = judged.violation ?? 0;
  const problem = verified > 0 ? wilson(violations, verified) : null;
  return {
    verified,
    real,
    unreal,
    precision: decided > 0 ? real / decided : null,
    lower: change?.lower ?? null,
    upper: change?.upper ?? null,
    problem: verified > 0 ? violations / verified : null,
    problemLower: problem?.lower ?? null,
    problemUpper: problem?.upper ?? null,
  };
}
