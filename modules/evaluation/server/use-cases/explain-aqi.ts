import { beijingIso, type Problem, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { AqiExplanation, AqiRevision, explainAqi as route } from '../../contract.ts';
import { factorOf, POLLUTANTS } from '../domain/air.ts';
import { indexTable } from '../domain/aqi.ts';
import { aqiProblems } from '../domain/aqi-problems.ts';
import { aqiSteps } from '../domain/aqi-steps.ts';
import { limitComparisons } from '../domain/limit-comparisons.ts';
import { changeWords, reasonWords } from '../domain/reasons.ts';
import { unitWarnings } from '../domain/unit-traps.ts';
import { evaluationErrors } from '../errors.ts';
import {
  type AqiRevisionRow,
  type AqiRow,
  aqiRevisions,
  aqiRowsAt,
  CITY_AQI,
  POINT_AQI,
} from '../sql/aqi.ts';
import { registeredParameters } from '../sql/units.ts';
import { aqiFact } from './facts.ts';
import { type Words, wordsOf } from './language.ts';
import { ruleReference } from './rule-reference.ts';
import { onlyOne, readableCity, readablePoint } from './subject.ts';

/**
 * How an AQI came about: what entered, the computation step by step, the standard, and every former value.
 * @throws TarimError EVALUATION_SUBJECT_UNKNOWN, EVALUATION_SUBJECT_AMBIGUOUS, EVALUATION_AQI_UNKNOWN
 */
export async function explainAqi(
  ctx: Context,
  actor: Actor | null,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<typeof AqiExplanation>> {
  const subject = onlyOne(query);
  const time = Date.parse(query.time);
  if ('pointId' in subject) {
    const point = await readablePoint(ctx, actor, subject.pointId);
    const key = { subject: subject.pointId, period: query.period, time };
    const [row] = await aqiRowsAt(ctx.db, POINT_AQI, query.period, [key]);
    return explanation(ctx, row, await aqiRevisions(ctx.db, POINT_AQI, key), point, query.time, language);
  }
  const city = await readableCity(ctx, subject.cityCode, language);
  const key = { subject: subject.cityCode, period: query.period, time };
  const [row] = await aqiRowsAt(ctx.db, CITY_AQI, query.period, [key]);
  return explanation(ctx, row, await aqiRevisions(ctx.db, CITY_AQI, key), city, query.time, language);
}

async function explanation(
  ctx: Context,
  row: AqiRow | undefined,
  former: readonly AqiRevisionRow[],
  named: { name: string; simulated: boolean },
  asked: string,
  language: Language,
): Promise<Static<typeof AqiExplanation>> {
  if (!row) throw new TarimError(evaluationErrors.aqiUnknown, { time: asked });
  const words = wordsOf(language);
  const comparisons = limitComparisons(row);
  const standards = [
    row.standard,
    ...(row.inputs.stations ? [row.inputs.stationRule?.standard ?? cityRule(row.standard)] : []),
    'GB/T 8170-2008',
    ...new Set(comparisons.map((one) => one.standard)),
  ];
  return {
    fact: aqiFact(row, named),
    computedAt: beijingIso(row.computedAt),
    rules: standards.flatMap((code) => ruleReference(code, row.ruleVersion, words) ?? []),
    inputs: await inputsOf(ctx, row, named.name, words),
    stations: stationsOf(row),
    comparisons,
    steps: aqiSteps(row, indexTable(row.period, row.time), words),
    problems: [...aqiProblems(row, words), ...(await unitProblems(ctx, row, words))],
    revisions: revisionsOf(row, former, words),
  };
}

/** HJ 663 has the editions of HJ 633. */
function cityRule(standard: string): string {
  return standard.endsWith('2026') ? 'HJ 663-2026' : 'HJ 663-2013';
}

async function inputsOf(
  ctx: Context,
  row: AqiRow,
  name: string,
  words: Words,
): Promise<Static<typeof AqiExplanation>['inputs']> {
  const { period } = row;
  const time = beijingIso(row.time);
  const { stations, values, excluded } = row.inputs;
  const told = (left: Readonly<Record<string, string>>) => ({
    excluded: { ...left },
    excludedText: Object.fromEntries(
      Object.entries(left).map(([pollutant, reason]) => [pollutant, reasonWords(reason, words)]),
    ),
  });
  if (typeof row.subject === 'number') {
    const rollup = { pointId: row.subject, period, time, revision: row.inputs.rollup ?? 0 };
    return [{ pointName: name, rollup, values: { ...values }, ...told(excluded) }];
  }
  const points = await pointsByIds(
    ctx.db,
    (stations ?? []).map((station) => station.pointId),
  );
  const nameOf = new Map(points.map((point) => [point.id, point.name]));
  return (stations ?? []).map((station) => ({
    pointName: nameOf.get(station.pointId) ?? String(station.pointId),
    rollup: { pointId: station.pointId, period, time, revision: station.revision },
    values: { ...station.values },
    ...told(station.excluded ?? {}),
  }));
}

function stationsOf({ inputs }: AqiRow): Static<typeof AqiExplanation>['stations'] {
  const { stations, stationCount, stationRule } = inputs;
  if (!stations || !stationRule) return null;
  const { standard, version, confidence, counts } = stationRule;
  return {
    standard,
    version,
    confidence,
    total: stationCount ?? stations.length,
    reporting: stations.length,
    byPollutant: { ...counts },
  };
}

/** Units that standards print wrongly, of a station: a city is judged from what its stations have explained. */
async function unitProblems(ctx: Context, row: AqiRow, words: Words): Promise<Problem[]> {
  if (typeof row.subject !== 'number') return [];
  const registered = await registeredParameters(ctx.db, [row.subject]);
  const codes = POLLUTANTS[row.period]
    .filter((pollutant) => row.inputs.excluded[pollutant] !== 'not-measured')
    .map((pollutant) => factorOf(pollutant).code);
  return codes.flatMap((code) => unitWarnings(code, registered.unitOf(row.subject as number, code), words));
}

/** Newest first: the present row, then what it replaced. A former row's reason is why it had to go. */
function revisionsOf(
  row: AqiRow,
  former: readonly AqiRevisionRow[],
  words: Words,
): Array<Static<typeof AqiRevision>> {
  const told = (one: AqiRow, replacedAt: number | null, reason: string): Static<typeof AqiRevision> => ({
    revision: one.revision,
    computedAt: beijingIso(one.computedAt),
    replacedAt: replacedAt === null ? null : beijingIso(replacedAt),
    reason,
    reasonText: changeWords(reason, words),
    standard: one.standard,
    aqi: one.aqi,
    partialAqi: one.partialAqi,
    primary: [...one.primary],
    values: { ...one.result.values },
  });
  return [told(row, null, ''), ...former.map((one) => told(one, one.replacedAt, one.reason))];
}
