import { parentPort, workerData } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import type { Bench } from './bench.ts';
import { composeScenes } from './composite.ts';
import { convertScene } from './convert.ts';
import { detectPatches } from './detect.ts';
import type { WorkMessage, WorkOrder } from './protocol.ts';
import { measureTransition } from './transition.ts';
import { zonalMeans } from './zonal.ts';

const PROGRESS_MS = 250;
const WORKS = {
  convert: convertScene,
  compose: composeScenes,
  detect: detectPatches,
  transition: measureTransition,
  zonal: zonalMeans,
} as const;

const { work, params, threads } = workerData as WorkOrder & { readonly threads: number };
const port = parentPort!;
const send = (message: WorkMessage) => port.postMessage(message);
const ending = new AbortController();
port.on('message', () => ending.abort());

let told = 0;
const bench: Bench = {
  signal: ending.signal,
  threads,
  progress(fraction) {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    send({ progress: fraction });
  },
};

try {
  const result = await WORKS[work](params as never, bench);
  send({ result });
} catch (error) {
  const { message, definition, params: quoted } = error as TarimError;
  send({
    failed: {
      message: String(message ?? error),
      error: error instanceof TarimError ? { definition, params: quoted } : null,
    },
  });
}
