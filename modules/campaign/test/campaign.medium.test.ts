import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import { type Actor, asActor, type Post, xlsxToSheets } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { usccCheckDigit } from '@tarim/science';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { campaignModule, seedDemoCampaign } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const CITY = '/650000/650100/';
const DISTRICT = '/650000/650100/650102/';
const OTHER = '/650000/652300/';
const DIVISION = '/BT/BT08/';
const MODULES = [regionModule, registryModule, inspectionModule, campaignModule];

const person = (
  index: number,
  name: string,
  unitPath: string,
  role: Post['role'] = 'enforcement-officer',
): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
const LEAD = person(1, '厅执法', '/650000/');
const CITY_OFFICER = person(2, '市执法', CITY);
const OTHER_OFFICER = person(3, '州执法', OTHER);
const CORPS_OFFICER = person(4, '师执法', DIVISION);
const READER = person(5, '规划', '/BT/', 'planner');

async function house() {
  const ctx = await testContext({
    modules: MODULES,
    policy: makePolicy(),
    now: Date.parse('2026-11-28T10:00:00+08:00'),
  });
  await loadRegionPack(ctx, XINJIANG);
  for (const [i, unitPath] of [DISTRICT, DISTRICT, '/BT/BT08/', OTHER, OTHER, OTHER].entries()) {
    const first17 = `9165010000000${String(i + 1).padStart(4, '0')}`;
    await sql`insert into registry.enterprise (uscc, name, unit_path, simulated)
      values (${first17 + usccCheckDigit(first17)}, ${`企业${i + 1}`}, ${unitPath}, false)`.execute(ctx.db);
  }
  const server = await testServer(ctx, MODULES);
  const call = async <T>(def: Parameters<typeof server.call>[0], as: Actor, options: object = {}) => {
    const answer = await server.call(def, { as, ...options });
    return { status: answer.status, body: answer.body as T & { code: string; title: string } };
  };
  const draft = (more: object = {}, as = LEAD) =>
    call<c.CampaignDetail>(c.draftCampaign, as, {
      body: {
        title: '兵地联合执法',
        kind: 'region-corps',
        from: '2026-11-01',
        to: '2026-12-20',
        leadPath: '/650000/',
        units: [CITY, DIVISION],
        departments: [],
        goals: '同一清单检查',
        items: ['治理设施', '台账'],
        ...more,
      },
    });
  const step = (id: number, act: c.CampaignAct, note = '', as = LEAD) =>
    call<c.CampaignDetail>(c.stepCampaign, as, { params: { id }, body: { act, note } });
  const assign = (id: number, objects: readonly [number, string][], as = LEAD) =>
    call(c.assignObjects, as, {
      params: { id },
      body: { objects: objects.map(([enterpriseId, unitPath]) => ({ enterpriseId, unitPath })) },
    });
  const answer = (id: number, unitPath: string, as: Actor, answer = 'confirmed') =>
    call(c.answerInvitation, as, { params: { id }, body: { unitPath, answer, note: '' } });
  const write = (id: number, enterpriseId: number, as: Actor, more: object = {}) =>
    call<c.CampaignObject>(c.writeResult, as, {
      params: { id, enterpriseId },
      body: {
        result: 'no-problem',
        on: '2026-11-20',
        wanting: [],
        note: '',
        visitId: null,
        caseNumber: '',
        open: false,
        ...more,
      },
    });
  const read = async (id: number, as: Actor) =>
    (await call<c.CampaignDetail>(c.getCampaign, as, { params: { id } })).body;
  return { ctx, call, draft, step, assign, answer, write, read };
}

/** A campaign of the region with the city and a division that is under way; enterprise 2 is looked at crosswise. */
async function running() {
  const world = await house();
  const { id } = (await world.draft()).body;
  await world.assign(id, [
    [1, CITY],
    [2, DIVISION],
    [3, DIVISION],
  ]);
  await world.step(id, 'issue');
  await world.answer(id, CITY, CITY_OFFICER);
  await world.answer(id, DIVISION, CORPS_OFFICER);
  expect((await world.step(id, 'start')).body.state).toBe('running');
  return { ...world, id };
}

