import { parentPort, workerData } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import type { Job } from './job.ts';
import type { Answer, Start, Task } from './protocol.ts';
import { loadJob } from './registry.ts';
import { runUnit } from './run-unit.ts';

const { job: name, params, spec } = workerData as Start;
let opened: Promise<Job> | null = null;

parentPort!.on('message', async (task: Task) => {
  let answer: Answer;
  let transfer: ArrayBuffer[] = [];
  try {
    opened ??= loadJob(name).then((make) => make(params));
    const ran = runUnit(await opened, spec, task);
    answer = { result: ran.result };
    transfer = ran.transfer;
  } catch (error) {
    const { message, definition, params: told } = error as TarimError;
    answer = {
      failed: { message, error: error instanceof TarimError ? { definition, params: told } : null },
    };
  }
  parentPort!.postMessage(answer, transfer);
});
