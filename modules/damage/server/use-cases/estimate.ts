import { type DamageInput, virtualCost } from '@tarim/science';
import type { Estimate, EstimateInput } from '../../contract.ts';
import type { Tongue } from './read-cases.ts';

/** 虚拟治理成本 with the tables that made it; always an estimate. */
export function estimateOf(input: EstimateInput, tongue: Tongue): Estimate {
  const { damage, rules, steps, problems } = virtualCost(input as DamageInput, tongue);
  return {
    input,
    damage,
    rules: rules.map((one) => ({ ...one })),
    steps: steps.map((one) => ({ ...one })),
    problems: problems.map((one) => ({ ...one })),
  };
}
