import { fileURLToPath } from 'node:url';
import type { CaseAct } from '@tarim/enforcement/contract';
import { enforcementModule } from '@tarim/enforcement/server';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { commitmentOf, runDraw } from '@tarim/science';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { auditModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const CITY = '/650000/650100/';
const DISTRICT = '/650000/650100/650102/';
const OTHER = '/650000/650100/650103/';
const MODULES = [
  regionModule,
  registryModule,
  supervisionModule,
  inspectionModule,
  enforcementModule,
  auditModule,
];

const person = (index: number, name: string, unitPath = CITY): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role: 'enforcement-officer', unitPath }],
});
const HANDLER = person(1, '甲', DISTRICT);
const HEAD = person(4, '丁', DISTRICT);
const AUDITOR = person(11, '市局稽查员');
const SECOND = person(12, '市局复核员');
/** Of the city, and a member of the discussion of one case. */
const MEMBER = person(13, '戊');

type Done = readonly [by: Actor, act: CaseAct];

async function house() {
  const ctx = await testContext({
    modules: MODULES,
    policy: makePolicy(),
    now: Date.parse('2026-11-20T10:00:00+08:00'),
  });
  await loadRegionPack(ctx, XINJIANG);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(def: Parameters<typeof server.call>[0], as: Actor, options: object = {}) => {
    const answer = await server.call(def, { as, ...options });
    return { status: answer.status, body: answer.body as T & { code: string; title: string } };
  };
  /** A file as it came from elsewhere: its steps are not judged when they are written. */
  const plant = async (
    n: number,
    unitPath: string,
    done: readonly Done[],
    more: { filedOn?: string } = {},
  ) => {
    const { rows } = await sql<{ id: number }>`
      insert into enforcement.case_file (number, unit_path, party, violation, cause, facts, act_start, act_end, harm, fine_range, handlers,
        filed_on, filed_by, state, simulated, recorded_at)
      values (${`案${n}`}, ${unitPath}, ${JSON.stringify({ kind: 'organisation', name: `企业${n}`, code: `C${n}`, address: '' })}::jsonb, '1107:usual',
        '超标排放', 'x', '2026-07-20', '2026-07-25', false, '{"min": 100000, "max": 1000000, "source": "x"}',
        '[{"name": "甲", "certificate": "XJ-1"}, {"name": "乙", "certificate": "XJ-2"}]', ${more.filedOn ?? '2026-09-01'}::date,
        ${JSON.stringify({ userId: HANDLER.userId, name: '甲' })}::jsonb, 'decided', false, now()) returning id`.execute(
      ctx.db,
    );
    const id = rows[0]!.id;
    for (const [i, [by, act]] of done.entries())
      await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
        values (${id}, ${i + 1}, ${unitPath}, ${JSON.stringify(act)}::jsonb, ${by.userId}, ${by.name}, now())`.execute(
        ctx.db,
      );
    return id;
  };
  const prepare = (as: Actor, more: object = {}) =>
    call<c.RoundDetail>(c.prepareRound, as, {
      body: {
        title: '2026 年案卷评查',
        unitPath: CITY,
        from: '2026-09-01',
        to: '2026-11-20',
        audited: [DISTRICT],
        rate: 1,
        deviation: 0.2,
        ...more,
      },
    });
  return { ctx, call, plant, prepare };
}

const evidence = (kind: 'site-record' | 'electronic' | 'party'): CaseAct => ({
  act: 'add-evidence',
  on: '2026-09-02',
  kind,
  title: 't',
  proves: 'p',
  files: [],
});
const notice = (amount: number): CaseAct => ({
  act: 'give-notice',
  on: '2026-10-12',
  deliveredOn: '2026-10-12',
  amount,
  beside: [],
  computed: amount,
  method: 'm',
  reasons: 'r',
});
const decide = (on: string, amount: number): CaseAct => ({
  act: 'decide',
  on,
  kind: 'penalty',
  amount,
  beside: [],
  reasons: 'r',
});
const CLEAN: readonly Done[] = [
  [HANDLER, evidence('site-record')],
  [HANDLER, evidence('electronic')],
  [HANDLER, { act: 'order-correction', on: '2026-09-03', content: 'x', due: '2026-09-10' }],
  [HANDLER, { act: 'recheck', on: '2026-09-20', corrected: true, findings: 'x' }],
  [HANDLER, { act: 'finish-investigation', on: '2026-09-25', report: 'x' }],
  [HEAD, { act: 'review', on: '2026-09-28', approve: true, opinion: 'x' }],
  [HANDLER, notice(150_000)],
  [HEAD, decide('2026-11-02', 150_000)],
  [HANDLER, { act: 'deliver', on: '2026-11-03', method: 'direct' }],
  [HANDLER, { act: 'pay', on: '2026-11-05', amount: 150_000 }],
  [HANDLER, { act: 'close', on: '2026-11-06', result: 'x' }],
];
/**
 * Six faults: the decision two days after the notice (14), a hearing asked for and not held (15), an investigator votes (18) and reviews
 * (21), the order rechecked after 30 days (23), a fine above the range (12). An offer of a hearing is no step of a case.
 */
const FAULTY: readonly Done[] = [
  [HANDLER, evidence('site-record')],
  [HANDLER, { act: 'order-correction', on: '2026-09-03', content: 'x', due: '2026-09-10' }],
  [HANDLER, { act: 'recheck', on: '2026-10-09', corrected: true, findings: 'x' }],
  [HANDLER, { act: 'finish-investigation', on: '2026-10-10', report: 'x' }],
  [person(2, '乙', DISTRICT), { act: 'review', on: '2026-10-11', approve: true, opinion: 'x' }],
  [HANDLER, notice(1_200_000)],
  [HANDLER, { act: 'request-hearing', on: '2026-10-13' }],
  [
    HEAD,
    {
      act: 'discuss',
      on: '2026-10-13',
      members: ['丁', '戊', '甲'].map((name) => ({ name, vote: 'for' as const })),
      conclusion: 'x',
    },
  ],
  [HEAD, decide('2026-10-14', 1_200_000)],
];

/** Faults of measures: a seal that nobody released (25), a daily fine without an order (22) and before the decision (24). */
const MEASURES: readonly Done[] = [
  ...CLEAN.slice(0, 2),
  [HEAD, { act: 'seal', on: '2026-09-04', things: 'x', reason: 'x', days: 30 }],
  [HANDLER, { act: 'daily-notice', on: '2026-09-05', deliveredOn: '2026-09-05', reasons: 'x' }],
  [HEAD, { act: 'daily-decide', on: '2026-09-20', deliveredOn: '2026-09-20', reasons: 'x' }],
  ...CLEAN.slice(4, 9),
];

/** Judges everything: what data cannot tell of documents is not needed, of fatal problems not there. */
const judged = ({ answers }: c.PaperDetail): c.Answers => ({
  ...answers,
  items: answers.items.map((one) => ({
    ...one,
    applies: one.applies && one.earned !== null,
    confirmed: true,
  })),
  fatal: answers.fatal.map((one) => ({ ...one, found: one.found ?? false, confirmed: true })),
});

test('faults of seals and daily fines are found too; whether a seal was right, people judge', async () => {
  const { call, plant, prepare } = await house();
  await plant(1, DISTRICT, MEASURES);
  const { body: round } = await prepare(AUDITOR);
  const drawn = await call<c.RoundDetail>(c.drawRound, AUDITOR, { params: { id: round.id }, body: {} });
  const { fatals } = (
    await call<c.PaperDetail>(c.getPaper, AUDITOR, { params: { id: drawn.body.sample[0]!.id } })
  ).body;
  expect(fatals.filter(({ seen }) => seen === 'found').map(({ no }) => no)).toEqual([22, 24, 25]);
  expect([13, 16].map((no) => fatals[no - 1]!.seen)).toEqual(['unknown', 'unknown']);
});

test('the prefilled paper finds the six faults that were planted, and the file scores 0', async () => {
  const { call, plant, prepare } = await house();
  await plant(1, DISTRICT, FAULTY);
  const { body: round } = await prepare(AUDITOR);
  const drawn = await call<c.RoundDetail>(c.drawRound, AUDITOR, { params: { id: round.id }, body: {} });
  const paper = await call<c.PaperDetail>(c.getPaper, AUDITOR, { params: { id: drawn.body.sample[0]!.id } });
  const seen = (what: string) => paper.body.fatals.filter((one) => one.seen === what).map(({ no }) => no);
  expect(seen('found')).toEqual([12, 14, 15, 18, 21, 23]);
  // Nothing was sealed and no daily fine imposed: 13, 16, 22, 24 and 25 cannot be.
  expect(seen('clear')).toEqual([2, 13, 16, 17, 20, 22, 24, 25]);
  const item = (key: string) => paper.body.items.find((one) => one.key === key);
  expect(item('hearing-minutes')).toMatchObject({ seen: 'absent', marks: 8, step: null });
  expect(item('correction-order')).toMatchObject({ seen: 'present', marks: 10, step: 2 });
  expect(item('decision')).toMatchObject({ seen: 'present', marks: 15, step: 9 });
  expect(item('inquiry')).toMatchObject({ seen: 'unknown' });
  const params = { id: paper.body.id };
  // Whoever voted or is named in the file does not audit it, whichever post he holds.
  expect((await call(c.savePaper, MEMBER, { params, body: judged(paper.body) })).body.code).toBe(
    'AUDIT_OWN_CASE',
  );
  expect((await call(c.savePaper, HANDLER, { params, body: judged(paper.body) })).status).toBe(403);
  expect((await call(c.signPaper, AUDITOR, { params, body: {} })).body.code).toBe('AUDIT_NOT_CONFIRMED');
  expect((await call(c.savePaper, AUDITOR, { params, body: judged(paper.body) })).status).toBe(200);
  const signed = await call<c.PaperDetail>(c.signPaper, AUDITOR, { params, body: {} });
  expect(signed.body).toMatchObject({
    state: 'signed',
    score: 0,
    fatal: [12, 14, 15, 18, 21, 23],
    mayFill: false,
  });
  expect((await call(c.savePaper, AUDITOR, { params, body: judged(paper.body) })).body.code).toBe(
    'AUDIT_PAPER_SIGNED',
  );
  const after = await call<c.RoundDetail>(c.getRound, SECOND, { params: { id: round.id } });
  expect(after.body.faults.map(({ no, files }) => [no, files])).toEqual(
    [12, 14, 15, 18, 21, 23].map((no) => [no, 1]),
  );
});

test('a file without fault has the score of the formula, and what differs from the data needs a note', async () => {
  const { ctx, call, plant, prepare } = await house();
  const caseId = await plant(1, DISTRICT, CLEAN);
  const { body: round } = await prepare(AUDITOR);
  const drawn = await call<c.RoundDetail>(c.drawRound, AUDITOR, { params: { id: round.id }, body: {} });
  const params = { id: drawn.body.sample[0]!.id };
  const { body: paper } = await call<c.PaperDetail>(c.getPaper, AUDITOR, { params });
  expect(paper.fatals.filter(({ seen }) => seen === 'found')).toEqual([]);
  expect(paper.score).toBeNull();
  const answers = judged(paper);
  const lower = {
    ...answers,
    items: answers.items.map((one) => (one.key === 'decision' ? { ...one, earned: 11 } : one)),
    documentDeduction: 2,
    recordDeduction: 1.5,
  };
  const bare = await call(c.savePaper, AUDITOR, { params, body: lower });
  expect(bare.body).toMatchObject({ code: 'AUDIT_NOTE_MISSING' });
  expect(bare.body.title).toContain('decision, deduction');
  const above = { ...answers, items: answers.items.map((one) => ({ ...one, earned: 50 })) };
  expect((await call(c.savePaper, AUDITOR, { params, body: above })).body.code).toBe('AUDIT_ANSWERS_INVALID');
  const noted = {
    ...lower,
    deductionNote: '缺页码',
    items: lower.items.map((one) => ({ ...one, note: one.key === 'decision' ? '引用条款不全' : '' })),
  };
  expect((await call(c.savePaper, AUDITOR, { params, body: noted })).status).toBe(200);
  const { body: signed } = await call<c.PaperDetail>(c.signPaper, AUDITOR, { params, body: {} });
  // By hand: filing 2, site record 10, other evidence 8, report 8, order 10, notice 10, decision 15, closure 3 are 66 marks; 4 are lost.
  // 50 × 62/66 = 46.9697; less 2 + 1.5 are 43.4697; with 50 for legality 93.4697.
  expect(signed.score).toBe(93.4697);
  expect(signed.result.steps.map(({ formula }) => formula)).toEqual([
    'max(0, 50 × 62/66 − 3.5)',
    '50 + 43.4697',
  ]);
  // What comes later does not change what was signed.
  await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
    values (${caseId}, 12, ${DISTRICT}, '{"act": "demand", "on": "2026-11-10"}', 'x', 'x', now())`.execute(
    ctx.db,
  );
  const again = await call<c.PaperDetail>(c.getPaper, AUDITOR, { params });
  expect(again.body.items).toEqual(signed.items);
  expect(again.body.steps.length).toBe(12);
  await expect(
    sql`update audit.paper set answers = null where id = ${params.id}`.execute(ctx.db),
  ).rejects.toThrow('signed');
});

