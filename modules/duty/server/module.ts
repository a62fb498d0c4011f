import type { ModuleDefinition } from '@tarim/platform';
import { dutyErrors, rosterErrors } from './errors.ts';
import { DELIVER_JOB, deliver } from './notices/deliver.ts';
import { tellOfAlarms, tellOfEscalations } from './notices/occasions.ts';
import { PASS_ON_JOB, passOn } from './notices/pass-on.ts';
import { hearOfFindings, tellOfFindings, tellOfTracking } from './notices/radiation-occasions.ts';
import { tellOfTasks } from './notices/task-occasions.ts';
import { routes } from './routes.ts';

export { seedDemoDuty } from './seed-demo.ts';

/** 值班与通知 */
export const dutyModule: ModuleDefinition = {
  name: 'duty',
  migrations: new URL('./migrations/', import.meta.url),
  errors: { ...dutyErrors, ...rosterErrors },
  routes,
  subscriptions: [
    tellOfAlarms,
    tellOfEscalations,
    tellOfTasks,
    tellOfTracking,
    tellOfFindings,
    hearOfFindings,
  ],
  jobs: [
    {
      name: DELIVER_JOB,
      titleZh: '发出通知',
      titleEn: 'Send notices',
      // On demand at once; by the clock for what is to be tried again.
      cron: '* * * * *',
      handle: (_data, ctx, job) => deliver(ctx, { signal: job.signal }),
    },
    {
      name: PASS_ON_JOB,
      titleZh: '无人应答的通知升级',
      titleEn: 'Pass on notices that nobody answered',
      cron: '* * * * *',
      handle: (_data, ctx) => passOn(ctx),
    },
  ],
};

export default dutyModule;
