import { beijingIso, DAY_MS, HOUR_MS, periodStart } from '@tarim/kernel';
import {
  BELOW_SHARE,
  evaluateVoc,
  molarVolume,
  type VocResult,
  type VocTemperature,
  type VocUnit,
} from '@tarim/science';
import { VOC_GROUPS, VOC_MP_XYLENE, type VocGroup, type VocSpecies, vocSpecies } from '@tarim/standards';
import type { HourRow } from '../sql/hours.ts';

/** A figure as it enters sums and means: below detection half of its limit, 0 where the limit is not told. */
export interface Figure {
  readonly species: VocSpecies;
  readonly ppbv: number;
  readonly below: boolean;
}

/** Figures of an hour; the sum of m- and p-xylene not beside its parts. */
export function figuresOf({
  species,
  values,
  below,
}: Pick<HourRow, 'species' | 'values' | 'below'>): Figure[] {
  const figures: Figure[] = [];
  for (let i = 0; i < species.length; i++) {
    const one = vocSpecies(species[i]!);
    const value = values[i] ?? null;
    if (!one || (value === null && !below[i])) continue;
    figures.push({ species: one, ppbv: below[i] ? (value ?? 0) * BELOW_SHARE : value!, below: below[i]! });
  }
  const parts = figures.some(({ species: { key } }) => key === 'm-xylene' || key === 'p-xylene');
  return parts ? figures.filter(({ species: { key } }) => key !== VOC_MP_XYLENE) : figures;
}

export interface SpeciesMean {
  readonly species: VocSpecies;
  /** Hours with a figure. */
  readonly hours: number;
  readonly below: number;
  /** Mean and highest, ppbv. */
  readonly mean: number;
  readonly max: number;
}

/** Means of the species over the hours that have a figure of them, in the order of their coming. */
export function speciesMeans(rows: readonly HourRow[]): SpeciesMean[] {
  const sums = new Map<
    string,
    { species: VocSpecies; hours: number; below: number; sum: number; max: number }
  >();
  for (const row of rows)
    for (const { species, ppbv, below } of figuresOf(row)) {
      let one = sums.get(species.key);
      if (!one) {
        one = { species, hours: 0, below: 0, sum: 0, max: 0 };
        sums.set(species.key, one);
      }
      one.hours++;
      one.sum += ppbv;
      if (below) one.below++;
      if (ppbv > one.max) one.max = ppbv;
    }
  return [...sums.values()].map(({ sum, ...one }) => ({ ...one, mean: sum / one.hours }));
}

/** Components of the means of a period; a species that was never above its limit stays below detection. */
export function evaluateMeans(means: readonly SpeciesMean[], temperature: VocTemperature): VocResult {
  const values = Object.fromEntries(
    means.map(({ species, hours, below, mean }) => [
      species.key,
      below === hours ? `<${plain(mean / BELOW_SHARE)}` : mean,
    ]),
  );
  return evaluateVoc({ unit: 'ppbv', temperature, values });
}

/** Without an exponent: `1e-7` is no detection limit to a reader. */
const plain = (value: number) => value.toFixed(12).replace(/\.?0+$/, '');

export interface Moment {
  readonly time: string;
  readonly hours: number;
  readonly groups: (number | null)[];
  readonly total: number | null;
  readonly ofp: number | null;
  readonly toluene: number | null;
  readonly benzene: number | null;
}

interface Sums {
  readonly hours: number;
  readonly groups: readonly (number | null)[];
  readonly ofp: number;
  readonly toluene: number | null;
  readonly benzene: number | null;
}

/** Sums of an hour's groups in the unit, in the order of `groups`. */
function sumsOf(row: HourRow, groups: readonly VocGroup[], unit: VocUnit, volume: number): Sums {
  const sums: (number | null)[] = groups.map(() => null);
  let ofp = 0;
  const single: Record<string, number> = {};
  for (const { species, ppbv, below } of figuresOf(row)) {
    const mass = (ppbv * species.molarMass) / volume;
    const index = groups.indexOf(species.group);
    sums[index] = (sums[index] ?? 0) + (unit === 'ppbv' ? ppbv : mass);
    ofp += mass * (species.mir ?? 0);
    if (!below && (species.key === 'toluene' || species.key === 'benzene')) single[species.key] = ppbv;
  }
  return { hours: 1, groups: sums, ofp, toluene: single.toluene ?? null, benzene: single.benzene ?? null };
}

const meanOf = (values: readonly (number | null)[]): number | null => {
  const found = values.filter((value) => value !== null);
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
};

/** Means of several hours, group by group. */
function meansOf(sums: readonly Sums[], groups: readonly VocGroup[]): Omit<Moment, 'time'> {
  const means = groups.map((_, index) => meanOf(sums.map((one) => one.groups[index]!)));
  return {
    hours: sums.length,
    groups: means,
    total: means.some((one) => one !== null) ? means.reduce((sum: number, one) => sum + (one ?? 0), 0) : null,
    ofp: meanOf(sums.map((one) => one.ofp)),
    toluene: meanOf(sums.map((one) => one.toluene)),
    benzene: meanOf(sums.map((one) => one.benzene)),
  };
}

export interface Series {
  readonly series: Moment[];
  readonly diurnal: {
    readonly hour: number;
    readonly groups: (number | null)[];
    readonly total: number | null;
  }[];
}

/** Hours or days in time order, and the means of each hour of the day. */
export function seriesOf(
  rows: readonly HourRow[],
  groups: readonly VocGroup[],
  options: { readonly grain: 'hour' | 'day'; readonly unit: VocUnit; readonly temperature: VocTemperature },
): Series {
  const volume = molarVolume(options.temperature);
  const sums = rows.map((row) => ({ time: row.time, sums: sumsOf(row, groups, options.unit, volume) }));
  const byMoment = Map.groupBy(sums, ({ time }) => periodStart(options.grain, time));
  const byHour = Map.groupBy(sums, ({ time }) => hourOfDay(time));
  return {
    series: [...byMoment].map(([time, list]) => ({
      time: beijingIso(time),
      ...meansOf(
        list.map((one) => one.sums),
        groups,
      ),
    })),
    diurnal: Array.from({ length: 24 }, (_, hour) => {
      const found = meansOf(
        (byHour.get(hour) ?? []).map((one) => one.sums),
        groups,
      );
      return { hour, groups: found.groups, total: found.total };
    }),
  };
}

/** 0 … 23 in Beijing. */
export const hourOfDay = (ms: number): number => (ms - periodStart('day', ms)) / HOUR_MS;

/** Groups that any of these species belongs to, in the order of the list. */
export function groupsOf(means: readonly SpeciesMean[]): VocGroup[] {
  return VOC_GROUPS.filter((group) => means.some((one) => one.species.group === group));
}

/** Start of the first and end of the last of whole Beijing days, both included. */
export function spanOf(from: string, to: string): { readonly start: number; readonly end: number } {
  return {
    start: Date.parse(`${from}T00:00:00+08:00`),
    end: Date.parse(`${to}T00:00:00+08:00`) + DAY_MS,
  };
}
