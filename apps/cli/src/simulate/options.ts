import {
  address,
  BrokenCall,
  flag,
  number,
  port,
  readArguments,
  text,
  time,
  type Values,
} from '../arguments.ts';

/** Arguments of `tarim simulate`. */
export const SIMULATE_OPTIONS = {
  scenario: text('xinjiang-demo'),
  /** Null: the scenario's own. */
  seed: number({ from: 0, to: 4_294_967_295, whole: true }),
  /** World time at which it begins; null: now. */
  start: time(),
  host: text('127.0.0.1'),
  port: port(9_212),
  speed: number({ from: 0.001, to: 100_000 }, 1),
  /** Null: until it is stopped. */
  seconds: number({ from: 0.001, to: 2_000_000 }),
  backfill: flag(),
  since: time(),
  http: address(['http:', 'https:']),
  mqtt: address(['mqtt:', 'mqtts:']),
  'key-file': text(),
};

export type SimulateOptions = Values<typeof SIMULATE_OPTIONS>;

/** What no single option tells. @throws BrokenCall */
export function checkTogether(options: SimulateOptions): void {
  if (options.since !== null && options.backfill)
    throw new BrokenCall('--since 与 --backfill 只能用一个 exclude each other');
  if (options.http && !options['key-file']) throw new BrokenCall('--http 需要 --key-file needs a key file');
}

/** @throws BrokenCall */
export function simulateOptions(argv: readonly string[]): SimulateOptions {
  return readArguments(argv, SIMULATE_OPTIONS);
}
