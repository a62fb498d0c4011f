import { type EmMeasurement, evaluateElectromagnetic } from '@tarim/science';
import { EM_STANDARD } from '@tarim/standards';
import {
  type Instrument,
  type Judged,
  type JudgedReading,
  QUANTITIES,
  type Quantity,
  type Reading,
} from '../../contract.ts';

/** Ends of the rows of GB 8702-2014 table 1. */
const ROW_ENDS: readonly number[] = EM_STANDARD.data.limits.map(({ to_Hz }) => to_Hz);

/** What of a measurement is judged. */
export interface Measured {
  readonly readings: readonly Reading[];
  readonly ranges: Instrument['ranges'];
  readonly field: 'far' | 'near';
  readonly underLines: boolean;
}
export interface JudgedMeasured extends Judged {
  readonly readings: readonly JudgedReading[];
  /** Codes of what science found. */
  readonly problems: readonly string[];
}

/**
 * The frequency of a band at which the limit of a quantity is strictest, Hz. Within a row of GB 8702-2014 table 1 limits only rise or only
 * fall: candidates are the ends of the band and of the rows within it. Each quantity has its own: where rows meet, limits of E may step
 * down and those of B up.
 */
export function strictestHz({ fromHz, toHz }: Pick<Reading, 'fromHz' | 'toHz'>, quantity: Quantity): number {
  if (fromHz === toHz) return fromHz;
  const inner = ROW_ENDS.filter((hz) => fromHz < hz && hz < toHz);
  const candidates = [fromHz, ...inner, toHz];
  const { items } = evaluateElectromagnetic({
    measurements: candidates.map((frequency) => ({ frequency })),
  });
  return items.reduce((best, one) => (one.limits[quantity]! < best.limits[quantity]! ? one : best)).hz;
}

type Evaluated = ReturnType<typeof evaluateElectromagnetic>;

/** Each quantity summed at its strictest frequencies; what is lacking is told by all of them together. */
function evaluate(all: readonly Measured[], below: (least: number) => number): Evaluated {
  const readings = all.flatMap(({ readings: some, ranges }) =>
    some.map((one) => ({ one, values: valuesOf(one, ranges, below) })),
  );
  const underLines = all.length > 0 && all.every((one) => one.underLines);
  // In the near field of any of them one quantity is not enough.
  const field = all.some((one) => one.field === 'near') ? ('near' as const) : ('far' as const);
  const whole = evaluateElectromagnetic({
    measurements: readings.map(({ one, values }) => ({ frequency: strictestHz(one, 'E'), ...values })),
    field,
    underLines,
  });
  const apart = QUANTITIES.flatMap((quantity) => {
    const measurements = readings.flatMap(({ one, values }): EmMeasurement[] =>
      values[quantity] === undefined
        ? []
        : [{ frequency: strictestHz(one, quantity), [quantity]: values[quantity] }],
    );
    return measurements.length === 0 ? [] : evaluateElectromagnetic({ measurements, underLines }).sums;
  });
  const sums = (['low', 'high'] as const).flatMap((band) => apart.filter((one) => one.band === band));
  const over = sums.some((one) => one.verdict === 'exceeds');
  return { ...whole, sums, verdict: over ? 'exceeds' : whole.verdict };
}

/** Limits of each quantity where they are strictest in the band. */
function limitsOf(one: Reading, underLines: boolean): JudgedReading {
  const limit = (quantity: Quantity) =>
    evaluateElectromagnetic({ measurements: [{ frequency: strictestHz(one, quantity) }], underLines })
      .items[0]?.limits[quantity] ?? null;
  return { limits: { E: limit('E'), H: limit('H'), B: limit('B'), S: limit('S') } };
}

/**
 * Readings, also of several facilities, by the sums of GB 8702-2014. What an instrument could not tell any more lies between nothing
 * and the least that it tells: both are summed. Over the limit with nothing for it: exceeds. Over the limit only with the least: not to be
 * judged, for the instrument does not do. Within it, and all below the range: a state of its own; the percentage is an upper bound.
 */
export function judge(all: readonly Measured[]): JudgedMeasured {
  const low = evaluate(all, () => 0);
  const high = evaluate(all, (least) => least);
  const quantities = all.flatMap(({ readings }) => readings.flatMap(givenOf));
  const some = quantities.some(({ below }) => below);
  const every = some && quantities.every(({ below }) => below);
  const verdict =
    low.verdict === 'exceeds'
      ? 'exceeds'
      : high.verdict !== 'meets'
        ? 'not-judged'
        : every
          ? 'below-range'
          : 'meets';
  const told = verdict === 'exceeds' ? low : high;
  return {
    verdict,
    percent: percentOf(told.sums),
    upperBound: some && verdict !== 'exceeds',
    sums: told.sums.map(({ band, quantity, sum }) => ({ band, quantity, sum })),
    readings: all.flatMap(({ readings, underLines }) => readings.map((one) => limitsOf(one, underLines))),
    problems: [
      ...(some && verdict === 'not-judged' && high.verdict === 'exceeds' ? ['EMF_RANGE_TOO_HIGH'] : []),
      ...new Set(high.problems.map(({ code }) => code)),
    ],
  };
}

/** The sum that is nearest to its limit of one, in percent. */
const percentOf = (sums: Evaluated['sums']): number | null =>
  sums.length === 0 ? null : Math.max(...sums.map(({ sum }) => sum)) * 100;

export function givenOf(one: Reading): { quantity: Quantity; value: number | null; below: boolean }[] {
  return QUANTITIES.flatMap((quantity) => {
    const below = one.below.includes(quantity);
    return below || one[quantity] !== null ? [{ quantity, value: one[quantity], below }] : [];
  });
}

function valuesOf(
  one: Reading,
  ranges: Instrument['ranges'],
  below: (range: number) => number,
): Omit<EmMeasurement, 'frequency'> {
  return Object.fromEntries(
    givenOf(one).map(({ quantity, value, below: unseen }) => [
      quantity,
      unseen ? below(ranges.find((range) => range.quantity === quantity)?.low ?? 0) : value,
    ]),
  );
}
