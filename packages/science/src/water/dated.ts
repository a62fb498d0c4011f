import { beijingDate, type Problem } from '@tarim/kernel';
import type { Confidence, Standard } from '@tarim/standards';
import { type RuleUsed, ruleUsed } from '../finding.ts';
import { problem } from '../problems.ts';
import { WATER_PROBLEMS as P } from './problems.ts';

const LAST_TIME = 8.64e15 - 86_400_000;

/** Null or absent: the data have no date, and the edition in force is meant. */
export type DataTime = number | null | undefined;

export function timeProblem(time: DataTime): Problem | null {
  if (time === null || time === undefined) return null;
  return typeof time === 'number' && Math.abs(time) < LAST_TIME ? null : problem(P.time, {}, 'time');
}

/** Data older than the oldest edition are judged by it; that is told. */
export function editionProblems(
  time: DataTime,
  standards: readonly Pick<Standard, 'code' | 'effectiveFrom'>[],
): Problem[] {
  if (time === null || time === undefined) return [];
  const date = beijingDate(time);
  return standards
    .filter((one) => one.effectiveFrom !== null && one.effectiveFrom > date)
    .map(({ code, effectiveFrom }) =>
      problem(P.earlier, { date, standard: code, from: effectiveFrom! }, 'time'),
    );
}

const WORDS: ReadonlySet<string> = new Set<Confidence>([
  'official-text',
  'multi-source',
  'single-source',
  'mixed',
  'memory',
  'unverified',
]);

/** A rule with the confidence of the table that was really used: a file that is well known may hold one from memory. */
export function tableRule(standard: Standard<unknown>, table: string): RuleUsed {
  const word = standard.tableConfidence?.[table];
  return { ...ruleUsed(standard), ...(word && WORDS.has(word) ? { confidence: word as Confidence } : {}) };
}
