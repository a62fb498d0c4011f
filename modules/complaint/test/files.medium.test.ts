import { fileURLToPath } from 'node:url';
import { listClues } from '@tarim/enforcement/contract';
import { enforcementModule } from '@tarim/enforcement/server';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { complaintModule } from '../server/module.ts';
import { seedDemoComplaints } from '../server/use-cases/seed-demo.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const UNIT = '/650000/650100/650102/';
const PREFECTURE = '/650000/650100/';
const MODULES = [
  regionModule,
  registryModule,
  supervisionModule,
  inspectionModule,
  complaintModule,
  enforcementModule,
];
const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`);
const person = (
  index: number,
  name: string,
  unitPath: string,
  role: Actor['posts'][number]['role'] = 'enforcement-officer',
): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
const COUNTY = person(1, '甲', UNIT);
const COUNTY_HEAD = person(2, '乙', UNIT);
const ABOVE = person(3, '丙', PREFECTURE);
const DUTY = person(4, '丁', PREFECTURE, 'duty-officer');
const ELSEWHERE = person(5, '戊', '/650000/652300/');

const NAME = '王小明';
const PHONE = '13912345678';
const REPORT: c.ReportBody = {
  kind: 'odour',
  facts: '我住对面，夜里有刺鼻气味，已持续一周。',
  object: '某化工厂',
  place: null,
  unitPath: UNIT,
  address: '某路 1 号对面',
  happenedOn: '2026-08-30',
  photos: [],
  name: NAME,
  contact: PHONE,
};

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: noon('2026-09-01') });
  await loadRegionPack(ctx, XINJIANG);
  await sql`insert into registry.enterprise (uscc, name, unit_path, address, lon, lat, simulated)
    values ('91650100000000011A', '天山热电', ${UNIT}, '某路 1 号', 87.63, 43.79, true)`.execute(ctx.db);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    as: Actor | undefined,
    options: object = {},
  ) => {
    const answer = await server.call(def, { ...(as ? { as } : {}), ...options });
    return { status: answer.status, body: answer.body as T & { code: string } };
  };
  const report = async (more: Partial<c.ReportBody> = {}) => {
    const { status, body } = await call<c.Receipt>(c.sendReport, undefined, { body: { ...REPORT, ...more } });
    expect([status, body.code.length]).toEqual([200, 19]);
    return { id: Number(body.number.slice(7)), receipt: { number: body.number, code: body.code } };
  };
  /** Takes a step on its day. */
  const act = (id: number, as: Actor, body: c.ComplaintAct) => {
    ctx.clock.set(Math.max(ctx.clock.now(), noon(body.on)));
    return call<c.ComplaintDetail>(c.actOnComplaint, as, { params: { id }, body });
  };
  const walk = async (id: number, steps: readonly (readonly [Actor, c.ComplaintAct])[]) => {
    for (const [who, step] of steps) {
      const answer = await act(id, who, step);
      expect([step.act, answer.status, answer.body.code]).toEqual([step.act, 200, undefined]);
    }
  };
  const read = async (id: number, as = COUNTY) =>
    (await call<c.ComplaintDetail>(c.getComplaint, as, { params: { id } })).body;
  const follow = (receipt: c.Receipt) =>
    call<c.ReporterView>(c.readComplaintReceipt, undefined, { body: receipt });
  const tell = (receipt: c.Receipt, body: c.ReporterAct) =>
    call<c.ReporterView>(c.actByReceipt, undefined, { body: { ...receipt, act: body } });
  return { ctx, call, report, act, walk, read, follow, tell };
}

const ACCEPT: c.ComplaintAct = {
  act: 'accept',
  on: '2026-09-10',
  object: '天山热电',
  enterpriseId: 1,
  suspected: '夜间异味，除臭设施疑似停运',
  clue: true,
};
const TO_REPLY: readonly (readonly [Actor, c.ComplaintAct])[] = [
  [COUNTY, ACCEPT],
  [COUNTY, { act: 'assign', on: '2026-09-11', unitPath: UNIT, note: '' }],
  [
    COUNTY,
    {
      act: 'handle',
      on: '2026-09-20',
      findings: '除臭设施停运',
      measures: '责令恢复',
      verdict: 'true',
    },
  ],
  [COUNTY_HEAD, { act: 'reply', on: '2026-09-22', text: '反映属实，设施已恢复运行。' }],
];

test('from a citizen without an account to a clue, a reply that he reads, and a public feed without him', async () => {
  const { ctx, call, report, walk, read, follow, tell } = await house();
  const { id, receipt } = await report({ unitPath: null, place: { lon: 87.61734, lat: 43.79249 } });
  expect((await follow(receipt)).body).toMatchObject({
    state: 'registered',
    dueOn: '2026-09-16',
    reply: null,
  });
  // The place decided the unit.
  expect((await read(id)).unitPath).toBe(UNIT);
  await walk(id, TO_REPLY);
  await ctx.deliver();
  const { clues } = (await call<{ clues: { reports: object[] }[] }>(listClues, COUNTY)).body;
  expect(clues).toHaveLength(1);
  expect(clues[0]!.reports).toMatchObject([
    {
      source: 'complaint',
      ref: { kind: 'complaint', id },
      suspected: '夜间异味，除臭设施疑似停运',
      by: '甲',
    },
  ]);
  await ctx.deliver();
  expect((await follow(receipt)).body).toMatchObject({
    state: 'replied',
    reply: { on: '2026-09-22', text: '反映属实，设施已恢复运行。', verdict: 'true' },
    dueOn: null,
    // 22 September and 30 days: Thursday 22 October.
    reviewUntil: '2026-10-22',
  });
  expect((await tell(receipt, { act: 'rate', satisfied: true, note: '' })).body.rated).toBe(true);
  await walk(id, [
    [
      COUNTY_HEAD,
      { act: 'publish', on: '2026-09-24', what: '夜间异味', outcome: '属实，除臭设施已恢复运行' },
    ],
  ]);
  const open = (await call<{ complaints: c.OpenComplaint[] }>(c.listOpenComplaints, undefined)).body;
  expect(open.complaints).toEqual([
    {
      kind: 'odour',
      receivedOn: '2026-09-01',
      unit: { zh: '天山区', en: expect.any(String) },
      place: { lon: 87.62, lat: 43.79 },
      what: '夜间异味',
      verdict: 'true',
      outcome: '属实，除臭设施已恢复运行',
      authority: expect.stringContaining('生态环境局'),
      on: '2026-09-24',
      simulated: false,
    },
  ]);
  // Neither who reported nor what he wrote is anywhere but in the sealed table and the file's own facts.
  const { rows } = await sql<{ t: string }>`
    select coalesce(string_agg(t, ' '), '') as t from (
      select e::text as t from platform.outbox e union all select a::text from platform.audit a
      union all select r::text from enforcement.clue_report r union all select c::text from enforcement.clue c
      union all select f::text from complaint.file f union all select k::text from complaint.contact k
      union all select p::text from complaint.publication p) all_of_it`.execute(ctx.db);
  expect(rows[0]!.t).toContain('除臭设施疑似停运');
  expect(rows[0]!.t).not.toContain(NAME);
  expect(rows[0]!.t).not.toContain(PHONE);
  expect(rows[0]!.t).not.toContain(receipt.code.replaceAll('-', ''));
  expect(rows[0]!.t).not.toContain(receipt.code);
});

test('who reported is told to those only who may look, with a reason, and each look is written down', async () => {
  const { ctx, call, report, read } = await house();
  const { id } = await report();
  const look = (as: Actor, reason = '回访核实') =>
    call<{ name: string; contact: string }>(c.lookAtContact, as, { params: { id }, body: { reason } });
  expect((await look(DUTY)).status).toBe(403);
  expect((await look(ELSEWHERE)).status).toBe(403);
  expect((await look(COUNTY, '')).status).toBe(400);
  expect((await read(id)).looks).toEqual([]);
  expect((await look(COUNTY)).body).toEqual({ name: NAME, contact: PHONE });
  expect((await read(id)).looks).toMatchObject([{ by: '甲', reason: '回访核实' }]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from platform.audit where action = 'complaint.contact.seen'`.execute(ctx.db);
  expect(rows[0]!.n).toBe(1);
  // The second fence: in the name of somebody of another unit the row is not there.
  await ctx.db.transaction().execute(async (tx) => {
    await sql`set local role tarim_actor`.execute(tx);
    await sql`select set_config('tarim.units', '/650000/652300/', true)`.execute(tx);
    expect((await sql`select * from complaint.contact`.execute(tx)).rows).toEqual([]);
  });
  const nobody = await report({ name: '', contact: '' });
  expect((await read(nobody.id)).realName).toBe(false);
  expect(
    (await call(c.lookAtContact, COUNTY, { params: { id: nobody.id }, body: { reason: '回访' } })).body.code,
  ).toBe('COMPLAINT_ANONYMOUS');
});

