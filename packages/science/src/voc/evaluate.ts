import { VOC_GROUPS, VOC_TABLE, type VocGroup, type VocSpecies } from '@tarim/standards';
import { type Finding, ruleUsed } from '../finding.ts';
import { problem } from '../problems.ts';
import { VOC_PROBLEMS as P } from './problems.ts';
import { type VocRatio, vocRatios } from './ratios.ts';
import { readVoc, type VocReading, type VocValue } from './read.ts';
import { vocSteps } from './steps.ts';
import {
  massToPpbv,
  molarVolume,
  ppbvToMass,
  VOC_TEMPERATURES,
  VOC_UNITS,
  type VocTemperature,
  type VocUnit,
} from './units.ts';

export interface VocInput {
  /** By name, symbol, CAS number or code of HJ 212. */
  readonly values: Readonly<Record<string, VocValue>>;
  readonly unit: VocUnit;
  /** Of µg/m³, given or worked out; absent: 25 °C. */
  readonly temperature?: VocTemperature;
}

export interface VocPart {
  readonly key: string;
  readonly group: VocGroup;
  readonly state: VocReading['state'];
  /** As it enters: below detection half the limit, 0 where the limit is not told. */
  readonly ppbv: number;
  /** µg/m³ at the reference temperature. */
  readonly mass: number;
  readonly mir: number | null;
  /** µg O₃/m³; null without an MIR. */
  readonly ofp: number | null;
}

export interface VocGroupSum {
  readonly group: VocGroup;
  readonly species: number;
  readonly below: number;
  readonly ppbv: number;
  readonly mass: number;
  /** Of the volume fractions, 0 … 1; null where the sum is 0. */
  readonly share: number | null;
  readonly ofp: number;
  readonly ofpShare: number | null;
}

/** Components of a sample of air (挥发性有机物组分). The total is of the species that were measured, no NMHC. */
export interface VocResult extends Finding {
  readonly unit: VocUnit | null;
  readonly temperature: VocTemperature | null;
  /** L/mol at the reference temperature and 101.325 kPa. */
  readonly molarVolume: number | null;
  /** By OFP, the highest first; those without an MIR last. */
  readonly species: readonly VocPart[];
  readonly tvoc: { readonly ppbv: number; readonly mass: number } | null;
  /** Groups with a species of them, in the order of `VOC_GROUPS`. */
  readonly groups: readonly VocGroupSum[];
  /** Ozone formation potential (臭氧生成潜势), µg/m³, and its ten greatest parts. */
  readonly ofp: {
    readonly total: number;
    readonly top: readonly { readonly key: string; readonly ofp: number; readonly share: number | null }[];
    readonly withoutMir: readonly string[];
  } | null;
  readonly ratios: readonly VocRatio[];
}

export const TOP_SPECIES = 10;
/** Below detection half of the limit enters sums and means: practice of the monitoring programmes, from memory. */
export const BELOW_SHARE = 0.5;

/** Of a reading, in both units. */
export function vocAmounts(
  { species, state, value }: { species: Pick<VocSpecies, 'molarMass'>; state: string; value: number | null },
  unit: VocUnit,
  temperature: VocTemperature,
): { ppbv: number; mass: number } {
  const entering = state === 'below' ? (value ?? 0) * BELOW_SHARE : (value ?? 0);
  return unit === 'ppbv'
    ? { ppbv: entering, mass: ppbvToMass(entering, species.molarMass, temperature) }
    : { ppbv: massToPpbv(entering, species.molarMass, temperature), mass: entering };
}

/**
 * Sums by group, ozone formation potential OFP = Σ Cᵢ·MIRᵢ (Cᵢ in µg/m³) and characteristic ratios of a set of VOC. Input defects are
 * `problems`; what cannot be read does not enter.
 */
export function evaluateVoc(input: VocInput): VocResult {
  const { values, unit, temperature = 25 } = input as Partial<VocInput>;
  const problems = [];
  const unitGood = VOC_UNITS.includes(unit as VocUnit);
  const temperatureGood = VOC_TEMPERATURES.includes(temperature as VocTemperature);
  if (!unitGood) problems.push(problem(P.unit, {}, 'unit'));
  if (!temperatureGood) problems.push(problem(P.temperature, {}, 'temperature'));
  const isValues = typeof values === 'object' && values !== null && !Array.isArray(values);
  const read = isValues ? readVoc(values) : { readings: [], missing: [], problems: [] };
  problems.push(...read.problems);
  if (read.readings.length === 0) problems.push(problem(P.values, {}, 'values'));
  const empty = {
    unit: unitGood ? (unit as VocUnit) : null,
    temperature: temperatureGood ? temperature : null,
    molarVolume: temperatureGood ? molarVolume(temperature) : null,
    rules: [ruleUsed(VOC_TABLE)],
    missing: read.missing,
  };
  if (!unitGood || !temperatureGood || read.readings.length === 0)
    return {
      ...empty,
      species: [],
      tvoc: null,
      groups: [],
      ofp: null,
      ratios: [],
      used: {},
      steps: [],
      problems,
    };
  const parts = read.readings.map((reading): VocPart => {
    const amounts = vocAmounts(reading, unit as VocUnit, temperature);
    const { key, group, mir } = reading.species;
    return {
      key,
      group,
      state: reading.state,
      ...amounts,
      mir,
      ofp: mir === null ? null : amounts.mass * mir,
    };
  });
  const withoutMir = parts.filter((one) => one.mir === null).map((one) => one.key);
  if (withoutMir.length > 0) problems.push(problem(P.noMir, { species: withoutMir.join(', ') }));
  problems.push(problem(P.memory));
  const species = [...parts].sort((a, b) => (b.ofp ?? -1e9) - (a.ofp ?? -1e9) || (a.key < b.key ? -1 : 1));
  const tvoc = { ppbv: sum(parts, (one) => one.ppbv), mass: sum(parts, (one) => one.mass) };
  const total = sum(parts, (one) => one.ofp ?? 0);
  const measured = new Map(parts.filter((one) => one.state === 'measured').map((one) => [one.key, one.ppbv]));
  const result = {
    ...empty,
    species,
    tvoc,
    groups: vocGroupSums(parts, tvoc.ppbv, total),
    ofp: {
      total,
      top: species
        .slice(0, TOP_SPECIES)
        .flatMap(({ key, ofp }) => (ofp === null ? [] : [{ key, ofp, share: shareOf(ofp, total) }])),
      withoutMir,
    },
    ratios: vocRatios((key) => measured.get(key) ?? null),
    used: Object.fromEntries(read.readings.map((one) => [one.species.key, one.value ?? 0])),
    problems,
  };
  return { ...result, steps: vocSteps(result, read.readings, unit as VocUnit, temperature) };
}

function vocGroupSums(parts: readonly VocPart[], ppbvAll: number, ofpAll: number): VocGroupSum[] {
  return VOC_GROUPS.flatMap((group) => {
    const of = parts.filter((one) => one.group === group);
    if (of.length === 0) return [];
    const [ppbv, ofp] = [sum(of, (one) => one.ppbv), sum(of, (one) => one.ofp ?? 0)];
    return [
      {
        group,
        species: of.length,
        below: of.filter((one) => one.state === 'below').length,
        ppbv,
        mass: sum(of, (one) => one.mass),
        share: shareOf(ppbv, ppbvAll),
        ofp,
        ofpShare: shareOf(ofp, ofpAll),
      },
    ];
  });
}

const sum = <T>(list: readonly T[], of: (one: T) => number) =>
  list.reduce((total, one) => total + of(one), 0);
const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : null);
