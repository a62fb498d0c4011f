import { evaluateAqi } from '@tarim/science';
import { aqiStandard } from '@tarim/standards';
import type { JudgedPeriod } from '../../contract.ts';
import type { AqiRow } from '../sql/aqi.ts';
import { POLLUTANTS } from './air.ts';
import type { IndexTable } from './aqi-steps.ts';

export type AirJudgement = Pick<
  AqiRow,
  'standard' | 'ruleVersion' | 'result' | 'aqi' | 'partialAqi' | 'level' | 'primary'
>;

/** The index of an hour or day by the edition of HJ 633 that holds on the date of the data. */
export function judgeAir(
  period: JudgedPeriod,
  time: number,
  values: Readonly<Record<string, number | null>>,
): AirJudgement {
  const answer = evaluateAqi({ period, time, values });
  const whole = (figures: Readonly<Record<string, number | null>>) =>
    Object.fromEntries(POLLUTANTS[period].map((pollutant) => [pollutant, figures[pollutant] ?? null]));
  return {
    standard: answer.standard,
    ruleVersion: answer.ruleVersion,
    result: { values: whole(answer.values), iaqi: whole(answer.iaqi), problems: answer.problems },
    aqi: answer.aqi,
    partialAqi: answer.partialAqi,
    level: answer.level,
    primary: answer.primary,
  };
}

/** The table that `judgeAir` reads for a date. */
export function indexTable(period: JudgedPeriod, time: number): IndexTable {
  const edition = aqiStandard(time);
  return {
    iaqi: edition.data.iaqi,
    breakpoints: edition.data.breakpoints[period],
    effectiveFrom: edition.effectiveFrom,
  };
}