test('15 days, 60 days, 30 more with another’s approval; lights; nobody of another unit sees it', async () => {
  const { ctx, call, report, act, walk, read } = await house();
  const { id } = await report();
  const clocks = async () => (await read(id)).clocks.map(({ key, due, light }) => `${key} ${due} ${light}`);
  expect(await clocks()).toEqual(['complaint-accept 2026-09-16 green']);
  ctx.clock.set(noon('2026-09-17'));
  expect(await clocks()).toEqual(['complaint-accept 2026-09-16 red']);
  await walk(
    id,
    TO_REPLY.slice(0, 2).map(([who, step]) => [who, { ...step, on: '2026-09-17' }] as const),
  );
  // 17 September and 60: 13 days to the 30th, 31, 16: Monday 16 November.
  expect(await clocks()).toEqual(['complaint-handle 2026-11-16 green', 'complaint-accept 2026-09-16 done']);
  await walk(id, [[COUNTY, { act: 'ask-extension', on: '2026-11-10', reason: '监测未出' }]]);
  const grant: c.ComplaintAct = { act: 'decide-extension', on: '2026-11-11', granted: true, reason: '同意' };
  expect((await act(id, COUNTY, grant)).body.code).toBe('COMPLAINT_OWN_DECISION');
  expect((await act(id, DUTY, grant)).status).toBe(403);
  await walk(id, [[COUNTY_HEAD, grant]]);
  // 30 more: Wednesday 16 December.
  expect((await clocks())[0]).toBe('complaint-handle 2026-12-16 green');
  expect((await call(c.getComplaint, ELSEWHERE, { params: { id } })).status).toBe(403);
  const { files } = (await call<{ files: object[] }>(c.listComplaints, ELSEWHERE)).body;
  expect(files).toEqual([]);
});

