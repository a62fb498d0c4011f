import { radiationModule } from '@tarim/radiation/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  type AlarmDetail,
  addJob,
  addTerminal,
  type CalendarJob,
  type CoverageCell,
  changeTerminal,
  decideJob,
  getAlarm,
  getCalendar,
  getCoverage,
  getJob,
  getSourceTerminal,
  getTerminal,
  type Job,
  listTerminals,
  returnJob,
  type SourceTerminal,
  type Terminal,
  type TerminalDetail,
} from '../contract.ts';
import {
  CAMERA,
  CITY,
  CORPS,
  house,
  location,
  MINUTE,
  NIGHT,
  SECOND,
  STATION,
  SUPERVISOR,
  square,
} from './world.ts';

const HOUR = 60 * MINUTE;
const iso = (ms: number): string => new Date(ms).toISOString();

test('coverage: three live reports and seven that came an hour later explain the silence that follows', async () => {
  const { ctx, call, fold, tick, terminal } = await house(NIGHT);
  await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA });
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  const one = (time: number, signal: number) => {
    const told = location({ time, lat: 43.8, lon: 87.61, rate: 6.9 });
    return { ...told, items: [...told.items, { name: 'signal', value: signal }] };
  };
  // Seven of 20:53 … 20:59, sent at 22:00 by our clock: 61 to 67 minutes late, all in the class of 3,600 … 7,200 s.
  const stored = Array.from({ length: 7 }, (_, i) => one(NIGHT - 67 * MINUTE + i * MINUTE, 4));
  await device.send({ kind: 'batch', type: 1, locations: stored });
  // Three live, 10, 20 and 40 s after they were made.
  for (const [i, delay] of [10, 20, 40].entries()) {
    ctx.clock.set(NIGHT + i * MINUTE);
    await device.send({ kind: 'location', location: one(NIGHT + i * MINUTE - delay * SECOND, 20) });
  }
  await fold();
  const { cells } = (await call<{ cells: CoverageCell[] }>(getCoverage, SUPERVISOR)).body;
  expect(cells).toEqual([
    {
      box: [87.6, 43.785, 87.66, 43.83],
      live: 3,
      stored: 7,
      lost: 0,
      // Between 20:59 and 22:00 nothing was made: a silence that ended.
      outages: 1,
      lateShare: 0.7,
      // Half of ten is the fifth; three came before, so the second of seven: 3,600 + 2/7 · 3,600.
      medianDelay: expect.closeTo(3_600 + (2 / 7) * 3_600, 6),
      // (7 · 4 + 3 · 20) / 10
      signal: 8.8,
    },
  ]);
  // Told again, it changes nothing: the figures grow with new reports only.
  await device.send({ kind: 'batch', type: 1, locations: stored });
  await fold();
  expect((await call<{ cells: CoverageCell[] }>(getCoverage, SUPERVISOR)).body.cells).toEqual(cells);

  ctx.clock.set(NIGHT + 30 * MINUTE);
  await tick();
  const { rows } = await sql<{
    id: number;
  }>`select id from tracking.alarm where kind = 'offline' and closed_at is null`.execute(ctx.db);
  const alarm = (await call<AlarmDetail>(getAlarm, SUPERVISOR, { params: { id: rows[0]!.id } })).body;
  expect(alarm.figures).toMatchObject({ cellReports: 10, cellLatePercent: 70, cellOutages: 1, cellDays: 30 });
  expect(alarm.explanation).toContain('共 10 条报告，70% 为事后补报');
  expect((await call<{ cells: CoverageCell[] }>(getCoverage, SUPERVISOR)).body.cells[0]!.outages).toBe(2);
  ctx.clock.advance(40 * 24 * HOUR);
  expect((await call<{ cells: CoverageCell[] }>(getCoverage, SUPERVISOR)).body.cells).toEqual([]);
});