test('the sample is the draw of what was committed to, with what is taken in any case', async () => {
  const { call, plant, prepare } = await house();
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await plant(n, DISTRICT, CLEAN);
  for (const n of [8, 9, 10]) await plant(n, OTHER, CLEAN);
  // Off the computed fine by a third; past the ninety days of the decision; before the period.
  await plant(11, DISTRICT, [...CLEAN.slice(0, 7), [HEAD, decide('2026-11-02', 100_000)]]);
  await plant(12, DISTRICT, CLEAN, { filedOn: '2026-08-01' });
  await plant(13, DISTRICT, [...CLEAN.slice(0, 7), [HEAD, decide('2026-08-30', 150_000)]]);
  const { body: round } = await prepare(AUDITOR, { audited: [DISTRICT, OTHER], rate: 0.25 });
  expect(round).toMatchObject({ state: 'prepared', pool: 12, seed: null, sample: [] });
  const { body: drawn } = await call<c.RoundDetail>(c.drawRound, AUDITOR, {
    params: { id: round.id },
    body: {},
  });
  expect(commitmentOf(drawn.seed!)).toBe(round.commitment);
  const numbers = (why: string) => drawn.sample.filter((one) => one.why === why).map((one) => one.caseNumber);
  expect([numbers('deviating'), numbers('overdue')]).toEqual([['案11'], ['案12']]);
  // ceil(0.25 × 7) and ceil(0.25 × 3).
  const objects = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ({
    id: `案${n}`,
    stratum: `${n < 8 ? DISTRICT : OTHER} penalty`,
  }));
  const replay = runDraw({
    draw: round.number,
    seed: drawn.seed!,
    on: '2026-11-20',
    quotas: { [`${DISTRICT} penalty`]: { count: 2 }, [`${OTHER} penalty`]: { count: 1 } },
    objects,
  });
  expect(numbers('drawn')).toEqual(replay.drawn.map(({ id }) => id));
  expect(drawn.hash).toBe(replay.hash);
  expect((await call(c.drawRound, AUDITOR, { params: { id: round.id }, body: {} })).body.code).toBe(
    'AUDIT_ROUND_DRAWN',
  );
});