test('retaliation goes one level up: the unit itself neither reads nor answers it', async () => {
  const { call, report, act, walk, read, follow, tell } = await house();
  const { id, receipt } = await report();
  await walk(id, TO_REPLY.slice(0, 2));
  await tell(receipt, { act: 'tell-retaliation', text: '单位要我撤回举报' });
  const answer: c.ComplaintAct = { act: 'answer-retaliation', on: '2026-09-12', text: '已责令其停止' };
  expect((await act(id, COUNTY_HEAD, answer)).status).toBe(403);
  const step = async (as: Actor) => (await read(id, as)).steps.find((one) => one.act === 'tell-retaliation');
  expect((await step(COUNTY))!.facts).toEqual({});
  expect((await step(ABOVE))!.facts).toEqual({ text: '单位要我撤回举报' });
  const flagged = async () =>
    (await call<{ files: object[] }>(c.listComplaints, ABOVE, { query: { retaliation: true } })).body.files;
  expect(await flagged()).toHaveLength(1);
  await walk(id, [[ABOVE, answer]]);
  expect(await flagged()).toEqual([]);
  expect((await follow(receipt)).body.retaliation).toMatchObject({ answer: '已责令其停止' });
});

test('a receipt opens with its code only; a review is decided by the level above', async () => {
  const { report, act, walk, follow, tell } = await house();
  const { id, receipt } = await report();
  const other = await report();
  const wrong = { number: receipt.number, code: other.receipt.code };
  expect(await follow(wrong)).toMatchObject({ status: 404, body: { code: 'COMPLAINT_RECEIPT_UNKNOWN' } });
  expect((await tell(wrong, { act: 'rate', satisfied: false, note: '' })).status).toBe(404);
  expect((await tell(receipt, { act: 'ask-review', reason: '早了' })).body.code).toBe(
    'COMPLAINT_STATE_UNFIT',
  );
  await walk(id, TO_REPLY);
  await tell(receipt, { act: 'ask-review', reason: '没有改正' });
  const decide: c.ComplaintAct = {
    act: 'decide-review',
    on: '2026-09-25',
    changed: true,
    opinion: '重新核查',
  };
  expect((await act(id, COUNTY_HEAD, decide)).status).toBe(403);
  await walk(id, [[ABOVE, decide]]);
  expect((await follow(receipt)).body).toMatchObject({
    state: 'handling',
    review: { opinion: '重新核查' },
  });
});

