import { summaryOfDay } from './air-summary-day.ts';
import { summaryOfPeriod } from './air-summary-period.ts';
import type { Section } from './section.ts';

/** Cities of the unit: how many were good, concentrations, ranking. */
export const airSummary: Section = {
  id: 'air.summary',
  title: 'doc.airSummary',
  about: 'doc.airSummaryAbout',
  kinds: ['daily', 'monthly', 'annual'],
  make: (input) => (input.period.kind === 'daily' ? summaryOfDay(input) : summaryOfPeriod(input)),
};
