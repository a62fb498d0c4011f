import { type Actor, asActor } from '@tarim/platform';
import { pdfPages, pdfText } from '@tarim/testkit/pdf-text';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, HEAD, house, OFFICER, UNIT } from './visits.fixture.ts';

const PREFECTURE = '/650000/650100/';
const ON = '2026-11-27';
const HOUR_MS = 3_600_000;
const PERSON: Actor = { ...OFFICER, posts: [{ role: 'monitoring-station', unitPath: PREFECTURE }] };

async function world() {
  const made = await house();
  await sql`insert into supervision.body (unit_path, name, prefix) values (${PREFECTURE}, '某市生态环境局', '市环'),
    (${UNIT}, '某区分局', '区环')`.execute(made.ctx.db);
  const { id } = (await made.file({ visit: null })).body;
  const act = async (body: object, as = OFFICER) => {
    made.ctx.clock.advance(HOUR_MS / 10);
    const answer = await made.call<c.CaseDetail>(c.actOnCase, {
      as,
      params: { id },
      body: { on: ON, ...body },
    });
    expect(answer.body.code).toBeUndefined();
    return answer.body;
  };
  const read = async (kind: c.TemplateKind, unit = UNIT, as = OFFICER) =>
    (await made.call<c.TemplateDetail>(c.getTemplate, { as, params: { kind }, query: { unit } })).body;
  const save = async (
    kind: c.TemplateKind,
    content: c.TemplateBody | 'factory' | 'inherit',
    more: { unitPath?: string; basedOn?: number; as?: Actor } = {},
  ) => {
    made.ctx.clock.advance(HOUR_MS / 10);
    const { unitPath = PREFECTURE, basedOn = 0, as = HEAD } = more;
    return made.call<c.TemplateDetail & { title: string }>(c.saveTemplate, {
      as,
      params: { kind },
      body: { unitPath, basedOn, content },
    });
  };
  const paper = async (nth: number) => {
    const { body } = await made.call<Uint8Array>(c.getCasePaper, {
      params: { id, nth },
      query: { format: 'pdf' },
    });
    return pdfText(body as unknown as Uint8Array);
  };
  return { ...made, id, act, read, save, paper };
}

const EVIDENCE = { act: 'add-evidence', kind: 'electronic', title: '小时数据', proves: '超标', files: [] };
const NOTICE = {
  act: 'give-notice',
  deliveredOn: ON,
  amount: 150_000,
  beside: [],
  computed: null,
  method: '加权',
  reasons: '首次',
};

