import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { firstContact, PlatformSession } from './session.ts';
import type { RequestAnswer, SessionAction } from './session-types.ts';
import { framed } from './vectors.fixture.ts';

const MN = '010000A8900016F000169DC0';
const T0 = Date.UTC(2026, 7, 1, 1, 0, 0);
const target = { edition: '2017', mn: MN, pw: '123456', st: '32' } as const;
const sent = (actions: SessionAction[]) =>
  actions.flatMap((action) =>
    action.type === 'send' ? [Buffer.from(action.bytes).toString('latin1').slice(6, -6)] : [],
  );
const states = (actions: SessionAction[]) =>
  actions.flatMap((action) => (action.type === 'requestState' ? [[action.state, action.code]] : []));
const ok = (answer: RequestAnswer) => {
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer;
};
function give(session: PlatformSession, data: string, now: number): SessionAction[] {
  const frame = decodeFrame(framed(data));
  return session.frame(frame, frame, now);
}

describe('PlatformSession', () => {
  it('follows a history call: accepted, data with QNs of their own, result', () => {
    const session = new PlatformSession(target);
    const { qn, actions } = ok(
      session.request({ kind: 'history', of: 'hour', begin: T0 - 7_200_000, end: T0 }, T0),
    );
    expect(sent(actions)).toEqual([
      `QN=${qn};ST=32;CN=2061;PW=123456;MN=${MN};Flag=5;CP=&&BeginTime=20260801070000;EndTime=20260801090000&&`,
    ]);
    expect(
      states(give(session, `QN=${qn};ST=91;CN=9011;PW=123456;MN=${MN};Flag=4;CP=&&QnRtn=1&&`, T0 + 100)),
    ).toEqual([['accepted', 1]]);
    for (const [i, hour] of ['07', '08', '09'].entries()) {
      const actions = give(
        session,
        `QN=2026080109000${i}500;ST=32;CN=2061;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20260801${hour}0000;w01018-Avg=1&&`,
        T0 + 200 + i,
      );
      expect(actions).toMatchObject([
        { type: 'requestState', qn, state: 'data', frames: i + 1, data: { items: [{ code: 'w01018' }] } },
      ]);
    }
    // A record outside the asked period belongs to nobody.
    expect(
      give(
        session,
        `QN=20260801090004500;ST=32;CN=2061;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20260801100000;w01018-Avg=1&&`,
        T0 + 250,
      ),
    ).toEqual([]);
    expect(
      states(give(session, `QN=${qn};ST=91;CN=9012;PW=123456;MN=${MN};Flag=4;CP=&&ExeRtn=1&&`, T0 + 300)),
    ).toEqual([['done', 1]]);
    expect(session.requests[0]!.steps.map(({ state, frames }) => [state, frames])).toEqual([
      ['sent', 0],
      ['accepted', 0],
      ['data', 3],
      ['done', 3],
    ]);
    expect(session.dueAt).toBeNull();
  });

  it('resends with the same QN after OverTime, ReCount times, then gives up', () => {
    const session = new PlatformSession({ ...target, overTime: 10, reCount: 3 });
    const first = ok(session.request({ kind: 'get-time' }, T0));
    const frames = [sent(first.actions)[0]!];
    for (let n = 1; n <= 3; n++) {
      expect(session.tick(T0 + n * 10_000 - 1)).toEqual([]);
      expect(session.dueAt).toBe(T0 + n * 10_000);
      frames.push(...sent(session.tick(T0 + n * 10_000)));
    }
    expect(frames).toEqual(Array(4).fill(frames[0]));
    expect(states(session.tick(T0 + 40_000))).toEqual([['timeout', null]]);
    expect(session.tick(T0 + 90_000)).toEqual([]);
    expect(session.requests[0]!.steps.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 4]);
  });

  it.each([[2], [3], [9], [100]])('ends with QnRtn=%i', (code) => {
    const session = new PlatformSession(target);
    const { qn } = ok(session.request({ kind: 'sample-now', polId: 'w01018' }, T0));
    expect(
      states(give(session, `QN=${qn};ST=91;CN=9011;PW=1;MN=${MN};Flag=4;CP=&&QnRtn=${code}&&`, T0 + 1)),
    ).toEqual([['refused', code]]);
    expect(
      states(give(session, `QN=${qn};ST=91;CN=9012;PW=1;MN=${MN};Flag=4;CP=&&ExeRtn=1&&`, T0 + 2)),
    ).toEqual([]);
  });

  it('fails with the ExeRtn of the site, and times out after acceptance without result', () => {
    const session = new PlatformSession({ ...target, executionMs: 60_000 });
    const one = ok(session.request({ kind: 'clean', polId: 'w01018' }, T0));
    expect(
      states(give(session, `QN=${one.qn};ST=91;CN=9012;PW=1;MN=${MN};Flag=4;CP=&&ExeRtn=100&&`, T0 + 1)),
    ).toEqual([['failed', 100]]);
    const two = ok(session.request({ kind: 'clean', polId: 'w01018' }, T0));
    give(session, `QN=${two.qn};ST=91;CN=9011;PW=1;MN=${MN};Flag=4;CP=&&QnRtn=1&&`, T0 + 1);
    expect(session.tick(T0 + 30_000)).toEqual([]);
    expect(states(session.tick(T0 + 60_001))).toEqual([['timeout', null]]);
  });

  it('ends a notice with 9013', () => {
    const session = new PlatformSession(target);
    const { qn } = ok(session.request({ kind: 'stop-realtime' }, T0));
    expect(states(give(session, `QN=${qn};ST=91;CN=9013;PW=1;MN=${MN};Flag=4;CP=&&&&`, T0 + 1))).toEqual([
      ['done', null],
    ]);
  });

  it('gives every request a QN of its own, also within one millisecond or when the clock goes back', () => {
    const session = new PlatformSession(target);
    const qns = [T0, T0, T0 - 5000, T0].map((now) => ok(session.request({ kind: 'get-time' }, now)).qn);
    expect(new Set(qns).size).toBe(4);
    expect(qns[0]).toBe('20260801090000000');
  });

  it('sets the clock of a site that asks, after 9013 when it acknowledges itself', () => {
    const ask = `QN=20260801085857223;ST=32;CN=1013;PW=123456;MN=${MN};Flag=5;CP=&&PolId=w01018&&`;
    const elsewhere = sent(give(new PlatformSession(target), ask, T0));
    expect(elsewhere).toEqual([
      `QN=20260801090000000;ST=32;CN=1012;PW=123456;MN=${MN};Flag=5;CP=&&PolId=w01018;SystemTime=20260801090000&&`,
    ]);
    const itself = sent(give(new PlatformSession({ ...target, acknowledge: true }), ask, T0));
    expect(itself.map((data) => /CN=(\d+)/.exec(data)![1])).toEqual(['9013', '1012']);
    expect(give(new PlatformSession({ ...target, answerTimeRequests: false }), ask, T0)).toEqual([]);
  });

  it('follows 2005, whose replies carry the QN inside CP', () => {
    const session = new PlatformSession({ edition: '2005', mn: '88888880000001', pw: '123456', st: '32' });
    const { qn, actions } = ok(session.request({ kind: 'set-password', password: '654321' }, T0));
    expect(sent(actions)[0]).toContain('CP=&&PW=654321&&');
    expect(
      states(
        give(session, `ST=91;CN=9011;PW=123456;MN=88888880000001;Flag=0;CP=&&QN=${qn};QnRtn=1&&`, T0 + 1),
      ),
    ).toEqual([['accepted', 1]]);
    expect(
      states(
        give(session, `ST=91;CN=9012;PW=123456;MN=88888880000001;Flag=0;CP=&&QN=${qn};ExeRtn=1&&`, T0 + 2),
      ),
    ).toEqual([['done', 1]]);
    // What the site confirmed holds for the next request.
    expect(sent(ok(session.request({ kind: 'get-time' }, T0 + 3)).actions)[0]).toContain(';PW=654321;');
  });

  it('hands 1001 and 1014 of 2025 on, and encrypts the key it sets', () => {
    const key = new Uint8Array(16).fill(0x30);
    const session = new PlatformSession({ edition: '2025', mn: MN, pw: '123456', st: '31', sm4Key: key });
    expect(
      give(
        session,
        'QN=20260801085857223;ST=31;CN=1001;PW=123456;MN=;Flag=9;CP=&&i23006-Info=BFEB0906EA&&',
        T0,
      ),
    ).toMatchObject([{ type: 'notice', cn: '1001', items: [{ code: 'i23006' }] }]);
    const { actions } = ok(
      session.request({ kind: 'set-key', key: '00112233445566778899AABBCCDDEEFF', createdAt: T0 }, T0),
    );
    const send = actions[0] as Extract<SessionAction, { type: 'send' }>;
    expect(Buffer.from(send.bytes).toString('latin1')).not.toContain('00112233');
    expect(decodeFrame(send.bytes, { sm4Key: key })).toMatchObject({
      encrypted: true,
      crcOk: true,
      cn: '1014',
      fields: { NewSK: '00112233445566778899AABBCCDDEEFF', SKCreateTime: '20260801090000' },
    });
  });

  it('refuses what the edition does not know and values out of range', () => {
    const of = (edition: '2005' | '2017' | '2025') => new PlatformSession({ ...target, edition });
    const code = (answer: RequestAnswer) => (answer.ok ? 'ok' : answer.problem.code);
    expect(code(of('2005').request({ kind: 'get-minute-interval' }, T0))).toBe('HJ212_COMMAND_UNSUPPORTED');
    expect(code(of('2017').request({ kind: 'retain-sample-now', polId: 'w01018' }, T0))).toBe(
      'HJ212_COMMAND_UNSUPPORTED',
    );
    expect(code(of('2025').request({ kind: 'comparison-sampling', polId: 'w01018' }, T0))).toBe(
      'HJ212_COMMAND_UNSUPPORTED',
    );
    expect(code(of('2005').request({ kind: 'comparison-sampling', polId: '011' }, T0))).toBe(
      'HJ212_COMMAND_UNSUPPORTED',
    );
    expect(code(of('2017').request({ kind: 'set-realtime-interval', seconds: 29 }, T0))).toBe(
      'HJ212_PARAMETER_INVALID',
    );
    expect(code(of('2017').request({ kind: 'set-minute-interval', minutes: 7 }, T0))).toBe(
      'HJ212_PARAMETER_INVALID',
    );
    const full = of('2017');
    for (let i = 0; i < 64; i++) ok(full.request({ kind: 'get-time' }, T0));
    expect(code(full.request({ kind: 'get-time' }, T0))).toBe('HJ212_TOO_MANY_REQUESTS');
  });

  it('puts 3014 and 3016 where each edition has them', () => {
    const ask = { kind: 'set-sampling-period', polId: 'w01018', start: '000000', hours: 2 } as const;
    const cn = (edition: '2005' | '2017') =>
      /CN=(\d+)/.exec(sent(ok(new PlatformSession({ ...target, edition }).request(ask, T0)).actions)[0]!)![1];
    expect([cn('2005'), cn('2017')]).toEqual(['3014', '3016']);
  });

  it('can ask everything of a first contact', () => {
    for (const edition of ['2005', '2017', '2025'] as const) {
      const session = new PlatformSession({ ...target, edition });
      for (const request of firstContact(edition, T0)) expect(session.request(request, T0).ok).toBe(true);
    }
  });

  it('ignores strangers', () => {
    const session = new PlatformSession(target);
    expect(
      give(session, `QN=20260801085857223;ST=91;CN=9012;PW=1;MN=${MN};Flag=4;CP=&&ExeRtn=1&&`, T0),
    ).toEqual([{ type: 'stray', cn: '9012', qn: '20260801085857223' }]);
    expect(give(session, 'nothing', T0)).toEqual([]);
  });
});