test('a plan fits its kind, and its steps come in order', async () => {
  const { draft, step, assign, answer, call } = await house();
  const code = async (more: object) => (await draft(more)).body.code;
  expect(await code({ units: [CITY] })).toBe('CAMPAIGN_KIND_INVALID');
  expect(await code({ kind: 'areas', units: [] })).toBe('CAMPAIGN_KIND_INVALID');
  expect(await code({ kind: 'departments' })).toBe('CAMPAIGN_KIND_INVALID');
  expect(await code({ units: [CITY, '/BT/BT99/'] })).toBe('CAMPAIGN_UNIT_MISSING');
  expect(await code({ units: [CITY, DIVISION, CITY] })).toBe('CAMPAIGN_UNIT_TWICE');
  expect(await code({ from: '2026-12-21' })).toBe('CAMPAIGN_PERIOD_INVALID');
  // Whoever has no rights in the lead unit drafts nothing for it.
  expect((await draft({}, CITY_OFFICER)).status).toBe(403);
  const { id } = (await draft({ units: [CITY, OTHER, DIVISION] })).body;
  for (const act of ['start', 'sum-up', 'close'] as const)
    expect((await step(id, act, 'x')).body.code).toBe('CAMPAIGN_STATE_UNFIT');
  expect((await answer(id, CITY, CITY_OFFICER)).body.code).toBe('CAMPAIGN_STATE_UNFIT');
  expect((await assign(id, [[1, '/BT/BT06/']])).body.code).toBe('CAMPAIGN_NOT_MEMBER');
  expect((await assign(id, [[99, CITY]])).body.code).toBe('CAMPAIGN_ENTERPRISE_MISSING');
  await assign(id, [
    [1, CITY],
    [4, OTHER],
  ]);
  // A unit that is taken out of the draft loses its objects.
  const { title, kind, from, to, departments, goals, items } = (
    await call<c.CampaignDetail>(c.getCampaign, LEAD, { params: { id } })
  ).body;
  const changed = await call<c.CampaignDetail>(c.changeCampaign, LEAD, {
    params: { id },
    body: { title, kind, from, to, departments, goals, items, units: [CITY, DIVISION] },
  });
  expect(changed.body.objectList.map(({ enterpriseId }) => enterpriseId)).toEqual([1]);
  expect((await step(id, 'issue', '', CITY_OFFICER)).status).toBe(403);
  expect((await step(id, 'issue')).body.state).toBe('issued');
  expect(
    (
      await call(c.changeCampaign, LEAD, {
        params: { id },
        body: { title, kind, from, to, departments, goals, items, units: [CITY, DIVISION] },
      })
    ).body.code,
  ).toBe('CAMPAIGN_STATE_UNFIT');
  expect((await step(id, 'start')).body).toMatchObject({
    code: 'CAMPAIGN_NOT_CONFIRMED',
    title: expect.stringContaining('乌鲁木齐市'),
  });
  await answer(id, CITY, CITY_OFFICER, 'declined');
  expect((await step(id, 'start')).body.code).toBe('CAMPAIGN_NOT_CONFIRMED');
  await answer(id, CITY, CITY_OFFICER);
  expect((await step(id, 'start')).body.state).toBe('running');
  expect((await assign(id, [[1, DIVISION]])).body.code).toBe('CAMPAIGN_STATE_UNFIT');
  expect((await step(id, 'cancel')).body.code).toBe('CAMPAIGN_NOTE_MISSING');
  const cancelled = await step(id, 'cancel', '上级另有部署');
  expect(cancelled.body.state).toBe('cancelled');
  expect(cancelled.body.steps.map(({ act, by }) => [act, by])).toEqual([
    ['issue', '厅执法'],
    ['start', '厅执法'],
    ['cancel', '厅执法'],
  ]);
});

