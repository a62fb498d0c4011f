import type { AqiInstead, AqiTable } from '@tarim/standards';
import { roundHalfEven, roundHalfEvenText } from '../rounding.ts';
import { type IaqiSegment, iaqiSegment, indexIn } from './iaqi.ts';
import type { AqiInput, AqiPollutant, AqiStep } from './types.ts';

/**
 * The index of one pollutant, with everything a person needs to follow it.
 * @param from the row of table 1, where it is not the pollutant's own of this period
 */
export function indexStep(
  pollutant: AqiPollutant,
  input: AqiInput,
  table: AqiTable,
  from: Omit<AqiInstead, 'value'> = { period: input.period, pollutant },
): AqiStep {
  const given = input.values[pollutant];
  const without = (outcome: AqiStep['outcome'], value: number | null, rounded: number | null): AqiStep => ({
    pollutant,
    value,
    rounded,
    outcome,
    breakpoints: null,
    indices: null,
    formula: null,
    iaqi: null,
  });
  if (given === null || given === undefined)
    return without(input.exempt?.includes(pollutant) ? 'exempt' : 'missing', null, null);
  if (typeof given !== 'number' || !Number.isFinite(given) || given < 0)
    return without('invalid', typeof given === 'number' ? given : null, null);
  const breakpoints = table.breakpoints[from.period][from.pollutant] ?? [];
  const rounded = roundHalfEven(
    given,
    pollutant === 'CO' ? table.rules.decimals.CO : table.rules.decimals.default,
  );
  const segment = iaqiSegment(rounded, breakpoints, table.iaqi);
  if (segment !== null) {
    return {
      pollutant,
      value: given,
      rounded,
      outcome: 'interpolated',
      ...segment,
      formula: formulaOf(segment, rounded),
      iaqi: indexIn(segment, rounded),
    };
  }
  const last = breakpoints.findLastIndex((one) => one !== null);
  const short = last < breakpoints.length - 1;
  if (short && table.rules.aboveShortTable === 'none') return without('no-index', given, rounded);
  return { ...without('capped', given, rounded), iaqi: table.iaqi[last] ?? null };
}

function formulaOf({ breakpoints: [low, high], indices: [from, to] }: IaqiSegment, value: number): string {
  const exact = ((to - from) / (high - low)) * (value - low) + from;
  const result = Number(roundHalfEvenText(exact, 4));
  return `(${to}−${from})/(${high}−${low})×(${value}−${low})+${from} = ${result}`;
}
