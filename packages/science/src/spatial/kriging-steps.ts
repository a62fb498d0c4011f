import type { Step } from '../finding.ts';
import type { CrossValidation } from './errors-of.ts';
import { figure } from './read.ts';
import type { ShownVariogram } from './read-variogram.ts';
import { formulaOf } from './variogram-model.ts';

interface Told extends ShownVariogram {
  readonly mean: number | null;
  readonly crossValidation: CrossValidation | null;
  readonly first: { readonly values: Float64Array; readonly variances: Float64Array };
}

/** Kriging as on paper: the bins, the model, the mean, the first target, the errors. */
export function krigingSteps({ bins, variogram, criterion, mean, crossValidation, first }: Told): Step[] {
  const steps: Step[] = bins.map(({ pairs, distance, gamma }) => ({
    of: `γ̂(${figure(distance)} m)`,
    rule: 'Matheron; Cressie 1993, 2.4',
    formula: `Σ(zᵢ − zⱼ)²/(2×${pairs})`,
    result: figure(gamma),
  }));
  if (!variogram) return steps;
  steps.push({
    of: variogram.kind,
    rule: criterion === null ? '—' : 'Cressie 1985; Pebesma 2004',
    formula: `${formulaOf(variogram)}; h₉₅ = ${figure(variogram.effectiveRange)} m`,
    result: criterion === null ? null : figure(criterion),
  });
  if (mean !== null)
    steps.push({ of: 'm', rule: 'Cressie 1993, 3.2', formula: '1ᵀC⁻¹z / 1ᵀC⁻¹1', result: figure(mean) });
  const [value, variance] = [first.values[0], first.variances[0]];
  if (value !== undefined && variance !== undefined && !Number.isNaN(value))
    steps.push({
      of: 'ẑ(1)',
      rule: 'Cressie 1993, 3.2',
      formula: `m + c₀ᵀC⁻¹(z − m), σ² = C(0) − c₀ᵀC⁻¹c₀ + (1 − 1ᵀC⁻¹c₀)²/1ᵀC⁻¹1 = ${figure(variance)}`,
      result: figure(value),
    });
  if (crossValidation) {
    const { n, meanError, rmse, msdr } = crossValidation;
    steps.push({
      of: 'RMSE',
      rule: 'leave-one-out, Dubrule 1983',
      formula: `√(Σ(ẑ₋ᵢ − zᵢ)²/${n}), ME = ${figure(meanError)}, MSDR = ${msdr === null ? '—' : figure(msdr)}`,
      result: figure(rmse),
    });
  }
  return steps;
}
