import { rowsToXlsx } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { runRemoteCheck } from '../server/use-cases/remote.ts';
import { seedDemoOperation } from '../server/use-cases/seed-demo.ts';
import {
  ADMIN,
  DRAIN,
  gateway,
  iso,
  JOB,
  OTHER,
  OWNER,
  STACK,
  STATION,
  TIANSHAN,
  URUMQI,
  type World,
  world,
} from './seed.ts';

const params = { id: STACK };

const drift = (measured: number) => ({
  code: 'a21026',
  kind: 'drift' as const,
  span: 'zero' as const,
  measured,
  standard: 0,
  range: 200,
});
const record = (kind: string, at: string, checks: object[] = []) => ({
  kind,
  from: iso(`${at}T09:00`),
  to: iso(`${at}T10:00`),
  staff: '张三',
  items: kind.startsWith('patrol')
    ? [
        { key: 'room', ok: true },
        { key: 'probe', ok: false, note: '轻微漏气' },
      ]
    : [],
  note: '',
  evidence: [] as string[],
  checks,
});
const add = (w: World, body: object, as = OWNER, id = STACK) =>
  w.call(c.addRecord, { as, params: { id }, body });
const plan = (w: World, plans: object[], as = STATION, id = STACK) =>
  w.call(c.setPlans, { as, params: { id }, body: { plans } });

test('a plan is due, a record makes it green; without its check a calibration is no record', async () => {
  const w = await world();
  expect((await plan(w, [{ kind: 'standard-check', days: 1, startOn: '2026-11-01' }])).body.code).toBe(
    'OPERATION_KIND_UNKNOWN',
  );
  const { tasks } = (
    await plan(w, [
      { kind: 'patrol-week', days: 7, startOn: '2026-11-01' },
      { kind: 'gas-calibration', days: 7, startOn: '2026-11-05' },
    ])
  ).body;
  expect(tasks.map((one: { kind: string; light: string }) => [one.kind, one.light])).toEqual([
    ['patrol-week', 'red'],
    ['gas-calibration', 'yellow'],
  ]);
  expect((await add(w, record('gas-calibration', '2026-11-05'))).body.code).toBe('OPERATION_CHECK_MISSING');
  expect((await add(w, record('patrol-week', '2026-11-06'))).body.code).toBe('OPERATION_SPAN_INVALID');
  const done = (await add(w, record('patrol-week', '2026-11-05'))).body;
  expect(done).toMatchObject({
    name: '周巡检',
    by: OWNER.name,
    items: [{ name: '站房温湿度、供电、门禁与卫生正常' }, { ok: false }],
  });
  expect(done.signature).toMatch(/^[0-9a-f]{64}$/);
  const [first] = (await w.call(c.listDueTasks, { as: OWNER })).body.tasks.filter(
    (one: { kind: string }) => one.kind === 'patrol-week',
  );
  expect(first).toMatchObject({ dueOn: '2026-11-12', light: 'green' });
});

test('a failed check puts the data back to the last passed one in doubt, and says so to others', async () => {
  const w = await world();
  const passed = (await add(w, record('gas-calibration', '2026-11-01', [drift(5)]))).body;
  expect(passed.checks).toMatchObject([{ passed: true, figures: { percent: 2.5 }, doubt: null }]);
  const failed = (await add(w, record('gas-calibration', '2026-11-04', [drift(10.4)]))).body;
  // 10.4 of 200 is 5.2 %: beyond 2.5 %, and beyond 5 %.
  expect(failed.checks[0]).toMatchObject({
    passed: false,
    outOfControl: true,
    limit: { value: 2.5, as: '%FS', confidence: 'memory' },
    doubt: { from: iso('2026-11-01T10:00'), to: iso('2026-11-04T10:00') },
  });
  expect(failed.checks[0].steps[0].formula).toContain('(10.4 − 0)/200 × 100 = 5.2 %');
  const { rows } = await sql<{ payload: object }>`
    select payload from platform.outbox where type = 'operation.check-failed.v1'`.execute(w.ctx.db);
  expect(rows.map((one) => one.payload)).toMatchObject([
    { pointId: STACK, code: 'a21026', outOfControl: true, from: iso('2026-11-01T10:00') },
  ]);
  const list = (await w.call(c.listRecords, { as: STATION, query: { failed: true } })).body;
  expect(list.records.map((one: { id: number }) => one.id)).toEqual([failed.id]);
  await expect(sql`update operation.record set note = 'x'`.execute(w.ctx.db)).rejects.toThrow(
    'only ever added',
  );
  expect(
    (await add(w, record('gas-calibration', '2026-11-04', [{ ...drift(1), code: 'a34013' }]))).body.code,
  ).toBe('OPERATION_CHECK_ITEM_UNKNOWN');
});

