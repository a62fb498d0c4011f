import { fileURLToPath } from 'node:url';
import * as enforcement from '@tarim/enforcement/contract';
import { enforcementModule } from '@tarim/enforcement/server';
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
import { damageModule } from '../server/module.ts';
import { seedDemoDamage } from '../server/use-cases/seed-demo.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const UNIT = '/650000/650100/650102/';
const MODULES = [
  regionModule,
  registryModule,
  supervisionModule,
  inspectionModule,
  enforcementModule,
  damageModule,
];
const DAY_MS = 86_400_000;
const dayMs = (on: string) => Date.parse(`${on}T10:00:00+08:00`);

const person = (index: number, name: string, unitPath = '/650000/650100/'): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role: 'enforcement-officer', unitPath }],
});
const HANDLER = person(1, '甲');
const HEAD = person(4, '丁');
const ELSEWHERE = person(5, '戊', '/650000/652300/');

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: dayMs('2026-09-01') });
  await loadRegionPack(ctx, XINJIANG);
  await sql`insert into registry.enterprise (uscc, name, unit_path, address, simulated)
    values ('91650100000000011A', '天山热电', ${UNIT}, '天山区某路 1 号', true)`.execute(ctx.db);
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
  const filePenalty = () =>
    call<enforcement.CaseDetail>(enforcement.fileCase, HANDLER, {
      body: {
        enterpriseId: 1,
        party: null,
        unitPath: UNIT,
        violation: '1107:usual',
        cause: '超标排放水污染物',
        facts: '总排口 COD 超标。',
        actStart: '2026-08-20',
        actEnd: '2026-08-25',
        harm: true,
        filedOn: '2026-09-01',
        handlers: [1, 2],
      },
    });
  const open = (more: object = {}, as = HANDLER) =>
    call<c.DamageDetail>(c.openDamageCase, as, {
      body: {
        source: 'accident',
        enterpriseId: null,
        party: { kind: 'individual', name: '张三丰', code: '650102199001010000' },
        unitPath: UNIT,
        title: '张三丰倾倒废油',
        facts: '向排渠倾倒废油。',
        foundOn: '2026-09-01',
        ...more,
      },
    });
  /** Takes a step on its day. */
  const act = (id: number, as: Actor, body: c.DamageAct) => {
    const ahead = dayMs(body.on) - ctx.clock.now();
    if (ahead > 0) ctx.clock.advance(Math.ceil(ahead / DAY_MS) * DAY_MS);
    return call<c.DamageDetail>(c.actOnDamageCase, as, { params: { id }, body });
  };
  const walk = async (id: number, steps: readonly (readonly [Actor, c.DamageAct])[]) => {
    for (const [who, step] of steps) {
      const answer = await act(id, who, step);
      expect([step.act, answer.status, answer.body.code]).toEqual([step.act, 200, undefined]);
    }
  };
  const read = async (id: number, as = HANDLER) =>
    (await call<c.DamageDetail>(c.getDamageCase, as, { params: { id } })).body;
  return { ctx, call, filePenalty, open, act, walk, read };
}

const SCREEN: c.DamageAct = { act: 'screen', on: '2026-09-02', harm: 'yes', note: '下游取样超标' };
const CHECK: c.DamageAct = {
  act: 'check',
  on: '2026-09-10',
  findings: '下游 500 米 COD 超标三倍。',
  slight: false,
  redline: false,
  repeat: false,
};
const START: c.DamageAct = { act: 'start', on: '2026-09-12', reason: '存在损害' };
const ASSESS: c.DamageAct = {
  act: 'assess',
  on: '2026-09-20',
  method: 'simple',
  assessor: '某鉴定机构',
  undisputed: true,
  report: '采用虚拟治理成本法',
  items: [
    { item: 'restoration-cost', amount: 18_750, note: '虚拟治理成本' },
    { item: 'assessment-cost', amount: 6_000, note: '' },
  ],
  estimate: {
    discharges: [
      {
        medium: 'water',
        amount: 100,
        unitCost: 50,
        omega: 2,
        pollutants: [{ name: 'COD', measured: 300, limit: 50, alpha: 1.5 }],
      },
    ],
  },
};
const CONFIRM: c.DamageAct = { act: 'confirm-assessment', on: '2026-09-21', statement: '系数已核对' };
const NOTICE: c.DamageAct = {
  act: 'give-notice',
  on: '2026-09-22',
  deliveredOn: '2026-09-22',
  meetingOn: '2026-09-28',
  place: '市局二楼',
};
const MEET: c.DamageAct = { act: 'meet', on: '2026-09-28', people: '双方', minutes: '没有异议' };
const AGREE: c.DamageAct = {
  act: 'agree',
  on: '2026-10-10',
  way: 'pay',
  amount: 24_750,
  parts: [
    { due: '2026-10-20', amount: 10_000 },
    { due: '2026-11-20', amount: 14_750 },
  ],
  plan: '用于排渠修复',
  due: '2026-11-20',
};
const TO_AGREED = [
  [HANDLER, SCREEN],
  [HANDLER, CHECK],
  [HEAD, START],
  [HANDLER, ASSESS],
  [HANDLER, CONFIRM],
  [HANDLER, NOTICE],
  [HANDLER, MEET],
  [HEAD, AGREE],
] as const;
const publish = (on: string, what: c.Published, summary = '公开内容'): c.DamageAct => ({
  act: 'publish',
  on,
  what,
  summary,
});

