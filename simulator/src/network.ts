import { DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import { Logger, type NetworkCounters } from './device/logger.ts';
import type { Report } from './report.ts';
import { expandScenario, type Scenario, type SimDevice } from './scenario.ts';

export interface NetworkOptions {
  readonly scenario: Scenario;
  readonly host: string;
  readonly port: number;
  /** How many times faster than the clock the simulated world runs. */
  readonly speed?: number;
  /** Whether the past is sent as stored records at the start (newest first, after the live stream has begun). */
  readonly backfill?: boolean;
  readonly window?: number;
  readonly clock?: () => number;
}

export interface Network {
  readonly devices: readonly SimDevice[];
  readonly counters: NetworkCounters;
  /** Records that wait to be sent or answered. */
  backlog(): number;
  logger(mn: string): Logger | null;
  stop(): void;
}

const TICK_MS = 100;

/** A monitoring network in a box: every device of the scenario on a TCP line of its own, one timer for all. */
export function startNetwork(options: NetworkOptions): Network {
  const clock = options.clock ?? Date.now;
  const began = clock();
  const speed = options.speed ?? 1;
  const now = () => began + (clock() - began) * speed;
  const counters: NetworkCounters = { sent: 0, answered: 0, resent: 0, broken: 0, requests: 0 };
  const devices = expandScenario(options.scenario);
  const loggers = devices.map(
    (device) =>
      new Logger(device, {
        host: options.host,
        port: options.port,
        faults: options.scenario.faults,
        now,
        window: options.window ?? 6,
        counters,
      }),
  );
  const byMn = new Map(loggers.map((logger) => [logger.device.mn, logger]));
  loggers.forEach((logger, index) => {
    if (options.backfill) logger.store(pastOf(logger, options.scenario, began));
    // Lines open one after another, as after a power cut, not all in one moment.
    setTimeout(() => logger.start(), Math.min(4_000, index * 8)).unref();
  });
  const timer = setInterval(() => {
    for (const logger of loggers) logger.tick();
  }, TICK_MS);
  return {
    devices,
    counters,
    backlog: () => loggers.reduce((sum, logger) => sum + logger.backlog, 0),
    logger: (mn) => byMn.get(mn) ?? null,
    stop: () => {
      clearInterval(timer);
      for (const logger of loggers) logger.stop();
    },
  };
}

/** What a device measured before the network was switched on, oldest first: minutes of the last hours, hours and days before. */
function pastOf(logger: Logger, scenario: Scenario, now: number): Report[] {
  const { device } = logger;
  const reports: Report[] = [];
  const days = device.kind === 'air' ? scenario.backfill.airDays : scenario.backfill.otherDays;
  const hour = periodStart('hour', now);
  for (let time = periodStart('day', now - days * DAY_MS); time < periodStart('day', now); time += DAY_MS)
    reports.push({ cn: '2031', time });
  for (let time = periodStart('day', now - days * DAY_MS); time < hour; time += HOUR_MS)
    reports.push({ cn: '2061', time });
  if (device.minuteInterval) {
    const step = device.minuteInterval * MINUTE_MS;
    for (let time = hour - scenario.backfill.minuteHours * HOUR_MS; time + step <= now; time += step)
      reports.push({ cn: '2051', time });
  }
  return reports.filter((report) => !logger.inHole(report.time));
}
