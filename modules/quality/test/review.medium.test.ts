import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as c from '../contract.ts';
import { signedTotals } from '../queries.ts';
import {
  at,
  CHECKER,
  CORPS,
  DUTY,
  hours,
  iso,
  OTHER,
  OWNER,
  october,
  REVIEWER,
  SIGNER,
  STACK,
  type World,
  world,
} from './seed.ts';

const params = { pointId: STACK, month: '2026-10' };
const month = async (w: World, as = DUTY, query: object = {}) =>
  (await w.call(c.getMonth, { as, params, query })).body;
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
const so2 = (body: any) => body.totals.find((one: { code: string }) => one.code === 'a21026');
const operation = (more: object) => ({
  codes: ['a21026'],
  from: iso('2026-10-10T06:00'),
  to: iso('2026-10-10T09:00'),
  reason: '核对原始记录',
  evidence: [],
  ...more,
});
const act = (w: World, body: object, as = CHECKER) => w.call(c.addOperation, { as, params, body });
const sign = async (w: World, level: string, as = CHECKER) => {
  const { hash } = await month(w, as);
  return w.call(c.signMonth, { as, params, body: { level, hash, note: null } });
};

describe('a month of a stack', () => {
  test('select, invalidate, substitute, correct, undo; totals follow and every step replays', async () => {
    const w = await world();
    await october(w);
    // The quarter so far is October.
    w.ctx.clock.set(at('2026-11-01T00:30:00'));
    const begun = await month(w, CHECKER);
    // 744 hours of 1 kg, one of 3, three faults: 743.
    expect(so2(begun)).toMatchObject({
      raw: 743,
      measured: 743,
      substituted: 0,
      total: 743,
      unresolved: 3,
      valid: 741,
    });
    expect(so2(begun).alpha).toBeCloseTo((741 / 744) * 100, 9);
    expect(begun).toMatchObject({
      state: 'open',
      seq: 0,
      hours: 744,
      over: true,
      may: { operate: true, sign: 'self' },
    });
    expect(begun.rules[0]).toEqual({
      version: 'HJ75-2017/gas-substitution@1',
      standard: 'HJ 75-2017',
      confidence: 'memory',
    });

    const first = await act(
      w,
      operation({ kind: 'invalidate', from: iso('2026-10-10T09:00'), to: iso('2026-10-10T11:00'), seq: 0 }),
    );
    expect(first.body).toMatchObject({ seq: 1, kind: 'invalidate', detail: { situation: 'invalid' } });
    const stale = await act(w, operation({ kind: 'substitute', seq: 0 }));
    expect([stale.status, stale.body.code]).toEqual([409, 'QUALITY_OTHERS_ACTED']);
    const second = await act(w, operation({ kind: 'substitute', to: iso('2026-10-10T11:00'), seq: 1 }));
    // Five hours, α 99 %: the maximum of the 180 valid hours before, to 18 o'clock of the second: the 3 kg of the third day.
    expect(second.body.values).toHaveLength(5);
    expect(second.body.values[0]).toMatchObject({
      time: iso('2026-10-10T06:00'),
      kg: 3,
      lookback: 180,
      count: 180,
      first: iso('2026-10-02T18:00'),
      last: iso('2026-10-10T05:00'),
      at: iso('2026-10-03T01:00'),
      problem: null,
    });
    expect(so2(await month(w))).toMatchObject({
      measured: 741,
      substituted: 15,
      total: 756,
      unresolved: 0,
      raw: 743,
    });
    const third = await act(
      w,
      operation({
        kind: 'correct',
        from: iso('2026-10-20T00:00'),
        to: iso('2026-10-20T01:00'),
        mean: 10,
        seq: 2,
      }),
    );
    expect(third.body.seq).toBe(3);
    expect(so2(await month(w)).total).toBe(755.5);
    const undo = (seq: number) =>
      w.call(c.restoreOperation, { as: CHECKER, params: { ...params, seq }, body: { reason: '误操作' } });
    expect((await undo(3)).body).toMatchObject({ seq: 4, kind: 'restore' });
    expect((await undo(3)).body.code).toBe('QUALITY_ALREADY_RESTORED');
    expect((await undo(9)).body.code).toBe('QUALITY_OPERATION_UNKNOWN');
    const totals: number[] = [];
    for (const seq of [0, 1, 2, 3, 4]) totals.push(so2(await month(w, DUTY, { seq })).total);
    expect(totals).toEqual([743, 741, 756, 755.5, 756]);
    // The records are as they came.
    const { rows } = await sql`select count(*)::int as n from telemetry.rollup_revision`.execute(w.ctx.db);
    expect(rows).toEqual([{ n: 0 }]);
    await expect(sql`update quality.operation set reason = 'x'`.execute(w.ctx.db)).rejects.toThrow(
      'only ever added',
    );
    const now = await month(w);
    const column = now.columns[0];
    expect(column.state.slice(222, 228)).toBe('IIIIIV');
    expect(column.origin.slice(222, 228)).toBe('sssssm');
    expect(now.operations.map((one: { undone: boolean }) => one.undone)).toEqual([false, true, false, false]);
  });

  test('three persons sign, the month is official; late data is told and alters nothing; reopened it is version 2', async () => {
    const w = await world();
    await october(w);
    // The quarter so far is October.
    w.ctx.clock.set(at('2026-11-01T00:30:00'));
    await act(w, operation({ kind: 'substitute', seq: 0 }));
    // The operator of the outlet, the station, the city.
    expect((await sign(w, 'check', REVIEWER)).body.code).toBe('QUALITY_SIGN_NOT_NEXT');
    expect((await sign(w, 'self', OWNER)).body).toMatchObject({ version: 1, state: 'self' });
    expect((await act(w, operation({ kind: 'invalidate', seq: 1 }))).body.code).toBe('QUALITY_MONTH_LOCKED');
    expect((await sign(w, 'check', OWNER)).status).toBe(403);
    expect((await sign(w, 'check', REVIEWER)).body.state).toBe('check');
    expect((await sign(w, 'final', REVIEWER)).body.code).toBe('QUALITY_SIGN_SAME_PERSON');
    const last = await sign(w, 'final', SIGNER);
    expect(last.body).toMatchObject({ version: 1, state: 'final' });
    expect(last.body.signatures.map((one: { by: string }) => one.by)).toEqual(['人员1', '人员4', '人员5']);
    const { rows } = await sql<{ payload: { totals: unknown; hash: string } }>`
      select payload from platform.outbox where type = 'quality.month-signed.v1'`.execute(w.ctx.db);
    expect(rows[0]!.payload).toMatchObject({
      month: '2026-10',
      version: 1,
      totals: [{ code: 'a21026', kg: 752, substituted: 9 }],
    });
    const official = async () =>
      (await signedTotals(w.ctx.db, { from: '2026-10', to: '2026-10' })).map((one) => [
        one.version,
        one.totals[0]!.total,
      ]);
    expect(await official()).toEqual([[1, 752]]);

    // A revised hour arrives after the lock.
    await hours(w.ctx.db, STACK, at('2026-10-21T00:00:00'), 1, () => ({
      'a21026.Avg': 100,
      'a21026.Cou': 5,
      'a19001.Avg': 7,
    }));
    const locked = await month(w, SIGNER);
    expect(locked.afterLock).toHaveLength(1);
    expect(locked.afterLock[0]).toMatchObject({
      time: iso('2026-10-21T00:00'),
      code: 'a21026',
      a: { total: 1 },
      b: { total: 5 },
    });
    expect(await official()).toEqual([[1, 752]]);
    await expect(sql`update quality.review set hash = 'x'`.execute(w.ctx.db)).rejects.toThrow(
      'stays as it was signed',
    );

    const body = { reason: '补传数据' };
    expect((await w.call(c.reopenMonth, { as: DUTY, params, body })).status).toBe(403);
    expect((await w.call(c.reopenMonth, { as: SIGNER, params, body })).body).toMatchObject({
      state: 'reopened',
      ended: { reason: '补传数据' },
    });
    expect(await official()).toEqual([]);
    await act(
      w,
      operation({ kind: 'invalidate', from: iso('2026-10-10T09:00'), to: iso('2026-10-10T10:00'), seq: 1 }),
    );
    await sign(w, 'self', CHECKER);
    await sign(w, 'check', REVIEWER);
    expect((await sign(w, 'final', SIGNER)).body.version).toBe(2);
    // 752 + 4 of the revised hour − 1 that is invalid now.
    expect(await official()).toEqual([[2, 755]]);
    const compared = (await w.call(c.compareMonth, { as: DUTY, params, query: { a: 'v1', b: 'v2' } })).body;
    expect(compared.totals).toEqual([
      { code: 'a21026', name: expect.any(String), a: 752, b: 755, difference: 3 },
    ]);
    expect(
      compared.differences.map((one: { time: string; a: { state: string }; b: { state: string } }) => [
        one.time,
        one.a.state,
        one.b.state,
      ]),
    ).toEqual([
      [iso('2026-10-10T09:00'), 'V', 'I'],
      [iso('2026-10-21T00:00'), 'V', 'V'],
    ]);
    const step = await w.call(c.compareMonth, { as: DUTY, params, query: { a: 'seq0', b: 'now' } });
    expect(step.body.totals[0]).toMatchObject({ a: 747, b: 755 });
    expect((await w.call(c.compareMonth, { as: DUTY, params, query: { a: 'v7', b: 'now' } })).body.code).toBe(
      'QUALITY_VERSION_UNKNOWN',
    );
  });

  test('what changed while it was being signed is not signed', async () => {
    const w = await world();
    await october(w);
    // The quarter so far is October.
    w.ctx.clock.set(at('2026-11-01T00:30:00'));
    await sign(w, 'self', CHECKER);
    await hours(w.ctx.db, STACK, at('2026-10-21T00:00:00'), 1, () => ({
      'a21026.Avg': 100,
      'a21026.Cou': 5,
      'a19001.Avg': 7,
    }));
    expect((await sign(w, 'check', REVIEWER)).body.code).toBe('QUALITY_CONTENT_CHANGED');
    const back = await w.call(c.returnMonth, { as: REVIEWER, params, body: { reason: '数据已更新' } });
    expect(back.body).toMatchObject({ version: 1, state: 'returned' });
    expect((await sign(w, 'self', CHECKER)).body.version).toBe(2);
    const wrong = await w.call(c.signMonth, {
      as: REVIEWER,
      params,
      body: { level: 'check', hash: '0'.repeat(64), note: null },
    });
    expect(wrong.body.code).toBe('QUALITY_CONTENT_CHANGED');
    // November runs.
    const november = { pointId: STACK, month: '2026-11' };
    const { hash } = (await w.call(c.getMonth, { as: CHECKER, params: november })).body;
    const early = await w.call(c.signMonth, {
      as: CHECKER,
      params: november,
      body: { level: 'self', hash, note: null },
    });
    expect(early.body.code).toBe('QUALITY_MONTH_NOT_OVER');
    const ahead = await w.call(c.getMonth, { as: CHECKER, params: { ...params, month: '2026-12' } });
    expect(ahead.body.code).toBe('QUALITY_MONTH_AHEAD');
  });

  test('input that makes no sense, and people who may not', async () => {
    const w = await world();
    await october(w);
    // The quarter so far is October.
    w.ctx.clock.set(at('2026-11-01T00:30:00'));
    const codeOf = async (body: object) => (await act(w, operation({ seq: 0, ...body }))).body.code;
    expect(await codeOf({ kind: 'invalidate', from: iso('2026-09-30T23:00') })).toBe('QUALITY_SPAN_INVALID');
    expect(await codeOf({ kind: 'invalidate', to: '2026-10-10T08:30:00+08:00' })).toBe(
      'QUALITY_SPAN_INVALID',
    );
    expect(await codeOf({ kind: 'correct' })).toBe('QUALITY_CORRECTION_INCOMPLETE');
    expect(await codeOf({ kind: 'invalidate', codes: ['a99999'] })).toBe('QUALITY_FACTOR_UNKNOWN');
    expect(await codeOf({ kind: 'invalidate', evidence: ['a'.repeat(64)] })).toBe('QUALITY_EVIDENCE_UNKNOWN');
    const good = { from: iso('2026-10-12T06:00'), to: iso('2026-10-12T09:00') };
    expect(await codeOf({ kind: 'substitute', ...good })).toBe('QUALITY_NOTHING_TO_SUBSTITUTE');
    for (const as of [OWNER, CORPS, DUTY])
      expect((await act(w, operation({ kind: 'invalidate', seq: 0 }), as)).status).toBe(403);
    expect((await act(w, operation({ kind: 'invalidate', seq: 0 }), OTHER)).status).toBe(403);
    expect((await w.call(c.getMonth, { as: OTHER, params })).body.code).toBe('QUALITY_OUTLET_UNKNOWN');
    expect((await w.call(c.getMonth, { as: DUTY, params: { ...params, pointId: 3 } })).body.code).toBe(
      'QUALITY_OUTLET_UNKNOWN',
    );
    expect((await month(w, OWNER)).may).toMatchObject({
      operate: false,
      mark: true,
      sign: 'self',
      signWhy: null,
    });
  });
});
