/** Errors of leaving one out (留一交叉验证): each sample told from the others. */
export interface CrossValidation {
  /** Samples that could be told from the others. */
  readonly n: number;
  /** Mean of predicted − observed: near 0 without bias. Unit of the values, as the next two. */
  readonly meanError: number;
  readonly meanAbsoluteError: number;
  readonly rmse: number;
  /** Mean squared deviation ratio: mean of error² / kriging variance, near 1 when the variances are right; null: no variances. */
  readonly msdr: number | null;
}

export interface Prediction {
  readonly observed: number;
  readonly predicted: number;
  readonly variance: number | null;
}

/** @returns null when there is nothing to compare */
export function crossValidationOf(predictions: readonly Prediction[]): CrossValidation | null {
  const n = predictions.length;
  if (n === 0) return null;
  const errors = predictions.map((one) => one.predicted - one.observed);
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const ratios = predictions.flatMap(({ variance }, i) =>
    variance !== null && variance > 0 ? [errors[i]! ** 2 / variance] : [],
  );
  return {
    n,
    meanError: mean(errors),
    meanAbsoluteError: mean(errors.map(Math.abs)),
    rmse: Math.sqrt(mean(errors.map((one) => one * one))),
    msdr: ratios.length > 0 ? mean(ratios) : null,
  };
}
