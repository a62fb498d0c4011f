import { radiationModule } from '@tarim/radiation/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  type AlarmDetail,
  addTerminal,
  changeTerminal,
  closeAlarm,
  getAlarm,
  getTerminal,
  type TerminalDetail,
} from '../contract.ts';
import { CAMERA, CITY, house, MINUTE, NIGHT, STATION, SUPERVISOR } from './world.ts';

const CODE = '0125IR900032';

test('the rules judge by the ledger: a corrected activity changes what is expected from then on, old judgements keep theirs', async () => {
  const { ctx, call, fold, terminal, alarms } = await house(NIGHT, [radiationModule]);
  const { rows } = await sql<{ id: number }>`
    insert into radiation.unit (unit_path, uscc, name, address, legal_person, safety_officer, simulated, recorded_at)
    values (${CITY}, '91650100MA0000000A', '天山检测（模拟）', '', '', '', true, now()) returning id`.execute(
    ctx.db,
  );
  await sql`
    insert into radiation.source (unit_id, unit_path, code, no_code, label, nuclide, activity_bq, measured_on, category, use, place, state, simulated)
    values (${rows[0]!.id}, ${CITY}, ${CODE}, '', '', 'Ir-192', 3.7e12, '2026-09-21', 'II', '', '', 'in-use', true)`.execute(
    ctx.db,
  );
  const correct = (activity: number, on = '2026-09-21') =>
    sql`update radiation.source set activity_bq = ${activity}, measured_on = ${on}::date where code = ${CODE}`.execute(
      ctx.db,
    );
  const body = { ...CAMERA, sourceCode: CODE };
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body })).body;
  const expectedNow = async (as = SUPERVISOR) =>
    (await call<TerminalDetail>(getTerminal, as, { params: { id } })).body.expectedNow;
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  let minute = 0;
  // 4.32 µSv/h stowed, 4.20 net: 62 % of 6.763, not missing (less than half); of three times as much 21 %.
  const reports = async (count: number) => {
    for (let i = 0; i < count; i++) {
      minute++;
      ctx.clock.set(NIGHT + minute * MINUTE);
      await device.report({ time: NIGHT + minute * MINUTE, rate: 4.32 });
    }
    await fold();
  };
  await reports(12);
  expect(await alarms()).toEqual([]);
  // 11.88 · 2^(−60/73.83) = 6.763
  expect(await expectedNow()).toBeCloseTo(6.763, 2);

  // The certificate said 11.1 TBq: 3 · 6.763 = 20.29. Who may not read the ledger sees what is expected, too.
  await correct(1.11e13);
  expect(await expectedNow()).toBeCloseTo(20.29, 1);
  expect(await expectedNow(STATION)).toBeCloseTo(20.29, 1);
  await reports(12);
  expect((await alarms()).map(({ kind, open }) => [kind, open])).toEqual([['source_missing', true]]);
  const alarm = async () => (await call<AlarmDetail>(getAlarm, SUPERVISOR, { params: { id: 1 } })).body;
  const told = await alarm();
  expect(told.figures).toMatchObject({ facts: 'ledger', sourceShare: expect.closeTo(3, 6) });
  expect(Number(told.figures.expected)).toBeCloseTo(20.29, 1);
  expect(told.explanation).toContain('为测基线时所据的 3 倍');

  // Put right again: nothing is missing any more; what was judged by the other figure says so still.
  const close = { params: { id: 1 }, body: { reason: 'false-alarm', note: '证书活度有误' } };
  expect((await call(closeAlarm, SUPERVISOR, close)).status).toBe(200);
  await correct(3.7e12);
  await reports(12);
  expect((await alarms()).map(({ kind, open }) => [kind, open])).toEqual([['source_missing', false]]);
  expect((await alarm()).figures).toEqual(told.figures);

  // Another source in the container, and its baseline measured: what is expected begins with that measurement.
  await correct(2e12, '2026-11-20');
  const baselineAt = new Date(ctx.clock.now()).toISOString();
  const changed = await call<TerminalDetail>(changeTerminal, SUPERVISOR, {
    params: { id },
    body: { ...body, baseline: 6, baselineAt },
  });
  expect(changed.body.expectedNow).toBeCloseTo(5.88, 6);
  // An edit of something else leaves the baseline with the source that it was measured of.
  await correct(4e12, '2026-11-20');
  const renamed = await call<TerminalDetail>(changeTerminal, SUPERVISOR, {
    params: { id },
    body: { ...body, name: '探伤机 01 乙', baseline: 6, baselineAt },
  });
  expect(renamed.body.expectedNow).toBeCloseTo(11.76, 6);
});