test('the template of a prefecture governs its county from when it was issued, and papers of before stay', {
  timeout: 120_000,
}, async () => {
  const { act, read, save, paper, call, id, ctx } = await world();
  await act(EVIDENCE);
  const before = await paper(1);
  expect(before).toContain('证据登记表');
  const record = (await read('add-evidence')).body;
  const first = await save('add-evidence', {
    ...record,
    title: '证据登记单',
    before: ['案件{{case}}，{{party}}。'],
  });
  expect(first.body).toMatchObject({
    holding: { unitPath: PREFECTURE, version: 1, state: 'own', by: '负责人' },
  });
  expect(await paper(1)).toBe(before);
  await act({ ...EVIDENCE, title: '笔录' });
  const second = await paper(2);
  for (const words of ['证据登记单', '天山热电1。', '文书格式v1(某市生态环境局)'])
    expect(second).toContain(words);
  expect(second).not.toContain('证据登记表');

  // A unit's own goes before that of the unit above, and names no owner; then it takes the prefecture's again.
  await save('add-evidence', { ...record, title: '区证据单' }, { unitPath: UNIT });
  await act({ ...EVIDENCE, title: '照片' });
  expect(await paper(3)).toMatch(/区证据单.*文书格式v1(?!\()/);
  await save('add-evidence', 'inherit', { unitPath: UNIT, basedOn: 1 });
  expect((await read('add-evidence')).holding).toMatchObject({ unitPath: PREFECTURE, version: 1 });
  await save('add-evidence', 'factory', { unitPath: UNIT, basedOn: 2 });
  await act({ ...EVIDENCE, title: '录像' });
  expect(await paper(4)).toContain('证据登记表');
  expect(await paper(3)).toContain('区证据单');
  expect(await paper(2)).toBe(second);
  const versions = (await read('add-evidence')).versions.map(({ version, state }) => [version, state]);
  expect(versions).toEqual([
    [3, 'factory'],
    [2, 'inherit'],
    [1, 'own'],
  ]);

  // A notice is kept as it was made, with the number of its format.
  const notice = (await read('notice')).body;
  const reworded = {
    ...notice,
    texts: { ...notice.texts, 'doc.rights': '你的权利', 'doc.noHearing': '★' },
    hidden: ['doc.evidence'],
    after: ['联系地址：幸福路 9 号。'],
    number: '{{prefix}}告字〔{{year}}〕第{{serial}}号',
  };
  expect((await save('notice', reworded)).status).toBe(200);
  await act({ act: 'finish-investigation', report: '清楚' });
  await act({ act: 'review', approve: true, opinion: '同意' }, HEAD);
  const { documents } = await act(NOTICE);
  expect(documents.map(({ number }) => number)).toEqual(['区环告字〔2026〕第1号']);
  const kept = await paper(7);
  for (const words of ['二、拟作出', '三、你的权利', '联系地址:幸福路9号。', '文书格式v1(某市生态环境局)'])
    expect(kept).toContain(words);
  expect(kept).not.toContain('小时数据');
  expect((await save('notice', 'factory', { basedOn: 1 })).status).toBe(200);
  expect(await paper(7)).toBe(kept);
  // The volume shows each paper by the version that it was made with.
  const volume = await call<Uint8Array>(c.getCaseVolume, { params: { id }, query: { format: 'pdf' } });
  const whole = await pdfText(volume.body as unknown as Uint8Array);
  for (const words of ['1立案审批表', '2证据登记表', '3证据登记单', '4区证据单', '8行政处罚事先', '你的权利'])
    expect(whole).toContain(words);
  expect(whole.match(/文书格式v1/g)).toHaveLength(3);
  // Rows are only added, and nobody is named but who saved.
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from enforcement.template`.execute(
    ctx.db,
  );
  expect(rows[0]!.n).toBe(6);
});

test('what may not be changed is refused by name', async () => {
  const { read, save, call } = await world();
  const { body } = await read('decision');
  const refusedText = async (key: string, text: string, more: Partial<c.TemplateBody> = {}) => {
    const answer = await save('decision', { ...body, texts: { ...body.texts, [key]: text }, ...more });
    return [answer.status, answer.body.code, answer.body.title];
  };
  const [, , unknown] = await refusedText(
    'doc.decisionText',
    '{{fine}}{{beside}}{{source}}{{reasons}}{{bonus}}',
  );
  expect(unknown).toBe('“处罚决定”中没有这些占位符可用：{{bonus}}');
  expect(await refusedText('doc.decisionText', '罚款{{fine}}{{beside}}，{{source}}')).toEqual([
    422,
    'ENFORCEMENT_TEMPLATE_PLACEHOLDER_MISSING',
    '“处罚决定”缺少必须有的占位符：{{reasons}}',
  ]);
  expect(await refusedText('doc.remediesText', '')).toEqual([
    422,
    'ENFORCEMENT_TEMPLATE_LEGAL_TEXT_REMOVED',
    '“救济途径”有法律效力（期限、权利、救济），可以改写，不能删去',
  ]);
  expect(await refusedText('doc.remediesText', '可在六十日内申请行政复议。')).toEqual([
    422,
    'ENFORCEMENT_TEMPLATE_LEGAL_TERM_MISSING',
    '“救济途径”有法律效力，可以改写，但须写明：六个月、行政诉讼',
  ]);
  expect((await refusedText('doc.decision', '决定', { hidden: ['doc.evidence'] }))[1]).toBe(
    'ENFORCEMENT_TEMPLATE_BLOCK_NEEDED',
  );
  expect((await refusedText('doc.decision', '决定', { before: ['{{nobody}}'] }))[2]).toBe(
    '“正文前的段落 1”中没有这些占位符可用：{{nobody}}',
  );
  // A number that another series has or had would be given twice; decisions of both kinds are one series.
  const number = '{{prefix}}特〔{{year}}〕{{serial}}号';
  expect(
    (await refusedText('doc.decision', '决定', { number: '{{prefix}}罚告〔{{year}}〕{{serial}}号' }))[1],
  ).toBe('ENFORCEMENT_TEMPLATE_NUMBER_TAKEN');
  expect((await save('decision', { ...body, number })).status).toBe(200);
  const seal = (await read('seal')).body;
  expect((await save('seal', { ...seal, number })).body.code).toBe('ENFORCEMENT_TEMPLATE_NUMBER_TAKEN');
  const none = (await read('no-penalty')).body;
  expect((await save('no-penalty', { ...none, number })).status).toBe(200);
  // In the reader's language.
  const english = await call<{ title: string }>(c.saveTemplate, {
    as: HEAD,
    params: { kind: 'seal' },
    headers: { 'accept-language': 'en' },
    body: { unitPath: PREFECTURE, basedOn: 0, content: { ...seal, signature: ['{{authority}}'] } },
  });
  expect(english.body.title).toBe('"Signature" lacks placeholders that it has to have: {{day}}');
});

test('of two who change a template at once, the second is told; only the competent unit changes it', async () => {
  const { read, save, ctx, call } = await world();
  const { body, versions } = await read('demand', PREFECTURE);
  expect(versions).toEqual([]);
  const both = await Promise.all([
    save('demand', { ...body, title: '催告书一' }),
    save('demand', { ...body, title: '催告书二' }, { as: OFFICER }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = both.find(({ status }) => status === 409)!;
  expect(lost.body.code).toBe('ENFORCEMENT_TEMPLATE_MOVED');
  expect(lost.body.title).toMatch(/^(负责人|人员1)已另存第 1 版/);
  expect((await save('demand', body, { basedOn: 0 })).status).toBe(409);
  expect((await save('demand', body, { basedOn: 2 })).status).toBe(409);
  expect((await save('demand', body, { basedOn: 1 })).body.versions.map(({ version }) => version)).toEqual([
    2, 1,
  ]);

  for (const as of [CORPS, PERSON]) expect((await save('demand', body, { as, basedOn: 2 })).status).toBe(403);
  expect((await save('demand', body, { unitPath: '/650000/' })).status).toBe(403);
  expect((await save('demand', body, { unitPath: '/' })).status).toBe(403);
  expect((await read('demand', PREFECTURE, CORPS)).holding).toMatchObject({ version: 2 });
  // The second fence: the database lets nobody write for units of others, nor change what stands.
  const write = (statement: ReturnType<typeof sql>) =>
    asActor(ctx, CORPS, 'enforcement.decide', (tx) => statement.execute(tx));
  await expect(
    write(sql`insert into enforcement.template (unit_path, kind, version, state, by_name, at)
      values (${PREFECTURE}, 'demand', 3, 'factory', 'x', now())`),
  ).rejects.toThrow(/row-level security/);
  const changed = await asActor(ctx, HEAD, 'enforcement.decide', (tx) =>
    sql`update enforcement.template set by_name = 'x'`.execute(tx),
  );
  expect(changed.numAffectedRows).toBe(0n);
  const { kinds } = (
    await call<{ kinds: { kind: string; holding: unknown }[] }>(c.listTemplates, { query: { unit: UNIT } })
  ).body;
  expect(kinds.map(({ kind }) => kind)).toEqual([...c.TEMPLATE_KINDS]);
  expect(kinds.filter(({ holding }) => holding !== null)).toMatchObject([
    { kind: 'demand', holding: { version: 2, unitPath: PREFECTURE } },
  ]);
});

test('a preview is a sample that says so, and keeps nothing', async () => {
  const { read, call, ctx } = await world();
  const { body } = await read('decision');
  const preview = (more: Partial<c.TemplateBody>, as = HEAD, format = 'pdf') =>
    call<Uint8Array>(c.previewTemplate, {
      as,
      params: { kind: 'decision' },
      query: { format },
      body: { unitPath: UNIT, body: { ...body, ...more } },
    });
  const shown = await preview({ title: '处罚决定书（试改）', after: ['交款请到政务大厅。'] });
  const text = await pdfText(shown.body as unknown as Uint8Array);
  for (const words of [
    '处罚决定书(试改)',
    '样例·模拟数据',
    '样例企业',
    '交款请到政务大厅。',
    '区环罚〔2026〕×号',
  ])
    expect(text).toContain(words.normalize('NFKC'));
  const word = await preview({}, HEAD, 'docx');
  expect(
    Buffer.from(word.body as unknown as Uint8Array)
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect((await preview({ title: '' })).body).toMatchObject({ code: 'ENFORCEMENT_TEMPLATE_TEXT_EMPTY' });
  expect((await preview({}, CORPS)).status).toBe(403);
  const { rows } = await sql`select 1 from enforcement.template`.execute(ctx.db);
  expect(rows).toEqual([]);
});

test('the number of a case follows the template of the filing', async () => {
  const { read, save, file } = await world();
  const { body } = await read('file');
  expect((await save('file', { ...body, number: '{{prefix}}立字〔{{year}}〕{{serial}}号' })).status).toBe(
    200,
  );
  expect((await file({ visit: null })).body.number).toBe('区环立字〔2026〕2号');
});

test('papers of many cases are one file with its list, each on a page of its own, within a limit', async () => {
  const { act, call, file, id, ctx } = await world();
  const other = (await file({ visit: null, enterpriseId: 2 })).body.id;
  await act(EVIDENCE);
  await act({ act: 'finish-investigation', report: '清楚' });
  await act({ act: 'review', approve: true, opinion: '同意' }, HEAD);
  await act(NOTICE);
  const print = async (query: object, as = OFFICER) =>
    call<Uint8Array>(c.printPapers, { as, query: { format: 'pdf', ...query } });
  const pagesOf = async (query: object) => {
    const pages = await pdfPages((await print(query)).body as unknown as Uint8Array);
    return pages.map((page) => page.normalize('NFKC').replace(/\s+/g, ''));
  };
  const all = await pagesOf({ cases: `${id},${other}`, papers: 'all' });
  expect(all[0]).toContain('共6份');
  for (const words of ['天山热电1', '天山热电2', '证据登记表', '区环罚告〔2026〕1号'])
    expect(all[0]).toContain(words);
  // Each opening page has one title.
  expect(all.filter((page) => page.includes('当事人天山热电')).length).toBeGreaterThanOrEqual(6);
  const numbered = await pagesOf({ cases: `${id},${other}`, papers: 'numbered' });
  expect(numbered[0]).toContain('共1份');
  expect(numbered[1]).toContain('行政处罚事先(听证)告知书');
  const picked = await pagesOf({ cases: `${id}`, nths: '0,2' });
  expect(picked[0]).toContain('共2份');
  expect(picked[1]).toContain('立案审批表');
  expect(picked[2]).toContain('案件调查报告');
  const word = await print({ cases: `${id}`, nths: '0', format: 'docx' });
  expect(
    Buffer.from(word.body as unknown as Uint8Array)
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect((await print({ cases: `${other}`, papers: 'numbered' })).body).toMatchObject({
    code: 'ENFORCEMENT_DOCUMENT_UNKNOWN',
  });
  expect((await print({ cases: Array.from({ length: 51 }, (_, i) => i + 1).join() })).status).toBe(400);
  // Of too many nothing is typeset.
  await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
    select ${other}, n, ${UNIT}, ${JSON.stringify({ ...EVIDENCE, on: ON })}::jsonb, 'x', 'x', now() from generate_series(1, 96) n`.execute(
    ctx.db,
  );
  const many = await print({ cases: `${id},${other}`, papers: 'all' });
  expect(many.body).toMatchObject({ code: 'ENFORCEMENT_PRINT_TOO_MANY', params: { n: 102, most: 100 } });
  // A case of a person is not printed by others along with those that they may read.
  const person = await file({
    visit: null,
    enterpriseId: null,
    party: { kind: 'individual', name: '张三', code: '6501', address: '' },
  });
  expect((await print({ cases: `${id},${person.body.id}`, papers: 'all' }, CORPS)).status).toBe(403);
  expect((await print({ cases: `${id}`, papers: 'all' }, CORPS)).status).toBe(200);
});
