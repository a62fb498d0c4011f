import type { CrimeSign } from '../../contract.ts';

/** What the platform knows of a case that may point to a crime. */
export interface CrimeFacts {
  /** Key of the violation: `1108:usual`. */
  readonly violation: string;
  /** Penalties of the same party for the same violation that were decided in the two years before the act ended. */
  readonly earlier: number;
}

/** 逃避监管排放 (法典 1108) and 数据造假 (1088): the unlawful act itself is what points to it. */
const BY_VIOLATION: Readonly<Record<string, CrimeSign>> = {
  '1108': 'hidden-discharge',
  '1088': 'falsified-monitoring',
};
/** 二年内因同类行为受过两次以上行政处罚, 又实施 (司法解释 2023, 1). */
const REPEATED = 2;

/**
 * Indications of the crime of polluting that the file shows by itself (pure): a hint for a person, who closes it with a reason. It is no
 * judgement.
 */
export function crimeSignsOf({ violation, earlier }: CrimeFacts): CrimeSign[] {
  const own = BY_VIOLATION[violation.split(':')[0]!];
  return [...(own ? [own] : []), ...(earlier >= REPEATED ? (['repeated'] as const) : [])];
}
