import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@tarim/platform';
import pg from 'pg';
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
    return () => dropLeftovers(url);
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'tarim-test-'));
  // For root: the account of the database passes through, and its cluster lies inside.
  chmodSync(dataDir, 0o755);
  const database = await startEmbedded({ dataDir, unsafe: true });
  project.provide('databaseUrl', database.url);
  return async () => {
    await database.stop();
    removeDataDir(dataDir);
  };
}

/** Removes a data folder with its cluster, which for root lies elsewhere (`pg.location`). */
export function removeDataDir(dataDir: string): void {
  try {
    const cluster = readFileSync(join(dataDir, 'pg.location'), 'utf8').trim();
    rmSync(cluster, { recursive: true, force: true });
    rmSync(`${cluster}.log`, { force: true });
  } catch {
    // An ordinary user's cluster is inside the folder.
  }
  rmSync(dataDir, { recursive: true, force: true });
}

/** Templates of this run, on a server that outlives it. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'template\\_%\\_${process.pid}'`,
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
}
