import { CASE_SCORING } from '@tarim/standards';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { add, divide, multiply, rational, roundRational, subtract, sum } from '../rational.ts';
import type { PenaltyAnswer } from './answer.ts';
import { PENALTY_VERSION } from './answer.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import { type Asked, Reader } from './read.ts';

export interface CaseScore extends PenaltyAnswer {
  readonly score: number | null;
  readonly legality: number | null;
  readonly quality: number | null;
  readonly deducted: number | null;
  /** Numbers of fatal items; any of them makes the file zero. */
  readonly fatal: readonly number[];
}

/**
 * Score of a case file (案卷评查, 2024): 50 for legality, and 50 × earned ÷ marks of the items that apply, less what basic elements cost
 * (at most 10 + 10), not below nothing. One fatal problem makes the whole file 0. Items that were not needed are left out of the marks;
 * items that were needed and are not there earn nothing.
 */
export function caseScoreOf(asked: Asked): CaseScore {
  const reader = new Reader(asked);
  const { fatal: known, legality, quality, mostDeduction } = CASE_SCORING;
  const rules = [
    { standard: CASE_SCORING.source, version: PENALTY_VERSION, confidence: CASE_SCORING.confidence },
  ];
  const fatal = fatalOf(reader, known.length);
  const items = itemsOf(reader);
  const document = Math.min(reader.optionalAmount('documentDeduction') ?? 0, mostDeduction.document);
  const record = Math.min(reader.optionalAmount('recordDeduction') ?? 0, mostDeduction.record);
  // A fatal item decides by itself; without one there must be something to score.
  if (items?.every(({ marks }) => marks === 0) && fatal?.length === 0) {
    if (reader.absent('items')) reader.missing.push('items');
    reader.problems.push(problem(P.noItems, {}, 'items'));
  }
  const bare = { rules, missing: reader.missing, problems: reader.problems };
  if (items === null || fatal === null || reader.problems.length > 0)
    return {
      score: null,
      legality: null,
      quality: null,
      deducted: null,
      fatal: fatal ?? [],
      steps: [],
      ...bare,
    };
  const marks = sum(items.map((one) => one.marks));
  const earned = sum(items.map((one) => one.earned));
  const deducted = roundRational(add(rational(document), rational(record)), 4);
  const full = marks.n === 0n ? rational(quality) : divide(multiply(rational(quality), earned), marks);
  const left = Math.max(0, roundRational(subtract(full, rational(deducted)), 4));
  const score = fatal.length > 0 ? 0 : roundRational(add(rational(legality), rational(left)), 4);
  const steps = [
    {
      of: 'quality',
      rule: CASE_SCORING.source,
      formula: `max(0, ${quality} × ${roundRational(earned, 4)}/${roundRational(marks, 4)} − ${deducted})`,
      result: left,
    },
    {
      of: 'score',
      rule: CASE_SCORING.source,
      formula: fatal.length > 0 ? `fatal ${fatal.join(', ')}` : `${legality} + ${left}`,
      result: score,
    },
  ];
  return { score, legality: fatal.length > 0 ? 0 : legality, quality: left, deducted, fatal, steps, ...bare };
}

function fatalOf(reader: Reader, count: number): number[] | null {
  const given = reader.list('fatal');
  if (given === null) return null;
  const bad = given.findIndex((no) => !Number.isInteger(no) || (no as number) < 1 || (no as number) > count);
  if (bad < 0) return [...new Set(given as number[])].sort((a, b) => a - b);
  reader.problems.push(problem(P.fatalItem, { no: String(given[bad]).slice(0, 20) }, `fatal/${bad}`));
  return null;
}

/** Marks of an item are those of the table for its kind of file, unless they are given (bonus items earn without marks). */
function itemsOf(reader: Reader): { marks: number; earned: number }[] | null {
  const table = new Map(
    (CASE_SCORING.items[reader.text('type') ?? 'ordinary'] ?? []).map(({ key, marks }) => [key, marks]),
  );
  const items: { marks: number; earned: number }[] = [];
  const list = reader.list('items');
  if (list === null) return null;
  for (const [index, given] of list.entries()) {
    const one = (typeof given === 'object' && given !== null ? given : {}) as Asked;
    if (one.applies === false) continue;
    const marks = one.marks ?? (typeof one.key === 'string' ? table.get(one.key) : undefined);
    const earned = one.earned ?? 0;
    const bonus = one.bonus === true;
    if (!isAmount(marks) || !isAmount(earned) || (earned > marks && !bonus)) {
      reader.problems.push(problem(P.item, { index: index + 1 }, `items/${index}`));
      return null;
    }
    items.push({ marks: bonus ? 0 : marks, earned: Math.min(earned, marks) });
  }
  return items;
}
