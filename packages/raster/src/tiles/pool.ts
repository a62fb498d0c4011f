import { Worker } from 'node:worker_threads';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import type { Grid } from '../grid.ts';
import type { TileAddress, TileBand, TileStyle } from './tile.ts';

export interface PoolSettings {
  readonly threads: number;
  /** Makers (files in one style) that each thread keeps open. */
  readonly open: number;
  /** Unpacked blocks that are kept of each file of a maker. */
  readonly cacheBytes: number;
  /** Pictures that wait at most; more are refused rather than piled up. */
  readonly waiting: number;
}

export interface PictureOrder {
  /** Names bands and style: orders of one key share what is open. */
  readonly key: string;
  readonly bands: readonly TileBand[];
  readonly style: TileStyle;
  readonly at: TileAddress | Grid;
  /** Of tiles; default 256. */
  readonly size?: 256 | 512;
}
export type PictureTask = PictureOrder & { readonly id: number };

export type PictureAnswer = { readonly id: number } & (
  | { readonly png: Uint8Array | null }
  | {
      readonly failed: {
        readonly message: string;
        readonly error: { definition: unknown; params: unknown } | null;
      };
    }
);

export interface PicturePool {
  /** A PNG; null where no band has a cell. @throws TarimError of reading; RASTER_BUSY, RASTER_STOPPED */
  picture(order: PictureOrder): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: PictureTask;
  readonly resolve: (png: Uint8Array | null) => void;
  readonly reject: (error: unknown) => void;
}
interface Hand {
  readonly worker: Worker;
  work: Waiting | null;
  /** Key that it had last: its blocks are still unpacked there. */
  last: string;
}

/**
 * Threads that make tiles and pictures of rasters, so that whoever answers requests stays free. Threads start with the first order
 * and do not keep the program alive; one that dies fails its order and is replaced.
 */
export function createPicturePool(settings: PoolSettings): PicturePool {
  const hands: Hand[] = [];
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  const start = (): Hand => {
    const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), {
      name: 'tarim-pictures',
      workerData: settings,
      execArgv: [],
    });
    worker.unref();
    const hand: Hand = { worker, work: null, last: '' };
    worker.on('message', (answer: PictureAnswer) => {
      const { work } = hand;
      if (!work || work.task.id !== answer.id) return;
      hand.work = null;
      if ('failed' in answer) work.reject(failure(answer.failed));
      else work.resolve(answer.png);
      go(hand);
    });
    const lost = (reason: string) => {
      const at = hands.indexOf(hand);
      if (at >= 0) hands.splice(at, 1);
      hand.work?.reject(new TarimError(rasterErrors.worker, { reason }));
      hand.work = null;
      if (!closed && queue.length > 0) go(start());
    };
    worker.on('error', (error) => lost(error.message));
    worker.on('exit', (code) => lost(`a worker ended with code ${code}`));
    hands.push(hand);
    return hand;
  };

  const go = (hand: Hand) => {
    if (hand.work) return;
    // Where the same files are open already, if anybody waits for them; otherwise the longest wait first.
    const same = queue.findIndex(({ task }) => task.key === hand.last);
    const [next] = queue.splice(same > 0 && same < 8 ? same : 0, 1);
    if (!next) return;
    hand.work = next;
    hand.last = next.task.key;
    hand.worker.postMessage(next.task);
  };

  return {
    picture(order) {
      if (closed) return Promise.reject(new TarimError(rasterErrors.stopped));
      if (queue.length >= settings.waiting) return Promise.reject(new TarimError(rasterErrors.busy));
      return new Promise((resolve, reject) => {
        queue.push({ task: { ...order, id: nextId++ }, resolve, reject });
        const free = hands.filter(({ work }) => work === null);
        const hand = free.find(({ last }) => last === order.key) ?? free[0];
        if (hand) go(hand);
        else if (hands.length < settings.threads) go(start());
      });
    },
    async close() {
      closed = true;
      const waiting = queue.splice(0);
      for (const { reject } of waiting) reject(new TarimError(rasterErrors.stopped));
      await Promise.all(hands.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function failure({ message, error }: Extract<PictureAnswer, { failed: unknown }>['failed']): Error {
  return error
    ? new TarimError(error.definition as ErrorDefinition, error.params as ErrorParams)
    : new TarimError(rasterErrors.worker, { reason: message });
}
