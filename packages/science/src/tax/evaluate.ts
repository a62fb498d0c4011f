import type { Problem } from '@tarim/kernel';
import { TAX_STANDARD } from '@tarim/standards';
import { ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { noiseTax, smallTax, solidTax } from './other-kinds.ts';
import { type OutletTax, outletTax } from './outlet.ts';
import { TAX_PROBLEMS as P } from './problems.ts';
import { TAX_KINDS, type TaxInput, type TaxResult } from './types.ts';

/** First month of the law. */
const FIRST_MONTH = TAX_STANDARD.effectiveFrom!.slice(0, 7);

/**
 * 环境保护税 of one outlet, kind of waste, site or small source in one month. What it cannot know (the rate of the region, whether an hour
 * exceeded) has to be given; what is missing makes the tax `null` and is told.
 */
export function evaluateTax(input: TaxInput): TaxResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const { kind } = input;
  if (!(TAX_KINDS as readonly unknown[]).includes(kind)) {
    const nothing = { items: [], taxed: [], base: null, rate: null, tax: null, used: {}, missing: ['kind'] };
    return { kind: null, ...nothing, rules: [], steps, problems: [problem(P.kind, {}, 'kind')] };
  }
  tellMonth(input.month, problems);
  return { kind, ...taxByKind(input, steps, problems), rules: [ruleUsed(TAX_STANDARD)], steps, problems };
}

function taxByKind(input: TaxInput, steps: Step[], problems: Problem[]): OutletTax {
  switch (input.kind) {
    case 'solid':
      return solidTax(input, steps, problems);
    case 'noise':
      return noiseTax(input, steps, problems);
    case 'small':
      return smallTax(input, steps, problems);
    default:
      return outletTax(input, steps, problems);
  }
}

function tellMonth(month: unknown, problems: Problem[]): void {
  if (month === undefined || month === null) return;
  if (typeof month !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    problems.push(problem(P.month, {}, 'month'));
  else if (month < FIRST_MONTH) problems.push(problem(P.before, { month }, 'month'));
}
