import { Worker } from 'node:worker_threads';
import { TarimError } from '@tarim/kernel';
import { geoErrors } from '../errors.ts';
import { type Areal, arealOf, type Geometry, polygonsOf } from '../geojson.ts';
import { readWkb, writeWkb } from '../wkb.ts';
import type { Answer, Measure, Operation, SpatialRelation, Task, Validity } from './protocol.ts';

export interface GeosPool {
  intersection(a: Geometry, b: Geometry): Promise<Geometry | null>;
  /**
   * What each geometry, given as WKB, shares with `to`; null where they share nothing. `to` is read and indexed once, and a
   * geometry that it covers comes back as it is (the same bytes): for patches over a map of areas by far faster than one
   * `intersection` each. In areas of two geometries that only touch, points and lines may come.
   */
  intersections(wkbs: readonly Uint8Array[], to: Geometry): Promise<ReadonlyArray<Uint8Array | null>>;
  difference(a: Geometry, b: Geometry): Promise<Geometry | null>;
  /** Union of any number of geometries in one go (cascaded). */
  union(geometries: readonly Geometry[]): Promise<Geometry | null>;
  /** Repairs self-crossing rings and the like without losing area where it can. */
  makeValid(geometry: Geometry): Promise<Geometry | null>;
  /** Planar buffer: `width` is in the units of the coordinates, so project first (`crs.ts`). */
  buffer(geometry: Geometry, width: number, quadrantSegments?: number): Promise<Geometry | null>;
  /** OGC simple-features validity (有效性), with the reason and the place when it is not. */
  validity(geometry: Geometry): Promise<Validity>;
  /** Whether each geometry, given as WKB, stands in the relation to `to`: `within` asks `geometry within to`. */
  relate(wkbs: readonly Uint8Array[], relation: SpatialRelation, to: Geometry): Promise<readonly boolean[]>;
  /** Whether the intersections of each geometry with `to` fit a pattern of nine such as `T*F**F***` (DE-9IM). */
  relatePattern(wkbs: readonly Uint8Array[], pattern: string, to: Geometry): Promise<readonly boolean[]>;
  /** Planar distance of each geometry to `to`, or the length of each, in the units of the coordinates. */
  measure(wkbs: readonly Uint8Array[], measure: Measure, to: Geometry): Promise<readonly number[]>;
  /** Stops the workers; tasks still waiting are refused with GEO_POOL_CLOSED. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: Task;
  readonly resolve: (answer: Exclude<Answer, { error: string }>) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  worker: Worker | null;
  running: Waiting | null;
  timer?: NodeJS.Timeout;
}

export interface GeosPoolOptions {
  /** A task that takes longer is given up and its worker replaced; default 30 s. */
  readonly timeoutMs?: number;
}

/**
 * Overlay, validity and buffers by GEOS in worker threads, so that a heavy overlay never holds up the event loop.
 * Workers start at the first task and do not keep the process alive while idle. A worker that dies fails only its task.
 * All operations give null for an empty result and throw TarimError GEO_OPERATION_FAILED when GEOS refuses.
 */
