import type { Actor } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { HOSPITAL, house, ITEMS, OFFICER, UNIT, uscc } from './world.ts';

const of = (enterpriseId: number): Actor => ({
  userId: `00000000-0000-7000-8000-00000000001${enterpriseId}`,
  name: `企业 ${enterpriseId}`,
  posts: [{ role: 'enterprise', unitPath: UNIT.unitPath, enterpriseId }],
});

test('an enterprise sees its own unit and files its report and readings; others do not know of it', async () => {
  const { ctx, call } = await house('2027-01-20');
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    (${HOSPITAL}, '模拟医院', ${UNIT.unitPath}, false), (${uscc('91650100000000202')}, '邻居', ${UNIT.unitPath}, false)`.execute(
    ctx.db,
  );
  const { body: unit } = await call<c.UnitDetail>(c.addUnit, OFFICER, { body: { ...UNIT, enterpriseId: 1 } });
  const { body: somebody } = await call<c.Person>(c.addPerson, OFFICER, {
    params: { id: unit.id },
    body: { name: '张三', post: '操作', examCertificate: 'K1', examTo: '2030-01-01', active: true },
  });
  const file = (as: Actor) =>
    call<c.AnnualReport>(c.fileOwnReport, as, {
      params: { id: unit.id, year: 2026 },
      body: { act: 'file', on: '2027-01-20', items: ITEMS },
    });
  const read = (as: Actor) =>
    call<c.Person>(c.addOwnReading, as, {
      params: { id: somebody.id },
      body: { from: '2026-12-01', to: '2026-12-30', mSv: 0.2 },
    });
  expect([(await file(of(2))).body.code, (await read(of(2))).body.code]).toEqual([
    'RADIATION_UNIT_UNKNOWN',
    'RADIATION_PERSON_UNKNOWN',
  ]);
  expect([(await file(of(1))).body.state, (await read(of(1))).body.doses!.fiveYears]).toEqual(['filed', 0.2]);
  const own = async (as: Actor) => (await call<{ units: c.UnitDetail[] }>(c.listOwnUnits, as)).body.units;
  expect((await own(of(1))).map(({ name, staff }) => [name, staff[0]!.doses!.readings.length])).toEqual([
    ['模拟医院', 1],
  ]);
  expect(await own(of(2))).toEqual([]);
  // What is not its own stays closed: other reads, and steps that are the authority's.
  expect((await call(c.getUnit, of(1), { params: { id: unit.id } })).status).toBe(403);
  const pass = { act: 'pass', on: '2027-01-20', document: '文书' };
  expect((await call(c.actOnReport, of(1), { params: { id: unit.id, year: 2026 }, body: pass })).status).toBe(
    403,
  );
  expect(
    (await call<c.AnnualReport>(c.actOnReport, OFFICER, { params: { id: unit.id, year: 2026 }, body: pass }))
      .body.state,
  ).toBe('passed');
});
