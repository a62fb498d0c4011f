import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commitmentOf } from '@tarim/science';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, house, ready, URUMQI } from './draws.fixture.ts';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url));

test('a draw: committed to before anybody knows it, replayed by the command line from what the portal publishes', async () => {
  const { call, ctx } = await ready();
  const committed = await call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } });
  expect(committed.body).toMatchObject({
    state: 'committed',
    number: '2026-11/650100/1',
    seed: null,
    pool: 20,
    officers: 4,
    visits: [],
  });
  const { id, commitment } = committed.body;
  const before = await call<Record<string, unknown>>(c.getDrawData, { params: { id }, as: undefined });
  expect(before.body).toMatchObject({ draw: '2026-11/650100/1', commitment });
  expect(before.body).not.toHaveProperty('seed');
  // Nor does the row tell it.
  const { rows } = await sql<{ seed_sealed: string }>`select seed_sealed from inspection.draw`.execute(
    ctx.db,
  );
  expect(rows[0]!.seed_sealed).not.toMatch(/^[0-9a-f]{64}$/);

  const drawn = (await call<c.DrawDetail>(c.runDraw, { params: { id }, body: {} })).body;
  expect(commitmentOf(drawn.seed!)).toBe(commitment);
  // A quarter of eight key ones, and one for each of four officers.
  expect(drawn.visits.filter(({ stratum }) => stratum === 'key').length).toBe(2);
  expect(drawn.visits.filter(({ stratum }) => stratum === 'ordinary').length).toBe(4);
  for (const { team, enterpriseId } of drawn.visits) {
    expect(team.length).toBe(2);
    if ([1, 2, 3].includes(enterpriseId))
      expect(team.map(({ certificate }) => certificate)).not.toContain('XJ-1001');
  }

  const open = await call<Record<string, unknown>>(c.getDrawData, { params: { id }, as: undefined });
  const { objects, officers } = before.body;
  expect(open.body).toMatchObject({ objects, officers, seed: drawn.seed });
  const told = spawnSync(process.execPath, [CLI, 'draw'], {
    input: JSON.stringify(open.body),
    encoding: 'utf8',
  });
  const replay = JSON.parse(told.stdout);
  expect(replay.problems).toEqual([]);
  expect(replay.hash).toBe(drawn.hash);
  expect(replay.drawn.map((one: { id: string; team: string[] }) => [one.id, one.team])).toEqual(
    drawn.visits.map(({ uscc, team }) => [uscc, team.map(({ certificate }) => certificate)]),
  );
  const page = await call<{ visits: c.OpenVisit[] }>(c.getOpenDraw, { params: { id }, as: undefined });
  expect(page.body.visits.map(({ uscc }) => uscc)).toEqual(drawn.visits.map(({ uscc }) => uscc));
  expect(JSON.stringify(page.body)).not.toContain('检查员');
  expect((await call(c.runDraw, { params: { id }, body: {} })).body.code).toBe('INSPECTION_DRAW_OVER');
});

test('one preparation at a time; a voided one stays public with its reason', async () => {
  const { call } = await ready();
  const [a, b] = await Promise.all([
    call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } }),
    call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } }),
  ]);
  expect([a.status, b.status].sort()).toEqual([200, 409]);
  const first = a.status === 200 ? a.body : b.body;
  await call(c.voidDraw, { params: { id: first.id }, body: { reason: '人员调整' } });
  expect((await call(c.runDraw, { params: { id: first.id }, body: {} })).body.code).toBe(
    'INSPECTION_DRAW_OVER',
  );
  const second = (await call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } })).body;
  expect(second.number).toBe('2026-11/650100/2');
  const { body } = await call<{ draws: c.DrawSummary[] }>(c.listOpenDraws, { as: undefined });
  expect(body.draws.map(({ state, voidReason }) => [state, voidReason])).toEqual([
    ['committed', null],
    ['void', '人员调整'],
  ]);
});

test('visits end at the cap; what does not count says why; whoever is at the cap is not drawn', async () => {
  const { call, inspectors, scheme } = await ready();
  const plan = (more: object = {}) =>
    call<c.Visit>(c.planVisit, {
      body: {
        enterpriseId: 5,
        inspectors: inspectors.slice(1, 3).map(({ id }) => id),
        exemption: null,
        why: '日常检查',
        ...more,
      },
    });
  expect([(await plan()).status, (await plan()).status]).toEqual([200, 200]);
  const third = await plan();
  expect(third).toMatchObject({ status: 409, body: { code: 'INSPECTION_CAP_REACHED' } });
  expect((await plan({ exemption: 'complaint', why: '举报核查' })).status).toBe(200);
  // Two at once cannot both be the last one.
  const race = await Promise.all([1, 2, 3].map(() => plan({ enterpriseId: 6 })));
  expect(race.filter(({ status }) => status === 200).length).toBe(2);
  await scheme({
    quotas: { key: { ratio: 1 }, special: { count: 0 }, ordinary: { count: 0 } },
    reason: '全部抽取',
  });
  const { id } = (await call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } })).body;
  const drawn = (await call<c.DrawDetail>(c.runDraw, { params: { id }, body: {} })).body;
  expect(drawn.held).toEqual([
    { name: '企业5', why: 'visit-cap' },
    { name: '企业6', why: 'visit-cap' },
  ]);
  expect(drawn.visits.map(({ enterpriseId }) => enterpriseId).sort((x, y) => x - y)).toEqual([
    1, 2, 3, 4, 7, 8,
  ]);
  expect(drawn.problems.map(({ code }) => code)).toEqual(['DRAW_POOL_SHORT']);
});

