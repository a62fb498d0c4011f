import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_REPORTS } from '../contract.ts';
import { reportingDatasets } from './datasets.ts';
import { reportingErrors } from './errors.ts';
import { makeReportJob } from './jobs/make-report.ts';
import { MAKE_JOB, SCHEDULE_JOB } from './jobs/names.ts';
import { runSchedules } from './jobs/run-schedules.ts';
import { routes } from './routes.ts';

export { queueDemoReports, seedDemoSchedules } from './demo.ts';

/** 报告 */
export const reportingModule: ModuleDefinition = {
  name: 'reporting',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: reportingDatasets,
  errors: reportingErrors,
  routes,
  jobs: [
    {
      name: MAKE_JOB,
      titleZh: '编制报告',
      titleEn: 'Make a report',
      handle: (data, ctx, job) => makeReportJob(ctx, data, job),
    },
    {
      name: SCHEDULE_JOB,
      titleZh: '报告定时编制',
      titleEn: 'Make the reports that are due',
      cron: '* * * * *',
      handle: (_data, ctx) => runSchedules(ctx),
    },
  ],
  liveTopics: { [LIVE_REPORTS]: 'reporting.read' },
};

export default reportingModule;
