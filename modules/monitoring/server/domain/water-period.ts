import {
  decimalMean,
  evaluateChange,
  evaluateSection,
  evaluateSectionSet,
  evaluateWaterIndex,
  type SectionResult,
  type SectionSetResult,
  type WaterChange,
  type WaterIndexResult,
  type WaterKind,
  type WaterValues,
} from '@tarim/science';
import { type JudgedValue, waterValues } from './judge-task.ts';
import { samplesOf } from './samples-of.ts';

/** A section with all samples of a period. */
export interface PeriodSection {
  readonly id: number;
  readonly kind: WaterKind;
  readonly samples: readonly WaterValues[];
  /** The samples as one: sets of sections read years of them many times over. */
  readonly mean: readonly WaterValues[];
}

export interface Compared<T> {
  readonly now: T;
  readonly before: T | null;
  readonly change: WaterChange | null;
}

/** Samples of several visits, one after the other. */
export function samplesOfVisits(visits: ReadonlyArray<readonly JudgedValue[]>): WaterValues[] {
  return visits.flatMap((values) => samplesOf(values).map(waterValues));
}

type Figure =
  | { readonly value: number; readonly unit?: string }
  | { readonly lt: number; readonly unit?: string };

const isFigure = (one: unknown): one is Figure =>
  typeof one === 'object' && one !== null && (('lt' in one && one.lt !== 0) || 'value' in one);

/**
 * One sample for many, by the rule by which many are averaged: half the limit for what was not found, and what was never found
 * stays below. Samples in words or in different units stay as they are, for the evaluation to tell.
 */
export function meanSample(samples: readonly WaterValues[]): readonly WaterValues[] {
  if (samples.length < 2) return samples;
  const byItem = new Map<string, Figure[]>();
  for (const [item, one] of samples.flatMap((sample) => Object.entries(sample))) {
    if (!isFigure(one)) return samples;
    const list = byItem.get(item);
    if (!list) byItem.set(item, [one]);
    else if (list[0]!.unit !== one.unit) return samples;
    else list.push(one);
  }
  const mean = (list: readonly Figure[]): Figure => {
    const unit = list[0]!.unit === undefined ? {} : { unit: list[0]!.unit };
    const limits = list.flatMap((one) => ('lt' in one ? [one.lt] : []));
    return limits.length === list.length
      ? { lt: decimalMean(limits), ...unit }
      : { value: decimalMean(list.map((one) => ('lt' in one ? one.lt / 2 : one.value))), ...unit };
  };
  return [Object.fromEntries([...byItem].map(([item, list]) => [item, mean(list)]))];
}

export function periodSection(
  id: number,
  kind: WaterKind,
  visits: ReadonlyArray<readonly JudgedValue[]>,
): PeriodSection {
  const samples = samplesOfVisits(visits);
  return { id, kind, samples, mean: meanSample(samples) };
}

/**
 * A section by the mean of its samples, beside the same of the period before. @param time of the data, epoch ms
 * @param by `samples` has what is wrong with each sample told; of their mean, which is made already, comes the same class
 */
export function sectionPeriod(
  time: number,
  now: PeriodSection,
  before: PeriodSection | null,
  by: 'mean' | 'samples' = 'samples',
): Compared<SectionResult> {
  const rate = (one: PeriodSection) => evaluateSection({ time, kind: one.kind, samples: one[by] });
  const [one, other] = [rate(now), before ? rate(before) : null];
  return { now: one, before: other, change: other ? evaluateChange(other, one, time) : null };
}

/** A river, basin or area: its sections together. */
export function setPeriod(
  time: number,
  now: readonly PeriodSection[],
  before: readonly PeriodSection[],
): Compared<SectionSetResult> {
  const rate = (sections: readonly PeriodSection[]) =>
    evaluateSectionSet({
      time,
      sections: sections.map(({ id, kind, mean }) => ({ id, kind, samples: mean })),
    });
  const [one, other] = [rate(now), before.length > 0 ? rate(before) : null];
  return { now: one, before: other, change: other ? evaluateChange(other, one, time) : null };
}

/** CWQI of a city, with the change against the period before. */
export function indexPeriod(
  time: number,
  now: readonly PeriodSection[],
  before: readonly PeriodSection[],
): WaterIndexResult {
  const rate = (sections: readonly PeriodSection[], past: number | null) =>
    evaluateWaterIndex({
      time,
      river: sections.filter((one) => one.kind === 'river').map(({ mean }) => ({ samples: mean })),
      lake: sections.filter((one) => one.kind === 'lake').map(({ mean }) => ({ samples: mean })),
      before: past,
    });
  return rate(now, before.length > 0 ? rate(before, null).cwqi : null);
}
