import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** The projector's thread, which dies the first time as soon as it has committed something, before it can tell. */
const mark = join((workerData as { dataDir: string }).dataDir, 'died-once');
if (!existsSync(mark)) {
  const port = parentPort!;
  const tell = port.postMessage.bind(port);
  port.postMessage = (message: object) => {
    if (!('counts' in message)) return tell(message);
    writeFileSync(mark, '');
    process.exit(1);
  };
}
await import('../server/projector/thread.ts');
