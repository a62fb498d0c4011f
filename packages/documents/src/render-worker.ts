import { parentPort } from 'node:worker_threads';
import type { DocumentContent } from './model.ts';
import { type Format, type Made, renderHere } from './render-here.ts';

export interface Order {
  readonly content: DocumentContent;
  readonly formats: readonly Format[];
}

export interface Answer {
  readonly done?: Made;
  readonly failed?: string;
}

/** Documents, on a thread of their own: typesetting must not hold up the devices and pages of the process. */
parentPort!.on('message', async ({ content, formats }: Order) => {
  let answer: Answer;
  try {
    answer = { done: await renderHere(content, formats) };
  } catch (error) {
    answer = { failed: (error as Error).message };
  }
  parentPort!.postMessage(answer);
});
