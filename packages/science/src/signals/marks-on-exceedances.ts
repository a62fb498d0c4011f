import { togetherness } from './four-fold.ts';
import type { RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, windowOf } from './types.ts';

export interface MarksInput extends RegularSeries {
  /** Data mark of each period; '' or N: none. Values under a mark are kept by HJ 212: they are the best witness. */
  readonly marks: ArrayLike<string>;
  readonly limit: number;
  /** Marks that take an hour out of judgement (维护、校准、故障). */
  readonly weighed?: readonly string[];
}

export const MARKS_DEFAULTS = { weighed: ['M', 'C', 'D'], runUp: 0.9, fewest: 4, minimum: 168 } as const;

/**
 * Marks placed on exceedances (标记避开超标): whether marks of maintenance, calibration or fault begin at hours that are, or were about to be, above the limit. An hour is a
 * would-be exceedance when its value is above the limit, marked or not, or the one before it was above 0.9 of it. Each spell of marks
 * counts once, by its first hour, against the hours without marks. Source: odds ratio and Fisher's exact test; the question is that of
 * CEMS switched off near exceedance (Wang et al., J. Environ. Manage. 314, 2022); run-up and scale ours.
 *
 * Strength: ln OR / ln 20 × (1 − p). Minimum: 168 hours, four spells. Faults that an overload brings with it, and repairs that high values
 * are the reason for, do the same innocently.
 */
export function marksOnExceedances(input: MarksInput): Signal {
  const { values, marks, limit } = input;
  const weighed: readonly string[] = input.weighed ?? MARKS_DEFAULTS.weighed;
  const window = windowOf(input);
  const table = { both: 0, first: 0, second: 0, neither: 0 };
  let marked = 0;
  let aboveUnderMark = 0;
  for (let i = 0; i < values.length; i++) {
    const isMarked = weighed.includes(marks[i]!);
    const was = i > 0 && weighed.includes(marks[i - 1]!);
    const above = values[i]! > limit;
    if (isMarked) {
      marked++;
      if (above) aboveUnderMark++;
      if (was) continue;
    } else if (!Number.isFinite(values[i]!) || (marks[i] && marks[i] !== 'N')) continue;
    const wouldBe = above || (i > 0 && !was && values[i - 1]! > MARKS_DEFAULTS.runUp * limit);
    if (isMarked) table[wouldBe ? 'both' : 'first']++;
    else table[wouldBe ? 'second' : 'neither']++;
  }
  const spells = table.both + table.first;
  const hours = spells + table.second + table.neither;
  const inputs = { hours, spells, marked, limit, runUp: MARKS_DEFAULTS.runUp };
  if (hours < MARKS_DEFAULTS.minimum)
    return noSignal('marks-on-exceedances', window, inputs, P.few, {
      n: hours,
      minimum: MARKS_DEFAULTS.minimum,
    });
  if (spells < MARKS_DEFAULTS.fewest) return noSignal('marks-on-exceedances', window, inputs, P.noCases);
  const { strength, figures, steps } = togetherness(table);
  return signalOf('marks-on-exceedances', {
    strength,
    window,
    inputs,
    figures: { ...figures, aboveUnderMark },
    innocent: ['overload-fault', 'planned-maintenance', 'start-up', 'few-data'],
    steps,
  });
}
