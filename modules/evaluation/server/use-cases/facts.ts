import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Language } from '@tarim/platform';
import { enterprisesByIds, pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { AqiFact, VerdictFact } from '../../contract.ts';
import { reasonWords } from '../domain/reasons.ts';
import type { AqiRow } from '../sql/aqi.ts';
import type { VerdictRow } from '../sql/verdicts.ts';
import { type Words, wordsOf } from './language.ts';
import type { Point } from './subject.ts';

/** An AQI row as the contract tells it. */
export function aqiFact(row: AqiRow, subject: { name: string; simulated: boolean }): AqiFact {
  return {
    pointId: typeof row.subject === 'number' ? row.subject : null,
    cityCode: typeof row.subject === 'string' ? row.subject : null,
    name: subject.name,
    period: row.period,
    time: beijingIso(row.time),
    standard: row.standard,
    aqi: row.aqi,
    partialAqi: row.partialAqi,
    level: row.level,
    primary: [...row.primary],
    values: { ...row.result.values },
    iaqi: { ...row.result.iaqi },
    revision: row.revision,
    simulated: subject.simulated,
  };
}

/** Verdict rows with the names of their points, enterprises and factors; rows of unknown points are left out. */
export async function verdictFacts(
  db: DbOrTx,
  rows: readonly VerdictRow[],
  points: ReadonlyMap<number, Point>,
  language: Language,
): Promise<VerdictFact[]> {
  const known = rows.filter((row) => points.has(row.pointId));
  const pointIds = [...new Set(known.map((row) => row.pointId))];
  const enterpriseIds = [
    ...new Set(pointIds.map((id) => points.get(id)!.enterpriseId).filter((id) => id !== null)),
  ];
  const [parameters, owners] = await Promise.all([
    pointParameters(db, pointIds),
    enterprisesByIds(db, enterpriseIds),
  ]);
  const unitOf = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  const ownerOf = new Map(owners.map((one) => [one.id, one.name]));
  return known.map((row) => {
    const point = points.get(row.pointId)!;
    return {
      pointId: row.pointId,
      pointName: point.name,
      enterpriseId: point.enterpriseId,
      enterpriseName: point.enterpriseId === null ? null : (ownerOf.get(point.enterpriseId) ?? null),
      code: row.code,
      codeName: factorName(row.code, language),
      unit: row.unit ?? unitOf.get(`${row.pointId}|${row.code}`) ?? null,
      period: row.period,
      time: beijingIso(row.time),
      verdict: row.verdict,
      reason: row.reason,
      reasonText: row.reason === null ? null : reasonText(row, row.reason, wordsOf(language)),
      measure: row.measure,
      value: row.value,
      upper: row.upper,
      lower: row.lower,
      exceedMultiple: row.exceedMultiple,
      standard: row.standard,
      confidence: row.checks.find((one) => one.limitId === row.limitId)?.confidence ?? null,
      limitId: row.limitId,
      target: row.target,
      checks: row.checks.map((one) => ({ ...one })),
      revision: row.revision,
      simulated: point.simulated,
    };
  });
}

/** Data that are not valid say why they are not. */
function reasonText(row: VerdictRow, reason: string, words: Words): string {
  const { invalid } = row.inputs;
  return reason === 'invalid' && invalid !== null ? reasonWords(invalid, words) : reasonWords(reason, words);
}