test('teams that may not go there are refused', async () => {
  const { call, inspectors, inspector } = await ready();
  const late = (await inspector(9, { certifiedTo: '2026-11-26' })).body;
  const plan = (enterpriseId: number, ids: number[]) =>
    call<c.Visit>(c.planVisit, { body: { enterpriseId, inspectors: ids, exemption: null, why: '检查' } });
  const [one, two] = inspectors.map(({ id }) => id) as [number, number];
  expect((await plan(1, [one, two])).body.code).toBe('INSPECTION_TEAM_UNFIT');
  expect((await plan(5, [late.id, two])).body.code).toBe('INSPECTION_TEAM_UNFIT');
  expect((await plan(5, [two, two])).body.code).toBe('INSPECTION_TEAM_TWICE');
  expect((await plan(5, [two, 999])).body.code).toBe('INSPECTION_INSPECTOR_UNKNOWN');
  expect((await inspector(1)).body.code).toBe('INSPECTION_CERTIFICATE_TAKEN');
  expect((await inspector(8, { recusals: [777] })).body.code).toBe('INSPECTION_RECUSAL_UNKNOWN');
  // Who plans sees what everybody has in hand.
  const three = inspectors[2]!.id;
  expect((await plan(5, [two, three])).status).toBe(200);
  const listed = (await call<{ inspectors: c.Inspector[] }>(c.listInspectors)).body.inspectors;
  expect(Object.fromEntries(listed.map(({ id, planned }) => [id, planned]))).toMatchObject({
    [one]: 0,
    [two]: 1,
    [three]: 1,
  });
});

test('results are recorded once, on a day that can be, and counted', async () => {
  const { call, ctx } = await ready();
  const { id } = (await call<c.DrawDetail>(c.commitDraw, { body: { unitPath: URUMQI } })).body;
  const { visits } = (await call<c.DrawDetail>(c.runDraw, { params: { id }, body: {} })).body;
  const record = (visit: number, body: object) =>
    call<c.Visit>(c.recordVisit, {
      params: { id: visits[visit]!.id },
      body: { visitedOn: '2026-11-28', result: 'ordered', ...body },
    });
  expect((await record(0, {})).body.code).toBe('INSPECTION_VISIT_DAY_INVALID');
  ctx.clock.advance(2 * 86_400_000);
  expect((await record(0, {})).body).toMatchObject({
    state: 'done',
    result: 'ordered',
    visitedOn: '2026-11-28',
  });
  expect((await record(0, {})).body.code).toBe('INSPECTION_VISIT_DONE');
  expect((await record(1, { result: 'no-problem', visitedOn: '2026-11-26' })).body.code).toBe(
    'INSPECTION_VISIT_DAY_INVALID',
  );
  await record(1, { result: 'no-problem' });
  const { body } = await call<{ year: c.Year }>(c.listDraws, {});
  expect(body.year).toMatchObject({
    pool: 20,
    visits: 6,
    done: 2,
    covered: 2,
    coverage: 0.1,
    problemShare: 0.5,
    repeated: 0,
  });
});

test('a draw needs a scheme, objects and officers', async () => {
  const { call, scheme } = await house();
  const commit = () => call(c.commitDraw, { body: { unitPath: URUMQI } });
  expect((await commit()).body.code).toBe('INSPECTION_SCHEME_MISSING');
  await scheme();
  expect((await commit()).body.code).toBe('INSPECTION_POOL_EMPTY');
  await call(c.syncPool, { body: {} });
  expect((await commit()).body.code).toBe('INSPECTION_OFFICERS_SHORT');
});

test('only the competent chain manages, draws and records; pools follow the registry', async () => {
  const { call, ctx } = await ready();
  for (const actor of [DUTY, CORPS])
    expect((await call(c.commitDraw, { as: actor, body: { unitPath: URUMQI } })).status).toBe(403);
  const change = { stratum: 'special', factors: { credit: 'D' }, hold: null, speciality: null };
  expect((await call(c.changeObject, { as: CORPS, params: { id: 1 }, body: change })).status).toBe(403);
  expect((await call<c.PoolObject>(c.changeObject, { params: { id: 1 }, body: change })).body).toMatchObject(
    change,
  );
  await sql`update registry.enterprise set active = false where id = 20`.execute(ctx.db);
  expect((await call(c.syncPool, { body: {} })).body).toEqual({ added: 0, removed: 1 });
  const { body } = await call<{ objects: c.PoolObject[] }>(c.listPool, { query: { stratum: 'special' } });
  // What somebody set stays when the registry is read again.
  expect(body.objects.map(({ enterpriseId, factors }) => [enterpriseId, factors])).toEqual([
    [1, { credit: 'D' }],
  ]);
});
