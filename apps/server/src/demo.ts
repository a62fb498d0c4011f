import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seedDemoRivers } from '@tarim/analysis/server';
import { seedDemoAudit } from '@tarim/audit/server';
import { seedDemoCampaign } from '@tarim/campaign/server';
import { seedDemoCapability } from '@tarim/capability/server';
import { seedDemoSharing } from '@tarim/catalog/server';
import { seedDemoComplaints } from '@tarim/complaint/server';
import { seedDemoDamage } from '@tarim/damage/server';
import { seedDemoDuty } from '@tarim/duty/server';
import { seedDemoEcology } from '@tarim/ecology/server';
import { seedDemoEmf } from '@tarim/emf/server';
import { seedDemoEnforcement } from '@tarim/enforcement/server';
import { labelPoint } from '@tarim/geo';
import { seedDemoAccounts } from '@tarim/identity/server';
import { seedDemoImagery } from '@tarim/imagery/server';
import { seedDemoInspection } from '@tarim/inspection/server';
import { beijingDate, beijingIso, MINUTE_MS } from '@tarim/kernel';
import { seedDemoHistory, seedDemoPlans, seedDemoResults, seedDemoTargets } from '@tarim/monitoring/server';
import { seedDemoOperation, seedDemoParameters } from '@tarim/operation/server';
import { seedDemoPermits } from '@tarim/permit/server';
import type { Context } from '@tarim/platform';
import { seedDemoRadiation } from '@tarim/radiation/server';
import { seedDemoRadnet, seedDemoUranium } from '@tarim/radnet/server';
import { shapesOn } from '@tarim/redline/queries';
import { seedDemoRedline } from '@tarim/redline/server';
import { seedDemoRegistry } from '@tarim/registry/server';
import { queueDemoReports, seedDemoSchedules } from '@tarim/reporting/server';
import {
  demoEcology,
  demoParameters,
  demoRegistry,
  demoSources,
  demoSurvey,
  demoTargets,
  loadScenario,
} from '@tarim/simulator';
import { seedDemoSources } from '@tarim/sources/server';
import { seedDemoSupervision } from '@tarim/supervision/server';
import { seedDemoZoning } from '@tarim/zoning/server';
import { sql } from 'kysely';
import { demoKeyFile } from './demo-key.ts';
import { seedDemoReviews } from './demo-review.ts';

/** The region that the demonstration is about; of another scenario only its network is shown. */
export const DEMO_SCENARIO = 'xinjiang-demo';
const SCENARIO = DEMO_SCENARIO;
/** Beside the start: pages of sources may be empty for some seconds. */
const SOURCES_AFTER_MS = 2_000;
/** After the first look at the pages: results of past months are brought in beside the live region. */
const RESULTS_AFTER_MS = 15_000;
/** Alarms of the simulated region become tasks by themselves; how often it is looked whether there are enough to show. */
const SUPERVISION_EVERY_MS = 5_000;
const SUPERVISION_LOOKS = 120;
/** Lines fail for up to a quarter of an hour: what they held back at the stop is older than the last record that came. */
const MARGIN_MS = 30 * MINUTE_MS;

/** Registers the simulated region and its accounts, once. */
export async function seedDemo(ctx: Context, scenario = SCENARIO): Promise<void> {
  const { created } = await seedDemoRegistry(ctx, demoRegistry(loadScenario(scenario)));
  if (created > 0) ctx.log.info({ created }, 'the simulated region was registered');
  if (scenario === SCENARIO) {
    await seedDemoPlans(ctx, demoSurvey(loadScenario(SCENARIO)));
    await seedDemoTargets(ctx, demoTargets(loadScenario(SCENARIO)));
    await seedDemoSchedules(ctx);
  }
  const { rows } = await sql<{
    id: number;
    unitPath: string;
  }>`select id, unit_path as "unitPath" from registry.enterprise where simulated order by id limit 1`.execute(
    ctx.db,
  );
  await seedDemoAccounts(ctx, rows[0] ?? null);
  await seedDemoDuty(ctx);
  await seedDemoRivers(ctx);
  await seedDemoParameters(ctx, demoParameters(loadScenario(SCENARIO)));
  await seedDemoOperation(ctx);
}

/** When the last record came; null when none ever did. */
async function lastRecord(ctx: Context): Promise<number | null> {
  const { rows } = await sql<{
    at: Date | null;
  }>`select max(received_at) as at from telemetry.latest`.execute(ctx.db);
  return rows[0]?.at?.getTime() ?? null;
}

/** Stands in the data folder once the past has arrived: a start that was broken off sends it again. */
const pastMark = (ctx: Context) => join(ctx.config.dataDir, 'demo-past-sent');

/** The past at the first start; afterwards what was measured while the server was away. */
async function pastArgs(ctx: Context): Promise<string[]> {
  const last = await lastRecord(ctx);
  if (last === null || !existsSync(pastMark(ctx))) return ['--backfill'];
  return ['--since', beijingIso(last - MARGIN_MS)];
}

/** HTTPS devices need the key and the routes of this process; without them they speak HJ 212 like the others. */
async function httpArgs(ctx: Context, url: string | null): Promise<string[]> {
  return url === null ? [] : ['--http', url, '--key-file', await demoKeyFile(ctx)];
}

