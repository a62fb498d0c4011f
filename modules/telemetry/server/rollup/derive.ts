import { convertToReferenceO2, gasEmission, waterEmission } from '@tarim/science';
import { type FactorResult, isWeighted } from './factor-values.ts';
import { FLOW_CODES, isGasPollutant, isWaterPollutant, OXYGEN } from './medium.ts';
import type { PointFacts } from './point-facts.ts';

/** What derived values of an hour are made of. */
export interface Basis {
  readonly code: string;
  readonly mean: number | null;
  readonly total: number | null;
  readonly omitted: number | null;
  readonly invalid: string | null;
}

export type Derived = Pick<FactorResult, 'converted' | 'total' | 'omitted'>;

/**
 * Converted means (折算浓度) and amounts (排放量) of an hour follow from its means: mean first, then conversion by the mean
 * oxygen. An invalid oxygen or flow gives nothing to compute with; a unit that nobody has registered gives no amount.
 * @param own what the device itself said, kept where nothing can be computed
 */
export function deriveFactor(
  code: string,
  by: ReadonlyMap<string, Basis>,
  fact: Pick<PointFacts, 'kind' | 'referenceO2' | 'toMassUnit'>,
  date: string,
  own: Derived,
): Derived {
  const one = by.get(code)!;
  const flow = by.get(FLOW_CODES[fact.kind] ?? '');
  const volume = flow && flow.invalid === null ? flow.total : null;
  if (fact.kind === 'outlet-gas' && isGasPollutant(code)) {
    const converted = convertedOf(one, by.get(OXYGEN), fact.referenceO2(code, date), own.converted);
    return { ...amountOf(one, flow, volume, fact, own, gasEmission), converted };
  }
  if (fact.kind === 'outlet-water' && isWaterPollutant(code)) {
    // Nothing flowed, and so nothing was carried, whatever stood in the pipe.
    if (volume === 0 && isWeighted(code, fact.kind)) return { ...own, total: 0, omitted: flow!.omitted };
    return { ...own, ...amountOf(one, flow, volume, fact, own, waterEmission) };
  }
  return own;
}

function convertedOf(
  one: Basis,
  oxygen: Basis | undefined,
  reference: number | null,
  own: number | null,
): number | null {
  if (reference === null || !oxygen || one.mean === null) return own;
  const usable = oxygen.invalid === null ? oxygen.mean : null;
  return convertToReferenceO2(one.mean, usable, reference).value;
}

function amountOf(
  one: Basis,
  flow: Basis | undefined,
  volume: number | null,
  fact: Pick<PointFacts, 'toMassUnit'>,
  own: Derived,
  emission: (concentration: number, volume: number) => number,
): Pick<Derived, 'total' | 'omitted'> {
  const convert = fact.toMassUnit(one.code);
  if (own.total !== null || one.mean === null || volume === null || convert === null)
    return { total: own.total, omitted: own.omitted };
  return { total: emission(convert(one.mean), volume), omitted: flow!.omitted };
}

/** Fills in what follows from the means of an hour. */
export function derive(results: FactorResult[], fact: PointFacts, date: string): void {
  const by = new Map<string, Basis>(results.map((one) => [one.code, { ...one }]));
  for (const one of results) Object.assign(one, deriveFactor(one.code, by, fact, date, one));
}
