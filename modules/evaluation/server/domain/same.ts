import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../../contract.ts';
import type { AqiRow } from '../sql/aqi.ts';
import type { VerdictRow } from '../sql/verdicts.ts';

/** Whether two judgements say the same from the same figures; when and by which rollup revision does not matter. */
export function sameAqi(a: AqiRow, b: AqiRow): boolean {
  return isDeepStrictEqual(essenceOfAqi(a), essenceOfAqi(b));
}

export function sameVerdict(a: VerdictRow, b: VerdictRow): boolean {
  return isDeepStrictEqual(essenceOfVerdict(a), essenceOfVerdict(b));
}

function essenceOfAqi(row: AqiRow) {
  const { inputs, result } = row;
  return {
    standard: row.standard,
    ruleVersion: row.ruleVersion,
    values: plain(inputs.values),
    excluded: plain(inputs.excluded),
    stations: (inputs.stations ?? []).map((station) => [station.pointId, plain(station.values)]),
    rule: [inputs.stationRule?.version, inputs.stationRule?.counts],
    result: plain({ ...result.iaqi }),
    aqi: row.aqi,
    partialAqi: row.partialAqi,
    level: row.level,
    primary: [...row.primary],
  };
}

function essenceOfVerdict(row: VerdictRow) {
  const { inputs } = row;
  return {
    verdict: row.verdict,
    reason: row.reason,
    measure: row.measure,
    value: row.value,
    unit: row.unit,
    target: row.target,
    checks: row.checks.map(essenceOfCheck),
    ruleVersion: row.ruleVersion,
    inputs: [
      inputs.mean,
      inputs.converted,
      inputs.unit,
      inputs.oxygen,
      inputs.referenceOxygen,
      inputs.invalid,
    ],
  };
}

/** What judged and how it came out; a source or clause that is worded otherwise is no other judgement. */
function essenceOfCheck({ clause: _clause, source: _source, ...check }: Check) {
  return plain(check);
}

/** Same keys in the same order, `undefined` gone: as the database gives it back. */
function plain(record: Readonly<Record<string, unknown>>): Array<[string, unknown]> {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
