import { describe, expect, it } from 'vitest';
import { COMMANDS, isPlatformCommand } from './commands.ts';
import { decodeFrame } from './decode.ts';
import { encodeFrame } from './encode.ts';
import type { Request } from './request-types.ts';
import { buildRequest, requestCn } from './requests.ts';
import { PlatformSession } from './session.ts';
import { parseStamp } from './stamp.ts';
import type { Edition } from './types.ts';
import { framed } from './vectors.fixture.ts';

const QN = '20040516010101001';
const MNS = {
  '2005': '88888880000001',
  '2017': '010000A8900016F000169DC0',
  '2025': '010000A8900016F000169DC0',
};
const target = (edition: Edition) => ({ edition, mn: MNS[edition], pw: '123456', st: '32' });
const build = (request: Request, edition: Edition) => buildRequest(request, target(edition), QN);
/** CN and CP as they go over the line, or the code of what speaks against it. */
function sent(request: Request, edition: Edition): string {
  const built = build(request, edition);
  if (!built.ok) return built.problem.code;
  const text = Buffer.from(encodeFrame(built.message)).toString('latin1');
  return `${/CN=(\d{4})/.exec(text)![1]} ${/CP=&&(.*)&&/.exec(text)![1]}`;
}
const at = (text: string) => parseStamp(text);

/** One of every kind, with values of the standard's examples (annex C). */
const EVERY: readonly Request[] = [
  { kind: 'set-timeouts', overTime: 5, reCount: 3 },
  { kind: 'set-alarm-delay', seconds: 5 },
  { kind: 'set-mn', mn: MNS['2025'] },
  { kind: 'get-time' },
  { kind: 'set-time', time: at('20040516010101') },
  { kind: 'set-key', key: '0123456789abcdef0123456789abcdef', createdAt: at('20240516010101') },
  { kind: 'get-alarm-limits', polId: '101' },
  { kind: 'set-alarm-limits', polId: '101', low: 1.1, high: 9.9 },
  { kind: 'get-host-address' },
  { kind: 'set-host-address', address: '3882566' },
  { kind: 'get-report-time' },
  { kind: 'set-report-time', time: '0101' },
  { kind: 'get-realtime-interval' },
  { kind: 'set-realtime-interval', seconds: 30 },
  { kind: 'get-minute-interval' },
  { kind: 'set-minute-interval', minutes: 10 },
  { kind: 'set-password', password: '654321' },
  { kind: 'start-realtime' },
  { kind: 'stop-realtime' },
  { kind: 'start-status' },
  { kind: 'stop-status' },
  ...(['realtime', 'day', 'runtime', 'minute', 'hour', 'alarm'] as const).map(
    (of): Request => ({ kind: 'history', of, begin: at('20040506010001'), end: at('20040506150030') }),
  ),
  { kind: 'get-raw', begin: at('20240506010001'), end: at('20240506150030') },
  { kind: 'get-check-results', begin: at('20240506010001'), end: at('20240506150030') },
  { kind: 'calibrate', polId: '101' },
  { kind: 'sample-now', polId: '101' },
  { kind: 'clean', polId: '101' },
  { kind: 'comparison-sampling', polId: 'w01018' },
  { kind: 'set-sampling-period', polId: 'w01018', start: '000000', hours: 2 },
  { kind: 'get-sampling-period', polId: 'w01018' },
  { kind: 'retain-exceedance-sample' },
  { kind: 'retain-sample-now', polId: 'w01018' },
  { kind: 'get-sample-out-time', polId: 'w01018' },
  { kind: 'get-instrument-serial', polId: 'w01018' },
  { kind: 'get-info', polId: 'w01018', infoId: 'i13008' },
  { kind: 'set-info', polId: 'w01018', infoId: 'i13008', value: 1.5 },
  { kind: 'start-standard-check', polId: 'w01018' },
];

