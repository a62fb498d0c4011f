import { isValid } from './capture-rate.ts';
import type { Amount, AmountState } from './types.ts';

export interface Span {
  readonly situation: 'out-of-control' | 'other';
  readonly amounts: readonly Amount[];
}

/**
 * Runs of neighbouring periods without a valid amount, each of one situation. Missing and invalid are one to the rule; a valid or
 * stopped period ends a run, and so does a change between being out of control and any other reason.
 * @param amounts in time order, one a period
 * @param step ms of a period
 */
export function spansOf(amounts: readonly Amount[], step: number): Span[] {
  const spans: { situation: Span['situation']; amounts: Amount[] }[] = [];
  let last: Amount | null = null;
  for (const one of amounts) {
    const situation = situationOf(one);
    const run = spans.at(-1);
    const follows = last !== null && one.time - last.time === step && run?.amounts.at(-1) === last;
    if (situation !== null) {
      if (run && follows && run.situation === situation) run.amounts.push(one);
      else spans.push({ situation, amounts: [one] });
    }
    last = one;
  }
  return spans;
}

function situationOf(one: Amount): Span['situation'] | null {
  const owes: AmountState = one.state;
  if (owes === 'stopped' || isValid(one)) return null;
  return owes === 'out-of-control' ? 'out-of-control' : 'other';
}
