import { airCalendar } from './air-calendar.ts';
import { airMap } from './air-map.ts';
import { airRanking } from './air-ranking.ts';
import { airSummary } from './air-summary.ts';
import { alarmsOfPeriod } from './alarms-period.ts';
import { ecologyStatus } from './ecology.ts';
import { forecastCities } from './forecast-cities.ts';
import { manualMonitoring } from './manual-monitoring.ts';
import { outletExceedances } from './outlet-exceedances.ts';
import { redlineBoundaries } from './redline-areas.ts';
import { redlineMap } from './redline-map.ts';
import { redlineFlow } from './redline-patches.ts';
import { redlineProblems } from './redline-problems.ts';
import type { Section } from './section.ts';
import { waterSections } from './water-sections.ts';

/** The registry of sections: one a file. A new one is a file and a line here. */
export const SECTIONS: readonly Section[] = [
  airSummary,
  airRanking,
  airCalendar,
  airMap,
  forecastCities,
  waterSections,
  manualMonitoring,
  ecologyStatus,
  outletExceedances,
  alarmsOfPeriod,
  redlineBoundaries,
  redlineFlow,
  redlineMap,
  redlineProblems,
];
