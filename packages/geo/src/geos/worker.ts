import { parentPort } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import type { Answer, Task } from './protocol.ts';

/** Body of one worker thread: a private GEOS heap, tasks answered in the order they come. */
const port = parentPort;
if (!port) throw new Error('geos/worker.ts runs in a worker thread only');
const engine = createEngine();

port.on('message', async (task: Task) => {
  let answer: Answer;
  try {
    answer = { id: task.id, ...(await engine).run(task) };
  } catch (error) {
    answer = { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer, 'wkb' in answer ? [answer.wkb.buffer as ArrayBuffer] : []);
});
