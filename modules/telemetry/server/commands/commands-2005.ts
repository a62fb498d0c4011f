import { arg, type CommandType, factor, history, type } from './command-arguments.ts';

/** What only HJ/T 212-2005 knows: alarm limits and delays, where and when the site reports. Later editions dropped them. */
export const COMMANDS_2005: readonly CommandType[] = [
  history('alarm', '提取报警记录（2005）', 'Alarm records (2005)'),
  type(
    'set-alarm-delay',
    '设置超标报警延迟时间（2005）',
    'Set alarm delay (2005)',
    true,
    [arg('seconds', 'integer', '秒', 'Seconds', { min: 0, max: 99_999 })],
    (a) => ({ kind: 'set-alarm-delay', seconds: a.integer('seconds') }),
  ),
  type('get-alarm-limits', '提取报警门限值（2005）', 'Read alarm limits (2005)', false, [factor], (a) => ({
    kind: 'get-alarm-limits',
    polId: a.text('polId'),
  })),
  type(
    'set-alarm-limits',
    '设置报警门限值（2005）',
    'Set alarm limits (2005)',
    true,
    [factor, arg('low', 'text', '下限', 'Lower limit'), arg('high', 'text', '上限', 'Upper limit')],
    (a) => ({
      kind: 'set-alarm-limits',
      polId: a.text('polId'),
      low: a.number('low'),
      high: a.number('high'),
    }),
  ),
  type('get-host-address', '提取上位机地址（2005）', 'Read host address (2005)', false, [], () => ({
    kind: 'get-host-address',
  })),
  type(
    'set-host-address',
    '设置上位机地址（2005）',
    'Set host address (2005)',
    true,
    [arg('address', 'text', '上位机地址标识（数字）', 'Host address, digits')],
    (a) => ({ kind: 'set-host-address', address: a.text('address') }),
  ),
  type('get-report-time', '提取日数据上报时间（2005）', 'Read daily report time (2005)', false, [], () => ({
    kind: 'get-report-time',
  })),
  type(
    'set-report-time',
    '设置日数据上报时间（2005）',
    'Set daily report time (2005)',
    true,
    [arg('time', 'text', '时间 HHmm', 'Time, HHmm')],
    (a) => ({ kind: 'set-report-time', time: a.text('time') }),
  ),
];
