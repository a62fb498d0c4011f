import {
  type AirEdition,
  type AirFigures,
  type AirPeriodResult,
  evaluateAirPeriod,
  type Finding,
} from '@tarim/science';
import type { AirDay } from './days.ts';

/** Days of dust stay in (不扣除), or are taken out (扣除沙尘影响). */
export type DustChoice = 'with' | 'without';

/** Where the days of an assessment come from. */
export interface DaySources {
  readonly imported: number;
  readonly computed: number;
  readonly uploads: readonly number[];
  readonly simulated: boolean;
}

/** A period by one choice of edition and dust, with all that explains it. */
export interface AirPeriodFigures {
  readonly cityCode: string;
  /** `2025`, `2025-Q1`, `2025-03` or `2025-01-01/2025-06-30`. */
  readonly period: string;
  /** Of which generation of standards; null: those in force on the dates. */
  readonly edition: AirEdition | null;
  readonly dust: DustChoice;
  readonly figures: AirFigures | null;
  readonly finding: Finding;
  readonly dustDays: number;
  readonly dustSource: 'official' | 'proposed' | null;
  readonly sources: DaySources;
}

/** Judges days of one city: both choices of dust at once. All days of dust must be of the official list for their source to be it. */
export function evaluateDays(
  period: string,
  days: readonly AirDay[],
  edition?: AirEdition,
  previous?: readonly AirDay[],
): AirPeriodResult {
  const dusty = days.filter((day) => day.dust);
  return evaluateAirPeriod({
    period,
    days,
    ...(edition === undefined ? {} : { edition }),
    dustSource: dusty.every((day) => day.dustBasis === 'official') ? 'official' : 'proposed',
    ...(previous === undefined ? {} : { previous: { days: previous } }),
  });
}

export function sourcesOf(days: readonly AirDay[]): DaySources {
  const imported = days.filter((day) => day.source === 'imported');
  return {
    imported: imported.length,
    computed: days.length - imported.length,
    uploads: [...new Set(imported.map((day) => day.uploadId!))].sort((a, b) => a - b),
    simulated: days.some((day) => day.simulated),
  };
}