describe('buildRequest', () => {
  it.each<Edition>(['2005', '2017', '2025'])(
    'can ask everything that the platform may send to a site of %s',
    (edition) => {
      const built = EVERY.flatMap((request) => {
        const one = build(request, edition);
        return one.ok ? [one.message.cn] : [];
      });
      const allowed = COMMANDS.map(({ cn }) => cn).filter((cn) => isPlatformCommand(cn, edition));
      expect([...new Set(built)].toSorted()).toEqual(allowed.toSorted());
    },
  );

  it.each<Edition>(['2005', '2017', '2025'])('writes requests that read without a problem: %s', (edition) => {
    for (const request of EVERY) {
      const built = build(request, edition);
      if (built.ok) expect(decodeFrame(encodeFrame(built.message))).toMatchObject({ edition, problems: [] });
    }
  });

  it.each<[Request, string]>([
    [{ kind: 'set-alarm-delay', seconds: 5 }, '1001 WarnTime=5'],
    [{ kind: 'get-alarm-limits', polId: '101' }, '1021 PolID=101'],
    [
      { kind: 'set-alarm-limits', polId: '101', low: 1.1, high: 9.9 },
      '1022 101-LowValue=1.1,101-UpValue=9.9',
    ],
    [{ kind: 'get-host-address' }, '1031 '],
    [{ kind: 'set-host-address', address: '3882566' }, '1032 AlarmTarget=3882566'],
    [{ kind: 'get-report-time' }, '1041 '],
    [{ kind: 'set-report-time', time: '0101' }, '1042 ReportTime=0101'],
    [
      { kind: 'history', of: 'alarm', begin: at('20040506010001'), end: at('20040506150030') },
      '2071 BeginTime=20040506010001,EndTime=20040506150030',
    ],
  ])(
    '$kind is written as the examples of 2005 print it, and unknown to later editions',
    (request, expected) => {
      expect(sent(request, '2005')).toBe(expected);
      for (const edition of ['2017', '2025'] as const) {
        expect(sent(request, edition)).toBe('HJ212_COMMAND_UNSUPPORTED');
      }
    },
  );

  it('calls the sampling cycle CTime in 2005 and Ctime since', () => {
    const request = { kind: 'set-sampling-period', polId: 'w01018', start: '013000', hours: 2 } as const;
    expect(sent(request, '2005')).toBe('3014 PolID=w01018;CstartTime=013000;CTime=2');
    expect(sent(request, '2017')).toBe('3016 PolId=w01018;CstartTime=013000;Ctime=2');
    expect(build({ ...request, hours: 25 }, '2017')).toMatchObject({ problem: { path: 'Ctime' } });
    expect(build({ ...request, hours: 25 }, '2005')).toMatchObject({ problem: { path: 'CTime' } });
  });

  it.each<[Request, string]>([
    [{ kind: 'set-alarm-delay', seconds: 100_000 }, 'WarnTime'],
    [{ kind: 'set-alarm-delay', seconds: -1 }, 'WarnTime'],
    [{ kind: 'set-alarm-limits', polId: '101', low: 2, high: 1 }, 'UpValue'],
    [{ kind: 'set-alarm-limits', polId: '101', low: Number.NaN, high: 1 }, 'UpValue'],
    [{ kind: 'set-alarm-limits', polId: '101', low: 1, high: Number.POSITIVE_INFINITY }, 'UpValue'],
    [{ kind: 'set-host-address', address: '10.0.0.1' }, 'AlarmTarget'],
    [{ kind: 'set-report-time', time: '2460' }, 'ReportTime'],
    [{ kind: 'history', of: 'alarm', begin: 2, end: 1 }, 'EndTime'],
  ])('refuses values that the standard does not allow: %o', (request, path) => {
    expect(build(request, '2005')).toMatchObject({
      ok: false,
      problem: { code: 'HJ212_PARAMETER_INVALID', path },
    });
  });

  it('follows an answer of 2005 that carries its QN inside CP', () => {
    const session = new PlatformSession(target('2005'));
    const now = at('20040516010101');
    const asked = session.request({ kind: 'get-alarm-limits', polId: '101' }, now);
    if (!asked.ok) throw new Error(asked.problem.code);
    const give = (data: string) => {
      const frame = decodeFrame(framed(data));
      expect(frame.problems).toEqual([]);
      return session.frame(frame, frame, now);
    };
    give(`ST=91;CN=9011;PW=123456;MN=${MNS['2005']};Flag=0;CP=&&QN=${asked.qn};QnRtn=1&&`);
    expect(
      give(
        `ST=32;CN=1021;PW=123456;MN=${MNS['2005']};CP=&&QN=${asked.qn};101-LowValue=1.1,101-UpValue=9.9&&`,
      ),
    ).toMatchObject([
      { state: 'data', data: { items: [{ code: '101', attrs: { LowValue: 1.1, UpValue: 9.9 } }] } },
    ]);
    expect(give(`ST=91;CN=9012;PW=123456;MN=${MNS['2005']};CP=&&QN=${asked.qn};ExeRtn=1&&`)).toMatchObject([
      { state: 'done' },
    ]);
  });

  it('names the command of a request that an edition does not know', () => {
    expect(requestCn({ kind: 'get-host-address' }, '2017')).toBe('1031');
  });
});
