import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_TASKS } from '../contract.ts';
import { supervisionDatasets } from './datasets.ts';
import { supervisionErrors } from './errors.ts';
import { supervisionFieldWork } from './field-work.ts';
import { watchDeadlines } from './jobs/watch-deadlines.ts';
import { routes } from './routes.ts';
import { takeAlarms } from './use-cases/take-alarms.ts';
import { takeCases } from './use-cases/take-cases.ts';
import { takeFieldStates, takeFields } from './use-cases/take-emf.ts';
import { takeFindingStates, takeFindings } from './use-cases/take-radnet.ts';
import { takeRedline } from './use-cases/take-redline.ts';
import { takeSignals } from './use-cases/take-signals.ts';
import { takeTracking } from './use-cases/take-tracking.ts';

/** 督办：由报警到办结 */
export const supervisionModule: ModuleDefinition = {
  name: 'supervision',
  migrations: new URL('./migrations/', import.meta.url),
  errors: supervisionErrors,
  routes,
  datasets: supervisionDatasets,
  fieldWork: [supervisionFieldWork],
  subscriptions: [
    takeAlarms,
    takeSignals,
    takeRedline,
    takeCases,
    takeTracking,
    takeFindings,
    takeFindingStates,
    takeFields,
    takeFieldStates,
  ],
  jobs: [
    {
      name: 'supervision.watch-deadlines',
      titleZh: '督办期限巡查',
      titleEn: 'Watch deadlines of supervision tasks',
      cron: '*/5 * * * *',
      handle: (_data, ctx) => watchDeadlines(ctx),
    },
  ],
  liveTopics: { [LIVE_TASKS]: 'supervision.read' },
};

export { watchDeadlines } from './jobs/watch-deadlines.ts';
export { seedDemoSupervision } from './use-cases/seed-demo.ts';
