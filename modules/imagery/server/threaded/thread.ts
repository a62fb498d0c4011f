import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import { imageryErrors } from '../errors.ts';
import type { WorkMessage, WorkName, WorkOrder, Works } from './protocol.ts';

/** Time in which a work that is stopped may put its things away. */
const GRACE_MS = 5_000;

/** One processor is left to those who wait for answers. */
export const workThreads = (): number => Math.max(1, availableParallelism() - 1);

/**
 * Runs a work of minutes in a thread of its own, because what joins the results of its workers writes and sorts for seconds at a time.
 * @throws TarimError of the work; IMAGERY_CANCELLED when the signal came
 */
export function inThread<N extends WorkName>(
  work: N,
  params: Works[N]['params'],
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: (fraction: number) => void } = {},
): Promise<Works[N]['result']> {
  const order: WorkOrder<N> = { work, params };
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new TarimError(imageryErrors.cancelled));
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      name: `tarim-imagery-${work}`,
      workerData: { ...order, threads: workThreads() },
      execArgv: [],
    });
    let over = false;
    let hard: NodeJS.Timeout | undefined;
    const end = (finish: () => void) => {
      if (over) return;
      over = true;
      clearTimeout(hard);
      signal?.removeEventListener('abort', stop);
      void worker.terminate().then(finish);
    };
    const stop = () => {
      worker.postMessage('stop');
      hard = setTimeout(() => end(() => reject(new TarimError(imageryErrors.cancelled))), GRACE_MS);
      hard.unref();
    };
    signal?.addEventListener('abort', stop);
    worker.on('message', (message: WorkMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('result' in message) end(() => resolve(message.result as Works[N]['result']));
      else
        end(() =>
          reject(signal?.aborted ? new TarimError(imageryErrors.cancelled) : failure(message.failed)),
        );
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', (code) =>
      end(() => reject(new Error(`the thread of ${work} ended with code ${code}`))),
    );
  });
}

function failure({ message, error }: Extract<WorkMessage, { failed: unknown }>['failed']): Error {
  return error
    ? new TarimError(error.definition as ErrorDefinition, error.params as ErrorParams)
    : new Error(message);
}
