import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_SIGNALS } from '../contract.ts';
import { signalsDatasets } from './datasets.ts';
import { signalErrors } from './errors.ts';
import type { ReadInfo } from './feeds/parameters.ts';
import { runDue } from './jobs/run-due.ts';
import { runLaboratories } from './jobs/run-laboratories.ts';
import { routes } from './routes.ts';
import { BATCH_JOB, runBatch } from './use-cases/batches.ts';
import { markOutletsDue } from './use-cases/mark-due.ts';

/** What the composition root brings. */
export interface SignalsOptions {
  /** Reads what loggers told of their instruments (3020); without it changes of parameters are not seen. */
  readonly readInfo?: ReadInfo;
}

/** 弄虚作假线索：识别、解释、反馈 */
export function signalsModule({
  readInfo = () => Promise.resolve(null),
}: SignalsOptions = {}): ModuleDefinition {
  return {
    name: 'signals',
    migrations: new URL('./migrations/', import.meta.url),
    errors: signalErrors,
    routes,
    datasets: signalsDatasets,
    subscriptions: [markOutletsDue],
    jobs: [
      {
        name: 'signals.run-due',
        titleZh: '弄虚作假线索识别：有新数据的排放口',
        titleEn: 'Signals of falsification: outlets with new hours',
        cron: '* * * * *',
        handle: (_data, ctx, job) => runDue(ctx, readInfo, job),
      },
      {
        name: 'signals.run-laboratories',
        titleZh: '弄虚作假线索识别：采样与实验室',
        titleEn: 'Signals of falsification: sampling and laboratories',
        cron: '37 * * * *',
        handle: (_data, ctx) => runLaboratories(ctx),
      },
      {
        name: BATCH_JOB,
        titleZh: '弄虚作假线索识别：按时段人工运行',
        titleEn: 'Signals of falsification: a period by hand',
        handle: (data, ctx, job) => runBatch(ctx, readInfo, data, job),
      },
    ],
    liveTopics: { [LIVE_SIGNALS]: 'signals.read' },
  };
}

export type { ReadInfo } from './feeds/parameters.ts';
export { runDue } from './jobs/run-due.ts';
