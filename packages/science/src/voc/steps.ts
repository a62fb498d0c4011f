import { VOC_TABLE } from '@tarim/standards';
import type { Step } from '../finding.ts';
import type { VocPart, VocResult } from './evaluate.ts';
import type { VocReading } from './read.ts';
import type { VocTemperature, VocUnit } from './units.ts';

const IDEAL_GAS = '101.325 kPa';
const RATIO_PARTS = {
  'T/B': 'toluene / benzene',
  'X/E': 'm,p-xylene / ethylbenzene',
  'iP/nP': 'isopentane / n-pentane',
} as const;

/** Four significant digits: enough to follow by hand. */
export const figure = (value: number): number => Number(value.toPrecision(4));

/** Every figure of a result as on paper: molar volume, each species, groups, total, OFP, ratios. */
export function vocSteps(
  result: Pick<VocResult, 'groups' | 'tvoc' | 'ofp' | 'ratios' | 'species'>,
  readings: readonly VocReading[],
  unit: VocUnit,
  temperature: VocTemperature,
): Step[] {
  const volume = (22.414 * (273.15 + temperature)) / 273.15;
  const byKey = new Map(result.species.map((one) => [one.key, one]));
  const steps: Step[] = [
    {
      of: 'Vm',
      rule: IDEAL_GAS,
      formula: `22.414 × (273.15 + ${temperature}) / 273.15 L/mol`,
      result: figure(volume),
    },
  ];
  for (const reading of readings) {
    const part = byKey.get(reading.species.key)!;
    steps.push(conversion(reading, part, unit, figure(volume)));
    if (part.mir !== null)
      steps.push({
        of: `OFP ${part.key}`,
        rule: VOC_TABLE.code,
        formula: `${figure(part.mass)} × ${part.mir}`,
        result: figure(part.ofp!),
      });
  }
  for (const group of result.groups) {
    const parts = result.species.filter((one) => one.group === group.group);
    steps.push({
      of: `Σ ${group.group} (ppbv)`,
      rule: 'Σ',
      formula: joined(parts.map((one) => one.ppbv)),
      result: figure(group.ppbv),
    });
  }
  const { tvoc, ofp } = result;
  steps.push(
    {
      of: 'TVOC (ppbv)',
      rule: 'Σ',
      formula: joined(result.groups.map((one) => one.ppbv)),
      result: figure(tvoc!.ppbv),
    },
    {
      of: 'TVOC (µg/m³)',
      rule: 'Σ',
      formula: joined(result.groups.map((one) => one.mass)),
      result: figure(tvoc!.mass),
    },
    {
      of: 'OFP (µg/m³)',
      rule: VOC_TABLE.code,
      formula: joined(result.groups.map((one) => one.ofp)),
      result: figure(ofp!.total),
    },
  );
  for (const { name, value } of result.ratios)
    if (value !== null)
      steps.push({ of: name, rule: 'ppbv / ppbv', formula: RATIO_PARTS[name], result: figure(value) });
  return steps;
}

/** From what was given to the other unit; what lies below detection enters by half. */
function conversion(
  { state, value, species }: VocReading,
  part: VocPart,
  unit: VocUnit,
  volume: number,
): Step {
  const given = state === 'below' ? `0.5 × ${value ?? 0}` : String(figure(value!));
  const toMass = unit === 'ppbv';
  return {
    of: `${species.key} (${toMass ? 'µg/m³' : 'ppbv'})`,
    rule: IDEAL_GAS,
    formula: toMass
      ? `${given} × ${species.molarMass} / ${volume}`
      : `${given} × ${volume} / ${species.molarMass}`,
    result: figure(toMass ? part.mass : part.ppbv),
  };
}

const joined = (values: readonly number[]) => values.map((value) => figure(value)).join(' + ') || '0';
