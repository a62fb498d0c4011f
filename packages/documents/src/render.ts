import { Worker } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import { documentErrors } from './errors.ts';
import type { DocumentContent } from './model.ts';
import type { Rendered } from './render-here.ts';

const LIMIT_MS = 120_000;
const HEAP_MB = 1_024;

/** Documents are typeset one after another: each thread holds fonts and pictures. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A document as PDF and DOCX, made on a thread that ends with it: nothing of the typesetter stays in memory.
 * @throws TarimError DOCUMENT_UNPRINTABLE
 */
export function renderDocument(content: DocumentContent): Promise<Rendered> {
  const run = last.then(() => inWorker(content));
  last = run.catch(() => {});
  return run;
}

function inWorker(content: DocumentContent): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new TarimError(documentErrors.unprintable, { reason }));
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      workerData: content,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const timer = setTimeout(() => {
      fail(`more than ${LIMIT_MS / 1_000} s`);
      void worker.terminate();
    }, LIMIT_MS);
    worker.once('message', (answer: { done?: Rendered; failed?: string }) =>
      answer.done ? resolve(answer.done) : fail(answer.failed ?? ''),
    );
    worker.once('error', (error) => fail((error as Error).message));
    worker.once('exit', () => {
      clearTimeout(timer);
      // Nothing when it has answered.
      fail('the thread ended');
    });
  });
}
