import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import type { CogSpec } from '../cog/spec.ts';
import { rasterErrors } from '../errors.ts';
import type { Window } from '../samples.ts';
import type { Answer, Start, Task, UnitResult } from './protocol.ts';
import { type JobName, loadJob, type ParamsOf } from './registry.ts';
import { runUnit } from './run-unit.ts';

export interface RunOptions {
  /** 0: in this thread. Default: as many workers as processors, none for a single unit. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Units done and in all, after each. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface Run<N extends JobName> extends RunOptions {
  readonly job: N;
  readonly params: ParamsOf<N>;
  readonly spec: CogSpec | null;
  readonly units: readonly Window[];
  /** Finished by an earlier run. */
  readonly skip?: ReadonlySet<number>;
  /** Called in the order in which units are finished, never twice at a time. */
  readonly onUnit: (result: UnitResult) => void;
}

/**
 * Computes units over worker threads. A worker goes along a row of units, because blocks of files are often as wide as the
 * raster and would be unpacked once for each worker otherwise; at the end, rows are shared. Only the units in work are in
 * memory.
 * @throws TarimError of the computation; RASTER_STOPPED, RASTER_WORKER_FAILED
 */
export async function runUnits<N extends JobName>(run: Run<N>): Promise<void> {
  const { units, skip, onProgress } = run;
  const waiting = units
    .map((window, unit): Task => ({ unit, window }))
    .filter(({ unit }) => !skip?.has(unit));
  let done = units.length - waiting.length;
  if (done > 0) onProgress?.(done, units.length);
  if (waiting.length === 0) return;
  const accept = (result: UnitResult) => {
    run.onUnit(result);
    done++;
    onProgress?.(done, units.length);
  };
  const threads = Math.min(
    run.threads ?? (waiting.length === 1 ? 0 : availableParallelism()),
    waiting.length,
  );
  if (threads === 0) return runHere(run, waiting, accept);
  await runThere(run, queueOf(waiting), threads, accept);
}

async function runHere<N extends JobName>(
  { job: name, params, spec, signal }: Run<N>,
  tasks: readonly Task[],
  accept: (result: UnitResult) => void,
): Promise<void> {
  const job = (await loadJob(name))(params);
  try {
    for (const task of tasks) {
      if (signal?.aborted) throw new TarimError(rasterErrors.stopped);
      accept(runUnit(job, spec, task).result);
      // Others get their turn, and the signal a chance to come.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    job.close();
  }
}

/** Gives each worker units of one row after the other. */
function queueOf(tasks: readonly Task[]): (worker: number) => Task | null {
  const rows = [...Map.groupBy(tasks, ({ window }) => window.y).values()].map((row) => [...row]);
  const mine = new Map<number, Task[]>();
  let next = 0;
  return (worker) => {
    let row = mine.get(worker);
    if (!row || row.length === 0) {
      row = rows[next++] ?? rows.reduce((a, b) => (b.length > a.length ? b : a));
      mine.set(worker, row);
    }
    return row.shift() ?? null;
  };
}

function runThere<N extends JobName>(
  { job, params, spec, signal }: Run<N>,
  nextFor: (worker: number) => Task | null,
  threads: number,
  accept: (result: UnitResult) => void,
): Promise<void> {
  const start: Start = { job, params, spec };
  const workers: Worker[] = [];
  let over = false;
  return new Promise<void>((resolve, reject) => {
    let working = threads;
    const end = (error?: unknown) => {
      if (over) return;
      over = true;
      signal?.removeEventListener('abort', stop);
      void Promise.all(workers.map((worker) => worker.terminate())).then(() =>
        error ? reject(error) : resolve(),
      );
    };
    const stop = () => end(new TarimError(rasterErrors.stopped));
    if (signal?.aborted) return reject(new TarimError(rasterErrors.stopped));
    signal?.addEventListener('abort', stop);
    for (let i = 0; i < threads; i++) {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        name: 'tarim-raster',
        workerData: start,
        // Only this thread says what goes on; a worker's options are not those of the command line.
        execArgv: [],
      });
      workers.push(worker);
      const go = () => {
        const task = nextFor(i);
        if (task) worker.postMessage(task);
        else if (--working === 0) end();
      };
      worker.on('message', (answer: Answer) => {
        if (over) return;
        if ('failed' in answer) return end(failure(answer.failed));
        try {
          accept(answer.result);
        } catch (error) {
          return end(error);
        }
        go();
      });
      worker.on('error', (error) => end(new TarimError(rasterErrors.worker, { reason: error.message })));
      worker.on('exit', (code) => {
        if (!over) end(new TarimError(rasterErrors.worker, { reason: `a worker ended with code ${code}` }));
      });
      go();
    }
  });
}

function failure({ message, error }: Extract<Answer, { failed: unknown }>['failed']): Error {
  return error
    ? new TarimError(error.definition as ErrorDefinition, error.params as ErrorParams)
    : new TarimError(rasterErrors.worker, { reason: message });
}
