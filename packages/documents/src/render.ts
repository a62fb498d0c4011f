import { Worker } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import { documentErrors } from './errors.ts';
import type { DocumentContent } from './model.ts';
import type { Format, Rendered } from './render-here.ts';
import type { Answer, Order } from './render-worker.ts';

const LIMIT_MS = 120_000;
const HEAP_MB = 1_024;
/** A thread with its fonts loaded makes the next document some ten times sooner; one that nobody asks gives its memory back. */
const IDLE_MS = 20_000;

interface Thread {
  readonly worker: Worker;
  /** Whoever waits for a document of it. */
  settle: ((answer: Answer) => void) | null;
  idle: NodeJS.Timeout | undefined;
}

/** Documents are typeset one after another: each thread holds fonts and pictures. */
let last: Promise<unknown> = Promise.resolve();
/** The thread that waits for the next document. */
let warm: Thread | undefined;

/**
 * A document as PDF and DOCX, made on a thread of its own.
 * @throws TarimError DOCUMENT_UNPRINTABLE
 */
export async function renderDocument(content: DocumentContent): Promise<Rendered> {
  const { pdf, docx, pages } = await inTurn({ content, formats: ['pdf', 'docx'] });
  return { pdf: pdf!, docx: docx!, pages };
}

/**
 * A document in one format: half the work where only one is asked for.
 * @throws TarimError DOCUMENT_UNPRINTABLE
 */
export async function renderAs(content: DocumentContent, format: Format): Promise<Uint8Array> {
  return (await inTurn({ content, formats: [format] }))[format]!;
}

function inTurn(order: Order): Promise<NonNullable<Answer['done']>> {
  const run = last.then(() => onThread(order));
  last = run.catch(() => {});
  return run;
}

function takeThread(): Thread {
  const thread = warm ?? startThread();
  warm = undefined;
  clearTimeout(thread.idle);
  thread.worker.ref();
  return thread;
}

function startThread(): Thread {
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const thread: Thread = { worker, settle: null, idle: undefined };
  worker.on('message', (answer: Answer) => thread.settle?.(answer));
  worker.on('error', (error) => thread.settle?.({ failed: (error as Error).message }));
  worker.on('exit', () => {
    if (warm === thread) warm = undefined;
    thread.settle?.({ failed: 'the thread ended' });
  });
  return thread;
}

/** Keeps a thread for a while; it does not keep the process. */
function keepThread(thread: Thread): void {
  thread.worker.unref();
  thread.idle = setTimeout(() => {
    if (warm === thread) warm = undefined;
    void thread.worker.terminate();
  }, IDLE_MS).unref();
  warm = thread;
}

async function onThread(order: Order): Promise<NonNullable<Answer['done']>> {
  const thread = takeThread();
  const { done, failed = '' } = await new Promise<Answer>((settle) => {
    thread.settle = settle;
    thread.idle = setTimeout(() => settle({ failed: `more than ${LIMIT_MS / 1_000} s` }), LIMIT_MS);
    thread.worker.postMessage(order);
  });
  thread.settle = null;
  clearTimeout(thread.idle);
  if (done) {
    keepThread(thread);
    return done;
  }
  void thread.worker.terminate();
  throw new TarimError(documentErrors.unprintable, { reason: failed });
}
