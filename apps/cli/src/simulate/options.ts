import { parseArgs } from 'node:util';
import { parseTime } from '../evaluate/time.ts';

export interface SimulateOptions {
  readonly scenario: string;
  readonly host: string;
  readonly port: number;
  readonly speed: number;
  /** Null: until it is stopped. */
  readonly seconds: number | null;
  readonly backfill: boolean;
  /** Epoch ms. */
  readonly since: number | null;
  readonly http: string | null;
  readonly mqtt: string | null;
  readonly keyFile: string | null;
}

/** Reads the arguments of `tarim simulate`; throws an `Error` whose message tells the person what is wrong with them. */
export function simulateOptions(argv: string[]): SimulateOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      scenario: { type: 'string', default: 'xinjiang-demo' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '9212' },
      speed: { type: 'string', default: '1' },
      seconds: { type: 'string' },
      backfill: { type: 'boolean', default: false },
      since: { type: 'string' },
      http: { type: 'string' },
      mqtt: { type: 'string' },
      'key-file': { type: 'string' },
    },
  });
  const since = values.since === undefined ? null : parseTime(values.since);
  if (values.since !== undefined && since === null)
    throw new Error('--since 应为 ISO 8601 时间 is an ISO 8601 time');
  if (since !== null && values.backfill)
    throw new Error('--since 与 --backfill 只能用一个 exclude each other');
  const keyFile = values['key-file'] ?? null;
  const http = values.http === undefined ? null : address('--http', values.http, ['http:', 'https:']);
  const mqtt = values.mqtt === undefined ? null : address('--mqtt', values.mqtt, ['mqtt:', 'mqtts:']);
  if (http && !keyFile) throw new Error('--http 需要 --key-file needs a key file');
  return {
    scenario: values.scenario,
    host: values.host,
    port: number('--port', values.port, 1, 65_535),
    speed: number('--speed', values.speed, 0.001, 100_000),
    seconds: values.seconds === undefined ? null : number('--seconds', values.seconds, 0.001, 2_000_000),
    backfill: values.backfill,
    since,
    http,
    mqtt,
    keyFile,
  };
}

function number(name: string, text: string, from: number, to: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= from && value <= to))
    throw new Error(`${name} 应为 ${from} 至 ${to} 的数 is a number from ${from} to ${to}`);
  return value;
}

function address(name: string, text: string, protocols: readonly string[]): string {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    throw new Error(`${name} 应为 ${protocols[0]}//… 地址 is an address`);
  return text;
}
