import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { gasEmission, waterEmission } from './amounts.ts';
import type { Series } from './period-values.ts';
import { EMISSION_PROBLEMS as P } from './problems.ts';

/** What a source emitted (排放量), of the concentrations as measured. */
export interface AmountItem {
  readonly item: string;
  /** kg/h of one hour of gas; null for hours together and for water. */
  readonly rate: number | null;
  readonly kg: number;
  /** Hours with both a concentration and a flow, and hours that lack one: what they emitted is not in `kg`. */
  readonly hours: number;
  readonly hoursMissing: number;
}
/** No amounts of them. */
const NO_MASS = new Set(['O2', 'pH', 'Colour', 'FC', 'FC_per_100mL', 'ascaris_per_L', 'blackness']);

export function amountsOf(
  values: Readonly<Record<string, number>> | null,
  hourly: Series | null,
  flow: unknown,
  medium: 'air' | 'water',
  problems: Problem[],
): AmountItem[] {
  if (flow === undefined || flow === null) return [];
  const amount = medium === 'water' ? waterEmission : gasEmission;
  if (typeof flow === 'number' && flow >= 0 && Number.isFinite(flow)) {
    return masses(values ?? {}).map(([item, value]) => {
      const kg = amount(value, flow);
      return { item, rate: medium === 'air' ? kg : null, kg, hours: 1, hoursMissing: 0 };
    });
  }
  if (!Array.isArray(flow) || !hourly) {
    problems.push(problem(P.flow, {}, 'flow'));
    return [];
  }
  return masses(hourly).map(([item, series]) => {
    let kg = 0;
    let hours = 0;
    const due = Math.max(series.length, flow.length);
    for (let hour = 0; hour < due; hour++) {
      const [value, volume] = [series[hour], flow[hour] as unknown];
      if (typeof value !== 'number' || typeof volume !== 'number' || !(volume >= 0)) continue;
      kg += amount(value, volume);
      hours++;
    }
    return { item, rate: null, kg, hours, hoursMissing: due - hours };
  });
}

function masses<T>(of: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(of).filter(([item]) => !NO_MASS.has(item));
}
