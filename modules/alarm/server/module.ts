import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_ALARMS } from '../contract.ts';
import { alarmDatasets } from './datasets.ts';
import { alarmErrors } from './errors.ts';
import { escalate } from './jobs/escalate.ts';
import { keepRules } from './jobs/keep-rules.ts';
import { watchDevices } from './jobs/watch-devices.ts';
import { routes } from './routes.ts';
import { endOfClosedDevice, endOfClosedPoint } from './use-cases/end-unwatched.ts';
import { plantFactoryRules } from './use-cases/factory-rules.ts';
import { beginVersion, watchIndex, watchJudged, watchRecorded, watchRollups } from './use-cases/run-rules.ts';
import { runTrial, TRIAL_JOB } from './use-cases/trials.ts';
import { watchAir } from './use-cases/watch-air.ts';
import { watchVerdicts } from './use-cases/watch-verdicts.ts';
import { BEGIN_JOB } from './use-cases/written-rules.ts';

// Silence from before this process came up is the platform's own, not the devices'.
let listeningSince: number | null = null;

export const alarmModule: ModuleDefinition = {
  name: 'alarm',
  migrations: new URL('./migrations/', import.meta.url),
  errors: alarmErrors,
  routes,
  datasets: alarmDatasets,
  subscriptions: [
    watchVerdicts,
    watchAir,
    endOfClosedPoint,
    endOfClosedDevice,
    watchRecorded,
    watchRollups,
    watchJudged,
    watchIndex,
  ],
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
    {
      name: 'alarm.keep-rules',
      titleZh: '自定义规则：静默、恢复与到期',
      titleEn: 'Written rules: silence, recoveries, ends of versions',
      cron: '* * * * *',
      handle: (_data, ctx) => {
        listeningSince ??= ctx.clock.now();
        return keepRules(ctx, listeningSince);
      },
    },
    {
      name: 'alarm.escalate',
      titleZh: '报警升级与静默到期',
      titleEn: 'Escalation, and the end of silences',
      cron: '* * * * *',
      handle: (_data, ctx) => escalate(ctx),
    },
    {
      name: BEGIN_JOB,
      titleZh: '自定义规则开始生效',
      titleEn: 'A version of a written rule begins',
      handle: async (data, ctx) => {
        const { ruleId } = data as { ruleId: number };
        return { points: await ctx.db.transaction().execute((tx) => beginVersion(ctx, tx, ruleId)) };
      },
    },
    {
      name: TRIAL_JOB,
      titleZh: '用历史数据试算规则',
      titleEn: 'Try a rule on history',
      handle: (data, ctx, run) =>
        runTrial(ctx, (data as { trialId: number }).trialId, run.progress, run.signal),
    },
  ],
  services: [
    {
      name: 'alarm.listening-since',
      role: 'worker',
      start: async (ctx) => {
        listeningSince = ctx.clock.now();
        await plantFactoryRules(ctx);
        return { stop: async () => {} };
      },
    },
  ],
  liveTopics: { [LIVE_ALARMS]: 'alarm.read' },
};

export default alarmModule;
