import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '@tarim/kernel';
import { connectDatabase, createLog, secretBox, secretKey } from '@tarim/platform';
import { openDirectory } from '../devices/open-directory.ts';
import { FollowingLog, type LogProgress, type LogState } from '../log/following-log.ts';
import { Projector } from './projector.ts';
import type { BatchCounts } from './write-batch.ts';

/** What the projector's thread is given… */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly secretKey?: string;
  readonly logLevel: string;
  readonly log: LogState;
}

/** …is told… */
export type ToThread =
  | { readonly durable: LogProgress }
  | { readonly forget: true }
  | { readonly stop: true };

/** …and tells. */
export type FromThread =
  | { readonly position: number; readonly counts?: BatchCounts; readonly seconds?: number }
  | { readonly topic: string; readonly message: object }
  | { readonly damage: { readonly from: number; readonly to: number } };

/** How often the position is told although nothing was written: somebody may have taken the projection back. */
const TELL_MS = 250;
/** One connection writes, one looks devices up meanwhile. */
const CONNECTIONS = 3;

const given = workerData as ThreadData;
const tell = (message: FromThread): void => parentPort!.postMessage(message);

const log = createLog(given.logLevel);
const database = connectDatabase(given.databaseUrl, {
  max: CONNECTIONS,
  onError: (error) => log.warn({ err: error }, 'a database connection of the projector was lost'),
});
const frames = new FollowingLog(join(given.dataDir, 'framelog'), given.log, (damage) => tell({ damage }));
const secrets = secretBox(secretKey(given.dataDir, given.secretKey));
const parts = { db: database.db, log, clock: systemClock, secrets };
const directory = openDirectory(parts);
const live = { publish: (topic: string, message: object) => tell({ topic, message }) };
const projector: Projector = new Projector({ ...parts, live }, frames, directory, (counts, seconds) => {
  const { frames: taken, records, values, broken } = counts;
  tell({ position: projector.position(), counts: { frames: taken, records, values, broken }, seconds });
});

let told = -1;
const telling = setInterval(() => {
  if (projector.position() === told) return;
  told = projector.position();
  tell({ position: told });
}, TELL_MS);

parentPort!.on('message', (message: ToThread) => {
  if ('durable' in message) frames.follow(message.durable);
  else if ('forget' in message) directory.forget();
  else void stop();
});
projector.start();

async function stop(): Promise<void> {
  clearInterval(telling);
  await projector.stop();
  await database.stop();
  parentPort!.close();
}
