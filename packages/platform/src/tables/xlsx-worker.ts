import { parentPort, workerData } from 'node:worker_threads';
import { decodeXlsx, encodeXlsx, inspectXlsx, type Sheet } from './xlsx-codec.ts';

/** One task of `xlsx.ts`, on a thread of its own: a large workbook must not hold up the devices and pages of the process. */
const task = workerData as
  | { readonly encode: readonly Sheet[] }
  | { readonly decode: Uint8Array }
  | { readonly inspect: Uint8Array };

try {
  parentPort!.postMessage({
    done:
      'encode' in task
        ? await encodeXlsx(task.encode)
        : 'inspect' in task
          ? inspectXlsx(task.inspect)
          : await decodeXlsx(task.decode),
  });
} catch (error) {
  parentPort!.postMessage({ failed: (error as Error).message });
}
