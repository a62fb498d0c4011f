import { parentPort, workerData } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import type { PictureAnswer, PictureTask, PoolSettings } from './pool.ts';
import { openTiles, type TileMaker, tileGrid } from './tile.ts';

const { open: most, cacheBytes } = workerData as PoolSettings;

/** Makers with their open files, the one that was used last at the end. */
const makers = new Map<string, TileMaker>();

function makerOf({ key, bands, style, size }: PictureTask): TileMaker {
  const known = makers.get(key);
  makers.delete(key);
  const maker = known ?? openTiles(bands, style, { cacheBytes, ...(size ? { size } : {}) });
  makers.set(key, maker);
  for (const [oldest, other] of makers) {
    if (makers.size <= most) break;
    makers.delete(oldest);
    other.close();
  }
  return maker;
}

parentPort!.on('message', (task: PictureTask) => {
  let answer: PictureAnswer;
  const transfer: ArrayBuffer[] = [];
  try {
    const maker = makerOf(task);
    const grid = 'z' in task.at ? tileGrid(task.at, task.size ?? 256) : task.at;
    const png = maker.picture(grid);
    // A buffer of Node may be a part of a larger one that is shared.
    const bytes = png && new Uint8Array(png);
    if (bytes) transfer.push(bytes.buffer);
    answer = { id: task.id, png: bytes };
  } catch (error) {
    const { message, definition, params } = error as TarimError;
    answer = {
      id: task.id,
      failed: { message, error: error instanceof TarimError ? { definition, params } : null },
    };
  }
  parentPort!.postMessage(answer, transfer);
});
