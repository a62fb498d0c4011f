import type { ModuleDefinition } from '@tarim/platform';
import { radnetErrors } from './errors.ts';
import { judgeDue, markHoursDue } from './jobs/judge-due.ts';
import { routes } from './routes.ts';

export { seedDemoRadnet } from './use-cases/seed-demo.ts';
export { seedDemoUranium } from './use-cases/seed-uranium.ts';

/** 辐射环境监测网：γ 辐射自动站的判别、发现、交换与公开 */
export const radnetModule: ModuleDefinition = {
  name: 'radnet',
  migrations: new URL('./migrations/', import.meta.url),
  errors: radnetErrors,
  routes,
  subscriptions: [markHoursDue],
  jobs: [
    {
      name: 'radnet.judge-due',
      titleZh: 'γ 辐射自动站小时值判别',
      titleEn: 'Judge the hours of gamma stations',
      cron: '* * * * *',
      handle: (_data, ctx, job) => judgeDue(ctx, job),
    },
  ],
};
