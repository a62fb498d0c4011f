import { randomBytes } from 'node:crypto';
import { type Edition, isPlatformCommand, MINUTE_INTERVALS, type Request, requestCn } from '@tarim/hj212';
import { TarimError } from '@tarim/kernel';
import type { ConfirmedSetting } from '@tarim/registry/queries';
import { telemetryErrors } from '../errors.ts';

/** One argument of a command as a form shows it. */
export interface CommandArgument {
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: 'time' | 'integer' | 'text' | 'factor' | 'secret' | 'choice';
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface CommandType {
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Changes the device: pages ask for confirmation. */
  readonly changes: boolean;
  readonly args: readonly CommandArgument[];
  readonly build: (args: Args, now: number) => Request;
}

/** Arguments as they came from a page; read by the helpers below, which complain in coded errors. */
class Args {
  readonly #command: string;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(command: string, values: Readonly<Record<string, unknown>>) {
    this.#command = command;
    this.#values = values;
  }

  #bad(name: string): never {
    throw new TarimError(telemetryErrors.commandInvalid, { command: this.#command, reason: name });
  }

  time(name: string): number {
    const ms = Date.parse(String(this.#values[name] ?? ''));
    return Number.isNaN(ms) ? this.#bad(name) : ms;
  }

  integer(name: string): number {
    const value = Number(this.#values[name]);
    return Number.isInteger(value) ? value : this.#bad(name);
  }

  text(name: string): string {
    const value = this.#values[name];
    return typeof value === 'string' && value.length > 0 && value.length <= 64 ? value : this.#bad(name);
  }

  optionalText(name: string): string | undefined {
    return this.#values[name] === undefined || this.#values[name] === '' ? undefined : this.text(name);
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name) as T;
    return choices.includes(value) ? value : this.#bad(name);
  }
}

const arg = (
  name: string,
  kind: CommandArgument['kind'],
  titleZh: string,
  titleEn: string,
  range: { min?: number; max?: number } = {},
  required = true,
): CommandArgument => ({
  name,
  kind,
  titleZh,
  titleEn,
  required,
  ...range,
});
const factor = arg('polId', 'factor', '因子编码', 'Factor');
const period = [arg('begin', 'time', '开始时间', 'From'), arg('end', 'time', '结束时间', 'To')];

function type(
  name: string,
  titleZh: string,
  titleEn: string,
  changes: boolean,
  args: readonly CommandArgument[],
  build: CommandType['build'],
): CommandType {
  return { name, titleZh, titleEn, changes, args, build };
}

const history = (of: 'minute' | 'hour' | 'day' | 'runtime', titleZh: string, titleEn: string): CommandType =>
  type(`history-${of}`, titleZh, titleEn, false, period, (a) => ({
    kind: 'history',
    of,
    begin: a.time('begin'),
    end: a.time('end'),
  }));

/** What a person may ask of a data logger (反控), in the order of use. */
export const COMMAND_TYPES: readonly CommandType[] = [
  history('minute', '补传分钟数据', 'History: minutes'),
  history('hour', '补传小时数据', 'History: hours'),
  history('day', '补传日数据', 'History: days'),
  history('runtime', '补传设施运行时间', 'History: facility run time'),
  type('get-time', '提取现场时间', 'Read the clock', false, [], () => ({ kind: 'get-time' })),
  type('set-time', '校时（设为平台时间）', 'Set the clock to ours', true, [], (_a, now) => ({
    kind: 'set-time',
    time: now,
  })),
  type('get-realtime-interval', '提取实时数据间隔', 'Read real-time interval', false, [], () => ({
    kind: 'get-realtime-interval',
  })),
  type(
    'set-realtime-interval',
    '设置实时数据间隔',
    'Set real-time interval',
    true,
    [arg('seconds', 'integer', '秒', 'Seconds', { min: 30, max: 3600 })],
    (a) => ({
      kind: 'set-realtime-interval',
      seconds: a.integer('seconds'),
    }),
  ),
  type('get-minute-interval', '提取分钟数据间隔', 'Read minute interval', false, [], () => ({
    kind: 'get-minute-interval',
  })),
  type(
    'set-minute-interval',
    '设置分钟数据间隔',
    'Set minute interval',
    true,
    [
      arg('minutes', 'integer', '分钟', 'Minutes', {
        min: MINUTE_INTERVALS[0],
        max: MINUTE_INTERVALS.at(-1),
      }),
    ],
    (a) => ({ kind: 'set-minute-interval', minutes: a.integer('minutes') }),
  ),
  type('start-realtime', '开始上报实时数据', 'Start real-time data', true, [], () => ({
    kind: 'start-realtime',
  })),
  type('stop-realtime', '停止上报实时数据', 'Stop real-time data', true, [], () => ({
    kind: 'stop-realtime',
  })),
  type('start-status', '开始上报设施状态', 'Start facility status', true, [], () => ({
    kind: 'start-status',
  })),
  type('stop-status', '停止上报设施状态', 'Stop facility status', true, [], () => ({ kind: 'stop-status' })),
  type(
    'calibrate',
    '零点/量程校准',
    'Zero and span calibration',
    true,
    [factor, arg('type', 'choice', 'zero 或 span（2025）', 'zero or span (2025)', {}, false)],
    (a) => {
      const polId = a.text('polId');
      const kind = 'calibrate' as const;
      return a.optionalText('type') === undefined
        ? { kind, polId }
        : { kind, polId, type: a.choice('type', ['zero', 'span'] as const) };
    },
  ),
  type('sample-now', '即时采样', 'Sample now', true, [factor], (a) => ({
    kind: 'sample-now',
    polId: a.text('polId'),
  })),
  type('clean', '清洗/反吹', 'Wash or blow back', true, [factor], (a) => ({
    kind: 'clean',
    polId: a.text('polId'),
  })),
  type('retain-exceedance-sample', '超标留样', 'Retain an exceedance sample', true, [], () => ({
    kind: 'retain-exceedance-sample',
  })),
  type('retain-sample-now', '即时留样', 'Retain a sample now', true, [factor], (a) => ({
    kind: 'retain-sample-now',
    polId: a.text('polId'),
  })),
  type('get-sample-out-time', '提取出样时间', 'Read sample-out time', false, [factor], (a) => ({
    kind: 'get-sample-out-time',
    polId: a.text('polId'),
  })),
  type('get-instrument-serial', '提取仪器编号', 'Read instrument serial', false, [factor], (a) => ({
    kind: 'get-instrument-serial',
    polId: a.text('polId'),
  })),
  type(
    'get-info',
    '提取现场信息（量程、斜率、截距…）',
    'Read site information (range, slope, intercept…)',
    false,
    [
      arg('polId', 'factor', '因子编码', 'Factor', {}, false),
      arg('infoId', 'text', '信息编码，如 i13008', 'Information code, e.g. i13008'),
    ],
    (a) => ({ kind: 'get-info', infoId: a.text('infoId'), polId: a.optionalText('polId') }),
  ),
  type(
    'set-info',
    '设置现场参数',
    'Set a site parameter',
    true,
    [factor, arg('infoId', 'text', '信息编码', 'Information code'), arg('value', 'text', '值', 'Value')],
    (a) => ({ kind: 'set-info', polId: a.text('polId'), infoId: a.text('infoId'), value: a.text('value') }),
  ),
  type(
    'set-timeouts',
    '设置超时与重发次数',
    'Set timeout and resends',
    true,
    [
      arg('overTime', 'integer', '超时（秒）', 'Timeout, s', { min: 1, max: 99 }),
      arg('reCount', 'integer', '重发次数', 'Resends', { min: 1, max: 99 }),
    ],
    (a) => ({ kind: 'set-timeouts', overTime: a.integer('overTime'), reCount: a.integer('reCount') }),
  ),
  type(
    'set-password',
    '设置访问密码',
    'Set password',
    true,
    [arg('password', 'secret', '新密码（6 位）', 'New password (6 characters)')],
    (a) => ({
      kind: 'set-password',
      password: a.text('password'),
    }),
  ),
  // The key is made here and shown to nobody: it goes to the device under the old key, and sealed into the registry.
  type(
    'set-key',
    '更换 SM4 密钥（平台生成）',
    'Replace the SM4 key (made by the platform)',
    true,
    [],
    (_a, now) => ({
      kind: 'set-key',
      key: randomBytes(16).toString('hex'),
      createdAt: now,
    }),
  ),
  type(
    'set-mn',
    '设置设备唯一标识 MN',
    'Set the device id (MN)',
    true,
    [arg('mn', 'text', '新 MN（24 位，0-9 A-F）', 'New MN (24 characters, 0-9 A-F)')],
    (a) => ({ kind: 'set-mn', mn: a.text('mn') }),
  ),
  type('start-standard-check', '启动标样核查', 'Start a standard check', true, [factor], (a) => ({
    kind: 'start-standard-check',
    polId: a.text('polId'),
  })),
];

const BY_NAME = new Map(COMMAND_TYPES.map((one) => [one.name, one]));

/** The request that a person's command means. @throws TarimError TELEMETRY_COMMAND_INVALID */
export function requestOf(command: string, values: Readonly<Record<string, unknown>>, now: number): Request {
  const found = BY_NAME.get(command);
  if (!found) throw new TarimError(telemetryErrors.commandInvalid, { command, reason: '?' });
  return found.build(new Args(command, values), now);
}

/** What the registry has to learn when the device says that it did this; null for most commands. */
export function settingOf(request: Request): ConfirmedSetting | null {
  if (request.kind === 'set-password') return { password: request.password };
  if (request.kind === 'set-key') return { sm4Key: request.key };
  return request.kind === 'set-mn' ? { mn: request.mn } : null;
}

/** CN of a command in an edition, or null when the edition has no such command. */
export function commandCn(command: CommandType, edition: Edition): string | null {
  const sample: Record<string, unknown> = {
    begin: '2026-01-01T00:00:00+08:00',
    end: '2026-01-01T00:00:00+08:00',
    seconds: 60,
    minutes: 1,
    overTime: 5,
    reCount: 3,
  };
  for (const one of command.args) sample[one.name] ??= one.kind === 'choice' ? 'zero' : 'x';
  const cn = requestCn(command.build(new Args(command.name, sample), 0), edition);
  return isPlatformCommand(cn, edition) ? cn : null;
}

/** Secrets never reach logs or tables. */
export function hideSecrets(
  command: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const secrets = new Set(
    BY_NAME.get(command)
      ?.args.filter((one) => one.kind === 'secret')
      .map((one) => one.name),
  );
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, secrets.has(name) ? '******' : value]),
  );
}