test('what others read cannot tell who reported; photographs lose what the camera wrote', async () => {
  const { ctx, call, report, act, walk, read } = await house();
  const segment = (kind: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, kind, 0, text.length + 2]), Buffer.from(text)]);
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, 'Exif 43.79N'),
    segment(0xda, 'x'),
    Buffer.from([1, 0xff, 0xd9]),
  ]);
  const { id } = await report({ photos: [jpeg.toString('base64')] });
  const photo = await call<Uint8Array>(c.getComplaintPhoto, COUNTY, { params: { id, nth: 1 } });
  expect(Buffer.from(photo.body).toString('latin1')).not.toContain('Exif');
  expect((await call(c.getComplaintPhoto, ELSEWHERE, { params: { id, nth: 1 } })).status).toBe(403);
  const pdf = Buffer.from('%PDF-1.4').toString('base64');
  const refused = await call(c.sendReport, undefined, { body: { ...REPORT, photos: [pdf] } });
  expect(refused).toMatchObject({ status: 422, body: { code: 'COMPLAINT_PHOTO_UNREADABLE' } });
  const outside = await call(c.sendReport, undefined, {
    body: { ...REPORT, place: { lon: 116.4, lat: 39.9 } },
  });
  expect(outside.body.code).toBe('COMPLAINT_PLACE_OUTSIDE');
  expect((await act(id, COUNTY, { ...ACCEPT, suspected: `据${NAME}反映有异味` })).body.code).toBe(
    'COMPLAINT_TELLS_PERSON',
  );
  await walk(id, TO_REPLY);
  const publish = (outcome: string) =>
    act(id, COUNTY_HEAD, { act: 'publish', on: '2026-09-24', what: '异味', outcome });
  expect((await publish('已回电 139 1234 5678')).body.code).toBe('COMPLAINT_TELLS_PERSON');
  expect((await publish('属实')).status).toBe(200);
  expect((await read(id)).photos).toBe(1);
  expect(ctx.clock.now()).toBe(noon('2026-09-24'));
});

test('a duplicate is joined: its reporter follows the other one; those nearby are shown', async () => {
  const { report, act, walk, read, follow } = await house();
  const place = { lon: 87.6173, lat: 43.7924 };
  const first = await report({ place });
  // 700 m to the north.
  const second = await report({ place: { ...place, lat: 43.7987 }, name: '', contact: '' });
  // 3 km away.
  await report({ place: { ...place, lat: 43.82 } });
  expect((await read(second.id)).similar.map(({ id }) => id)).toEqual([first.id]);
  const merge = (into: number): c.ComplaintAct => ({
    act: 'merge',
    on: '2026-09-02',
    into,
    reason: '同一事项',
  });
  expect((await act(second.id, COUNTY, merge(second.id))).body.code).toBe('COMPLAINT_MERGE_WRONG');
  await walk(second.id, [[COUNTY, merge(first.id)]]);
  await walk(first.id, TO_REPLY);
  expect((await follow(second.receipt)).body).toMatchObject({
    merged: true,
    state: 'replied',
    reply: { text: '反映属实，设施已恢复运行。' },
    acts: ['tell-retaliation'],
  });
});

