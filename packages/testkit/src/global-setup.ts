import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@tarim/platform';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One server a test run: the embedded one without durability, or the one that TEST_DATABASE_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    project.provide('databaseUrl', url);
    return async () => {};
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'tarim-test-'));
  const database = await startEmbedded({ dataDir, unsafe: true });
  project.provide('databaseUrl', database.url);
  return async () => {
    await database.stop();
    const { readFileSync } = await import('node:fs');
    // A root user's cluster lies elsewhere: see pg.location.
    try {
      rmSync(readFileSync(join(dataDir, 'pg.location'), 'utf8').trim(), { recursive: true, force: true });
    } catch {
      // An ordinary user's cluster is inside the folder.
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
}
