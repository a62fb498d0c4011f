import {
  DOSE_COEFFICIENTS,
  type DoseCoefficientRow,
  decayConstant,
  doseCoefficients,
  halfLife,
} from '@tarim/standards';
import { told } from '../../told.ts';
import type { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';

/** Coefficients of a nuclide with its short-lived daughter. */
export interface Exposure {
  readonly nuclide: string;
  /** Sv/Bq, parent only: a daughter grown in the body is in it. */
  readonly inhalation: Readonly<Record<'adult' | 'infant', number | null>>;
  /** Sv/s per Bq/m³ and per Bq/m², daughter added. */
  readonly submersion: number;
  readonly ground: number;
  /** 1/s; 0 where no half-life is at hand, which is told. */
  readonly lambda: number;
}

/** Null without a nuclide, or one without coefficients (a problem). */
export function readExposure(members: Members): Exposure | null {
  const name = members.text(['nuclide', '核素']);
  const row = name === null ? null : doseCoefficients(name);
  if (!row) {
    if (name !== null) members.tell(P.coefficients, { nuclide: told(name) }, 'nuclide');
    return null;
  }
  const lambda = decayConstant(row.nuclide);
  const known = halfLife(row.nuclide);
  if (known?.confidence === 'memory')
    members.tell(
      P.tableUnverified,
      { what: `T ${row.nuclide} ${known.days} d`, confidence: known.confidence },
      'nuclide',
    );
  if (lambda === null) members.tell(P.noDecay, { nuclide: row.nuclide }, 'nuclide');
  const own = members.number(['inhalationCoefficient', 'e', 'eInh'], { min: 0 });
  const form = members.word(['absorption', 'form', 'type', 'solubility', '吸收类型'], ['F', 'M', 'S']);
  const of = (age: 'adult' | 'infant'): number | null => own ?? coefficient(members, row, age, form);
  const daughters = DOSE_COEFFICIENTS.data.daughters.filter((one) => one.parent === row.nuclide);
  const added = (pick: (one: DoseCoefficientRow) => number): number =>
    daughters.reduce((sum, one) => sum + one.times * pick(doseCoefficients(one.with)!), pick(row));
  return {
    nuclide: row.nuclide,
    inhalation: { adult: of('adult'), infant: of('infant') },
    submersion: added((one) => one.submersion_Sv_per_s_per_Bq_m3),
    ground: added((one) => one.ground_Sv_per_s_per_Bq_m2),
    lambda: lambda ?? 0,
  };
}

function coefficient(
  members: Members,
  row: DoseCoefficientRow,
  age: 'adult' | 'infant',
  form: 'F' | 'M' | 'S' | null,
): number | null {
  const table = age === 'adult' ? row.inhalation_adult_Sv_per_Bq : row.inhalation_infant_Sv_per_Bq;
  const exact = form === null ? undefined : table[form];
  if (exact !== undefined) return exact;
  const all = Object.values(table);
  if (all.length === 0) return null;
  if (age === 'adult') members.tell(P.form, {}, 'form');
  return Math.max(...all);
}

/** (1 − e^(−λT))/λ, s: the time that decay leaves of T; T itself without decay. */
export function integratedTime(lambda: number, seconds: number): number {
  return lambda === 0 ? seconds : -Math.expm1(-lambda * seconds) / lambda;
}
