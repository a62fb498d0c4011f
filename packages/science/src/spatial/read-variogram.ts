import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import type { KrigingInput } from './kriging.ts';
import type { Points } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { isFigure, type Row, readOption, readWord } from './read.ts';
import { empiricalVariogram, type VariogramBin } from './variogram.ts';
import { bestFit, FIT_WEIGHTS, fitVariogram } from './variogram-fit.ts';
import { effectiveRange, VARIOGRAM_KINDS, type VariogramModel } from './variogram-model.ts';

export interface ShownVariogram {
  readonly bins: readonly VariogramBin[];
  readonly cutoff: number | null;
  readonly variogram: (VariogramModel & { readonly effectiveRange: number }) | null;
  readonly criterion: number | null;
}

/** Three parameters want three bins at least. */
const FEWEST_BINS = 3;
const FEWEST_SAMPLES = 3;
/** Sills and ranges below it are no figures of anything, and lose their digits in a system. */
const LEAST = 1e-30;

/** The empirical variogram and the model: as given, or fitted. */
export function readVariogram(
  input: Omit<KrigingInput, 'samples'>,
  points: Points,
  values: Float64Array,
  problems: Problem[],
): ShownVariogram {
  const given = input.variogram === undefined ? null : readModel(input.variogram, problems);
  const cutoff = readOption(input, 'cutoff', null, { least: 1e-6, most: 1e9 }, problems);
  const bins = readOption(input, 'bins', 15, { least: 3, most: 200, whole: true }, problems);
  const weights = readWord(input, 'weights', FIT_WEIGHTS, problems);
  const kind = readWord(input, 'model', ['best', ...VARIOGRAM_KINDS], problems);
  const told = { bins: [], cutoff: null, variogram: null, criterion: null };
  const fewest = given ? 1 : FEWEST_SAMPLES;
  if (points.count < fewest) {
    problems.push(problem(P.few, { n: points.count, name: 'samples', minimum: fewest }, 'samples'));
    return told;
  }
  const shown = empiricalVariogram(points, values, { cutoff, bins });
  if (given)
    return { ...shown, variogram: { ...given, effectiveRange: effectiveRange(given) }, criterion: null };
  if (shown.bins.every((one) => one.gamma === 0) && values.every((one) => one === values[0])) {
    problems.push(problem(P.flat, {}, 'samples'));
    return { ...told, ...shown };
  }
  if (shown.bins.length < FEWEST_BINS) {
    problems.push(problem(P.noPairs, { n: shown.bins.length, minimum: FEWEST_BINS }, 'cutoff'));
    return { ...told, ...shown };
  }
  const fit = kind === 'best' ? bestFit(shown.bins, weights) : fitVariogram(shown.bins, kind, weights);
  if (!fit) {
    problems.push(problem(P.singular));
    return { ...told, ...shown };
  }
  const { model, criterion, atLimit } = fit;
  if (model.partialSill <= 1e-6 * model.nugget) problems.push(problem(P.noStructure));
  else if (atLimit) problems.push(problem(P.noSill));
  return { ...shown, variogram: { ...model, effectiveRange: effectiveRange(model) }, criterion };
}

/** Null, and told, when it is no model: then one is fitted. */
function readModel(given: unknown, problems: Problem[]): VariogramModel | null {
  const { kind, nugget, partialSill, range } = (
    typeof given === 'object' && given !== null ? given : {}
  ) as Row;
  const known = VARIOGRAM_KINDS.find((one) => one === kind);
  const sill = (x: unknown): x is number => isFigure(x) && x >= 0;
  if (
    known !== undefined &&
    sill(nugget) &&
    sill(partialSill) &&
    nugget + partialSill >= LEAST &&
    isFigure(range) &&
    range >= LEAST
  )
    return { kind: known, nugget, partialSill, range };
  const words = `kind ${VARIOGRAM_KINDS.join(' · ')}, nugget ≥ 0, partialSill ≥ 0, range > 0`;
  problems.push(problem(P.option, { name: 'variogram', words, fallback: 'a fit' }, 'variogram'));
  return null;
}
