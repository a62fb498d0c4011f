import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentContent } from './model.ts';
import { type Rendered, renderHere } from './render-here.ts';

/** One document, on a thread of its own: typesetting must not hold up the devices and pages of the process. */
try {
  const done: Rendered = await renderHere(workerData as DocumentContent);
  parentPort!.postMessage({ done });
} catch (error) {
  parentPort!.postMessage({ failed: (error as Error).message });
}
