import {
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

/** A section by the mean of its samples, beside the same of the period before. @param time of the data, epoch ms */
export function sectionPeriod(
  time: number,
  now: PeriodSection,
  before: PeriodSection | null,
): Compared<SectionResult> {
  const rate = ({ kind, samples }: PeriodSection) => evaluateSection({ time, kind, samples });
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
      sections: sections.map(({ id, kind, samples }) => ({ id, kind, samples })),
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
      river: sections.filter((one) => one.kind === 'river').map(({ samples }) => ({ samples })),
      lake: sections.filter((one) => one.kind === 'lake').map(({ samples }) => ({ samples })),
      before: past,
    });
  return rate(now, before.length > 0 ? rate(before, null).cwqi : null);
}
