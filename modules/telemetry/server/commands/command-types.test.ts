import { buildRequest, COMMANDS, type Edition, isPlatformCommand } from '@tarim/hj212';
import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES, commandCn, hideSecrets, requestOf } from './command-types.ts';

const EDITIONS: readonly Edition[] = ['2005', '2017', '2025'];
const cnsOf = (edition: Edition) => COMMAND_TYPES.flatMap((type) => commandCn(type, edition) ?? []);

describe('what a person may ask of a logger', () => {
  test.each(EDITIONS)('is everything that the platform may send to a site of %s', (edition) => {
    const allowed = COMMANDS.map(({ cn }) => cn).filter((cn) => isPlatformCommand(cn, edition));
    expect([...new Set(cnsOf(edition))].toSorted()).toEqual(allowed.toSorted());
  });

  test('has each name once, in both languages', () => {
    expect(new Set(COMMAND_TYPES.map(({ name }) => name)).size).toBe(COMMAND_TYPES.length);
    for (const type of COMMAND_TYPES) {
      expect(type.titleZh).toMatch(/[\u4e00-\u9fff]/);
      expect(type.titleEn).toMatch(/^[\x20-\x7e…]+$/);
    }
  });

  test('3014 is the sampling period in 2005 and comparison sampling in 2017', () => {
    const of = (name: string, edition: Edition) =>
      commandCn(COMMAND_TYPES.find((type) => type.name === name)!, edition);
    expect(EDITIONS.map((edition) => of('set-sampling-period', edition))).toEqual(['3014', '3016', null]);
    expect(EDITIONS.map((edition) => of('comparison-sampling', edition))).toEqual([null, '3014', null]);
  });
});

describe('requestOf', () => {
  const target = { edition: '2005', mn: '88888880000001', pw: '123456', st: '32' } as const;
  const built = (command: string, args: Record<string, unknown>) => {
    const answer = buildRequest(requestOf(command, args, 0), target, '20040516010101001');
    return answer.ok ? [answer.message.cn, answer.message.fields, answer.message.items] : answer.problem.path;
  };

  test('reads what the form of a command of 2005 gives', () => {
    expect(built('set-alarm-limits', { polId: '101', low: '1.1', high: '9.9' })).toEqual([
      '1022',
      {},
      [{ code: '101', attrs: { LowValue: 1.1, UpValue: 9.9 } }],
    ]);
    expect(built('set-alarm-delay', { seconds: 5 })).toEqual(['1001', { WarnTime: 5 }, []]);
    expect(built('set-report-time', { time: '0101' })).toEqual(['1042', { ReportTime: '0101' }, []]);
    const period = { begin: '2004-05-06T01:00:01+08:00', end: '2004-05-06T15:00:30+08:00' };
    expect(built('history-alarm', period)).toEqual([
      '2071',
      { BeginTime: '20040506010001', EndTime: '20040506150030' },
      [],
    ]);
  });

  test.each([
    ['set-alarm-limits', { polId: '101', low: '', high: '9' }],
    ['set-alarm-limits', { polId: '101', low: 'x', high: '9' }],
    ['set-alarm-limits', { polId: '101', high: '9' }],
    ['set-alarm-delay', { seconds: 1.5 }],
    ['set-host-address', {}],
    ['no such command', {}],
  ])('refuses %s %o', (command, args) => {
    expect(() => requestOf(command, args, 0)).toThrowError(
      expect.objectContaining({ code: 'TELEMETRY_COMMAND_INVALID' }),
    );
  });

  test('values out of range are refused by the protocol', () => {
    expect(built('set-alarm-limits', { polId: '101', low: '9', high: '1' })).toBe('UpValue');
    expect(built('set-report-time', { time: '2500' })).toBe('ReportTime');
  });
});

test('secrets are hidden', () => {
  expect(hideSecrets('set-password', { password: 'abc123' })).toEqual({ password: '******' });
  expect(hideSecrets('set-alarm-delay', { seconds: 5 })).toEqual({ seconds: 5 });
});
