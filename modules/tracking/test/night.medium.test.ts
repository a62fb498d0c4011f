import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  type Accident,
  type AccidentDetail,
  type Alarm,
  type AlarmDetail,
  accidentForm,
  accidentReport,
  acknowledgeAlarm,
  addFence,
  addJob,
  addTerminal,
  alarmChanged,
  announceOutage,
  changeAccident,
  closeAlarm,
  decideJob,
  getAccident,
  getAlarm,
  type Job,
  listAccidents,
  listAlarms,
  listTerminals,
  settleAccident,
  type Terminal,
  type TerminalDetail,
} from '../contract.ts';
import { CAMERA, CITY, CORPS, house, MINUTE, NIGHT, type Report, SUPERVISOR, square } from './world.ts';

const DAY = 24 * 60 * MINUTE;
const DEPOT = { lon: 87.6, lat: 43.8 };

/** Reports each minute from `from` on. */
const minutes = (from: number, count: number, at: (i: number) => Partial<Report>): Report[] =>
  Array.from({ length: count }, (_, i) => ({ time: from + i * MINUTE, ...DEPOT, ...at(i) }));

test('a night: a dropped source, a vehicle beyond its fence, an empty battery, an announced silence, and an old source that is there', async () => {
  const { ctx, call, fold, tick, terminal, alarms, restarted } = await house(NIGHT);
  const add = async (number: string, more: Partial<typeof CAMERA> = {}) =>
    (
      await call<TerminalDetail>(addTerminal, SUPERVISOR, {
        body: { ...CAMERA, number, serial: `S${number}`, name: number, ...more },
      })
    ).body.id;
  const dropped = await add('1');
  const strayed = await add('2');
  const empty = await add('3');
  const silent = await add('4');
  // 200 days old: 11.88·2^(−200/73.827) = 1.817 µSv/h net are as they should be.
  const old = await add('5', {
    measuredOn: '2026-05-05',
    baselineAt: new Date(NIGHT - 200 * DAY).toISOString(),
  });
  const fence = {
    unitPath: CITY,
    name: '库房',
    kind: 'depot',
    terminals: [],
    geometry: square(DEPOT.lon, DEPOT.lat),
  };
  expect((await call(addFence, CORPS, { body: fence })).status).toBe(403);
  expect((await call(addFence, SUPERVISOR, { body: fence })).status).toBe(200);
  const outage = {
    from: new Date(NIGHT + 2 * MINUTE).toISOString(),
    until: new Date(NIGHT + 180 * MINUTE).toISOString(),
    reason: '更换天线',
  };
  await call(announceOutage, SUPERVISOR, { params: { id: silent }, body: outage });

  const devices = await Promise.all(
    ['1', '2', '3', '4', '5'].map(async (number) => {
      const device = await terminal(number.padStart(12, '0'));
      await device.admit(`S${number}`);
      return device;
    }),
  );
  ctx.clock.advance(10 * MINUTE);
  // 60 days: 6.763 expected, threshold 3.38. Net 6.78 twice, then 0.1: it fell out.
  await devices[0]!.stored(minutes(NIGHT, 6, (i) => ({ rate: i < 3 ? 6.9 : 0.22 })));
  // 0.03° to the east are 2.4 km; three fixes outside.
  await devices[1]!.stored(minutes(NIGHT, 5, (i) => ({ lon: DEPOT.lon + (i < 2 ? 0 : 0.03), rate: 6.9 })));
  // 3,460 mV of 3,300 … 4,200 are 17.8 %, 3,340 are 4.4 %.
  await devices[2]!.stored(minutes(NIGHT, 3, (i) => ({ rate: 6.9, volts: [4_000, 3_460, 3_340][i]! })));
  await devices[3]!.stored(minutes(NIGHT, 2, () => ({ rate: 6.9 })));
  await devices[4]!.stored(minutes(NIGHT, 10, () => ({ rate: 1.94 })));
  await fold();

  const at = (i: number) => new Date(NIGHT + i * MINUTE);
  expect(await alarms()).toEqual([
    { number: '1', kind: 'source_missing', severity: 'critical', count: 1, since: at(5), open: true },
    { number: '2', kind: 'left_area', severity: 'high', count: 1, since: at(4), open: true },
    { number: '3', kind: 'battery', severity: 'high', count: 2, since: at(1), open: true },
  ]);
  // 22:12: ten minutes since the last report of all but the old source, three intervals are three minutes.
  ctx.clock.set(NIGHT + 12 * MINUTE);
  // A platform that was down itself holds no silence against them.
  await restarted().tick();
  expect(await alarms()).toHaveLength(3);
  await tick();
  const offline = async () =>
    (await alarms())
      .filter((one) => one.kind === 'offline')
      .map(({ number, severity }) => [number, severity]);
  expect(await offline()).toEqual([
    ['1', 'high'],
    ['2', 'high'],
    ['3', 'high'],
    ['4', 'announced'],
  ]);
  // Missing since 22:05 but known at 22:10: the ladder of ten minutes is climbed at 22:20.
  ctx.clock.set(NIGHT + 19 * MINUTE);
  await tick();
  expect((await call<{ accidents: Accident[] }>(listAccidents, SUPERVISOR)).body.accidents).toEqual([]);
  ctx.clock.set(NIGHT + 20 * MINUTE);
  await tick();
  const [accident] = (await call<{ accidents: Accident[] }>(listAccidents, SUPERVISOR)).body.accidents;
  // Found 22:10: two hours end at ten past midnight. A source of category II that is lost is 重大.
  expect(accident).toMatchObject({
    terminalId: dropped,
    foundAt: '2026-11-20T22:10:00+08:00',
    dueAt: '2026-11-21T00:10:00+08:00',
    grade: '重大',
    late: false,
  });
  // The outage ends at one; a silence of an hour and more is critical for category II.
  ctx.clock.set(NIGHT + 181 * MINUTE);
  await tick();
  expect((await offline()).find(([number]) => number === '4')).toEqual(['4', 'critical']);
  expect((await alarms()).filter((one) => one.number === '5').map((one) => one.kind)).toEqual(['offline']);

  // The source there was never called missing; by risk the old source is the last: 3.7e12·2^(−200/73.827) = 5.66e11 Bq against 2.1e12.
  const { terminals } = (await call<{ terminals: Terminal[] }>(listTerminals, SUPERVISOR)).body;
  expect(terminals.at(-1)!.id).toBe(old);
  expect(terminals.at(-1)!.activityNow! / 5.66e11).toBeCloseTo(1, 2);
  expect([strayed, empty].every((id) => terminals.some((one) => one.id === id))).toBe(true);

  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from platform.outbox where type = ${alarmChanged.type}`.execute(ctx.db);
  expect(rows[0]!.n).toBeGreaterThan(3);
});

test('an alarm explains itself with its figures, is acknowledged and closed by those who may, and the rules may raise it again', async () => {
  const { ctx, call, fold, terminal, tick } = await house(NIGHT);
  await call(addTerminal, SUPERVISOR, { body: CAMERA });
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  const low = (from: number) => minutes(from, 3, () => ({ rate: 3.3 }));
  ctx.clock.advance(3 * MINUTE);
  await device.stored(low(NIGHT));
  await fold();
  const [alarm] = (await call<{ alarms: Alarm[] }>(listAlarms, SUPERVISOR, { query: { state: 'open' } })).body
    .alarms;
  const { body: detail } = await call<AlarmDetail>(getAlarm, SUPERVISOR, { params: { id: alarm!.id } });
  // 60 days after the baseline (two minutes more do not show): net 3.18 of 6.763 expected, threshold half of it.
  expect(detail).toMatchObject({ kind: 'source_missing', rule: 'MOB-3', nature: 'proposal', ruleVersion: 1 });
  expect(detail.figures).toMatchObject({
    background: 0.12,
    baseline: 12,
    halfLifeDays: 73.827,
    share: 0.5,
    readings: 3,
  });
  expect([detail.figures.net, detail.figures.expected]).toEqual([
    expect.closeTo(3.18, 6),
    expect.closeTo(6.763, 3),
  ]);
  expect(detail.explanation).toContain('3.18');
  expect(detail.explanation).toContain('6.763');
  expect(detail.explanation).toContain('3.38');
  expect(detail.ladder).toMatchObject({ minutes: 10, dueAt: '2026-11-20T22:13:00+08:00' });

  const params = { id: alarm!.id };
  expect((await call(acknowledgeAlarm, CORPS, { params, body: { note: '' } })).status).toBe(403);
  const { body: seen } = await call<AlarmDetail>(acknowledgeAlarm, SUPERVISOR, {
    params,
    body: { note: '已电话联系' },
  });
  expect([seen.state, seen.steps.at(-1)]).toEqual([
    'acknowledged',
    expect.objectContaining({ act: 'acknowledged', note: '已电话联系', by: '辐射监管' }),
  ]);
  // Acknowledged: nothing climbs any more.
  ctx.clock.advance(60 * MINUTE);
  await tick();
  expect((await call<{ accidents: Accident[] }>(listAccidents, SUPERVISOR)).body.accidents).toEqual([]);
  const { body: closed } = await call<AlarmDetail>(closeAlarm, SUPERVISOR, {
    params,
    body: { reason: 'false-alarm', note: '探头移位' },
  });
  expect(closed).toMatchObject({
    state: 'closed',
    closedBy: 'person',
    closeReason: 'false-alarm',
    ladder: expect.anything(),
  });
  expect(
    (await call(closeAlarm, SUPERVISOR, { params, body: { reason: 'handled', note: '再次' } })).body.code,
  ).toBe('TRACKING_ALARM_CLOSED');
  ctx.clock.advance(3 * MINUTE);
  await device.stored(low(ctx.clock.now() - 3 * MINUTE));
  await fold();
  const again = (
    await call<{ alarms: Alarm[] }>(listAlarms, SUPERVISOR, { query: { kind: 'source_missing' } })
  ).body.alarms;
  expect(again.map((one) => one.state)).toEqual(['open', 'closed']);
});

test('a filed job opens its area and its window; outside them the camera may not be out', async () => {
  const { ctx, call, fold, terminal, alarms } = await house(NIGHT);
  const { body: camera } = await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA });
  const job = {
    unitPath: CITY,
    name: '管线焊口',
    owner: '天山检测',
    filing: 'ZY-1',
    terminals: [camera.id],
    geometry: square(87.7, 43.9),
    startsAt: new Date(NIGHT).toISOString(),
    endsAt: new Date(NIGHT + 30 * MINUTE).toISOString(),
  };
  const open = { ...square(87.7, 43.9).coordinates[0].slice(0, 3) };
  expect(
    (
      await call(addJob, SUPERVISOR, {
        body: { ...job, geometry: { type: 'Polygon', coordinates: [Object.values(open)] } },
      })
    ).body.code,
  ).toBe('TRACKING_AREA_INVALID');
  const { body: filed } = await call<Job>(addJob, SUPERVISOR, { body: job });
  const decide = (decision: string) =>
    call<Job>(decideJob, SUPERVISOR, { params: { id: filed.id }, body: { decision, note: '' } });
  expect((await decide('approved')).body).toMatchObject({
    state: 'approved',
    open: true,
    decidedBy: '辐射监管',
  });
  expect((await decide('refused')).body.code).toBe('TRACKING_JOB_SETTLED');
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  // 60 days: five times 6.763 are 33.8.
  const work = (from: number) => minutes(from, 3, () => ({ lon: 87.7, lat: 43.9, rate: 60, stowed: false }));
  ctx.clock.advance(10 * MINUTE);
  await device.stored(work(NIGHT + MINUTE));
  await fold();
  expect(await alarms()).toEqual([]);
  ctx.clock.advance(40 * MINUTE);
  await device.stored(work(NIGHT + 40 * MINUTE));
  await fold();
  expect((await alarms()).map((one) => one.kind)).toContain('exposed_outside_job');
});

test('an accident: graded, its form filled with both activities, reported in time, printed, ended', async () => {
  const { ctx, call, fold, tick, terminal } = await house(NIGHT);
  await call(addTerminal, SUPERVISOR, { body: CAMERA });
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  ctx.clock.advance(5 * MINUTE);
  await device.stored(minutes(NIGHT, 3, () => ({ rate: 0.2 })));
  await fold();
  ctx.clock.advance(10 * MINUTE);
  await tick();
  const [listed] = (await call<{ accidents: Accident[] }>(listAccidents, SUPERVISOR)).body.accidents;
  const params = { id: listed!.id };
  const { body: accident } = await call<AccidentDetail>(getAccident, SUPERVISOR, { params });
  // 3.7e12·2^(−60.9/73.827): 21 September 00:00 to 20 November 22:05 are 60.92 days: 2.0884e12 Bq.
  expect(accident.activityThen! / 2.0884e12).toBeCloseTo(1, 3);
  const part = (key: string) => accident.form.find((one) => one.key === key)!.values;
  expect(part('sources')).toMatchObject({
    事故源核素名称: 'Ir-192',
    '出厂活度（Bq）': 3.7e12,
    出厂日期: '2026-09-21',
  });
  expect(part('type')).toMatchObject({ 丢失: true, 事故源数量: 1 });
  expect(part('when-where')).toEqual({
    事故发生时间: '2026-11-20T22:05:00+08:00',
    事故发生地点: '87.60000°E 43.80000°N（终端最后位置）',
  });
  expect(part('unit')).toMatchObject({ '名称（公章）': '天山检测' });
  const facts = { event: 'lost', wideContamination: true, deaths: 0, severe: 0, overLimit: false };
  const body = { facts, form: { 事故发生地点: '头屯河区', 不在表中: 'x' } };
  const { body: graver } = await call<AccidentDetail>(changeAccident, SUPERVISOR, { params, body });
  expect([graver.grade, graver.level]).toEqual(['特别重大', 1]);
  expect(graver.form.find((one) => one.key === 'when-where')!.values.事故发生地点).toBe('头屯河区');
  ctx.clock.advance(30 * MINUTE);
  const settle = (act: string) =>
    call<AccidentDetail>(settleAccident, SUPERVISOR, { params, body: { act, note: '已找到' } });
  expect((await settle('reported')).body).toMatchObject({
    state: 'reported',
    late: false,
    reportedAt: '2026-11-20T22:45:00+08:00',
  });
  for (const format of ['pdf', 'docx'] as const) {
    const { body: file } = await call<Buffer>(accidentForm, SUPERVISOR, { params, query: { format } });
    expect((file as unknown as Buffer).subarray(0, 4).toString('latin1')).toBe(
      format === 'pdf' ? '%PDF' : 'PK\u0003\u0004',
    );
  }
  const report = String((await call<Buffer>(accidentReport, SUPERVISOR, { params })).body);
  expect(report).toContain('<EventInformation id="1">');
  expect(report).toContain('<Nuclide>Ir-192</Nuclide>');
  expect(report).toContain('not conformant with it');
  expect((await settle('ended')).body.state).toBe('ended');
  expect((await settle('ended')).body.code).toBe('TRACKING_ACCIDENT_ENDED');
});
