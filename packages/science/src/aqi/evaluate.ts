import type { Problem } from '@tarim/kernel';
import {
  type AqiTable,
  aqiStandard,
  ruleVersion,
  type Standard,
  standard as standardByCode,
} from '@tarim/standards';
import { SCIENCE_PROBLEMS as P, problem } from '../problems.ts';
import { told } from '../told.ts';
import { indexStep } from './index-step.ts';
import type { AqiInput, AqiPollutant, AqiResult, AqiStep } from './types.ts';

const POLLUTANTS: Readonly<Record<AqiInput['period'], readonly AqiPollutant[]>> = {
  day: ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'],
  hour: ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'],
};
/** Told beside the others: a day's highest hour of ozone, an hour's moving means. Practice uses them only where a table ends. */
const BESIDE: Readonly<Record<AqiInput['period'], readonly string[]>> = {
  day: ['O3'],
  hour: ['O3_8h', 'SO2_24h'],
};
/** The first and last instants of which a calendar date can be told; the edition needs one. */
const LAST_TIME = 8.64e15 - 86_400_000;

/**
 * Air quality index (空气质量指数 AQI) of an hour or day. HJ 633-2026 for data from 2026-03-01 on, HJ 633-2012 before.
 * Concentrations are rounded first (GB/T 8170; integer µg/m³, CO one decimal), indices rounded up.
 *
 * Missing pollutants: 2026 publishes only when the index of what is there exceeds 100 (else `aqi` is null and `partialAqi` tells
 * it); for 2012 the index is made of what is there, as was published in practice.
 * Above the table the index is 500. SO2 1 h and O3 8 h above 800 have their last index (200, 300) in 2026. 2012 gives them none
 * and takes SO2 24 h and O3 1 h instead (notes to table 1); without these its AQI cannot be told: it may be of any level above.
 * PM of an hour is compared with the 24-h breakpoints in both editions: the text of 2026, the practice of 2012.
 *
 * Never throws: what is wrong with the input is in `problems`.
 */
export function evaluateAqi(input: AqiInput): AqiResult {
  const found = editionOf(input);
  if ('code' in found && 'message' in found) return nothing(input.standard ?? '', found);
  const edition = found as Standard<AqiTable>;
  const problems: Problem[] = [...strangers(input)];
  const values: Record<string, number | null> = {};
  const iaqi: Record<string, number> = {};
  const steps: AqiStep[] = [];
  const missing: string[] = [];
  let untold = false;
  for (const pollutant of POLLUTANTS[input.period]) {
    const path = `values.${pollutant}`;
    const step = indexStep(pollutant, input, edition.data);
    const instead = step.outcome === 'no-index' ? insteadOf(pollutant, input, edition.data) : null;
    for (const one of instead ? [step, instead] : [step]) {
      steps.push(one);
      if (one.rounded !== null) values[one.pollutant] = one.rounded;
      if (one.iaqi !== null) iaqi[one.pollutant] = one.iaqi;
      if (one.outcome === 'invalid') problems.push(notConcentration(one.pollutant, input));
    }
    if (step.outcome === 'no-index' && (instead?.iaqi ?? null) === null) {
      untold = true;
      const told = { pollutant, value: step.rounded!, instead: instead?.pollutant ?? '—' };
      problems.push(problem(P.aqiNoIndex, told, path));
    }
    if (step.outcome === 'missing' || step.outcome === 'invalid') {
      missing.push(pollutant);
      problems.push(problem(P.aqiMissing, { pollutant }, path));
    }
  }
  const indices = Object.values(iaqi);
  const partialAqi = indices.length > 0 ? Math.max(...indices) : null;
  const withheld = missing.length > 0 && edition.data.rules.missing === 'withhold-up-to-100';
  const aqi = untold || (withheld && (partialAqi ?? 0) <= 100) ? null : partialAqi;
  const level =
    aqi === null ? undefined : edition.data.levels.find((one) => aqi >= one.aqi[0] && aqi <= one.aqi[1]);
  return {
    standard: edition.code,
    ruleVersion: ruleVersion(edition),
    values,
    iaqi,
    aqi,
    partialAqi,
    primary: aqi !== null && aqi > 50 ? Object.keys(iaqi).filter((one) => iaqi[one] === aqi) : [],
    level: level?.level ?? null,
    category: level?.category ?? null,
    colour: level?.colour ?? null,
    missing,
    problems,
    steps,
  };
}

/** The index that counts where the table of this pollutant has ended; null where the edition names none. */
function insteadOf(pollutant: AqiPollutant, input: AqiInput, table: AqiTable): AqiStep | null {
  const instead = table.rules.instead?.[input.period]?.[pollutant];
  return instead ? indexStep(instead.value as AqiPollutant, input, table, instead) : null;
}

function notConcentration(pollutant: string, input: AqiInput): Problem {
  return problem(P.aqiValue, { pollutant, value: told(input.values[pollutant]) }, `values.${pollutant}`);
}

/** The edition that judges, or why there is none. */
function editionOf(input: AqiInput): Standard<AqiTable> | Problem {
  if (typeof input.period !== 'string' || !Object.hasOwn(POLLUTANTS, input.period))
    return problem(P.aqiPeriod, { period: told(input.period) }, 'period');
  if (input.standard) {
    const named = standardByCode(input.standard);
    return named?.use === 'aqi'
      ? (named as unknown as Standard<AqiTable>)
      : problem(P.aqiStandard, { standard: input.standard }, 'standard');
  }
  // NaN fails the comparison as well.
  return Math.abs(input.time) <= LAST_TIME ? aqiStandard(input.time) : problem(P.aqiTime, {}, 'time');
}

/** Keys of the input that no index is made of. */
function* strangers(input: AqiInput): Generator<Problem> {
  for (const key of Object.keys(input.values)) {
    if ((POLLUTANTS[input.period] as readonly string[]).includes(key)) continue;
    if (!BESIDE[input.period].includes(key))
      yield problem(P.aqiPollutant, { pollutant: key.slice(0, 40) }, `values.${key.slice(0, 40)}`);
  }
}

function nothing(standard: string, why: Problem): AqiResult {
  return {
    standard,
    ruleVersion: '',
    values: {},
    iaqi: {},
    aqi: null,
    partialAqi: null,
    primary: [],
    level: null,
    category: null,
    colour: null,
    missing: [],
    problems: [why],
    steps: [],
  };
}