test('a penalty case is screened by its filing, compensated and closed; the penalty knows', async () => {
  const { ctx, call, filePenalty, act, walk, read } = await house();
  const penalty = (await filePenalty()).body;
  await ctx.deliver();
  const { cases } = (await call<{ cases: c.DamageSummary[] }>(c.listDamageCases, HANDLER)).body;
  expect(cases).toMatchObject([
    { source: 'penalty', party: '天山热电', title: '超标排放水污染物', state: 'screening', amount: null },
  ]);
  const { id } = cases[0]!;
  const seen = async () =>
    (await call<enforcement.CaseDetail>(enforcement.getCase, HANDLER, { params: { id: penalty.id } })).body
      .compensation;
  expect(await seen()).toMatchObject({ damageId: id, stage: 'screening', amount: null, performedOn: null });

  await walk(id, TO_AGREED);
  const agreed = await read(id);
  expect(agreed).toMatchObject({
    state: 'agreed',
    amount: 24_750,
    assessed: 24_750,
    penalty: { id: penalty.id, number: penalty.number },
    estimate: { damage: 18_750, rules: [{ version: 'GB/T39793.2-2020@1', confidence: 'memory' }] },
    unconfirmed: false,
    meetings: { held: 1, most: 3, confidence: 'memory' },
  });
  expect(agreed.clocks.map(({ key, due, light }) => [key, due, light])).toContainEqual([
    'payment',
    '2026-10-20',
    'green',
  ]);
  expect(await seen()).toMatchObject({ stage: 'agreed', amount: 24_750, paid: 0 });

  await walk(id, [
    [HANDLER, publish('2026-10-11', 'start')],
    [HANDLER, publish('2026-10-12', 'agreement', '天山热电赔偿 24750 元')],
    [HANDLER, { act: 'pay', on: '2026-10-15', amount: 10_000 }],
    [HANDLER, { act: 'pay', on: '2026-11-10', amount: 14_750 }],
  ]);
  expect(await seen()).toMatchObject({ stage: 'performed', paid: 24_750, performedOn: '2026-11-10' });
  // The discretion reads it: what is told to the party says so.
  const reviewer = person(3, '丙');
  for (const [who, body] of [
    [
      HANDLER,
      { act: 'add-evidence', on: '2026-11-10', kind: 'electronic', title: 'x', proves: 'x', files: [] },
    ],
    [HANDLER, { act: 'finish-investigation', on: '2026-11-10', report: 'x' }],
    [reviewer, { act: 'review', on: '2026-11-10', approve: true, opinion: '同意' }],
    [
      HANDLER,
      {
        act: 'give-notice',
        on: '2026-11-10',
        deliveredOn: '2026-11-10',
        amount: 100_000,
        beside: [],
        computed: 100_000,
        method: 'x',
        reasons: 'x',
      },
    ],
  ] as const) {
    const answer = await call(enforcement.actOnCase, who, { params: { id: penalty.id }, body });
    expect([body.act, answer.status]).toEqual([body.act, 200]);
  }
  const pdf = await call<Uint8Array>(enforcement.getCaseDocument, HANDLER, {
    params: { id: penalty.id, kind: 'notice' },
    query: { format: 'pdf' },
  });
  const told = (await pdfText(pdf.body as unknown as Uint8Array)).replace(/\s+/g, '');
  for (const words of ['已于2026年11月10日修复或赔偿完毕', '金额24,750元', '生态环境法典第1056条'])
    expect(told).toContain(words);
  const early = await act(id, HEAD, { act: 'close', on: '2026-11-11', result: 'x' });
  expect(early).toMatchObject({ status: 409, body: { code: 'DAMAGE_STATE_UNFIT' } });
  expect(early.body.title).toContain('已履行');
  await walk(id, [
    [
      HANDLER,
      { act: 'assess-effect', on: '2026-11-20', reached: true, assessor: '某机构', report: '水质恢复' },
    ],
    [HANDLER, publish('2026-11-21', 'restoration')],
  ]);
  const unpublished = await act(id, HEAD, { act: 'close', on: '2026-11-22', result: 'x' });
  expect(unpublished).toMatchObject({ status: 409, body: { code: 'DAMAGE_NOT_PUBLISHED' } });
  expect(unpublished.body.title).toContain('修复效果');
  await walk(id, [
    [HANDLER, publish('2026-11-23', 'effect')],
    [HEAD, { act: 'close', on: '2026-11-24', result: '赔偿完成' }],
  ]);
  expect(await read(id)).toMatchObject({ state: 'closed', paid: 24_750, acts: [], next: null });

  const statistics = await call<{ total: c.DamageFigures }>(c.damageStatistics, HANDLER, {
    query: { from: '2026-01-01', to: '2026-12-31' },
  });
  expect(statistics.body.total).toMatchObject({
    penalties: 1,
    screened: 1,
    screeningRate: 1,
    closed: 1,
    agreedAmount: 24_750,
    paid: 24_750,
    negotiatedShare: 1,
    simpleShare: 1,
  });
});

