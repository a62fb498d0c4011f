import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import {
  ADMIN,
  at,
  CHECKER,
  CORPS,
  DRAIN,
  DUTY,
  hours,
  iso,
  OTHER,
  OWNER,
  october,
  PNG,
  STACK,
  type World,
  world,
} from './seed.ts';

const params = { id: STACK };
const stop = {
  mark: 'stopped',
  from: iso('2026-11-04T08:00'),
  to: iso('2026-11-04T20:00'),
  reason: '停炉检修',
  evidence: [],
};
const month = async (w: World, pointId = STACK, name = '2026-11') =>
  (await w.call(c.getMonth, { as: DUTY, params: { pointId, month: name } })).body;
const fortnight = (w: World) =>
  hours(w.ctx.db, STACK, at('2026-11-01T00:00:00'), 108, () => ({
    'a21026.Avg': 20,
    'a21026.Cou': 1,
    'a19001.Avg': 7,
  }));

test('an enterprise marks its own outlet; the mark takes effect, is corrected and withdrawn, and all of it stays', async () => {
  const w = await world();
  await fortnight(w);
  const { sha256 } = (await w.file(c.uploadEvidence, OWNER, PNG)).body;
  const made = await w.call(c.createMark, { as: OWNER, params, body: { ...stop, evidence: [sha256] } });
  expect(made.body).toMatchObject({
    kind: 'production',
    name: '停运',
    effect: 'stopped',
    late: false,
    side: 'enterprise',
    deadline: iso('2026-11-06T00:00'),
  });
  let body = await month(w);
  expect(body.totals[0]).toMatchObject({ raw: 108, measured: 96, total: 96, stopped: 12, unresolved: 0 });
  expect(body.columns[0].why[3 * 24 + 8]).toBe('MARK_stopped');
  const shorter = { ...stop, to: iso('2026-11-04T10:00'), reason: '提前开炉' };
  const corrected = await w.call(c.correctMark, { as: OWNER, params: { id: made.body.id }, body: shorter });
  expect(corrected.body).toMatchObject({ replaces: made.body.id, withdrawn: false });
  expect((await month(w)).totals[0]).toMatchObject({ measured: 106, stopped: 2 });
  const again = await w.call(c.correctMark, { as: OWNER, params: { id: made.body.id }, body: shorter });
  expect(again.body.code).toBe('QUALITY_MARK_REPLACED');
  const gone = await w.call(c.withdrawMark, {
    as: CHECKER,
    params: { id: corrected.body.id },
    body: { reason: '未停炉' },
  });
  expect(gone.body).toMatchObject({ withdrawn: true, side: 'staff' });
  body = await month(w);
  expect(body.totals[0]).toMatchObject({ measured: 108, stopped: 0 });
  expect(body.operations.map((one: { kind: string }) => one.kind)).toEqual([
    'restore',
    'mark',
    'restore',
    'mark',
  ]);
  const all = (await w.call(c.listMarks, { as: OWNER })).body.marks;
  expect(all).toHaveLength(3);
  expect((await w.call(c.listMarks, { as: OWNER, query: { current: true } })).body.marks).toEqual([]);
  await expect(sql`delete from quality.mark`.execute(w.ctx.db)).rejects.toThrow('only ever added');
  const file = await w.call(c.getEvidence, { as: DUTY, params: { id: STACK, sha256 } });
  expect(Buffer.compare(file.body, PNG)).toBe(0);
});

test('late marks are told late; what makes no sense is refused; others may not', async () => {
  const w = await world();
  await fortnight(w);
  const late = { ...stop, from: iso('2026-11-02T08:00'), to: iso('2026-11-02T10:00') };
  expect((await w.call(c.createMark, { as: OWNER, params, body: late })).body).toMatchObject({
    late: true,
    deadline: iso('2026-11-04T00:00'),
  });
  expect((await w.call(c.listMarks, { as: DUTY, query: { late: true } })).body.marks).toHaveLength(1);
  const codeOf = async (body: object, as = OWNER) =>
    (await w.call(c.createMark, { as, params, body: { ...stop, ...body } })).body.code;
  expect(await codeOf({ mark: 'sleeping' })).toBe('QUALITY_MARK_WORD_UNKNOWN');
  expect(await codeOf({ to: stop.from })).toBe('QUALITY_MARK_SPAN_INVALID');
  expect(await codeOf({ from: iso('2026-11-06T08:00'), to: iso('2026-11-06T09:00') })).toBe(
    'QUALITY_MARK_SPAN_INVALID',
  );
  expect(await codeOf({ evidence: ['a'.repeat(64)] })).toBe('QUALITY_EVIDENCE_UNKNOWN');
  expect(await codeOf({}, OTHER)).toBe('QUALITY_OUTLET_UNKNOWN');
  for (const as of [CORPS, DUTY]) expect(await codeOf({}, as)).toBe('FORBIDDEN');
  expect((await w.call(c.listMarks, { as: OTHER })).body.marks).toEqual([]);
  // The second fence: an enterprise's transaction writes no other enterprise's rows.
  const foreign = w.ctx.db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.enterprises', '2', true)`.execute(tx);
    await sql`set local role tarim_actor`.execute(tx);
    await sql`insert into quality.operation (point_id, seq, unit_path, enterprise_id, kind, from_at, to_at, detail, reason, by_name, at)
      values (1, 9, '/650000/', 1, 'restore', now(), now() + interval '1 h', '{}', 'x', 'x', now())`.execute(
      tx,
    );
  });
  await expect(foreign).rejects.toThrow('row-level security');
});

