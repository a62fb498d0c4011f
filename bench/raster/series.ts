import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { mosumCritical } from '../../packages/raster/src/index.ts';
import { normalOf, randomOf } from '../../packages/raster/src/testkit/index.ts';
import { judgeCells, type Share } from './series-worker.ts';
import { seconds, type TaskMaker, timed } from './task.ts';

const CELLS = 90_900;
const DATES = 67;
const START = 2019;
const SHARE = 0.25;

/** MOSUM monitoring of a stack: order 1 with trend, a tenth missing, a drop in every tenth cell. */
export const mosumTask: TaskMaker = ({ folder, peer }) => {
  const [random, critical] = [randomOf(17), mosumCritical(SHARE, 10, 0.05)];
  const normal = normalOf(random);
  const times = Array.from({ length: DATES }, (_, i) => 2015 + (i * 6) / DATES);
  const stack = new Float32Array(new SharedArrayBuffer(4 * DATES * CELLS));
  for (let i = 0; i < DATES; i++)
    for (let cell = 0; cell < CELLS; cell++) {
      const steady = 0.4 + 0.2 * Math.sin(2 * Math.PI * times[i]!) + 0.03 * normal();
      const value = cell % 10 === 0 && times[i]! > 2019.7 ? steady - 0.25 : steady;
      stack[i * CELLS + cell] = random() < 0.1 ? Number.NaN : value;
    }
  const path = join(folder, 'stack.f32');
  writeFileSync(path, stack);
  const found = { ours: 0, theirs: 0 };
  const model = { order: 1, trend: true };
  const options = { model, start: START, window: SHARE, criticalValue: critical };
  const share: Share = { times, stack, cells: CELLS, options };
  const workers = [0, 1].map(
    () => new Worker(new URL('./series-worker.ts', import.meta.url), { workerData: share, execArgv: [] }),
  );
  const ask = (worker: Worker, from: number, to: number) =>
    new Promise<number>((resolve) => {
      worker.once('message', resolve);
      worker.postMessage([from, to]);
    });
  return {
    title: `MOSUM, ${CELLS} cells × ${DATES} dates`,
    ...seconds,
    digits: 3,
    contenders: [
      {
        label: 'ours, one thread',
        against: 'numpy',
        goal: '10 × (nrt)',
        run: () =>
          timed(() => {
            found.ours = judgeCells(share, 0, CELLS);
          }),
      },
      {
        label: 'ours, two threads',
        against: 'numpy',
        run: () =>
          timed(async () => {
            const half = CELLS / 2;
            const parts = await Promise.all(
              workers.map((worker, i) => ask(worker, i * half, (i + 1) * half)),
            );
            found.ours = parts.reduce((a, b) => a + b, 0);
          }),
      },
      {
        label: 'numpy',
        async run() {
          const answer = await peer.ask('mosum', {
            stack: path,
            times,
            order: 1,
            start: START,
            window: SHARE,
            critical,
          });
          found.theirs = answer.breaks as number;
          return answer;
        },
      },
    ],
    async close() {
      for (const worker of workers) await worker.terminate();
      // Sums in another order may put a cell on the other side of the boundary, no more.
      if (Math.abs(found.ours - found.theirs) > 2) throw new Error(`breaks: ${found.ours} ≠ ${found.theirs}`);
      return [`${found.ours} cells with a break, numpy ${found.theirs}`];
    },
  };
};
