import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

/** One parameter of one item as four places have it; null where a place does not tell. */
export interface FourWay {
  readonly item: string;
  /** `range`, `slope`, `intercept`, `kv`, `section` … */
  readonly parameter: string;
  /** 仪器、数采仪、平台、备案. */
  readonly device: number | null;
  readonly logger: number | null;
  readonly platform: number | null;
  readonly filing: number | null;
}

/** A change of a parameter as it was reported. */
export interface ParameterChange {
  readonly item: string;
  readonly parameter: string;
  readonly time: number;
  readonly before: number;
  readonly after: number;
  /** Whether a record of maintenance or a new filing covers it. */
  readonly recorded: boolean;
}

export interface ParameterInput {
  readonly parameters: readonly FourWay[];
  readonly changes?: readonly ParameterChange[];
  /** Differences up to this share are rounding. */
  readonly tolerance?: number;
}

export interface Mismatch {
  readonly item: string;
  readonly parameter: string;
  /** The figure most places agree on, the filing's where none does. */
  readonly expected: number;
  readonly differs: readonly { readonly place: Place; readonly value: number }[];
  /** Largest difference over the expected figure (over 1 where that is 0). */
  readonly relative: number;
  /** What it does to what is shown: `lower` is the side that helps. */
  readonly effect: 'lower' | 'higher' | 'unknown';
}

const PLACES = ['device', 'logger', 'platform', 'filing'] as const;
export type Place = (typeof PLACES)[number];

export const PARAMETER_DEFAULTS = { tolerance: 0.005, full: 0.3 } as const;
const FILING_ALONE = 0.6;
/** Of these a smaller figure makes the result smaller. */
const PROPORTIONAL: ReadonlySet<string> = new Set(['slope', 'intercept', 'kv', 'section', 'range']);

/**
 * Tampering with parameters (篡改参数): range, slope, intercept, velocity coefficient, cross-section as the instrument, the logger, the platform and the filing have
 * them, side by side (四方比对), and changes that no record covers. Mismatches are listed in `figures` by number; the list itself is
 * `mismatches`. Source: comparison of parameters is asked for by the rules on falsification (环发〔2015〕175号, patterns of tampering, from memory); scale ours.
 *
 * Strength: the largest relative difference over 0.3, or of an unrecorded change; halved when its effect is not towards lower values, × 0.6
 * where the filing alone differs. Minimum: one
 * parameter that two places tell.
 */
export function parameterMismatch(
  input: ParameterInput,
): Signal & { readonly mismatches: readonly Mismatch[] } {
  const { tolerance = PARAMETER_DEFAULTS.tolerance, changes = [] } = input;
  const told = input.parameters.filter((row) => PLACES.filter((place) => row[place] !== null).length >= 2);
  const inputs = { parameters: told.length, changes: changes.length, tolerance };
  if (told.length === 0 && changes.length === 0)
    return { ...noSignal('parameter-mismatch', null, inputs, P.noCases), mismatches: [] };
  const mismatches = told.map((row) => compare(row, tolerance)).filter((one) => one !== null);
  // A filing that stands alone was mostly not brought up to date.
  const behind = (one: Mismatch) => (one.differs.every(({ place }) => place === 'filing') ? FILING_ALONE : 1);
  const weight = (relative: number, effect: Mismatch['effect']) =>
    (Math.min(1, relative / PARAMETER_DEFAULTS.full) * (effect === 'lower' ? 2 : 1)) / 2;
  const unrecorded = changes.filter((one) => !one.recorded && relativeOf(one.after, one.before) > tolerance);
  const strength = Math.max(
    0,
    ...mismatches.map((one) => behind(one) * weight(one.relative, one.effect)),
    ...unrecorded.map((one) =>
      weight(relativeOf(one.after, one.before), effectOf(one.parameter, one.after - one.before)),
    ),
  );
  const times = changes.map((one) => one.time);
  const signal = signalOf('parameter-mismatch', {
    strength,
    window: times.length > 0 ? { from: Math.min(...times), to: Math.max(...times) + 1 } : null,
    inputs,
    figures: {
      mismatches: mismatches.length,
      unrecordedChanges: unrecorded.length,
      largest: Math.max(0, ...mismatches.map((one) => one.relative)),
    },
    innocent: ['filing-out-of-date', 'instrument-replaced', 'unit-mistake', 'planned-maintenance'],
    steps: mismatches.map((one) =>
      stepOf(
        `${one.item} ${one.parameter}`,
        '四方比对',
        one.differs.map(({ place, value }) => `${place} ${value} ≠ ${one.expected}`).join('; '),
        one.relative,
      ),
    ),
  });
  return { ...signal, mismatches };
}

const relativeOf = (value: number, expected: number): number =>
  Math.abs(value - expected) / (expected === 0 ? 1 : Math.abs(expected));

const effectOf = (parameter: string, difference: number): Mismatch['effect'] =>
  PROPORTIONAL.has(parameter) ? (difference < 0 ? 'lower' : 'higher') : 'unknown';

function compare(row: FourWay, tolerance: number): Mismatch | null {
  const told = PLACES.flatMap((place) => (row[place] === null ? [] : [{ place, value: row[place] }]));
  const agreeing = (value: number) => told.filter((one) => relativeOf(one.value, value) <= tolerance).length;
  // The filing is what was agreed: it goes first where all stand alone.
  const byTrust = [...told].sort((a, b) => PLACES.indexOf(b.place) - PLACES.indexOf(a.place));
  const expected = byTrust.reduce((best, one) =>
    agreeing(one.value) > agreeing(best.value) ? one : best,
  ).value;
  const differs = told.filter((one) => relativeOf(one.value, expected) > tolerance);
  if (differs.length === 0) return null;
  const worst = differs.reduce((a, b) =>
    relativeOf(b.value, expected) > relativeOf(a.value, expected) ? b : a,
  );
  return {
    item: row.item,
    parameter: row.parameter,
    expected,
    differs,
    relative: relativeOf(worst.value, expected),
    // Where the filing stands alone, the others are what is in use.
    effect: effectOf(
      row.parameter,
      worst.place === 'filing' ? expected - worst.value : worst.value - expected,
    ),
  };
}