test('the one above audits, nobody itself', async () => {
  const { plant, prepare } = await house();
  await plant(1, DISTRICT, CLEAN);
  for (const [as, more, code] of [
    [AUDITOR, { audited: [CITY] }, 'AUDIT_UNIT_NOT_BELOW'],
    [AUDITOR, { audited: ['/650000/652300/652301/'] }, 'AUDIT_UNIT_NOT_BELOW'],
    [AUDITOR, { audited: [DISTRICT, DISTRICT] }, 'AUDIT_UNIT_TWICE'],
    [HANDLER, {}, 'FORBIDDEN'],
    [HANDLER, { unitPath: DISTRICT, audited: [DISTRICT] }, 'AUDIT_UNIT_NOT_BELOW'],
    [AUDITOR, { from: '2026-11-20', to: '2026-11-19' }, 'AUDIT_PERIOD_INVALID'],
    [AUDITOR, { audited: [OTHER] }, 'AUDIT_POOL_EMPTY'],
  ] as const)
    expect([code, (await prepare(as, more)).body.code]).toEqual([code, code]);
});

test('an opinion is answered by the audited unit, rectified, returned, rectified again and accepted', async () => {
  const { call, plant, prepare } = await house();
  await plant(1, DISTRICT, CLEAN);
  const { body: round } = await prepare(AUDITOR);
  const send = (more: object = {}) =>
    call<c.Opinion>(c.sendOpinion, AUDITOR, {
      params: { id: round.id },
      body: {
        auditedPath: DISTRICT,
        content: '规范笔录',
        replyBy: '2026-12-04',
        rectifyBy: '2026-12-31',
        ...more,
      },
    });
  expect((await send()).body.code).toBe('AUDIT_ROUND_NOT_DRAWN');
  await call(c.drawRound, AUDITOR, { params: { id: round.id }, body: {} });
  expect((await send({ auditedPath: OTHER })).body.code).toBe('AUDIT_UNIT_NOT_IN_ROUND');
  expect((await send({ replyBy: '2026-11-20' })).body.code).toBe('AUDIT_TERM_INVALID');
  const { body: sent } = await send();
  expect((await send()).body.code).toBe('AUDIT_OPINION_SENT');
  const params = { id: sent.id };
  const answer = (as: Actor, act: string, on: string | null) =>
    call<c.Opinion>(c.answerOpinion, as, { params, body: { act, content: '已组织培训', on } });
  const judge = (as: Actor, act: string) =>
    call<c.Opinion>(c.judgeOpinion, as, { params, body: { act, content: '见附件' } });
  expect((await judge(AUDITOR, 'accept')).body.code).toBe('AUDIT_OPINION_STATE');
  expect((await answer(person(20, '外', OTHER), 'reply', null)).status).toBe(403);
  expect((await answer(HEAD, 'reply', null)).body.state).toBe('replied');
  expect((await answer(HEAD, 'rectify', null)).body.code).toBe('AUDIT_DAY_INVALID');
  expect((await answer(HEAD, 'rectify', '2026-11-19')).body.state).toBe('rectified');
  expect((await judge(HEAD, 'accept')).status).toBe(403);
  expect((await judge(AUDITOR, 'return')).body.state).toBe('returned');
  // The city may write for its district, and then does not judge what it wrote.
  expect((await answer(SECOND, 'rectify', '2026-11-20')).body.state).toBe('rectified');
  expect((await judge(SECOND, 'accept')).body.code).toBe('AUDIT_OWN_ANSWER');
  expect((await judge(AUDITOR, 'accept')).body).toMatchObject({ state: 'accepted', acts: [] });
  const { body } = await call<c.RoundDetail>(c.getRound, HEAD, { params: { id: round.id } });
  expect(body.ranking).toMatchObject([{ path: DISTRICT, rectified: true, place: null }]);
});
