import type { ModuleDefinition } from '@tarim/platform';
import { EXCHANGE_READ, LIVE_RUNS } from '../contract.ts';
import { collected } from './collected.ts';
import { exchangeErrors, rowErrors } from './errors.ts';
import { routes } from './routes.ts';
import { runPipeline } from './use-cases/run-pipeline.ts';
import { RUN_JOB, tick } from './use-cases/start-run.ts';

export { type DemoBureaus, seedDemoExchange } from './use-cases/seed-demo.ts';

/** 数据汇聚 */
export const exchangeModule: ModuleDefinition = {
  name: 'exchange',
  migrations: new URL('./migrations/', import.meta.url),
  errors: { ...exchangeErrors, ...rowErrors },
  routes,
  collected,
  jobs: [
    {
      name: RUN_JOB,
      titleZh: '数据汇聚：运行',
      titleEn: 'Data collection: run',
      handle: (data, ctx, job) =>
        runPipeline(
          ctx,
          (data as { runId: number }).runId,
          (fraction, note) => job.progress(fraction, note),
          job.signal,
        ),
    },
    {
      name: 'exchange.tick',
      titleZh: '数据汇聚：到点的任务',
      titleEn: 'Data collection: what is due',
      cron: '* * * * *',
      handle: (_data, ctx) => tick(ctx),
    },
  ],
  liveTopics: { [LIVE_RUNS]: EXCHANGE_READ },
};
