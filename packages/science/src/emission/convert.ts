import type { EmissionReference } from '@tarim/standards';
import { divide, multiply, type Rational, rational, subtract } from '../rational.ts';
import type { ConversionProblem } from './reference-oxygen.ts';

export interface ExactConversion {
  readonly value: Rational | null;
  readonly problem: ConversionProblem | null;
  /** `38×(21−6)/(21−7.5)` */
  readonly formula: string;
}

/**
 * 折算浓度, exact: a value that the reference brings to its limit must not exceed it by the last bit of a float. Reference oxygen:
 * C·(21−O2ref)/(21−O2). Excess air: α = 21/(21−O2), C·α/α_ref (GB 29620).
 * @param airO2 oxygen of the combustion air, 21 but for enriched air (GB 18484, φ0)
 */
export function convertExact(
  concentration: number,
  o2: number | null,
  reference: EmissionReference | null,
  airO2 = 21,
): ExactConversion {
  if (reference === null)
    return { value: rational(concentration), problem: null, formula: `${concentration}` };
  const problem = oxygenProblem(o2, airO2);
  if (problem !== null || o2 === null) return { value: null, problem, formula: '' };
  const c = rational(concentration);
  const left = subtract(rational(airO2), rational(o2));
  if (reference.kind === 'oxygen') {
    const over = subtract(rational(21), rational(reference.percent));
    const formula = `${concentration}×(21−${reference.percent})/(${airO2}−${o2})`;
    return { value: divide(multiply(c, over), left), problem: null, formula };
  }
  const alpha = divide(rational(21), left);
  return {
    value: divide(multiply(c, alpha), rational(reference.coefficient)),
    problem: null,
    formula: `${concentration}×(21/(21−${o2}))/${reference.coefficient}`,
  };
}

function oxygenProblem(o2: number | null, airO2: number): ConversionProblem | null {
  if (o2 === null) return 'O2_MISSING';
  if (o2 < 0) return 'O2_NEGATIVE';
  return o2 >= airO2 ? 'O2_TOO_HIGH' : null;
}
