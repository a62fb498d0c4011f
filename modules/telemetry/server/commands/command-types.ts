import { randomBytes } from 'node:crypto';
import { type Edition, isSupported, MINUTE_INTERVALS, type Request, requestCn } from '@tarim/hj212';
import { TarimError } from '@tarim/kernel';
import type { ConfirmedSetting } from '@tarim/registry/queries';
import { telemetryErrors } from '../errors.ts';
import {
  Args,
  arg,
  type CommandArgument,
  type CommandType,
  factor,
  history,
  period,
  type,
} from './command-arguments.ts';
import { COMMANDS_2005 } from './commands-2005.ts';

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
  type('comparison-sampling', '比对采样（2017）', 'Comparison sampling (2017)', true, [factor], (a) => ({
    kind: 'comparison-sampling',
    polId: a.text('polId'),
  })),
  type(
    'set-sampling-period',
    '设置采样时间周期',
    'Set sampling period',
    true,
    [
      factor,
      arg('start', 'text', '开始时间 HHmmss', 'Start, HHmmss'),
      arg('hours', 'integer', '周期（小时）', 'Cycle, hours', { min: 1, max: 24 }),
    ],
    (a) => ({
      kind: 'set-sampling-period',
      polId: a.text('polId'),
      start: a.text('start'),
      hours: a.integer('hours'),
    }),
  ),
  type('get-sampling-period', '提取采样时间周期', 'Read sampling period', false, [factor], (a) => ({
    kind: 'get-sampling-period',
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
  type('get-raw', '提取周期性分析仪原始数据', 'Raw data of periodic analysers', false, period, (a) => ({
    kind: 'get-raw',
    begin: a.time('begin'),
    end: a.time('end'),
  })),
  type('get-check-results', '提取标样核查结果', 'Standard-check results', false, period, (a) => ({
    kind: 'get-check-results',
    begin: a.time('begin'),
    end: a.time('end'),
  })),
  ...COMMANDS_2005,
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
  const sample: Record<string, unknown> = {};
  for (const one of command.args) sample[one.name] = SAMPLES[one.kind] ?? one.min ?? 1;
  const request = command.build(new Args(command.name, sample), 0);
  return isSupported(request, edition) ? requestCn(request, edition) : null;
}

/** A value of each kind of argument: which command is meant does not depend on it. Numbers do for text, too. */
const SAMPLES: Readonly<Partial<Record<CommandArgument['kind'], string>>> = {
  time: '2026-01-01T00:00:00+08:00',
  choice: 'zero',
  text: '0',
  secret: '0',
  factor: '0',
};

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
