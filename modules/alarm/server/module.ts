import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_ALARMS } from '../contract.ts';
import { alarmErrors } from './errors.ts';
import { watchDevices } from './jobs/watch-devices.ts';
import { routes } from './routes.ts';
import { endOfClosedDevice, endOfClosedPoint } from './use-cases/end-unwatched.ts';
import { watchAir } from './use-cases/watch-air.ts';
import { watchVerdicts } from './use-cases/watch-verdicts.ts';

// Silence from before this process came up is the platform's own, not the devices'.
let listeningSince: number | null = null;

export const alarmModule: ModuleDefinition = {
  name: 'alarm',
  migrations: new URL('./migrations/', import.meta.url),
  errors: alarmErrors,
  routes,
  subscriptions: [watchVerdicts, watchAir, endOfClosedPoint, endOfClosedDevice],
  jobs: [
    {
      name: 'alarm.watch-devices',
      titleZh: '离线与故障巡查',
      titleEn: 'Watch for silent and faulty devices',
      cron: '* * * * *',
      handle: (_data, ctx) => {
        listeningSince ??= ctx.clock.now();
        return watchDevices(ctx, listeningSince);
      },
    },
  ],
  services: [
    {
      name: 'alarm.listening-since',
      role: 'worker',
      start: async (ctx) => {
        listeningSince = ctx.clock.now();
        return { stop: async () => {} };
      },
    },
  ],
  liveTopics: { [LIVE_ALARMS]: 'alarm.read' },
};

export default alarmModule;
