import type { Actor, ModuleDefinition } from '@tarim/platform';
import { LIVE_RUNS } from '../contract.ts';
import { analysisDatasets } from './datasets.ts';
import { analysisErrors } from './errors.ts';
import { routes } from './routes.ts';
import { runAnalysis } from './use-cases/run-analysis.ts';
import { RUN_JOB } from './use-cases/start-run.ts';

export { seedDemoRivers } from './use-cases/seed-demo.ts';

/** 空间分析：插值、冷热点、热点网格、溯源、叠加 */
export const analysisModule: ModuleDefinition = {
  name: 'analysis',
  migrations: new URL('./migrations/', import.meta.url),
  errors: analysisErrors,
  routes,
  datasets: analysisDatasets,
  jobs: [
    {
      name: RUN_JOB,
      titleZh: '空间分析',
      titleEn: 'Spatial analysis',
      handle: (data, ctx, job) =>
        runAnalysis(
          ctx,
          data as { runId: number; actor: Actor },
          (fraction, note) => job.progress(fraction, note),
          job.signal,
        ),
    },
  ],
  liveTopics: { [LIVE_RUNS]: 'analysis.read' },
};
