import {
  EMISSIONS,
  HABITATS,
  type Method,
  type ROLLUP_REASONS,
  STRESSES,
  type StatusInput,
} from '../../contract.ts';
import { type Judged, judgeStatus } from './judge-status.ts';

export type RollupReason = (typeof ROLLUP_REASONS)[number];
export type RolledUp =
  | { readonly judged: Judged; readonly reason: null; readonly lacking: 0 }
  | { readonly judged: null; readonly reason: RollupReason; readonly lacking: number };

const none = (reason: RollupReason, lacking = 0): RolledUp => ({ judged: null, reason, lacking });
const SUMMED = ['area', 'river_km', 'lake_km2', 'water', 'water_mean', 'precipitation'] as const;

/**
 * The index of a unit out of the figures of all its counties. HJ 192 evaluates any region of county level and above by the same
 * formulas: areas, lengths, volumes and loads add up, NDVI is the mean by area, and the formulas are then those of the whole.
 * An index of counties is never averaged: no published clause at hand says how. EQI has no figures below its sub-indices here
 * (weights of levels 2 and 3 were not obtained), so that it is not computed.
 */
export function rollUp(method: Method, counties: readonly (StatusInput | null)[]): RolledUp {
  if (method !== 'EI') return none('method');
  if (counties.length === 0) return none('no-county');
  const there = counties.filter((one) => one !== null);
  if (there.length < counties.length) return none('counties-missing', counties.length - there.length);
  const thin = there.filter((one) => !hasAllFigures(one)).length;
  if (thin > 0) return none('figures-missing', thin);
  // A field index of biodiversity does not add up, and leaving it out would make another figure than the counties'.
  const field = there.filter((one) => typeof one.BI === 'number').length;
  if (field > 0) return none('field-index', field);
  const { judged } = judgeStatus('EI', summed(there));
  return judged ? { judged, reason: null, lacking: 0 } : none('figures-missing', there.length);
}

function hasAllFigures(one: StatusInput): boolean {
  const groups = [
    [one.stress, STRESSES],
    [one.emissions, EMISSIONS],
  ] as const;
  return (
    SUMMED.every((key) => typeof one[key] === 'number') &&
    typeof one.ndvi === 'number' &&
    one.habitat !== undefined &&
    // A sub-index from elsewhere stands for figures that are not there.
    Object.keys(one.indices ?? {}).length === 0 &&
    groups.every(([group, names]) => names.every((name) => typeof group?.[name] === 'number'))
  );
}

function summed(all: readonly StatusInput[]): StatusInput {
  const sum = (of: (one: StatusInput) => number | null | undefined) =>
    all.reduce((total, one) => total + (of(one) ?? 0), 0);
  const group = (key: 'habitat' | 'stress' | 'emissions', names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, sum((one) => one[key]?.[name])]));
  const area = sum((one) => one.area);
  return {
    ...Object.fromEntries(SUMMED.map((key) => [key, sum((one) => one[key])])),
    ndvi: area === 0 ? 0 : sum((one) => one.ndvi! * one.area!) / area,
    habitat: group('habitat', HABITATS),
    stress: group('stress', STRESSES),
    emissions: group('emissions', EMISSIONS),
  };
}