/** Runs the simulated network as a process of its own: real devices do not share our event loop either. */
export async function startDemoNetwork(
  ctx: Context,
  url: string | null = null,
  scenario = SCENARIO,
): Promise<{ stop(): Promise<void> }> {
  const args = [
    'simulate',
    '--scenario',
    scenario,
    '--port',
    String(ctx.config.gatewayPort),
    ...(await pastArgs(ctx)),
    ...(await httpArgs(ctx, url)),
  ];
  const child: ChildProcess = fork(fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', (told: { devices: number; backlog: number }) => {
    // About nothing waits any more: some lines are always down.
    if (told.backlog > 2 * told.devices || existsSync(pastMark(ctx))) return;
    writeFileSync(pastMark(ctx), `${beijingIso(ctx.clock.now())}\n`);
    if (scenario !== SCENARIO) return;
    queueDemoReports(ctx).catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'the first reports of the demo were not queued'),
    );
  });
  child.on('exit', (code) => {
    if (code) ctx.log.error({ code }, 'the simulator ended');
  });
  const ending = new AbortController();
  const about = [startSurvey, startSources, seedDemoReviews, startSupervision];
  const survey = Promise.all(scenario === SCENARIO ? about.map((start) => start(ctx, ending.signal)) : []);
  return {
    stop: async () => {
      ending.abort();
      await survey;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = globalThis.setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(hard);
    },
  };
}

/** Brings the simulated tasks of past months to their results, once the region has come up. */
async function startSurvey(ctx: Context, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(RESULTS_AFTER_MS, undefined, { signal, ref: false });
    const past = await seedDemoHistory(ctx, demoSurvey(loadScenario(SCENARIO)), signal);
    if (past > 0) ctx.log.info({ past }, 'the simulated history of manual monitoring was brought in');
    const done = await seedDemoResults(ctx, demoSurvey(loadScenario(SCENARIO)), signal);
    if (done > 0) ctx.log.info({ done }, 'results of manual monitoring were simulated');
  } catch (error) {
    if (!signal.aborted) ctx.log.error({ err: error }, 'results of manual monitoring could not be simulated');
  }
}

/** Sows the simulated outfalls, mobile sources and catchments, the status of counties, the surveys of living things in water and the red line. */
async function startSources(ctx: Context, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(SOURCES_AFTER_MS, undefined, { signal, ref: false });
    const begun = performance.now();
    const count = { made: 0, ecology: 0, patches: 0 };
    const seeds: (() => Promise<unknown>)[] = [
      () => seedDemoSharing(ctx),
      async () => {
        count.made = await seedDemoSources(ctx, demoSources(loadScenario(SCENARIO), ctx.clock.now()));
      },
      async () => {
        count.ecology = await seedDemoEcology(ctx, demoEcology(loadScenario(SCENARIO), ctx.clock.now()));
      },
      () => seedDemoZoning(ctx),
      () => seedDemoInspection(ctx),
      () => seedDemoEnforcement(ctx),
      () => seedDemoAudit(ctx),
      () => seedDemoDamage(ctx),
      () => seedDemoCapability(ctx),
      () => seedDemoCampaign(ctx),
      () => seedDemoRadiation(ctx),
      () => seedDemoRadnet(ctx),
      () => seedDemoUranium(ctx),
      () => seedDemoEmf(ctx),
      () => seedDemoComplaints(ctx),
      () => seedDemoPermits(ctx),
      async () => {
        count.patches = await seedDemoRedline(ctx);
      },
    ];
    for (const seed of seeds) {
      // Each is made once: what a stop leaves out comes at the next start.
      if (signal.aborted) return;
      await seed();
    }
    const ms = Math.round(performance.now() - begun);
    if (count.made + count.ecology + count.patches > 0)
      ctx.log.info({ ...count, ms }, 'pollution sources, ecology and the red line were simulated');
    await startImagery(ctx, signal);
  } catch (error) {
    if (!signal.aborted)
      ctx.log.error({ err: error }, 'pollution sources and ecology could not be simulated');
  }
}

/** The unit whose station account works the patches of the demo. */
const IMAGED_UNIT = '/650000/650100/';

/** Brings simulated scenes of a place within a simulated red line, and has the last two summers compared. */
async function startImagery(ctx: Context, signal: AbortSignal): Promise<void> {
  const areas = (await shapesOn(ctx.db, beijingDate(ctx.clock.now()))).filter(
    ({ kind, simulated }) => kind === 'redline' && simulated,
  );
  const chosen = areas.find(({ unitPath }) => unitPath.startsWith(IMAGED_UNIT)) ?? areas[0];
  if (!chosen) return;
  const [lon, lat] = labelPoint(chosen.geometry) as [number, number];
  const scenes = await seedDemoImagery(ctx, { centre: [lon, lat], unitPath: chosen.unitPath }, signal);
  if (scenes > 0) ctx.log.info({ scenes, area: chosen.code }, 'imagery was simulated');
}

/** Brings the first tasks that simulated alarms made some way, once there are enough of them. */
async function startSupervision(ctx: Context, signal: AbortSignal): Promise<void> {
  try {
    for (let look = 0; look < SUPERVISION_LOOKS; look++) {
      await setTimeout(SUPERVISION_EVERY_MS, undefined, { signal, ref: false });
      const moved = await seedDemoSupervision(ctx);
      if (moved === 'waits') continue;
      if (moved > 0) ctx.log.info({ moved }, 'supervision tasks were simulated');
      return;
    }
  } catch (error) {
    if (!signal.aborted) ctx.log.error({ err: error }, 'supervision tasks could not be simulated');
  }
}