test('a passed check is what daily loads of wastewater are substituted by', async () => {
  const w = await world();
  // October: 24 kg a day, 48 kg on the fifth; the twentieth has ten hours only.
  await hours(w.ctx.db, DRAIN, at('2026-10-01T00:00:00'), 744, (hour) => {
    const day = Math.floor(hour / 24) + 1;
    if (day === 20 && hour % 24 >= 10) return null;
    return { 'w01018.Avg': 30, 'w01018.Cou': day === 5 ? 2 : 1, 'w00000.Avg': 5, 'w00000.Cou': 40 };
  });
  const key = { pointId: DRAIN, month: '2026-10' };
  const day = {
    kind: 'substitute',
    codes: [],
    from: iso('2026-10-20T00:00'),
    to: iso('2026-10-21T00:00'),
    reason: '日均值无效',
    evidence: [],
  };
  const before = await w.call(c.addOperation, { as: CHECKER, params: key, body: { ...day, seq: 0 } });
  expect(before.body).toMatchObject({ detail: { given: 0, without: 1 } });
  expect(before.body.values[0]).toMatchObject({ kg: null, problem: 'SUBSTITUTION_NO_PASSED_CHECK' });
  const check = { ...stop, mark: 'check-passed', from: iso('2026-10-15T09:00'), to: iso('2026-10-15T10:00') };
  await w.call(c.createMark, { as: CHECKER, params: { id: DRAIN }, body: check });
  const after = await w.call(c.addOperation, { as: CHECKER, params: key, body: { ...day, seq: 2 } });
  expect(after.body.values).toMatchObject([
    { code: 'w01018', kg: 48, lookback: 30, count: 14, at: iso('2026-10-05T00:00') },
  ]);
  const { totals, days } = await month(w, DRAIN, '2026-10');
  // 29 days of 24, 48 of the fifth and 48 that stand in; ten hours of the twentieth count in no day.
  expect(totals).toMatchObject([
    { code: 'w01018', measured: 744, substituted: 48, total: 792, unresolved: 0 },
  ]);
  expect(days.find((one: { date: string }) => one.date === '2026-10-20')).toMatchObject({
    state: 'M',
    kg: null,
    substitute: 48,
  });
});

test('tables: the original stays, a version of an administrator holds from its day', async () => {
  const w = await world();
  await october(w);
  const set = (body: object, as = ADMIN, key = 'gas-substitution') =>
    w.call(c.setTable, { as, params: { key }, body });
  const { tables } = (await w.call(c.listTables, { as: DUTY })).body;
  const gas = tables.find((one: { key: string }) => one.key === 'gas-substitution');
  expect(gas.versions).toMatchObject([{ id: null, inForce: true, confidence: 'memory' }]);
  const rows = gas.versions[0].rows.map((row: object) => ({ ...row, lookback: 24 }));
  const input = { effectiveFrom: '2026-10-01', source: '地方规定', reason: '试验', rows };
  expect((await set(input, CHECKER)).status).toBe(403);
  expect((await set({ ...input, rows: [{ a: 1 }] })).body).toMatchObject({
    code: 'QUALITY_TABLE_ROW_INVALID',
    params: { row: 1, defect: 'columns' },
  });
  expect((await set(input)).status).toBe(200);
  const key = { pointId: STACK, month: '2026-10' };
  const body = {
    kind: 'substitute',
    codes: [],
    from: iso('2026-10-10T06:00'),
    to: iso('2026-10-10T09:00'),
    reason: '设备故障',
    evidence: [],
    seq: 0,
  };
  const made = await w.call(c.addOperation, { as: CHECKER, params: key, body });
  // 24 hours back there is no peak.
  expect(made.body).toMatchObject({ detail: { rule: 'local/gas-substitution@1', given: 3 } });
  expect(made.body.values[0]).toMatchObject({ kg: 1, lookback: 24 });
  const after = (await w.call(c.listTables, { as: OWNER })).body.tables.find(
    (one: { key: string }) => one.key === 'gas-substitution',
  );
  expect(after.versions).toMatchObject([
    { id: 1, inForce: true, confidence: 'local', reason: '试验' },
    { id: null, inForce: false },
  ]);
});

test('emission totals and capture rates of a quarter', async () => {
  const w = await world();
  await october(w);
  await w.call(c.addOperation, {
    as: CHECKER,
    params: { pointId: STACK, month: '2026-10' },
    body: {
      kind: 'substitute',
      codes: [],
      from: iso('2026-10-10T06:00'),
      to: iso('2026-10-10T09:00'),
      reason: '设备故障',
      evidence: [],
      seq: 0,
    },
  });
  const totals = async (query: object, as = DUTY) => (await w.call(c.emissionTotals, { as, query })).body;
  expect((await totals({ period: 'quarter', of: '2026-Q4' })).rows).toMatchObject([
    {
      enterpriseName: '天山热电',
      code: 'a21026',
      months: 1,
      signed: 0,
      provisionalTotal: 752,
      provisionalMeasured: 743,
      signedTotal: 0,
      total: 752,
    },
  ]);
  expect((await totals({ period: 'month', of: '2026-Q4' })).code).toBe('QUALITY_PERIOD_MISMATCH');
  expect((await totals({ period: 'year', of: '2026' }, OTHER)).rows).toEqual([]);
  const { rows, asked } = (await w.call(c.captureRates, { as: DUTY, query: { quarter: '2026-Q4' } })).body;
  // 744 hours of October, and 108 of November that nobody sent; 741 valid.
  expect(rows).toMatchObject([
    { pointId: STACK, code: 'a21026', hours: 852, due: 852, received: 744, valid: 741, below: [] },
  ]);
  expect(rows[0].transmission).toBeCloseTo((744 / 852) * 100, 9);
  expect(rows[0].validity).toBeCloseTo((741 / 744) * 100, 9);
  expect(rows[0].transmissionValid).toBeCloseTo((741 / 852) * 100, 9);
  expect(asked).toHaveLength(3);
});
