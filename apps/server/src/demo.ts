import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { seedDemoAccounts } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { seedDemoRegistry } from '@tarim/registry/server';
import { demoRegistry, loadScenario } from '@tarim/simulator';
import { sql } from 'kysely';

const SCENARIO = 'xinjiang-demo';

/** Registers the simulated region and its accounts, once. */
export async function seedDemo(ctx: Context): Promise<void> {
  const { created } = await seedDemoRegistry(ctx, demoRegistry(loadScenario(SCENARIO)));
  if (created > 0) ctx.log.info({ created }, 'the simulated region was registered');
  const { rows } = await sql<{
    id: number;
  }>`select id from registry.enterprise where simulated order by id limit 1`.execute(ctx.db);
  await seedDemoAccounts(ctx, { enterpriseId: rows[0]?.id ?? null });
}

/** Whether the past has to be sent: only when there is none yet. */
async function isFresh(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select exists (select 1 from telemetry.record) as there`.execute(ctx.db);
  return !rows[0]!.there;
}

/** Runs the simulated network as a process of its own: real devices do not share our event loop either. */
export async function startDemoNetwork(ctx: Context): Promise<{ stop(): Promise<void> }> {
  const backfill = await isFresh(ctx);
  const args = [
    'simulate',
    '--scenario',
    SCENARIO,
    '--port',
    String(ctx.config.gatewayPort),
    ...(backfill ? ['--backfill'] : []),
  ];
  const child: ChildProcess = fork(fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('exit', (code) => {
    if (code) ctx.log.error({ code }, 'the simulator ended');
  });
  return {
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(hard);
    },
  };
}
