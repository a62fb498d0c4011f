import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { bySymbol, otherUnit } from '../symbols.ts';
import { told } from '../told.ts';
import { EMISSION_PROBLEMS as P } from './problems.ts';

export type Series = Readonly<Record<string, readonly (number | null)[]>>;

/** Finite figures by symbol; what is none is told and left out. */
export function readValues(
  given: Readonly<Record<string, unknown>>,
  problems: Problem[],
): Record<string, number> {
  const values: Record<string, number> = {};
  tellUnits(given, problems);
  for (const [item, value] of Object.entries(bySymbol(given))) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'number' && Number.isFinite(value)) values[item] = value;
    else problems.push(problem(P.value, { item: told(item) }, `values.${told(item)}`));
  }
  return values;
}

/** Series of hours by symbol; an hour that is no figure counts as missing. */
export function readHours(given: Readonly<Record<string, unknown>>, problems: Problem[]): Series {
  const series: Record<string, (number | null)[]> = {};
  tellUnits(given, problems);
  for (const [item, values] of Object.entries(bySymbol(given))) {
    if (!Array.isArray(values) || values.length > 24) {
      problems.push(problem(P.value, { item: told(item) }, `hourly.${told(item)}`));
      continue;
    }
    series[item] = values.map((one) => (typeof one === 'number' && Number.isFinite(one) ? one : null));
  }
  return series;
}

/** Units that limits are written in, and those of what is no concentration. */
const LIMIT_UNITS = ['mg/m3', 'mg/L', '%', '1', '个/L', '色度'];

/** A limit is in mg; a code that usually comes in µg or ng is read as mg all the same, and that is told. */
function tellUnits(given: Readonly<Record<string, unknown>>, problems: Problem[]): void {
  for (const code of Object.keys(given)) {
    const unit = otherUnit(code, LIMIT_UNITS);
    if (unit !== null) problems.push(problem(P.unit, { code, unit }, code));
  }
}
