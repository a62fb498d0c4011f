import type { Problem } from '@tarim/kernel';
import { TAX_TABLES } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { compare, divide, multiply, rational, roundRational, subtract } from '../rational.ts';
import { told } from '../told.ts';
import { TAX_PROBLEMS as P } from './problems.ts';

/**
 * 减征 (环境保护税法 art. 13, 实施条例 art. 10): 75 % of the tax when the concentration lies more than 30 % below its standard, 50 % when
 * more than 50 %, and no hour (air) or day (water) of the month exceeded.
 * @returns 1, 0.75 or 0.5
 */
export function reductionFactor(
  item: string,
  claim: unknown,
  atBoundary: unknown,
  steps: Step[],
  problems: Problem[],
): number {
  const path = `reduction.${told(item)}`;
  const { concentration, limit, exceeded } = (typeof claim === 'object' && claim ? claim : {}) as Record<
    string,
    unknown
  >;
  if (!isAmount(concentration) || !isAmount(limit) || limit === 0) {
    problems.push(problem(P.reduction, { item }, path));
    return 1;
  }
  if (exceeded !== false) {
    problems.push(problem(exceeded === true ? P.reductionExceeded : P.reductionUnproven, { item }, path));
    return 1;
  }
  // Percent below the standard, exact: 0.7 × 50 is 35 on paper and 34.99999999999999 in a float.
  const below = multiply(
    divide(subtract(rational(limit), rational(concentration)), rational(limit)),
    rational(100),
  );
  let factor = 1;
  for (const { below_standard_percent: percent, factor: reduced } of TAX_TABLES.reduction) {
    const order = compare(below, rational(percent));
    if (order === 0) {
      const how = atBoundary === 'reduce' ? '减征 reduced' : '不按此档 not at this step';
      problems.push(problem(P.reductionBoundary, { item, percent, how }, path));
    }
    if (order > 0 || (order === 0 && atBoundary === 'reduce')) {
      factor = reduced;
      break;
    }
  }
  steps.push({
    of: item,
    rule: '环境保护税法 第十三条',
    formula: `(${limit} − ${concentration})/${limit} = ${roundRational(below, 2)} %`,
    result: factor,
  });
  return factor;
}
