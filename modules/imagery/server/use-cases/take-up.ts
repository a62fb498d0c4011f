import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '@tarim/platform';
import { openRuns } from '../sql/changes.ts';
import { unfinishedScenes } from '../sql/scenes.ts';
import { openTransitions } from '../sql/transitions.ts';
import { CONVERT_JOB } from './ingest-scene.ts';
import { DETECT_JOB } from './start-change.ts';
import { COMPOSITE_JOB } from './start-composite.ts';
import { TRANSITION_JOB } from './start-transition.ts';

const DAY = 86_400_000;

/**
 * What a process that was killed left behind: jobs of scenes and comparisons that are still open are queued once more (the queue takes
 * one of a kind), and uploads that never came to an end are cleared away.
 */
export async function takeUp(ctx: Context): Promise<void> {
  for (const { id, derived } of await unfinishedScenes(ctx.db))
    await ctx.jobs.enqueue(
      derived ? COMPOSITE_JOB : CONVERT_JOB,
      { sceneId: id },
      { singletonKey: String(id) },
    );
  for (const runId of await openRuns(ctx.db))
    await ctx.jobs.enqueue(DETECT_JOB, { runId }, { singletonKey: String(runId) });
  for (const runId of await openTransitions(ctx.db))
    await ctx.jobs.enqueue(TRANSITION_JOB, { runId }, { singletonKey: String(runId) });
  const folder = join(ctx.config.dataDir, 'imagery', 'uploads');
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith('new-')) continue;
    const path = join(folder, name);
    // Of the machine's clock: files have no other.
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > DAY) await rm(path, { recursive: true, force: true });
  }
}