test('the calendar: phases, overlaps of source and people, and a job that is reported back permits nothing more', async () => {
  const { ctx, call, fold, terminal, alarms } = await house(NIGHT);
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA })).body;
  const other = (
    await call<TerminalDetail>(addTerminal, SUPERVISOR, {
      body: { ...CAMERA, number: '2', serial: 'TX00002' },
    })
  ).body.id;
  const file = async (name: string, from: number, to: number, terminals: number[], team: string[]) =>
    (
      await call<Job>(addJob, SUPERVISOR, {
        body: {
          ...{ unitPath: CITY, name, owner: '天山检测', filing: '', terminals, team },
          geometry: square(87.6, 43.8),
          startsAt: iso(from),
          endsAt: iso(to),
        },
      })
    ).body.id;
  const approve = (job: number) =>
    call(decideJob, SUPERVISOR, { params: { id: job }, body: { decision: 'approved', note: '' } });
  const now = await file('今夜', NIGHT - HOUR, NIGHT + 2 * HOUR, [id], ['张三', '李四']);
  const same = await file('同源', NIGHT + HOUR, NIGHT + 5 * HOUR, [id], []);
  const people = await file('同人', NIGHT, NIGHT + HOUR, [other], ['李四']);
  const later = await file('次日', NIGHT + 24 * HOUR, NIGHT + 30 * HOUR, [id], []);
  await approve(now);
  const span = { from: iso(NIGHT - 24 * HOUR), to: iso(NIGHT + 12 * HOUR) };
  const calendar = async (more: object = {}) =>
    (await call<{ jobs: CalendarJob[] }>(getCalendar, SUPERVISOR, { query: { ...span, ...more } })).body.jobs;
  expect(
    (await calendar()).map(({ job, conflicts }) => [
      job.name,
      job.phase,
      conflicts.map((one) => one.jobId).sort(),
    ]),
  ).toEqual([
    ['今夜', 'underway', [same, people]],
    ['同人', 'filed', [now]],
    ['同源', 'filed', [now]],
  ]);
  expect((await calendar({ person: '李四' })).map(({ job }) => job.name)).toEqual(['今夜', '同人']);
  expect((await calendar({ terminal: other })).map(({ job }) => job.name)).toEqual(['同人']);
  expect(await calendar({ unit: '/BT/' })).toEqual([]);
  const long = { from: iso(NIGHT), to: iso(NIGHT + 63 * 24 * HOUR) };
  expect((await call(getCalendar, SUPERVISOR, { query: long })).status).toBe(422);

  // Within its window the camera may be out: 40 µSv/h of the source in use.
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  const out = (time: number) => ({ time, rate: 40, stowed: false });
  for (const minute of [0, 1, 2]) {
    ctx.clock.set(NIGHT + minute * MINUTE);
    await device.report(out(NIGHT + minute * MINUTE));
  }
  await fold();
  expect((await alarms()).map((one) => one.kind)).toEqual([]);
  const back = (at: number, as = SUPERVISOR) =>
    call<CalendarJob>(returnJob, as, { params: { id: now }, body: { at: iso(at) } });
  expect((await back(NIGHT, CORPS)).status).toBe(403);
  expect((await back(NIGHT + HOUR)).body.code).toBe('TRACKING_RETURN_INVALID');
  ctx.clock.set(NIGHT + 5 * MINUTE);
  expect((await back(NIGHT + 5 * MINUTE)).body.job).toMatchObject({
    phase: 'ended',
    returnedBy: '辐射监管',
    open: false,
  });
  expect((await back(NIGHT + 5 * MINUTE)).body.code).toBe('TRACKING_JOB_SETTLED');
  for (const minute of [10, 11]) {
    ctx.clock.set(NIGHT + minute * MINUTE);
    await device.report(out(NIGHT + minute * MINUTE));
  }
  await fold();
  expect((await alarms()).map((one) => one.kind)).toContain('exposed_outside_job');

  // Nobody reports the second one back: it is open after its date, and holds its source against a third.
  await approve(same);
  await approve(later);
  ctx.clock.set(NIGHT + 25 * HOUR);
  const found = (await call<CalendarJob>(getJob, SUPERVISOR, { params: { id: same } })).body;
  const day = { from: iso(NIGHT + 20 * HOUR), to: iso(NIGHT + 44 * HOUR) };
  expect((await calendar(day)).map(({ job }) => [job.name, job.phase])).toEqual([
    ['同源', 'overdue'],
    ['次日', 'underway'],
  ]);
  const next = { from: iso(NIGHT + 44 * HOUR), to: iso(NIGHT + 68 * HOUR) };
  expect(await calendar(next)).toEqual([]);
  expect([found.job.phase, found.conflicts.map((one) => one.jobId)]).toEqual(['overdue', [later]]);
});