test('a reward: tiers of the unit with their document, proposed, approved by another, paid; nobody is named', async () => {
  const { call, report, walk } = await house();
  const { id } = await report();
  await walk(id, TO_REPLY);
  const reward = (as: Actor, body: c.RewardAct) =>
    call<c.Reward>(c.actOnReward, as, { params: { id }, body });
  const propose: c.RewardAct = { act: 'propose', tier: '二级', reason: '查实' };
  expect((await reward(COUNTY, propose)).body.code).toBe('COMPLAINT_REWARD_TIER_UNKNOWN');
  const tiers = {
    unitPath: PREFECTURE,
    document: '某市举报奖励办法',
    tiers: [
      { name: '一级', yuan: 5_000 },
      { name: '二级', yuan: 1_000 },
    ],
  };
  expect((await call(c.setRewardTiers, COUNTY_HEAD, { body: tiers })).status).toBe(403);
  expect((await call(c.setRewardTiers, ABOVE, { body: tiers })).status).toBe(200);
  expect((await reward(COUNTY, propose)).body).toMatchObject({ yuan: 1_000, document: '某市举报奖励办法' });
  const grant: c.RewardAct = { act: 'decide', granted: true, reason: '同意' };
  expect((await reward(COUNTY, grant)).body.code).toBe('COMPLAINT_OWN_DECISION');
  expect((await reward(COUNTY, { act: 'pay', way: 'code' })).body.code).toBe('COMPLAINT_REWARD_STATE');
  expect((await reward(COUNTY_HEAD, grant)).body.state).toBe('approved');
  expect((await reward(COUNTY, { act: 'pay', way: 'code' })).body).toMatchObject({
    state: 'paid',
    paidOn: '2026-09-22',
  });
  const ledger = (state: string, as = COUNTY) =>
    call<{ rewards: c.Reward[] }>(c.listRewards, as, { query: { state } });
  expect((await ledger('paid')).body.rewards).toMatchObject([{ complaintId: id, decidedBy: '乙' }]);
  expect(JSON.stringify((await ledger('paid')).body)).not.toContain(NAME);
  expect((await ledger('approved')).body.rewards).toEqual([]);
  expect((await ledger('paid', ELSEWHERE)).body.rewards).toEqual([]);
});

test('the simulated region has complaints in several states, once; statistics count them', async () => {
  const { ctx, call } = await house();
  for (let n = 2; n <= 14; n++)
    await sql`insert into registry.enterprise (uscc, name, unit_path, address, lon, lat, simulated)
      values (${`9165010000000${String(n).padStart(4, '0')}X`}, ${`企业 ${n}`}, ${UNIT}, 'x', 87.6, 43.8, true)`.execute(
      ctx.db,
    );
  await seedDemoComplaints(ctx);
  await seedDemoComplaints(ctx);
  const { files } = (await call<{ files: c.ComplaintSummary[] }>(c.listComplaints, COUNTY)).body;
  expect(files.map(({ state }) => state)).toEqual([
    'handling',
    'not-accepted',
    'registered',
    'handling',
    'replied',
  ]);
  expect(files.map(({ retaliation }) => retaliation)).toEqual([false, false, false, true, false]);
  const statistics = (
    await call<{ total: c.ComplaintFigures }>(c.complaintStatistics, COUNTY, {
      query: { from: '2026-01-01', to: '2026-12-31' },
    })
  ).body;
  expect(statistics.total).toMatchObject({
    received: 5,
    accepted: 3,
    replied: 1,
    acceptedInTime: 1,
    satisfied: 1,
    meanDays: 21,
  });
});