test('a limit of one’s own is a row of a table, and the verdict names the version', async () => {
  const w = await world();
  const tables = (await w.call(c.listTables, { as: ADMIN })).body.tables;
  const [national] = tables.find((one: { key: string }) => one.key === 'gas-calibration').versions;
  const rows = national.rows.map((row: { item: string }) =>
    row.item === 'gas' ? { ...row, limit: 1 } : row,
  );
  await w.call(c.setTable, {
    as: ADMIN,
    params: { key: 'gas-calibration' },
    body: { effectiveFrom: '2026-11-01', source: '地方要求', reason: '收紧', rows },
  });
  const { checks } = (await add(w, record('gas-calibration', '2026-11-04', [drift(5)]))).body;
  expect(checks[0]).toMatchObject({ passed: false, rules: [{ version: 'local/gas-calibration@1' }] });
});

test('faults: hours down, the light, repaired once', async () => {
  const w = await world();
  const call = { as: OWNER, params, body: { what: '探头堵塞', beganAt: iso('2026-11-02T08:00') } };
  const fault = (await w.call(c.addFault, call)).body;
  // 76 hours at noon of the 5th: more than 72.
  expect(fault).toMatchObject({ downHours: 76, allowedHours: 72, light: 'red' });
  const repair = {
    as: OWNER,
    params: { id: fault.id },
    body: { repairedAt: iso('2026-11-05T07:00'), repair: '更换滤芯' },
  };
  expect((await w.call(c.repairFault, { ...repair, as: OTHER })).body.code).toBe('OPERATION_FAULT_UNKNOWN');
  expect((await w.call(c.repairFault, repair)).body).toMatchObject({ downHours: 71, light: 'green' });
  expect((await w.call(c.repairFault, repair)).body.code).toBe('OPERATION_FAULT_REPAIRED');
});

test('spare parts: used in a record, never below zero', async () => {
  const w = await world();
  const part = (
    await w.call(c.addPart, {
      as: OWNER,
      body: { pointId: STACK, name: '滤芯', model: 'F-2', unit: '个', low: 2, stock: 3 },
    })
  ).body;
  const use = (quantity: number) =>
    add(w, { ...record('consumables', '2026-11-05'), parts: [{ partId: part.id, quantity }] });
  expect((await use(2)).status).toBe(200);
  expect((await use(2)).body.code).toBe('OPERATION_PART_SHORT');
  expect((await w.call(c.listParts, { as: OWNER })).body.parts).toMatchObject([
    { stock: 1, used: 2, low: 2 },
  ]);
  expect((await w.call(c.listParts, { as: OTHER })).body.parts).toEqual([]);
  expect((await w.call(c.listRecords, { as: OWNER })).body.records).toHaveLength(1);
  const moved = await w.call(c.movePart, {
    as: OWNER,
    params: { id: part.id },
    body: { quantity: 5, reason: '采购入库' },
  });
  expect(moved.body.stock).toBe(6);
});