test('documents say what was found, asked and agreed, and that an estimate is one', async () => {
  const { call, open, walk } = await house();
  const { id } = (await open()).body;
  await walk(id, TO_AGREED);
  const text = async (kind: string) => {
    const pdf = await call<Uint8Array>(c.getDamageDocument, HANDLER, {
      params: { id, kind },
      query: { format: 'pdf' },
    });
    return (await pdfText(pdf.body as unknown as Uint8Array)).replace(/\s+/g, '');
  };
  const check = await text('check-report');
  for (const words of ['初步核查报告', '下游500米COD超标三倍', '条文未核实', '张三丰'])
    expect(check).toContain(words);
  const notice = await text('notice');
  for (const words of ['磋商告知书', '生态环境法典1073', '市局二楼', '18,750元', '24,750元', '估算'])
    expect(notice).toContain(words);
  const agreement = await text('agreement');
  for (const words of ['赔偿协议', '货币赔偿', '2026年11月20日', '14,750元', '用于排渠修复'])
    expect(agreement).toContain(words);
});

test('what is public of a person is masked, in the words of the summary too', async () => {
  const { call, open, walk } = await house();
  const { id } = (await open()).body;
  await walk(id, [
    ...TO_AGREED,
    [HANDLER, publish('2026-10-11', 'agreement', '张三丰赔偿 24750 元，分两期')],
  ]);
  const { body } = await call<{ compensations: c.OpenCompensation[] }>(c.listOpenCompensations, undefined);
  expect(body.compensations).toMatchObject([
    {
      party: '张某',
      code: null,
      title: '张某倾倒废油',
      summary: '张某赔偿 24750 元，分两期',
      amount: 24_750,
    },
  ]);
  expect(JSON.stringify(body)).not.toMatch(/三丰|6501021990/);
  // Staff who do not handle it see no number of identity.
  const { body: seen } = await call<c.DamageDetail>(c.getDamageCase, ELSEWHERE, { params: { id } });
  expect([seen.partyFacts.code, seen.acts]).toEqual(['', []]);
});