test('each unit answers for itself and writes its own objects only', async () => {
  const { ctx, id, answer, write } = await running();
  expect((await answer(id, CITY, CORPS_OFFICER)).status).toBe(403);
  // The lead unit is of the other hierarchy: it neither answers nor writes for the division.
  expect((await answer(id, DIVISION, LEAD)).status).toBe(403);
  expect((await write(id, 3, LEAD)).status).toBe(403);
  expect((await write(id, 1, CORPS_OFFICER)).status).toBe(403);
  expect((await write(id, 2, CITY_OFFICER)).status).toBe(403);
  expect((await write(id, 2, CORPS_OFFICER)).body).toMatchObject({ crossed: true, entries: 1 });
  expect((await write(id, 3, CORPS_OFFICER)).body).toMatchObject({ crossed: false });
  expect((await write(id, 1, CITY_OFFICER)).status).toBe(200);
  expect((await write(id, 4, OTHER_OFFICER)).body.code).toBe('CAMPAIGN_OBJECT_UNKNOWN');

  // The second fence holds without the first, in both directions.
  const as = (actor: Actor, query: ReturnType<typeof sql>) =>
    asActor(ctx, actor, 'campaign.work', (tx) => query.execute(tx));
  const result = (enterprise: number, unitPath: string) => sql`
    insert into campaign.result (plan_id, enterprise_id, nth, unit_path, result, on_day, wanting, note, case_number, open, by_name, at)
    values (${id}, ${enterprise}, 9, ${unitPath}, 'no-problem', '2026-11-20', '{}', '', '', false, 'x', now())`;
  await expect(as(CORPS_OFFICER, result(1, CITY))).rejects.toThrow(/row-level security/);
  await expect(as(LEAD, result(3, DIVISION))).rejects.toThrow(/row-level security/);
  // Nor does one write under its own name what is another's.
  await expect(as(CORPS_OFFICER, result(1, DIVISION))).rejects.toThrow(/assigned to another unit/);
  await expect(
    as(
      LEAD,
      sql`insert into campaign.answer (plan_id, unit_path, nth, answer, note, by_name, at) values (${id}, ${DIVISION}, 9, 'declined', '', 'x', now())`,
    ),
  ).rejects.toThrow(/row-level security/);
  const touched = await as(CORPS_OFFICER, sql`update campaign.plan set title = 'x' where id = ${id}`);
  expect(touched.numAffectedRows).toBe(0n);
  await expect(sql`delete from campaign.result`.execute(ctx.db)).rejects.toThrow(/not altered/);
});

test('a result fits its code, keeps its versions, and names a visit of that enterprise', async () => {
  const { ctx, id, write, call, step } = await running();
  const code = async (more: object) => (await write(id, 1, CITY_OFFICER, more)).body.code;
  expect(await code({ on: '2026-10-31' })).toBe('CAMPAIGN_DAY_INVALID');
  expect(await code({ on: '2026-11-29' })).toBe('CAMPAIGN_DAY_INVALID');
  expect(await code({ wanting: [1] })).toBe('CAMPAIGN_RESULT_INVALID');
  expect(await code({ open: true })).toBe('CAMPAIGN_RESULT_INVALID');
  expect(await code({ result: 'filed' })).toBe('CAMPAIGN_RESULT_INVALID');
  expect(await code({ result: 'ordered', wanting: [3] })).toBe('CAMPAIGN_ITEM_INVALID');
  expect(await code({ visitId: 77 })).toBe('CAMPAIGN_VISIT_INVALID');
  const visit = async (enterpriseId: number) => {
    const { rows } = await sql<{ id: number }>`
      insert into inspection.visit (enterprise_id, enterprise, uscc, unit_path, team, state, why, planned_at, visited_on, result, simulated)
      values (${enterpriseId}, 'x', 'x', ${DISTRICT}, '[]', 'done', '专项', now(), '2026-11-20', 'ordered', false) returning id`.execute(
      ctx.db,
    );
    return rows[0]!.id;
  };
  expect(await code({ visitId: await visit(2) })).toBe('CAMPAIGN_VISIT_INVALID');
  const ordered = {
    result: 'ordered',
    wanting: [2, 1],
    open: true,
    visitId: await visit(1),
    note: ' 限期整改 ',
  };
  expect((await write(id, 1, CITY_OFFICER, ordered)).body.latest).toMatchObject({
    wanting: [1, 2],
    note: '限期整改',
    open: true,
  });
  // What was left open is settled after the visits are over.
  await step(id, 'sum-up');
  expect((await write(id, 1, CITY_OFFICER, { ...ordered, open: false, on: '2026-11-27' })).status).toBe(200);
  const { body } = await call<{ results: c.ResultEntry[] }>(c.listResults, READER, {
    params: { id, enterpriseId: 1 },
  });
  expect(body.results.map(({ nth, on, open }) => [nth, on, open])).toEqual([
    [1, '2026-11-20', true],
    [2, '2026-11-27', false],
  ]);
});

