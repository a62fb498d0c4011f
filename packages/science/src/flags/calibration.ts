import type { FlagParameters, RaisedFlag } from './types.ts';

/** A check of an instrument as it was told (校准、标样核查). */
export interface CalibrationSample {
  readonly time: number;
  /** `zero`, `span`: gas of no or known content; `standard`: a standard solution. */
  readonly kind: 'zero' | 'span' | 'standard';
  readonly measured: number;
  /** Value of the gas or solution. */
  readonly standard: number;
  /** Full scale (满量程); needed for zero and span. */
  readonly range: number | null;
}

/**
 * Calibration drift (校准漂移): zero and span in percent of full scale, (measured − standard) / range; a standard solution in percent of its own
 * value. `outOfControl` 1 (失控) beyond the wider limit. Stateless. Null when within, or when there is nothing to divide by.
 */
export function calibrationDrift(sample: CalibrationSample, parameters: FlagParameters): RaisedFlag | null {
  const { time, kind, measured, standard, range } = sample;
  const over = kind === 'standard' ? standard : range;
  const limit = parameters[kind] ?? null;
  if (over === null || over <= 0 || limit === null) return null;
  const percent = (100 * (measured - standard)) / over;
  // A hair beyond is the noise of binary fractions, not of the instrument.
  if (Math.abs(percent) <= limit + 1e-9) return null;
  const outer = parameters[`${kind}Out`] ?? null;
  const out = outer !== null && Math.abs(percent) > outer + 1e-9 ? 1 : 0;
  return { flag: 'calibration-drift', time, figures: { percent, limit, outOfControl: out } };
}

/**
 * Change of a parameter of an instrument (仪器参数变更): what it tells of itself (range, slope, intercept …) is another figure than before, by more
 * than `relative` of it. State is the last figure.
 */
export function parameterChange(
  state: number | null | undefined,
  told: { readonly time: number; readonly value: number },
  parameters: FlagParameters,
): { readonly raised: RaisedFlag | null; readonly state: number } {
  const before = state ?? null;
  const allowed = (parameters.relative ?? 0) * Math.abs(before ?? 0);
  const changed = before !== null && Math.abs(told.value - before) > allowed;
  return {
    raised: changed
      ? { flag: 'parameter-change', time: told.time, figures: { before, after: told.value } }
      : null,
    state: told.value,
  };
}
