import { Worker } from 'node:worker_threads';
import type { Context } from '@tarim/platform';
import { progressOf, stateOf } from '../log/following-log.ts';
import type { FrameLog } from '../log/port.ts';
import type { RunningProjector } from './projector.ts';
import type { FromThread, ThreadData, ToThread } from './thread.ts';
import type { BatchCounts } from './write-batch.ts';

const RESTART_MS = 1_000;
/** Longer than a batch takes, shorter than a supervisor's patience. */
const STOP_MS = 20_000;

export interface ThreadedOptions {
  readonly databaseUrl: string;
  readonly counted?: (counts: BatchCounts, seconds: number) => void;
  readonly onDamage?: (damage: { readonly from: number; readonly to: number }) => void;
  /** What runs in the thread; tests put one here that dies. */
  readonly entry?: URL;
}

/**
 * The projector on a thread of its own, beside the gateway that writes the log: decoding and writing records must not hold up
 * the answers to devices, nor the pages. A thread that ends by itself is started again; what it had not committed it does again.
 */
export class ThreadedProjector implements RunningProjector {
  readonly #ctx: Pick<Context, 'config' | 'log' | 'live'>;
  readonly #log: FrameLog;
  readonly #options: ThreadedOptions;
  #worker: Worker | null = null;
  #position = 0;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;
  #off: () => void = () => {};

  constructor(ctx: Pick<Context, 'config' | 'log' | 'live'>, log: FrameLog, options: ThreadedOptions) {
    this.#ctx = ctx;
    this.#log = log;
    this.#options = options;
  }

  start(): void {
    this.#off = this.#log.onDurable(() => this.#tell({ durable: progressOf(this.#log) }));
    this.#run();
  }

  position(): number {
    return this.#position;
  }

  forget(): void {
    this.#tell({ forget: true });
  }

  #tell(message: ToThread): void {
    this.#worker?.postMessage(message);
  }

  #run(): void {
    const { config, log } = this.#ctx;
    const workerData: ThreadData = {
      databaseUrl: this.#options.databaseUrl,
      dataDir: config.dataDir,
      secretKey: (config as { readonly secretKey?: string }).secretKey,
      logLevel: log.level,
      log: stateOf(this.#log),
    };
    const entry = this.#options.entry ?? new URL('./thread.ts', import.meta.url);
    const worker = new Worker(entry, { workerData, name: 'projector' });
    this.#worker = worker;
    worker.on('message', (message: FromThread) => this.#hear(message));
    worker.on('error', (err) => log.error({ err }, 'the projector’s thread failed'));
    worker.on('exit', () => {
      this.#worker = null;
      if (this.#stopping) return;
      log.error('the projector’s thread ended; it is started again');
      this.#restart = setTimeout(() => this.#run(), RESTART_MS);
    });
  }

  #hear(message: FromThread): void {
    if ('topic' in message) this.#ctx.live.publish(message.topic, message.message);
    else if ('damage' in message) this.#options.onDamage?.(message.damage);
    else {
      this.#position = message.position;
      if (message.counts) this.#options.counted?.(message.counts, message.seconds ?? 0);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#off();
    const worker = this.#worker;
    if (!worker) return;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    const hard = setTimeout(() => void worker.terminate(), STOP_MS);
    this.#tell({ stop: true });
    await gone;
    clearTimeout(hard);
  }
}
