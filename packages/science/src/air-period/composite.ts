import { type AirStatistics, CRITERIA_POLLUTANTS, type CriteriaPollutant } from '@tarim/standards';
import type { Step } from '../finding.ts';
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  roundRational,
  toNumber,
} from '../rational.ts';
import type { CompositeIndex } from './types.ts';

export type Weights = Readonly<Record<CriteriaPollutant, number>>;

/**
 * 环境空气质量综合指数: Σ w·C/S over the six; C is the mean, of CO the 95th and of O3 the 90th percentile. 2013 weighs all alike.
 * The weights of 2026 are a candidate of a single source; `ruleConfidence` says so.
 * @param concentrations null: not there; without one of the six there is no index
 */
export function compositeIndex(
  concentrations: Readonly<Record<CriteriaPollutant, Rational | null>>,
  rules: AirStatistics,
  weights?: Weights,
): { index: CompositeIndex | null; steps: Step[] } {
  const rule = rules.composite;
  if (rule === null) return { index: null, steps: [] };
  const single = new Map<CriteriaPollutant, Rational>();
  for (const one of CRITERIA_POLLUTANTS) {
    const concentration = concentrations[one];
    if (concentration === null) return { index: null, steps: [] };
    single.set(one, divide(concentration, rational(rule.limits[one])));
  }
  const weigh = weights ?? rule.weights;
  let total = rational(0);
  for (const [one, ratio] of single) total = add(total, multiply(ratio, rational(weigh[one])));
  const most = [...single.values()].reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  const terms = [...single.keys()].map((one) => {
    const weight = weigh[one] === 1 ? '' : `${weigh[one]}×`;
    return `${weight}${toNumber(concentrations[one]!)}/${rule.limits[one]}`;
  });
  return {
    index: {
      value: toNumber(total),
      rounded: roundRational(total, rules.digits.index),
      single: Object.fromEntries([...single].map(([one, ratio]) => [one, toNumber(ratio)])),
      largest: [...single].filter(([, ratio]) => compare(ratio, most) === 0).map(([one]) => one),
      ruleConfidence: weights ? 'weights as given' : rule.confidence,
    },
    steps: [
      {
        of: '综合指数',
        rule: `${rules.edition.code} 环境空气质量综合指数`,
        formula: terms.join(' + '),
        result: roundRational(total, rules.digits.index),
      },
    ],
  };
}