test('the ledger: its figures stand where it has the source, differences are told, one source has one terminal', async () => {
  const { ctx, call, fold, terminal } = await house(NIGHT, [radiationModule]);
  const { rows } = await sql<{ id: number }>`
    insert into radiation.unit (unit_path, uscc, name, address, legal_person, safety_officer, simulated, recorded_at)
    values (${CITY}, '91650100MA0000000A', '天山检测（模拟）', '', '', '', true, now()) returning id`.execute(
    ctx.db,
  );
  await sql`
    insert into radiation.source (unit_id, unit_path, code, no_code, label, nuclide, activity_bq, measured_on, category, use, place, state, simulated)
    values (${rows[0]!.id}, ${CITY}, '0125IR900032', '', '', 'Ir-192', 3.7e12, '2026-09-21', 'II', '', '', 'idle', true)`.execute(
    ctx.db,
  );
  const body = { ...CAMERA, sourceCode: '0125ir900032', activity: 3e12 };
  const added = await call<TerminalDetail>(addTerminal, SUPERVISOR, { body });
  const { id, ledger } = added.body;
  // 60 days of 73.83: 3.7e12 · 2^(−60/73.83) = 2.106e12; of the 3e12 that were typed, from
  // midnight to 22:00 (60.92 days), 1.693e12: a fifth less.
  expect(added.body.activityNow! / 2.106e12).toBeCloseTo(1, 3);
  expect(added.body).toMatchObject({ sourceCode: '0125IR900032', activity: 3e12, categoryNow: 'II' });
  expect(ledger!.mismatches).toEqual([
    { field: 'activity', terminal: '1.69 TBq', ledger: '2.11 TBq' },
    { field: 'state', terminal: 'active', ledger: 'idle' },
  ]);
  // Who may not read the ledger is told nothing of it, and sees the figures of the registration.
  const hidden = (await call<TerminalDetail>(getTerminal, STATION, { params: { id } })).body;
  expect([hidden.inLedger, hidden.ledger]).toEqual(['closed', null]);
  expect(hidden.activityNow! / 1.693e12).toBeCloseTo(1, 3);
  const add = (more: Partial<typeof CAMERA>) =>
    call<TerminalDetail>(addTerminal, SUPERVISOR, { body: { ...CAMERA, number: '77', ...more } });
  expect((await add({ sourceCode: '0125IR900032', serial: 'TX77' })).body.code).toBe('TRACKING_SOURCE_TAKEN');
  expect((await add({ sourceCode: '0125IR900099' })).body.code).toBe('TRACKING_SERIAL_TAKEN');
  const stranger = await add({ sourceCode: '0125IR900099', serial: 'TX77' });
  expect([stranger.status, stranger.body.inLedger, stranger.body.activityNow! / 2.088e12]).toEqual([
    200,
    'missing',
    expect.closeTo(1, 3),
  ]);
  const moved = { ...CAMERA, number: '77', serial: 'TX77', sourceCode: '0125IR900032' };
  const change = await call(changeTerminal, SUPERVISOR, { params: { id: stranger.body.id }, body: moved });
  expect(change.body.code).toBe('TRACKING_SOURCE_TAKEN');
  const { terminals } = (await call<{ terminals: Terminal[] }>(listTerminals, SUPERVISOR)).body;
  expect(terminals.map((one) => [one.number, one.ledger?.sourceId ?? null])).toContainEqual([
    CAMERA.number,
    ledger!.sourceId,
  ]);

  const device = await terminal('013800000001');
  await device.admit('TX00001');
  await device.report({ time: NIGHT, lat: 43.8, lon: 87.6, rate: 6.9 });
  await fold();
  const asked = async (code: string) =>
    (
      await call<{ terminal: SourceTerminal | null }>(getSourceTerminal, SUPERVISOR, {
        params: { code },
      })
    ).body.terminal;
  const found = await asked('0125ir900032');
  expect(found).toMatchObject({ id, name: '探伤机 01', lat: 43.8, lon: 87.6, rate: 6.9, stowed: true });
  // 11.88 net at its measurement, 60 days ago: 6.763, with the background 6.883.
  expect(found!.expected).toBeCloseTo(6.883, 2);
  expect(await asked('0125IR900011')).toBe(null);
});
