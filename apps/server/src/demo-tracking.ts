import { setTimeout } from 'node:timers/promises';
import type { Context } from '@tarim/platform';
import { demoFleet, demoMembers, nightOf, reportOf, SourceTerminal } from '@tarim/simulator';
import { seedDemoAccident, seedDemoTracking, type TrackingRuntime } from '@tarim/tracking/server';
import { DEMO_SCENARIO } from './demo.ts';

/** After the first look at the pages. */
const AFTER_MS = 3_000;
const EVERY_MS = 60_000;
const ACCIDENT_EVERY_MS = 1_000;
const ACCIDENT_LOOKS = 60;

/**
 * The simulated fleet of mobile sources: registered once, its last night sent at the start through the socket as stored reports, then a report
 * a minute of those that are not silent. Never stops the server.
 */
export function startDemoTracking(
  ctx: Context,
  runtime: Readonly<TrackingRuntime>,
  scenario: string,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const running = speak(ctx, runtime, scenario, ending.signal).catch((error: unknown) => {
    if (!ending.signal.aborted)
      ctx.log.error({ err: error }, 'the simulated fleet of mobile sources fell silent');
  });
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

async function speak(
  ctx: Context,
  { port }: Readonly<TrackingRuntime>,
  scenario: string,
  signal: AbortSignal,
): Promise<void> {
  if (port === null || scenario !== DEMO_SCENARIO) return;
  await setTimeout(AFTER_MS, undefined, { signal, ref: false });
  const begun = performance.now();
  const started = ctx.clock.now();
  const made = await seedDemoTracking(ctx, demoFleet(started));
  const host = ctx.config.gatewayHost ?? ctx.config.host;
  const open: { member: ReturnType<typeof demoMembers>[number]; terminal: SourceTerminal }[] = [];
  try {
    for (const member of demoMembers(started)) {
      const terminal = await SourceTerminal.open({ host, port }, member.terminal);
      open.push({ member, terminal });
      if (made > 0) await terminal.stored(nightOf(member, started));
    }
    if (made > 0)
      ctx.log.info(
        { made, ms: Math.round(performance.now() - begun) },
        'a night of mobile sources was simulated',
      );
    // The alarm of the lost source comes when the night was folded.
    for (let look = 0; look < ACCIDENT_LOOKS && !(await seedDemoAccident(ctx)); look++)
      await setTimeout(ACCIDENT_EVERY_MS, undefined, { signal, ref: false });
    for (let i = 0; ; i++) {
      // Beyond the end of the night: as it was left.
      for (const { member, terminal } of open) {
        const report = reportOf(member, ctx.clock.now(), 1, i);
        if (report) await terminal.report(report);
      }
      await setTimeout(EVERY_MS, undefined, { signal, ref: false });
    }
  } finally {
    for (const { terminal } of open) terminal.close();
  }
}