test('all see one progress and one report; it closes when every object has a result', async () => {
  const { id, write, read, step, call } = await running();
  await write(id, 1, CITY_OFFICER, {
    result: 'filed',
    wanting: [1],
    caseNumber: '乌环罚立〔2026〕1号',
    open: true,
  });
  await write(id, 2, CORPS_OFFICER);
  const seen = await read(id, READER);
  expect(seen.progress).toEqual((await read(id, CITY_OFFICER)).progress);
  expect(seen.progress).toMatchObject({ objects: 3, done: 2, problems: 1, open: 1 });
  expect(
    seen.progress.units.map(({ name, answer, objects, done, open }) => [name, answer, objects, done, open]),
  ).toEqual([
    ['新疆维吾尔自治区', 'lead', 0, 0, 0],
    ['乌鲁木齐市', 'confirmed', 1, 1, 1],
    [expect.stringContaining('八师'), 'confirmed', 2, 1, 0],
  ]);
  expect(seen.objectList.some(({ mayWrite }) => mayWrite)).toBe(false);
  expect((await step(id, 'sum-up')).status).toBe(200);
  expect((await step(id, 'close', '总结')).body).toMatchObject({ code: 'CAMPAIGN_UNFINISHED' });
  await write(id, 3, CORPS_OFFICER, { result: 'no-contact', open: true });
  expect((await step(id, 'close')).body.code).toBe('CAMPAIGN_NOTE_MISSING');
  expect((await step(id, 'close', '立案一起')).body).toMatchObject({ state: 'closed', acts: [] });
  expect((await write(id, 1, CITY_OFFICER)).body.code).toBe('CAMPAIGN_STATE_UNFIT');

  const bytes = async (format: string) =>
    Buffer.from((await call(c.campaignReport, READER, { params: { id }, query: { format } })).body as never);
  expect((await bytes('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await bytes('docx')).subarray(0, 2).toString()).toBe('PK');
  const table = await call(c.exportCampaign, READER, { params: { id }, query: { format: 'xlsx' } });
  const [sheet] = await xlsxToSheets(new Uint8Array(table.body as never));
  expect(sheet!.rows).toHaveLength(4);
  expect(sheet!.rows[1]).toEqual(expect.arrayContaining(['企业1', '立案', '乌环罚立〔2026〕1号']));
  const { body } = await call<{ campaigns: c.CampaignSummary[] }>(c.listCampaigns, CORPS_OFFICER, {
    query: { unit: DIVISION, state: 'closed' },
  });
  expect(body.campaigns.map((one) => [one.id, one.units, one.objects, one.done])).toEqual([[id, 3, 3, 3]]);
});

test('the simulated region has a joint operation of both hierarchies, labelled', async () => {
  const { ctx, call, read } = await house();
  await seedDemoCampaign(ctx);
  await seedDemoCampaign(ctx);
  const { campaigns } = (await call<{ campaigns: c.CampaignSummary[] }>(c.listCampaigns, READER)).body;
  expect(campaigns.map(({ kind, state, simulated }) => [kind, state, simulated])).toEqual([
    ['departments', 'issued', true],
    ['region-corps', 'running', true],
  ]);
  const { progress } = await read(campaigns[1]!.id, READER);
  expect(progress.done).toBeGreaterThan(0);
  expect(progress.done).toBeLessThan(progress.objects);
});
