import { Worker } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import type { Cell } from './csv.ts';
import { decodeXlsx, encodeXlsx, inspectXlsx, type Sheet } from './xlsx-codec.ts';
import type { XlsxTraits } from './xlsx-traits.ts';

export type { Sheet } from './xlsx-codec.ts';

/** Up to here a workbook takes a few milliseconds, less than starting a thread. */
const SMALL_BYTES = 64 << 10;
const SMALL_CELLS = 5_000;
const LIMIT_MS = 120_000;
const HEAP_MB = 1_024;

/** Workbooks are worked on one after another: each may take much memory. */
let last: Promise<unknown> = Promise.resolve();

function inWorker<T>(task: object): Promise<T> {
  const run = last.then(
    () =>
      new Promise<T>((resolve, reject) => {
        const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
          workerData: task,
          resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
        });
        const timer = setTimeout(() => {
          reject(new Error(`more than ${LIMIT_MS / 1_000} s`));
          void worker.terminate();
        }, LIMIT_MS);
        worker.once('message', (answer: { done?: T; failed?: string }) =>
          answer.failed === undefined ? resolve(answer.done as T) : reject(new Error(answer.failed)),
        );
        worker.once('error', reject);
        worker.once('exit', () => {
          clearTimeout(timer);
          // Nothing when it has answered.
          reject(new Error('the thread ended'));
        });
      }),
  );
  last = run.catch(() => {});
  return run;
}

/**
 * An XLSX file with a bold, frozen header row in each sheet. In memory: above some 100,000 rows take CSV. Large ones are made
 * on a thread of their own.
 */
export async function rowsToXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const cells = sheets.reduce((sum, { rows }) => sum + rows.length * (rows[0]?.length ?? 0), 0);
  return cells <= SMALL_CELLS ? encodeXlsx(sheets) : inWorker<Uint8Array>({ encode: sheets });
}

/**
 * The sheets of an XLSX file as rows of plain cells, dates as text as they stand in the sheet. Read on a thread of its own
 * unless small; a workbook that needs more memory or time than any office file does is refused.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function xlsxToSheets(bytes: Uint8Array): Promise<{ name: string; rows: Cell[][] }[]> {
  return readable(() => (bytes.length <= SMALL_BYTES ? decodeXlsx(bytes) : inWorker({ decode: bytes })));
}

/**
 * What a workbook has beside plain cells: macros, formulas, merged cells.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function xlsxTraits(bytes: Uint8Array): Promise<XlsxTraits> {
  return readable(() => (bytes.length <= SMALL_BYTES ? inspectXlsx(bytes) : inWorker({ inspect: bytes })));
}

async function readable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new TarimError(
      platformErrors.sheetUnreadable,
      { reason: (error as Error).message.slice(0, 200) },
      { cause: error },
    );
  }
}

/** The rows of the first sheet. */
export async function sheetToRows(bytes: Uint8Array): Promise<Cell[][]> {
  return (await xlsxToSheets(bytes))[0]?.rows ?? [];
}