test('operators: contracts, expired certificates, completion and pass share', async () => {
  const w = await world();
  const operator = {
    unitPath: URUMQI,
    name: '天山运维',
    uscc: null,
    contact: '李四',
    phone: '',
    staff: [{ name: '张三', certificate: '运行工', number: '1', validTo: '2026-11-04' }],
    contracts: [{ pointId: STACK, from: '2026-10-01', to: '2027-09-30' }],
  };
  expect((await w.call(c.addOperator, { as: OWNER, body: operator })).status).toBe(403);
  const { id } = (await w.call(c.addOperator, { as: STATION, body: operator })).body;
  expect((await w.call(c.addOperator, { as: STATION, body: operator })).body.code).toBe(
    'OPERATION_OPERATOR_TAKEN',
  );
  await plan(w, [{ kind: 'gas-calibration', days: 7, startOn: '2026-10-08' }]);
  await add(w, record('gas-calibration', '2026-10-08', [drift(1)]));
  await add(w, record('gas-calibration', '2026-10-20', [drift(9)]));
  const body = (
    await w.call(c.listOperators, { as: STATION, query: { from: '2026-10-01', to: '2026-10-31' } })
  ).body;
  // Due on 8, 15, 22 and 29 October; records on the 8th and the 20th serve the 8th and the 22nd.
  expect(body.operators).toMatchObject([
    {
      id,
      staff: [{ expired: true }],
      contracts: [{ pointName: '1 号炉烟囱', inForce: true }],
      figures: { due: 4, done: 2, completion: 50, checks: 2, passed: 1, pass: 50 },
    },
  ]);
  expect((await w.call(c.listRecords, { as: OWNER })).body.records[0].operatorName).toBe('天山运维');
  expect(
    (await w.call(c.listOperators, { as: OWNER, query: { from: '2026-10-01', to: '2026-10-31' } })).status,
  ).toBe(403);
});

test('remote calibration: asked before and after, each step with its frame, kept as a record', async () => {
  const w = await world();
  const body = { code: 'a21026', kind: 'zero' };
  const start = (as = STATION, id = STACK) => w.call(c.startRemoteCheck, { as, params: { id }, body });
  expect((await start(OWNER)).status).toBe(403);
  expect((await start(STATION, 4)).body.code).toBe('OPERATION_REMOTE_NOT_POSSIBLE');
  const { id } = (await start()).body;
  expect(w.ctx.jobs.queued.map((one) => one.name)).toContain('operation.remote-check');
  let slope = '1';
  const answering = gateway(w.ctx.db, (_mn, args, command) => {
    if (command !== 'calibrate')
      return { i13007: '0', i13008: slope, i13006: '20261105120000' }[args.infoId!] ?? null;
    slope = '1.02';
    return '';
  });
  await runRemoteCheck(w.ctx, { remoteId: id }, JOB);
  await answering.stop();
  const { checks, codes } = (await w.call(c.listRemoteChecks, { as: OWNER, params })).body;
  expect(codes).toEqual(['a21026', 'a19001']);
  expect(checks).toMatchObject([{ state: 'done', by: STATION.name }]);
  expect(checks[0].steps.filter((one: { text: string }) => one.text.includes('i13008'))).toMatchObject([
    { value: 1 },
    { value: 1.02 },
  ]);
  const [kept] = (await w.call(c.listRecords, { as: OWNER })).body.records;
  expect(kept).toMatchObject({
    id: checks[0].recordId,
    kind: 'remote-calibration',
    detail: { slopeBefore: '1', slopeAfter: '1.02', kind: 'zero' },
  });
  const silent = (await start()).body;
  const deaf = gateway(w.ctx.db, () => null);
  await runRemoteCheck(w.ctx, { remoteId: silent.id }, JOB);
  await deaf.stop();
  expect((await w.call(c.listRemoteChecks, { as: OWNER, params })).body.checks[0]).toMatchObject({
    state: 'failed',
    recordId: null,
  });
});

