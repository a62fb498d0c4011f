import { evaluateAqi, tableAt } from '@tarim/science';
import type { JudgedPeriod } from '../../contract.ts';
import type { AqiRow } from '../sql/aqi.ts';
import type { IndexTable } from './aqi-steps.ts';

export type AirJudgement = Pick<AqiRow, 'standard' | 'ruleVersion' | 'result' | 'aqi' | 'partialAqi' | 'level' | 'primary'>;

/** The index of an hour or day by the edition of HJ 633 that holds on the date of the data. */
export function judgeAir(period: JudgedPeriod, time: number, values: Readonly<Record<string, number | null>>): AirJudgement {
  const answer = evaluateAqi({ period, time, values });
  return {
    standard: answer.standard,
    ruleVersion: answer.standard,
    result: { values: answer.values, iaqi: answer.iaqi, problems: answer.problems },
    aqi: answer.aqi,
    partialAqi: answer.partialAqi,
    level: answer.level,
    primary: answer.primary,
  };
}

export function indexTable(period: JudgedPeriod, time: number): IndexTable {
  const table = tableAt(time);
  return { iaqi: table.iaqi, breakpoints: table.breakpoints[period], effectiveFrom: table.effective };
}
