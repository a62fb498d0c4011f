import type { Finding, WaterChange } from '@tarim/science';

/** A finding with the change against the period before, whose rule and steps join its own. */
export function withChange<T extends Finding>(result: T, { rule, steps, ...change }: WaterChange) {
  return {
    ...result,
    change,
    rules: rule ? [...result.rules, rule] : result.rules,
    steps: [...result.steps, ...steps],
  };
}