test('refusals: order, slight, limit, an estimate that cannot be told, one that nobody confirmed, own decision', async () => {
  const { open, act, walk } = await house();
  const { id } = (await open()).body;
  expect((await act(id, HEAD, START)).body.code).toBe('DAMAGE_STATE_UNFIT');
  await walk(id, [[HANDLER, SCREEN]]);
  const slight = await act(id, HANDLER, { ...CHECK, slight: true, redline: true });
  expect(slight).toMatchObject({ status: 409, body: { code: 'DAMAGE_SLIGHT_REFUSED' } });
  await walk(id, [[HANDLER, CHECK]]);
  expect(await act(id, HANDLER, START)).toMatchObject({ status: 403, body: { code: 'DAMAGE_OWN_DECISION' } });
  await walk(id, [[HEAD, START]]);
  const items = [{ item: 'restoration-cost' as const, amount: 300_001, note: '' }];
  expect((await act(id, HANDLER, { ...ASSESS, items })).body).toMatchObject({
    code: 'DAMAGE_SIMPLE_LIMIT',
    title: '简易评估、专家意见只用于不超过 300000 元的损害，现为 300001 元',
  });
  const estimate = {
    discharges: [{ medium: 'water' as const, amount: 1, unitCost: 1, alpha: 'VI', omega: 2, kappa: 1 }],
  };
  const wrong = await act(id, HANDLER, { ...ASSESS, estimate });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'DAMAGE_ESTIMATE_WRONG' } });
  expect(wrong.body.title).toContain('没有“VI”这一行');
  await walk(id, [[HANDLER, ASSESS]]);
  expect((await act(id, HANDLER, { ...NOTICE, on: '2026-09-21' })).body.code).toBe(
    'DAMAGE_ESTIMATE_UNCONFIRMED',
  );
  // Elsewhere one may neither act nor open.
  expect((await act(id, ELSEWHERE, CONFIRM)).status).toBe(403);
  expect((await open({}, ELSEWHERE)).status).toBe(403);
});

test('a region sets its limit of simple cases, with its document, up to 500 000', async () => {
  const { call, open, act, walk, read } = await house();
  const set = (unitPath: string, yuan: number, as: Actor) =>
    call(c.setSimpleLimit, as, { body: { unitPath, yuan, document: '新环发〔2026〕9号' } });
  const region = person(9, '厅长', '/650000/');
  expect((await set('/650000/', 400_000, HEAD)).status).toBe(403);
  expect((await set(UNIT, 400_000, HEAD)).body.code).toBe('DAMAGE_LIMIT_UNIT');
  expect((await set('/650000/', 500_001, region)).body.code).toBe('DAMAGE_LIMIT_TOO_HIGH');
  const { id } = (await open()).body;
  await walk(id, TO_AGREED.slice(0, 3));
  const items = [{ item: 'restoration-cost' as const, amount: 400_000, note: '' }];
  expect((await act(id, HANDLER, { ...ASSESS, items })).body.code).toBe('DAMAGE_SIMPLE_LIMIT');
  expect((await set('/650000/', 400_000, region)).status).toBe(200);
  expect((await read(id)).simpleLimit).toMatchObject({ yuan: 400_000, source: '新环发〔2026〕9号' });
  expect((await act(id, HANDLER, { ...ASSESS, items })).status).toBe(200);
});

test('the same party again within two years: nothing counts as slight', async () => {
  const { open, act, walk, read } = await house();
  const first = (await open()).body.id;
  await walk(first, [
    [HANDLER, SCREEN],
    [HANDLER, CHECK],
  ]);
  const second = (await open({ foundOn: '2026-09-08' })).body.id;
  expect((await read(second)).repeats).toBe(1);
  await walk(second, [[HANDLER, { ...SCREEN, on: '2026-09-10' }]]);
  expect((await act(second, HANDLER, { ...CHECK, slight: true })).body.code).toBe('DAMAGE_SLIGHT_REFUSED');
});

test('row-level security: whoever has no post there writes nothing', async () => {
  const { ctx, open } = await house();
  const { id } = (await open()).body;
  await expect(
    ctx.db.transaction().execute(async (tx) => {
      await sql`set local role tarim_actor`.execute(tx);
      await sql`select set_config('tarim.units', '/650000/652300/', true)`.execute(tx);
      await sql`insert into damage.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
        values (${id}, 1, ${UNIT}, '{}', 'x', 'x', now())`.execute(tx);
    }),
  ).rejects.toThrow(/row-level security/);
});

test('the simulated region has cases in several states, once', async () => {
  const { ctx, call, filePenalty } = await house();
  await filePenalty();
  ctx.clock.advance(80 * DAY_MS);
  await seedDemoDamage(ctx);
  await seedDemoDamage(ctx);
  const { cases } = (await call<{ cases: c.DamageSummary[] }>(c.listDamageCases, HANDLER)).body;
  expect(cases.filter(({ source }) => source === 'penalty')).toMatchObject([
    { state: 'closed', amount: 24_750, simulated: true },
  ]);
});