test('a sheet of records: all or nothing; what passed before counts for what failed after', async () => {
  const w = await world();
  const head = [
    '排放口编码',
    '项目',
    '开始',
    '结束',
    '人员',
    '说明',
    '因子编码',
    '零点或量程',
    '仪器值',
    '标准值或参比值',
    '满量程',
    '单位',
  ];
  const sheet = (...rows: (string | number)[][]) => rowsToXlsx([{ name: '运维记录', rows: [head, ...rows] }]);
  const calibration = (day: string, measured: number) => [
    'G1',
    'gas-calibration',
    `${day} 09:00`,
    `${day} 10:00`,
    '张三',
    '',
    'a21026',
    '零点',
    measured,
    0,
    200,
    '',
  ];
  const water = [
    'W1',
    '实际水样比对',
    '2026-11-03 09:00',
    '2026-11-03 10:00',
    '张三',
    '',
    'w01018',
    '',
    '34;36;41',
    '32;35;38',
    '',
    '',
  ];
  const bad = await sheet(
    calibration('2026-11-04', 9),
    [
      'G1',
      '实际水样比对',
      '2026-11-03 09:00',
      '2026-11-03 10:00',
      '张三',
      '',
      'w01018',
      '',
      '34',
      '32',
      '',
      '',
    ],
    [
      'G1',
      'gas-calibration',
      '2026-11-03 09:00',
      '2026-11-03 08:00',
      '张三',
      '',
      'a21026',
      '零点',
      1,
      0,
      200,
      '',
    ],
    ['G1', 'gas-calibration', '2026-11-03 09:00', '2026-11-03 10:00', '张三', '', '', '', '', '', '', ''],
  );
  const answer = (await w.file(c.importRecords, OWNER, bad, { mode: 'commit' })).body;
  expect([
    answer.committed,
    answer.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`),
  ]).toEqual([false, ['3 ROW_KIND_UNKNOWN', '4 OPERATION_SPAN_INVALID', '5 ROW_CHECK_MISSING']]);
  const good = await sheet(calibration('2026-11-04', 9), calibration('2026-11-02', 1), water);
  expect((await w.file(c.importRecords, OWNER, good, { mode: 'commit' })).body).toMatchObject({
    committed: true,
    good: 3,
  });
  const { records } = (await w.call(c.listRecords, { as: OWNER, query: { failed: true } })).body;
  expect(records[0].checks[0].doubt.from).toBe(iso('2026-11-02T10:00'));
  const ofDrain = (await w.call(c.listRecords, { as: OWNER, query: { pointId: DRAIN } })).body.records;
  expect(ofDrain[0].checks[0]).toMatchObject({ passed: true, figures: { good: 3 } });
});

test('a photograph belongs to the record that names it', async () => {
  const w = await world();
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('试验')]);
  const { sha256 } = (await w.file(c.uploadFile, OWNER, png)).body;
  const get = (as = OWNER) => w.call(c.getFile, { as, params: { id: STACK, sha256 } });
  expect((await get()).body.code).toBe('OPERATION_FILE_UNKNOWN');
  await add(w, { ...record('patrol-week', '2026-11-05'), evidence: [sha256] });
  expect((await get()).status).toBe(200);
  expect((await get(OTHER)).status).toBe(404);
  expect(
    (await add(w, { ...record('patrol-week', '2026-11-05'), evidence: ['0'.repeat(64)] })).body.code,
  ).toBe('OPERATION_FILE_UNKNOWN');
  expect((await w.file(c.uploadFile, OWNER, Buffer.from('MZ'))).body.code).toBe('OPERATION_FILE_UNREADABLE');
});

test('the demonstration: two operators, something overdue, a failed comparison; once', async () => {
  const w = await world();
  expect(await seedDemoOperation(w.ctx)).toBe(true);
  expect(await seedDemoOperation(w.ctx)).toBe(false);
  const { operators } = (
    await w.call(c.listOperators, { as: STATION, query: { from: '2026-10-01', to: '2026-11-05' } })
  ).body;
  expect(operators.map((one: { simulated: boolean }) => one.simulated)).toEqual([true, true]);
  const { tasks } = (await w.call(c.listDueTasks, { as: STATION, query: { unitPath: TIANSHAN } })).body;
  expect(tasks.some((one: { light: string }) => one.light === 'red')).toBe(true);
  const { records } = (await w.call(c.listRecords, { as: STATION, query: { failed: true } })).body;
  expect(records.length).toBeGreaterThan(0);
});
