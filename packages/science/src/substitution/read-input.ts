import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { SUBSTITUTION_PROBLEMS as P } from './problems.ts';
import { AMOUNT_STATES, type Amount, type SubstitutionInput } from './types.ts';

/** Two years of hours. */
const MOST = 20_000;
const MOST_TOLD = 20;
const isTime = (ms: unknown): ms is number => typeof ms === 'number' && Math.abs(ms) < 8e15;

export function wrongInput({ medium, amounts, from, to, passed }: SubstitutionInput): Problem | null {
  if (medium !== 'air' && medium !== 'water') return problem(P.medium, {}, 'medium');
  if (!isTime(from) || !isTime(to) || from >= to) return problem(P.span, {}, 'from');
  if (!Array.isArray(passed) || !passed.every(isTime)) return problem(P.span, {}, 'passed');
  if (!Array.isArray(amounts)) return problem(P.amounts, {}, 'amounts');
  return amounts.length > MOST ? problem(P.tooMany, { limit: MOST }, 'amounts') : null;
}

/** In time order, one a period. What cannot be read is left out and told. */
export function readAmounts(given: readonly Amount[], problems: Problem[]): Amount[] {
  const seen = new Set<number>();
  const amounts: Amount[] = [];
  const tell = (definition: typeof P.amount | typeof P.twice, index: number) => {
    if (problems.length < MOST_TOLD) problems.push(problem(definition, { index }, `amounts.${index}`));
  };
  for (const [index, one] of given.entries()) {
    if (!isAmount(one)) tell(P.amount, index);
    else if (seen.has(one.time)) tell(P.twice, index);
    else {
      seen.add(one.time);
      amounts.push(one);
    }
  }
  return amounts.sort((a, b) => a.time - b.time);
}

function isAmount(one: unknown): one is Amount {
  if (typeof one !== 'object' || one === null) return false;
  const { time, state, kg } = one as Amount;
  if (!isTime(time) || !AMOUNT_STATES.includes(state)) return false;
  return kg === null || (typeof kg === 'number' && Number.isFinite(kg) && kg >= 0);
}