export function createGeosPool(size = 2, { timeoutMs = 30_000 }: GeosPoolOptions = {}): GeosPool {
  const seats: Seat[] = Array.from({ length: Math.max(1, size) }, () => ({ worker: null, running: null }));
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  function start(seat: Seat): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'tarim-geos' });
    worker.on('message', (answer: Answer) => {
      const done = seat.running;
      seat.running = null;
      clearTimeout(seat.timer);
      worker.unref();
      if (done) settle(done, answer);
      dispatch();
    });
    const lost = (error: Error) => {
      if (seat.worker !== worker) return;
      clearTimeout(seat.timer);
      const failed = seat.running;
      seat.worker = null;
      seat.running = null;
      failed?.reject(failure(failed.task.operation, error.message));
      if (!closed) dispatch();
    };
    worker.on('error', lost);
    worker.on('exit', (code) => lost(new Error(`the worker ended with code ${code}`)));
    worker.unref();
    return worker;
  }

  function dispatch(): void {
    for (const seat of seats) {
      if (queue.length === 0) return;
      if (seat.running) continue;
      const next = queue.shift()!;
      seat.running = next;
      seat.worker ??= start(seat);
      seat.worker.ref();
      const { worker } = seat;
      seat.timer = setTimeout(() => {
        worker.emit('error', new Error(`it took longer than ${timeoutMs / 1000} s`));
        void worker.terminate();
      }, timeoutMs);
      worker.postMessage(next.task);
    }
  }

  function run(operation: Operation, geometries: readonly Geometry[], extra: Partial<Task> = {}) {
    return runOn(operation, geometries.map(writeWkb), extra);
  }

  function runOn(operation: Operation, inputs: readonly Uint8Array[], extra: Partial<Task>) {
    if (closed) return Promise.reject(new TarimError(geoErrors.poolClosed));
    const task: Task = { ...extra, id: nextId++, operation, inputs };
    return new Promise<Exclude<Answer, { error: string }>>((resolve, reject) => {
      queue.push({ task, resolve, reject });
      dispatch();
    });
  }

  async function shape(operation: Operation, geometries: readonly Geometry[], extra?: Partial<Task>) {
    const answer = await run(operation, geometries, extra);
    return 'wkb' in answer ? nullIfEmpty(readWkb(answer.wkb)) : null;
  }

  return {
    intersection: (a, b) => shape('intersection', [a, b]),
    intersections: async (wkbs, to) => {
      if (wkbs.length === 0) return [];
      const answer = await runOn('intersections', [writeWkb(to), ...wkbs], {});
      return 'shared' in answer ? answer.shared.map((one, i) => (one === 'all' ? wkbs[i]! : one)) : [];
    },
    difference: (a, b) => shape('difference', [a, b]),
    union: async (geometries) => (geometries.length === 0 ? null : shape('union', [gather(geometries)])),
    makeValid: (geometry) => shape('makeValid', [geometry]),
    buffer: (geometry, width, quadrantSegments) => shape('buffer', [geometry], { width, quadrantSegments }),
    validity: async (geometry) => {
      const answer = await run('validity', [geometry]);
      return 'validity' in answer ? answer.validity : { valid: false };
    },
    relate: async (wkbs, relation, to) => {
      if (wkbs.length === 0) return [];
      const answer = await runOn('relate', [writeWkb(to), ...wkbs], { relation });
      return 'holds' in answer ? answer.holds : [];
    },
    relatePattern: async (wkbs, pattern, to) => {
      if (wkbs.length === 0) return [];
      const answer = await runOn('relate', [writeWkb(to), ...wkbs], { pattern });
      return 'holds' in answer ? answer.holds : [];
    },
    measure: async (wkbs, measure, to) => {
      if (wkbs.length === 0) return [];
      const answer = await runOn('measure', [writeWkb(to), ...wkbs], { measure });
      return 'numbers' in answer ? answer.numbers : [];
    },
    async close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(new TarimError(geoErrors.poolClosed));
      await Promise.all(
        seats.map(async (seat) => {
          clearTimeout(seat.timer);
          seat.running?.reject(new TarimError(geoErrors.poolClosed));
          const worker = seat.worker;
          seat.worker = null;
          seat.running = null;
          await worker?.terminate();
        }),
      );
    },
  };
}

function settle(waiting: Waiting, answer: Answer): void {
  if ('error' in answer) waiting.reject(failure(waiting.task.operation, answer.error));
  else waiting.resolve(answer);
}

function failure(operation: string, reason: string): TarimError {
  return new TarimError(geoErrors.operationFailed, { operation, reason });
}

function gather(geometries: readonly Geometry[]): Geometry {
  const areal = geometries.every((one) => one.type === 'Polygon' || one.type === 'MultiPolygon');
  const merged = areal ? arealOf((geometries as Areal[]).flatMap(polygonsOf)) : null;
  return merged ?? { type: 'GeometryCollection', geometries: [...geometries] };
}

function nullIfEmpty(geometry: Geometry): Geometry | null {
  const parts = geometry.type === 'GeometryCollection' ? geometry.geometries : geometry.coordinates;
  return parts.length === 0 ? null : geometry;
}
