import { type JsonSink, JsonStation } from './device/json-station.ts';
import { Logger } from './device/logger.ts';
import { type Counters, newCounters, type Station } from './device/station.ts';
import { expandScenario, type SimDevice } from './expand.ts';
import { Lockstep } from './lockstep.ts';
import { type Past, pastOf, pastSince } from './past.ts';
import type { Scenario } from './scenario.ts';
import { type PreparedEvent, prepareEvent, type SimEvent } from './world/events.ts';

export interface NetworkOptions {
  readonly scenario: Scenario;
  readonly host: string;
  readonly port: number;
  /** How many times faster than the clock the simulated world runs. A platform that checks times against its own clock wants 1. */
  readonly speed?: number;
  /** The past that is sent at the start, newest first, while the live stream already runs; true: as the scenario says. */
  readonly backfill?: boolean | Past;
  /** Sends what was measured since this time (epoch ms), as after a time without line. */
  readonly since?: number | null;
  /** Records under way at once, of each device. */
  readonly window?: number;
  readonly clock?: () => number;
  /**
   * World time at which the network begins, epoch ms: the world then waits for answers (see lockstep.ts), so that the same seed
   * and start write the same bytes to a platform that answers alike.
   */
  readonly start?: number;
  /** With `start`: how long the world goes on, in seconds of the wall at full speed. */
  readonly seconds?: number;
  /** Where the scenario's JSON devices send to; without it they speak HJ 212 like all others. */
  readonly http?: JsonSink;
  readonly mqtt?: JsonSink;
}

export interface Network {
  readonly devices: readonly SimDevice[];
  readonly counters: Readonly<Counters>;
  /** Records that wait to be sent or answered. */
  backlog(): number;
  /** A device by its MN, to cut its line or make a gap. */
  device(mn: string): Station | null;
  /** The device as a logger of HJ 212; null when it is none. */
  logger(mn: string): Logger | null;
  /** Something happens in the world, from now on or whenever the event says. */
  inject(event: SimEvent): void;
  stop(): void;
  /** Stops after what was written has gone out. */
  finish(): Promise<void>;
  /** With `start` and `seconds`: resolves at their end. */
  readonly ended: Promise<void>;
}

const TICK_MS = 100;
/** Lines open one after another, as after a power cut, not all in one moment. */
const START_GAP_MS = 8;
const LONGEST_START_MS = 4_000;

/** A monitoring network in a box: every device of the scenario on a line of its own, one clock for all. */
export function startNetwork(options: NetworkOptions): Network {
  const { start, speed = 1, seconds } = options;
  const lockstep =
    start === undefined
      ? null
      : new Lockstep({
          start,
          speed,
          ...(seconds === undefined ? {} : { end: start + seconds * speed * 1_000 }),
        });
  const wall = lockstep?.now ?? options.clock ?? Date.now;
  const began = wall();
  // In step, what devices wait for (answers, pauses) passes in the world's time as well.
  const now = lockstep?.now ?? (() => began + (wall() - began) * speed);
  const counters = newCounters();
  const events: PreparedEvent[] = options.scenario.events.map(prepareEvent);
  const devices = expandScenario(options.scenario, events);
  const stations = devices.map((device) => stationOf(device, options, { now, wall, counters }));
  const byMn = new Map(stations.map((station) => [station.device.mn, station]));
  for (const station of stations) station.store(pastFor(station.device, options, began));
  const clock = lockstep ? inStep(lockstep, stations) : byTimer(stations);
  return {
    devices,
    counters,
    backlog: () => stations.reduce((sum, station) => sum + station.backlog, 0),
    device: (mn) => byMn.get(mn) ?? null,
    logger: (mn) => {
      const station = byMn.get(mn);
      return station instanceof Logger ? station : null;
    },
    inject: (event) => {
      events.push(prepareEvent(event));
    },
    stop: () => {
      clock.stop();
      for (const station of stations) station.stop();
    },
    finish: async () => {
      clock.stop();
      await Promise.all(stations.map((station) => station.finish()));
    },
    ended: clock.ended,
  };
}

interface Clockwork {
  readonly ended: Promise<void>;
  stop(): void;
}

function inStep(lockstep: Lockstep, stations: readonly Station[]): Clockwork {
  for (const station of stations) station.start();
  return { ended: lockstep.run(stations), stop: () => lockstep.stop() };
}

function byTimer(stations: readonly Station[]): Clockwork {
  const starting = stations.map((station, index) =>
    setTimeout(() => station.start(), Math.min(LONGEST_START_MS, index * START_GAP_MS)),
  );
  const timer = setInterval(() => {
    for (const station of stations) station.tick();
  }, TICK_MS);
  return {
    ended: new Promise(() => {}),
    stop: () => {
      clearInterval(timer);
      for (const one of starting) clearTimeout(one);
    },
  };
}

function stationOf(
  device: SimDevice,
  options: NetworkOptions,
  common: { now: () => number; wall: () => number; counters: Counters },
): Station {
  const sink =
    device.transport === 'http' ? options.http : device.transport === 'mqtt' ? options.mqtt : undefined;
  if (sink) return new JsonStation(device, { sink, ...common });
  const { host, port, scenario, window = 6 } = options;
  // In step the world stands still until the line is back: to wait longer would only take time.
  const pause = options.start === undefined ? {} : { firstPauseMs: 5 };
  return new Logger(device, { host, port, faults: scenario.faults, window, ...pause, ...common });
}

function pastFor(device: SimDevice, options: NetworkOptions, now: number): ReturnType<typeof pastOf> {
  const { backfill, scenario, since } = options;
  if (backfill) {
    const { airDays, otherDays, tamperedDays = 0, waterDays = 0, minuteHours, ...more } = scenario.backfill;
    const { radiationDays = otherDays } = more;
    const long = scenario.longPast.find((one) => one.kind === device.kind && one.index === device.index);
    const usual = device.kind === 'air' ? airDays : device.kind === 'radiation' ? radiationDays : otherDays;
    const days = long?.days ?? (device.tamper ? Math.max(usual, tamperedDays) : usual);
    const sparseDays = device.kind === 'surface-water' || device.kind === 'groundwater' ? waterDays : 0;
    return pastOf(device, backfill === true ? { days, minuteHours, sparseDays } : backfill, now);
  }
  return since ? pastSince(device, since, now) : [];
}
