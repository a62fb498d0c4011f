import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { enforcementModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const UNIT = '/650000/650100/650102/';
const MODULES = [regionModule, registryModule, supervisionModule, inspectionModule, enforcementModule];
const DAY_MS = 86_400_000;
const dayMs = (on: string) => Date.parse(`${on}T10:00:00+08:00`);

const person = (
  index: number,
  name: string,
  role: Actor['posts'][number]['role'] = 'enforcement-officer',
  unitPath = '/650000/650100/',
): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
const HANDLER = person(1, '甲');
const SECOND = person(2, '乙');
const REVIEWER = person(3, '丙');
const HEAD = person(4, '丁');

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: dayMs('2026-09-01') });
  await loadRegionPack(ctx, XINJIANG);
  await sql`insert into registry.enterprise (uscc, name, unit_path, address, simulated)
    values ('91650100000000011A', '天山热电', ${UNIT}, '天山区某路 1 号', false)`.execute(ctx.db);
  for (const [n, name] of ['甲', '乙'].entries())
    await sql`insert into inspection.inspector (name, certificate, certified_to, unit_path, specialities, recusals, active, simulated, changed_by, changed_at)
      values (${name}, ${`XJ-${n}`}, '2027-12-31', ${UNIT}, '{}', '{}', true, false, 'x', now())`.execute(
      ctx.db,
    );
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    as: Actor | undefined,
    options: object = {},
  ) => {
    const answer = await server.call(def, { ...(as ? { as } : {}), ...options });
    return { status: answer.status, body: answer.body as T & { code: string; title: string } };
  };
  const file = (more: object = {}) =>
    call<c.CaseDetail>(c.fileCase, HANDLER, {
      body: {
        enterpriseId: 1,
        party: null,
        unitPath: UNIT,
        violation: '1107:usual',
        cause: '超标排放大气污染物',
        facts: '2 号锅炉二氧化硫小时均值超标。',
        actStart: '2026-08-20',
        actEnd: '2026-08-25',
        harm: false,
        filedOn: '2026-09-01',
        handlers: [1, 2],
        ...more,
      },
    });
  /** Takes a step on its day. */
  const act = (id: number, as: Actor, body: c.CaseAct) => {
    const on = 'on' in body ? body.on : body.from;
    const ahead = dayMs(on) - ctx.clock.now();
    if (ahead > 0) ctx.clock.advance(Math.ceil(ahead / DAY_MS) * DAY_MS);
    return call<c.CaseDetail>(c.actOnCase, as, { params: { id }, body });
  };
  return { ctx, call, file, act };
}

const EVIDENCE: c.CaseAct = {
  act: 'add-evidence',
  on: '2026-09-02',
  kind: 'electronic',
  title: '自动监测小时数据',
  proves: '二氧化硫超标',
  files: [],
};
const REPORT: c.CaseAct = { act: 'finish-investigation', on: '2026-09-10', report: '事实清楚，证据充分' };
const REVIEW: c.CaseAct = { act: 'review', on: '2026-09-15', approve: true, opinion: '同意' };
const notice = (amount: number): c.CaseAct => ({
  act: 'give-notice',
  on: '2026-09-23',
  deliveredOn: '2026-09-24',
  amount,
  beside: [],
  computed: amount,
  method: '加权百分比',
  reasons: '首次，超标倍数小',
});
const decide = (on: string, amount: number): c.CaseAct => ({
  act: 'decide',
  on,
  kind: 'penalty',
  amount,
  beside: [],
  reasons: '事实清楚',
});

async function noticed(amount = 150_000) {
  const world = await house();
  const { id } = (await world.file()).body;
  for (const [who, what] of [
    [HANDLER, EVIDENCE],
    [HANDLER, REPORT],
    [REVIEWER, REVIEW],
    [HANDLER, notice(amount)],
  ] as const)
    expect([(await world.act(id, who, what)).status, what.act]).toEqual([200, what.act]);
  return { ...world, id };
}

