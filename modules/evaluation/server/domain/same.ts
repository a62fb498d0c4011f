import { isDeepStrictEqual } from 'node:util';
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
    upper: row.upper,
    lower: row.lower,
    limitId: row.limitId,
    standard: row.standard,
    ruleVersion: row.ruleVersion,
    inputs: [inputs.mean, inputs.converted, inputs.oxygen, inputs.referenceOxygen, inputs.invalid],
  };
}

/** Same keys in the same order, `undefined` gone: as the database gives it back. */
function plain(record: Readonly<Record<string, unknown>>): Array<[string, unknown]> {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
