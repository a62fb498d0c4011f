import { DOSE_COEFFICIENTS, PLUME_TABLES } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { ACTIVITY_UNITS, TIME_UNITS, type Units } from '../units.ts';
import { integratedTime, readExposure } from './inhaled.ts';

export interface Srs19Input {
  readonly nuclide: string;
  /** χ/Q, s/m³. */
  readonly chiQ: number;
  /** Bq a year; or `releaseRate` in Bq/s. */
  readonly release?: number | string;
  readonly releaseRate?: number | string;
  readonly form?: string;
  /** Days of build-up on the ground; five years when absent. */
  readonly groundDays?: number;
}

export interface Srs19Dose {
  /** mSv a year. */
  readonly inhalation: number | null;
  readonly submersion: number;
  readonly ground: number;
  readonly total: number;
}

export interface Srs19Result extends Finding {
  readonly nuclide: string | null;
  /** Bq/m³ */
  readonly concentration: number | null;
  /** Bq/m² after the build-up. */
  readonly deposit: number | null;
  readonly adult: Srs19Dose | null;
  readonly infant: Srs19Dose | null;
}

/** `TBq/a`: units of activity a time, the time being that of the member. */
const per = (time: string): Units =>
  Object.fromEntries(Object.entries(ACTIVITY_UNITS).map(([unit, factor]) => [`${unit}/${time}`, factor]));
const YEAR_SECONDS = 31_536_000;
const DAY_SECONDS = 86_400;
const FIVE_YEARS = 1_825;
const TO_MILLI = 1e3;

/**
 * Yearly dose of a routine release to air in the manner of IAEA SRS-19: inhalation χ·BR·e, submersion χ·c·31 536 000 s, ground
 * χ·1000 m/d·(1 − e^(−λT))/λ·c·31 536 000 s with T = 1825 d.
 */
export function evaluateSrs19(input: Srs19Input): Srs19Result {
  const members = new Members(input);
  const steps: Step[] = [];
  const chiQ = members.needed(['chiQ', 'chi_Q', 'chiOverQ', 'dilution', 'X_Q'], { min: 0 });
  const perSecond = members.number(['releaseRate', 'Q'], {
    units: { ...ACTIVITY_UNITS, ...per('s') },
    min: 0,
  });
  const yearly =
    perSecond === null
      ? members.needed(
          [
            'release',
            'annualRelease',
            'released',
            'release_Bq_per_a',
            'release_Bq_a',
            'Bq_per_a',
            'Bq_a',
            'activity',
          ],
          {
            units: { ...ACTIVITY_UNITS, ...per('a'), ...per('y'), ...per('year') },
            min: 0,
          },
        )
      : perSecond * YEAR_SECONDS;
  if (!members.has(['nuclide', '核素'])) members.lacks('nuclide');
  const exposure = readExposure(members);
  const days = members.number(['groundDays', 'T', 'buildUp'], { units: TIME_UNITS, above: 0 }) ?? FIVE_YEARS;
  const told = { used: members.used, missing: members.missing, steps, problems: members.problems };
  if (chiQ === null || yearly === null || !exposure || members.wrong)
    return {
      nuclide: null,
      concentration: null,
      deposit: null,
      adult: null,
      infant: null,
      rules: [],
      ...told,
    };
  const concentration = chiQ * (yearly / YEAR_SECONDS);
  const { srs19_m_per_d: velocity } = PLUME_TABLES.data.deposition;
  const builtUp = integratedTime(exposure.lambda * DAY_SECONDS, days);
  const deposit = concentration * velocity * builtUp;
  const { breathing } = DOSE_COEFFICIENTS.data;
  const doseOf = (age: 'adult' | 'infant', volume: number): Srs19Dose => {
    const e = exposure.inhalation[age];
    const inhalation = e === null ? null : concentration * volume * e * TO_MILLI;
    const submersion = concentration * exposure.submersion * YEAR_SECONDS * TO_MILLI;
    const ground = deposit * exposure.ground * YEAR_SECONDS * TO_MILLI;
    const say = (of: string, formula: string, result: number | null) =>
      steps.push({ of: `${age} ${of} mSv/a`, rule: 'IAEA SRS-19', formula, result });
    say('inhalation', `${concentration} × ${volume} × ${e}`, inhalation);
    say('submersion', `${concentration} × ${exposure.submersion} × ${YEAR_SECONDS}`, submersion);
    say('ground', `${deposit} × ${exposure.ground} × ${YEAR_SECONDS}`, ground);
    return { inhalation, submersion, ground, total: (inhalation ?? 0) + submersion + ground };
  };
  return {
    nuclide: exposure.nuclide,
    concentration,
    deposit,
    adult: doseOf('adult', breathing.adult_m3_per_a),
    infant: doseOf('infant', breathing.infant_m3_per_a),
    rules: [ruleUsed(DOSE_COEFFICIENTS), ruleUsed(PLUME_TABLES)],
    ...told,
  };
}