test('a case from filing to closure: numbers, clocks, documents, publication', async () => {
  const { call, act, id } = await noticed();
  const early = await act(id, HEAD, decide('2026-09-30', 150_000));
  expect(early).toMatchObject({ status: 409, body: { code: 'ENFORCEMENT_NOTICE_RUNS' } });
  expect(early.body.title).toContain('2026-10-09');
  const decided = await act(id, HEAD, decide('2026-10-10', 150_000));
  expect(decided.body).toMatchObject({ state: 'decided', fine: 150_000, findings: [] });
  expect(decided.body.range).toEqual({ min: 100_000, max: 1_000_000, source: '生态环境法典 1107' });
  const pdf = await call<Uint8Array>(c.getCaseDocument, HANDLER, {
    params: { id, kind: 'decision' },
    query: { format: 'pdf' },
  });
  const text = (await pdfText(pdf.body as unknown as Uint8Array)).replace(/\s+/g, '');
  for (const words of [
    '行政处罚决定书',
    '天山热电',
    '自动监测小时数据',
    '150,000元',
    '六个月内提起行政诉讼',
    '百分之三',
  ])
    expect(text).toContain(words);
  await act(id, HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' });
  await act(id, HANDLER, { act: 'publish', on: '2026-10-14' });
  const open = await call<{ decisions: c.OpenDecision[] }>(c.listOpenDecisions, undefined);
  expect(open.body.decisions).toMatchObject([
    { party: '天山热电', fine: 150_000, on: '2026-10-10', basis: '生态环境法典 1107' },
  ]);
  expect(JSON.stringify(open.body)).not.toContain('某路');
  // Due on 10-27; three days late at three per cent.
  expect((await act(id, HANDLER, { act: 'pay', on: '2026-10-30', amount: 150_000 })).body).toMatchObject({
    state: 'performed',
    lateFine: 13_500,
    lateOwed: 13_500,
  });
  // What is neither paid nor remitted keeps the case open; no more is settled than there is.
  const CLOSE: c.CaseAct = { act: 'close', on: '2026-11-02', result: '已缴清' };
  expect((await act(id, HANDLER, CLOSE)).body.code).toBe('ENFORCEMENT_LATE_OWED');
  const late = (who: Actor, more: object) => act(id, who, { on: '2026-10-31', ...more } as c.CaseAct);
  expect((await late(HANDLER, { act: 'pay-late', amount: 13_501 })).body.code).toBe('ENFORCEMENT_LATE_OVER');
  expect((await late(HANDLER, { act: 'pay-late', amount: 10_000 })).body.lateOwed).toBe(3_500);
  const remit = { act: 'remit-late', amount: 3_500, reason: '执行协议减免' };
  const settled = (await late(HEAD, remit)).body;
  expect(settled.lateOwed).toBe(0);
  expect(settled.acts).not.toContain('pay-late');
  const closed = await act(id, HANDLER, CLOSE);
  expect(closed.body).toMatchObject({ state: 'closed', next: null, acts: ['overturn', 'apply-repair'] });
  expect(closed.body.documents.map(({ kind, number }) => [kind, number.replace(/^.*罚/, '罚')])).toEqual([
    ['notice', '罚告〔2026〕1号'],
    ['decision', '罚〔2026〕1号'],
  ]);
  const list = await call<{ cases: c.CaseSummary[] }>(c.listCases, HANDLER, { query: { text: '天山' } });
  expect(list.body.cases).toMatchObject([{ id, state: 'closed', fatal: 0 }]);
});

test('a step that was written down wrongly is voided by who wrote it, and stays readable', async () => {
  const { ctx, call, act, id } = await noticed();
  await act(id, HEAD, decide('2026-10-10', 150_000));
  // Whoever has the paper may ask whether it stands; nothing of the party is told.
  const { rows } = await sql<{ code: string; text: string }>`select code, content::text as text
    from enforcement.document where case_id = ${id} and kind = 'decision'`.execute(ctx.db);
  const { code, text } = rows[0]!;
  expect(text).toContain(code);
  const verify = (asked: string) =>
    call<c.VerifiedDocument>(c.verifyDocument, undefined, { params: { code: asked } });
  const genuine = (await verify(code)).body;
  expect(genuine).toMatchObject({ kind: 'decision', on: '2026-10-10', voided: false });
  expect(JSON.stringify(genuine)).not.toContain('天山热电');
  expect((await verify('AAAAAAAAAAAAAAAA')).body).toMatchObject({ code: 'ENFORCEMENT_CODE_UNKNOWN' });
  const last = (await act(id, HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' })).body.steps.at(
    -1,
  )!;
  const voiding = (nth: number, who = HANDLER, on = '2026-10-13') =>
    act(id, who, { act: 'void', on, nth, reason: '送达日期写错' });
  // Not one in between, and not by somebody else.
  expect((await voiding(last.nth - 1)).body.code).toBe('ENFORCEMENT_VOID_LAST');
  expect((await voiding(last.nth, HEAD)).body.code).toBe('ENFORCEMENT_VOID_OTHER');
  const voided = (await voiding(last.nth)).body;
  expect(voided.state).toBe('decided');
  expect(voided.steps.map((one) => [one.act.act, one.voided]).slice(-2)).toEqual([
    ['deliver', true],
    ['void', false],
  ]);
  // The right day may lie before that of the correction; the number of the voided step is not given again.
  const again = (await act(id, HANDLER, { act: 'deliver', on: '2026-10-11', method: 'direct' })).body;
  expect(again.state).toBe('delivered');
  expect(again.steps.at(-1)!.nth).toBe(last.nth + 2);
  // Voided with its document: the decision before it, once what followed is gone.
  await act(id, HANDLER, { act: 'void', on: '2026-10-13', nth: last.nth + 2, reason: '尚未送达' });
  const gone = (await voiding(last.nth - 1, HEAD)).body;
  expect(gone).toMatchObject({ state: 'noticed', fine: null });
  expect(gone.documents.map(({ kind, voided: no }) => [kind, no])).toEqual([
    ['notice', false],
    ['decision', true],
  ]);
  expect((await verify(code)).body.voided).toBe(true);
  const paper = await call(c.getCaseDocument, HANDLER, {
    params: { id, kind: 'decision' },
    query: { format: 'pdf' },
  });
  expect((paper.body as { code?: string }).code).toBe('ENFORCEMENT_DOCUMENT_UNKNOWN');
  const decided = (await act(id, HEAD, decide('2026-10-12', 140_000))).body;
  expect(decided).toMatchObject({ state: 'decided', fine: 140_000 });
  expect(decided.documents.at(-1)!.number).toContain('2号');
  // What is public is not taken back so.
  await act(id, HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' });
  const open = (await act(id, HANDLER, { act: 'publish', on: '2026-10-14' })).body;
  expect(open.acts).not.toContain('void');
  expect((await voiding(open.steps.at(-1)!.nth, HANDLER, '2026-10-15')).body.code).toBe(
    'ENFORCEMENT_VOID_PUBLIC',
  );
});

test('a record of credit is repaired after its least period, and the decision is public no more', async () => {
  const { ctx, call, act, id } = await noticed();
  const open = async () =>
    (await call<{ decisions: c.OpenDecision[] }>(c.listOpenDecisions, undefined)).body.decisions.length;
  for (const [who, what] of [
    [HEAD, decide('2026-10-10', 150_000)],
    [HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' }],
    [HANDLER, { act: 'publish', on: '2026-10-14', grade: 'ordinary' }],
    [HANDLER, { act: 'pay', on: '2026-10-20', amount: 150_000 }],
    [HANDLER, { act: 'close', on: '2026-11-02', result: '已缴清' }],
  ] as [Actor, c.CaseAct][])
    expect([(await act(id, who, what)).body.code, what.act]).toEqual([undefined, what.act]);
  expect((await act(id, HANDLER, { act: 'publish', on: '2026-11-03' })).body.code).toBe(
    'ENFORCEMENT_PUBLISHED_ALREADY',
  );
  const repair = (on: string): c.CaseAct => ({ act: 'apply-repair', on, commitment: '已改正，承诺守法' });
  const early = await act(id, HANDLER, repair('2027-01-13'));
  expect(early.body).toMatchObject({ code: 'ENFORCEMENT_REPAIR_EARLY' });
  expect(early.body.title).toContain('2027-01-14');
  const applied = await act(id, HANDLER, repair('2027-01-14'));
  expect(applied.body).toMatchObject({
    state: 'closed',
    credit: { grade: 'ordinary', repairableFrom: '2027-01-14', endsOn: '2027-10-14', state: 'applied' },
  });
  expect(await open()).toBe(1);
  const decision: c.CaseAct = { act: 'decide-repair', on: '2027-01-20', granted: true, reason: '符合条件' };
  const repaired = await act(id, HEAD, decision);
  expect(repaired.body).toMatchObject({ credit: { state: 'repaired' }, acts: ['overturn'] });
  expect(await open()).toBe(0);
  // One that nobody repairs ends by itself.
  await sql`update enforcement.publication set until = '2027-10-14'`.execute(ctx.db);
  expect(await open()).toBe(1);
  ctx.clock.advance(dayMs('2027-10-15') - ctx.clock.now());
  expect(await open()).toBe(0);
});

test('a seal and a daily fine are documents with their numbers, days and amounts', async () => {
  const { call, act, file } = await house();
  const { id } = (await file()).body;
  const paper = async (kind: c.CaseDocument['kind']) => {
    const { body } = await call<Uint8Array>(c.getCaseDocument, HANDLER, {
      params: { id, kind },
      query: { format: 'pdf' },
    });
    return (await pdfText(body as unknown as Uint8Array)).replace(/\s+/g, '');
  };
  const steps: [Actor, c.CaseAct][] = [
    [HANDLER, EVIDENCE],
    [HANDLER, { act: 'order-correction', on: '2026-09-03', content: '停止违法行为', due: '2026-09-10' }],
    [HEAD, { act: 'seal', on: '2026-09-04', things: '旁路挡板', reason: '可能造成严重污染', days: 30 }],
    [HANDLER, { act: 'recheck', on: '2026-09-08', corrected: false, findings: '仍在排放' }],
    [HANDLER, REPORT],
    [REVIEWER, REVIEW],
    [HANDLER, notice(150_000)],
    [HEAD, { act: 'release-seal', on: '2026-09-28', reason: '已拆除旁路' }],
    [HEAD, decide('2026-10-10', 150_000)],
    [HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' }],
    [HANDLER, { act: 'daily-notice', on: '2026-10-13', deliveredOn: '2026-10-13', reasons: '拒不改正' }],
  ];
  for (const [who, what] of steps) {
    const answer = await act(id, who, what);
    expect([answer.body.code, what.act]).toEqual([undefined, what.act]);
  }
  expect(await paper('seal')).toContain('期限自2026年9月4日至2026年10月4日,共30日');
  expect(await paper('release')).toContain('已拆除旁路');
  // From 3 to 8 September five days: 750,000, for which a hearing has to be offered.
  const told = await paper('daily-notice');
  for (const words of ['共5日', '750,000元', '有要求听证的权利']) expect(told).toContain(words);
  expect(
    (await act(id, HEAD, { act: 'daily-decide', on: '2026-10-15', deliveredOn: '2026-10-15', reasons: 'x' }))
      .body.code,
  ).toBe('ENFORCEMENT_NOTICE_RUNS');
  const detail = (await call<c.CaseDetail>(c.getCase, HANDLER, { params: { id } })).body;
  expect(detail.daily).toEqual([{ days: 5, amount: 750_000, noticedOn: '2026-10-13', decidedOn: null }]);
  expect(detail.documents.map(({ kind }) => kind)).toEqual([
    'seal',
    'notice',
    'release',
    'decision',
    'daily-notice',
  ]);
});

test('decisions out of order are refused with the article, and nothing of the case changes', async () => {
  const { call, act, id } = await noticed(300_000);
  for (const [who, what, code] of [
    [HEAD, decide('2026-10-12', 300_000), 'ENFORCEMENT_DISCUSSION_MISSING'],
    [HEAD, decide('2026-10-12', 310_000), 'ENFORCEMENT_PENALTY_RAISED'],
    [
      HANDLER,
      { act: 'legal-review', on: '2026-10-12', approve: true, opinion: '合法' },
      'ENFORCEMENT_OWN_REVIEW',
    ],
    // A handler by name, whichever account he uses.
    [
      person(9, '乙'),
      { act: 'legal-review', on: '2026-10-12', approve: true, opinion: '合法' },
      'ENFORCEMENT_OWN_REVIEW',
    ],
    [
      HEAD,
      {
        act: 'discuss',
        on: '2026-10-12',
        members: ['丁', '戊', '甲'].map((name) => ({ name, vote: 'for' })),
        conclusion: '同意',
      },
      'ENFORCEMENT_INVESTIGATOR_VOTES',
    ],
    [HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' }, 'ENFORCEMENT_STATE_UNFIT'],
    [HANDLER, { act: 'record-waiver', on: '2026-09-20', words: '放弃' }, 'ENFORCEMENT_DAY_ORDER'],
  ] as [Actor, c.CaseAct, string][])
    expect([what.act, (await act(id, who, what)).body.code]).toEqual([what.act, code]);
  expect(
    (
      await call(c.actOnCase, HANDLER, {
        params: { id },
        body: { act: 'record-waiver', on: '2099-01-01', words: '放弃' },
      })
    ).body.code,
  ).toBe('ENFORCEMENT_DAY_FUTURE');
  const { body } = await call<c.CaseDetail>(c.getCase, HANDLER, { params: { id } });
  expect([body.state, body.steps.length, body.hearingDue]).toEqual(['noticed', 4, true]);
  // The term has ended; what is still owed is told while it can be done.
  expect(body.findings.map(({ item, when }) => [item, when])).toEqual([[17, 'ahead']]);
});

test('a race of two decisions leaves one, and numbers have no gaps', async () => {
  const { act, call, id, file, ctx } = await noticed();
  ctx.clock.advance(dayMs('2026-10-10') - ctx.clock.now());
  const both = await Promise.all([1, 2].map(() => act(id, HEAD, decide('2026-10-10', 150_000))));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { body } = await call<c.CaseDetail>(c.getCase, HANDLER, { params: { id } });
  expect(body.documents.filter(({ kind }) => kind === 'decision').length).toBe(1);
  const more = await Promise.all([1, 2, 3].map(() => file()));
  const serials = [body, ...more.map((one) => one.body)].map(({ number }) =>
    Number(/(\d+)号$/.exec(number)![1]),
  );
  expect(serials.sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
});

test('filing needs two fit officers, days that can be, and a limitation that has not passed', async () => {
  const { file, ctx } = await house();
  const code = async (more: object) => (await file(more)).body.code;
  expect(await code({ handlers: [1] })).toBe('ENFORCEMENT_HANDLERS_SHORT');
  expect(await code({ handlers: [1, 1] })).toBe('ENFORCEMENT_HANDLERS_SHORT');
  await sql`update inspection.inspector set certified_to = '2026-08-31' where id = 2`.execute(ctx.db);
  expect(await code({})).toBe('ENFORCEMENT_HANDLERS_UNFIT');
  await sql`update inspection.inspector set certified_to = '2030-12-31'`.execute(ctx.db);
  expect(await code({ filedOn: '2026-09-02' })).toBe('ENFORCEMENT_FILED_IN_FUTURE');
  expect(await code({ actEnd: '2026-08-19' })).toBe('ENFORCEMENT_ACT_DAYS_INVALID');
  expect(await code({ violation: '9999' })).toBe('ENFORCEMENT_VIOLATION_UNKNOWN');
  expect(await code({ enterpriseId: null })).toBe('ENFORCEMENT_PARTY_MISSING');
  ctx.clock.advance(dayMs('2028-09-01') - ctx.clock.now());
  expect(await code({ filedOn: '2028-09-01' })).toBe('ENFORCEMENT_LIMITATION_PASSED');
  expect((await file({ filedOn: '2028-09-01', harm: true })).status).toBe(200);
});

test('an act from before the Code borrows no range; persons are masked where the public looks', async () => {
  const { file, act, call } = await house();
  const party = { kind: 'individual', name: '张三丰', code: '650102199001010011', address: '某街 2 号' };
  const { id, range } = (
    await file({
      enterpriseId: null,
      party,
      actStart: '2026-08-01',
      actEnd: '2026-08-01',
      cause: '张三丰在某街 2 号焚烧垃圾（电话 13999123456）',
    })
  ).body;
  expect(range).toBeNull();
  await act(id, HANDLER, EVIDENCE);
  await act(id, HANDLER, REPORT);
  await act(id, REVIEWER, REVIEW);
  await act(id, HANDLER, notice(3_000));
  await act(id, HEAD, decide('2026-10-10', 3_000));
  await act(id, HANDLER, { act: 'publish', on: '2026-10-12' });
  const open = await call<{ decisions: c.OpenDecision[] }>(c.listOpenDecisions, undefined);
  expect(open.body.decisions).toMatchObject([
    { party: '张某', code: null, cause: '张某在＊＊＊焚烧垃圾（电话 ＊＊＊）' },
  ]);
  expect(JSON.stringify(open.body)).not.toMatch(/三丰|650102199001010011|某街|13999123456/);
});

test('a published decision that is revoked is withdrawn: the public reads that and why, no more what it said', async () => {
  const { call, act, id } = await noticed();
  const open = async () =>
    (
      await call<{ decisions: c.OpenDecision[]; withdrawn: c.OpenWithdrawal[] }>(
        c.listOpenDecisions,
        undefined,
      )
    ).body;
  const overturn: c.CaseAct = {
    act: 'overturn',
    on: '2026-10-16',
    outcome: 'revoked',
    amount: null,
    document: '复议决定〔2026〕1号',
    reason: '程序违法',
  };
  const withdraw: c.CaseAct = {
    act: 'withdraw-publication',
    on: '2026-10-20',
    reason: '经复议撤销，联系人电话 13999123456',
  };
  await act(id, HEAD, decide('2026-10-10', 150_000));
  await act(id, HANDLER, { act: 'deliver', on: '2026-10-12', method: 'direct' });
  expect((await act(id, HANDLER, withdraw)).body.code).toBe('ENFORCEMENT_NOT_PUBLISHED');
  await act(id, HANDLER, { act: 'publish', on: '2026-10-14', grade: 'ordinary' });
  expect((await act(id, HANDLER, withdraw)).body.code).toBe('ENFORCEMENT_NOT_OVERTURNED');
  const revoked = (await act(id, HEAD, overturn)).body;
  // Friday 16 October 2026 and three working days.
  expect(revoked.clocks.find(({ key }) => key === 'withdrawal')).toMatchObject({ due: '2026-10-21' });
  const { number } = (await open()).decisions[0]!;
  const done = (await act(id, HANDLER, withdraw)).body;
  expect(done).toMatchObject({ fine: 0, credit: { state: 'withdrawn' } });
  const told = await open();
  expect(told.decisions).toEqual([]);
  expect(told.withdrawn).toMatchObject([{ number, outcome: 'revoked', on: '2026-10-20' }]);
  expect(told.withdrawn[0]!.reason).toContain('经复议撤销');
  expect(JSON.stringify(told)).not.toContain('13999123456');
});

test('only the competent chain handles; everybody on the staff reads', async () => {
  const { act, call, id } = await noticed();
  const corps = person(7, '戊', 'enforcement-officer', '/BT/BT08/');
  expect((await act(id, corps, { act: 'record-waiver', on: '2026-09-25', words: '放弃' })).status).toBe(403);
  expect(
    (
      await act(id, person(8, '己', 'duty-officer'), {
        act: 'record-waiver',
        on: '2026-09-25',
        words: '放弃',
      })
    ).status,
  ).toBe(403);
  expect((await call(c.getCase, corps, { params: { id } })).status).toBe(200);
  expect((await call(c.getCase, undefined, { params: { id } })).status).toBe(401);
  expect((await act(id, SECOND, { act: 'record-waiver', on: '2026-09-25', words: '放弃' })).status).toBe(200);
});

test('a lead of supervision becomes one case, and the way back stands in it', async () => {
  const { file, call, ctx } = await house();
  await sql`insert into supervision.task (state, source, cause, severity, group_key, subject, enterprise_id, enterprise_name, unit_path,
      object_unit, role, verification, requirement, dispatched_at, receive_by, clock, due_at, warn_hours, simulated, updated_at)
    values ('lead', 'manual', 'manual', 'warning', 't', '天山热电', 1, '天山热电', ${UNIT}, ${UNIT}, 'enforcement-officer', 'on-site', '核实', now(),
      now(), '{"start": "2026-08-24", "length": 5, "unit": "workday", "extensions": []}', now(), 24, false, now())`.execute(
    ctx.db,
  );
  await sql`insert into supervision.lead (task_id, unit_path, facts, suspected, by_name, at)
    values (1, ${UNIT}, '超标', '超标排放', 'x', now())`.execute(ctx.db);
  expect((await file({ lead: 9 })).body.code).toBe('ENFORCEMENT_LEAD_UNKNOWN');
  const both = await Promise.all([file({ lead: 1 }), file({ lead: 1 })]);
  expect(both.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'ENFORCEMENT_LEAD_TAKEN']);
  const { id } = both.find(({ status }) => status === 200)!.body;
  await ctx.deliver();
  const { rows } = await sql<{ state: string }>`select state from supervision.lead`.execute(ctx.db);
  expect(rows).toEqual([{ state: 'taken' }]);
  const { body } = await call<c.CaseDetail>(c.getCase, HANDLER, { params: { id } });
  expect(body.lead).toEqual({ id: 1, code: 'XS-000001', taskId: 1 });
});

/** The smallest file that is a PDF by its first bytes. */
const PDF = '%PDF-1.4\n%%EOF\n';

test('a file is evidence only of who brought it, and open only to who handles the case', async () => {
  const { file, act, call } = await house();
  const { id } = (await file()).body;
  const boundary = 'tarim-boundary';
  const bring = (content: string) =>
    call<{ sha256: string; name: string }>(c.uploadCaseFile, HANDLER, {
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="record.pdf"\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n--${boundary}--\r\n`,
      ),
    });
  expect((await bring('a text')).body.code).toBe('ENFORCEMENT_FILE_UNREADABLE');
  const { sha256, name } = (await bring(PDF)).body;
  const evidence = { ...EVIDENCE, files: [{ sha256, name }] } as c.CaseAct;
  expect((await act(id, SECOND, evidence)).body.code).toBe('ENFORCEMENT_FILE_UNKNOWN');
  const forged = { ...EVIDENCE, files: [{ sha256: 'a'.repeat(64), name }] } as c.CaseAct;
  expect((await act(id, HANDLER, forged)).body.code).toBe('ENFORCEMENT_FILE_UNKNOWN');
  expect((await act(id, HANDLER, evidence)).status).toBe(200);
  const got = await call<Uint8Array>(c.getCaseFile, SECOND, { params: { id, sha256 } });
  expect(Buffer.from(got.body as unknown as Uint8Array).toString()).toBe(PDF);
  expect(
    (
      await call(c.getCaseFile, person(7, '戊', 'enforcement-officer', '/BT/BT08/'), {
        params: { id, sha256 },
      })
    ).status,
  ).toBe(403);
});

test('who a person is stays with those who handle the case', async () => {
  const { file, act, call } = await house();
  const party = { kind: 'individual', name: '张三丰', code: '650102199001010011', address: '某街 2 号' };
  const { id, partyFacts } = (await file({ enterpriseId: null, party })).body;
  expect(partyFacts.code).toBe(party.code);
  const duty = person(8, '己', 'duty-officer');
  const seen = await call<c.CaseDetail>(c.getCase, duty, { params: { id } });
  expect(seen.body.partyFacts).toMatchObject({ name: '张三丰', code: '', address: '' });
  await act(id, HANDLER, EVIDENCE);
  await act(id, HANDLER, REPORT);
  await act(id, REVIEWER, REVIEW);
  await act(id, HANDLER, notice(100_000));
  const document = { params: { id, kind: 'notice' }, query: { format: 'pdf' } };
  expect((await call(c.getCaseDocument, duty, document)).status).toBe(403);
  expect((await call(c.getCaseDocument, REVIEWER, document)).status).toBe(200);
});

test('a serious case is another charge than a usual one, and only what punishes is published', async () => {
  const { file, act, call } = await house();
  const usual = (await file({ violation: '1095/report:usual' })).body;
  const serious = (await file({ violation: '1095/report:serious' })).body;
  // 生态环境法典 1095: 20 to 100, serious 100 to 1,000 ten thousands.
  expect([usual.range, serious.range]).toMatchObject([
    { min: 200_000, max: 1_000_000 },
    { min: 1_000_000, max: 10_000_000 },
  ]);
  expect((await file({ violation: '1095/report' })).body.code).toBe('ENFORCEMENT_VIOLATION_UNKNOWN');
  const { id } = usual;
  await act(id, HANDLER, EVIDENCE);
  await act(id, HANDLER, REPORT);
  await act(id, REVIEWER, REVIEW);
  await act(id, HEAD, { ...decide('2026-09-20', 0), kind: 'withdrawn' } as c.CaseAct);
  expect((await act(id, HANDLER, { act: 'publish', on: '2026-09-21' })).body.code).toBe(
    'ENFORCEMENT_NOT_A_PENALTY',
  );
  const { body } = await call<c.CaseDetail>(c.getCase, HANDLER, { params: { id } });
  expect([body.documents, body.clocks.map(({ key }) => key)]).toEqual([
    [],
    expect.not.arrayContaining(['publication']),
  ]);
});
