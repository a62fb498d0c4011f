/**
 * The list of penalty cases, its filters and the statistics with 1,000 and with 200,000 cases, over HTTP; a decision as PDF.
 * `node bench/cases.ts`
 */
import { fillFigures } from '@tarim/enforcement/server';
import { appointAdministrator } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import { median, report, thousands } from './lib.ts';
import { freePort, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const [FEW, MANY, ROUNDS, BATCH] = [1_000, 200_000, 15, 20_000];
const UNITS = 100;

/** Nine of ten are closed, as after some years; each has seven steps. */
async function insert(ctx: Context, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += Math.min(BATCH, to - from)) {
    const until = Math.min(at + BATCH, to);
    await sql`
      insert into enforcement.case_file (number, unit_path, party, violation, cause, facts, act_start, act_end, harm, fine_range, handlers, filed_on,
        filed_by, state, fine, simulated, recorded_at)
      select '罚立' || n, '/650000/65' || lpad((n % ${UNITS})::text, 2, '0') || '00/',
        jsonb_build_object('kind', 'organisation', 'name', '模拟企业' || n || '号', 'code', 'X' || n, 'address', '某路'), '1107:usual',
        '超标排放大气污染物', '自动监测小时均值超标。', day - 20, day - 18, false, '{"min": 100000, "max": 1000000, "source": "1107"}',
        '[{"name": "甲", "certificate": "1"}, {"name": "乙", "certificate": "2"}]', day, '{"userId": "x", "name": "甲"}',
        case when n % 10 = 0 then 'noticed' else 'closed' end, case when n % 10 = 0 then null else 150000 end, true, now()
      from (select n, date '2020-01-01' + n % 2400 as day from generate_series(${at + 1}::int, ${until}::int) n) s`.execute(
      ctx.db,
    );
    await sql`
      insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
      select c.id, s.nth, c.unit_path, s.act || jsonb_build_object('on', (c.filed_on + s.days)::text), s.by, s.by, now()
      from enforcement.case_file c, (values
        (1, 1, '{"act": "add-evidence", "kind": "electronic", "title": "小时数据", "proves": "超标", "files": []}'::jsonb, 'a'),
        (2, 10, '{"act": "finish-investigation", "report": "清楚"}', 'a'),
        (3, 12, '{"act": "review", "approve": true, "opinion": "同意"}', 'b'),
        (4, 14, '{"act": "give-notice", "deliveredOn": "2020-01-15", "amount": 150000, "beside": [], "computed": 150000, "method": "x", "reasons": "x"}', 'a'),
        (5, 40, '{"act": "decide", "kind": "penalty", "amount": 150000, "beside": [], "reasons": "x"}', 'c'),
        (6, 41, '{"act": "deliver", "method": "direct"}', 'a'),
        (7, 50, '{"act": "pay", "amount": 150000}', 'a')) s(nth, days, act, by)
      where c.number in (select '罚立' || n from generate_series(${at + 1}::int, ${until}::int) n) and (s.nth <= 4 or c.state = 'closed')`.execute(
      ctx.db,
    );
  }
  await sql`insert into enforcement.figure_due select id from enforcement.case_file where id > ${from}`.execute(
    ctx.db,
  );
  await fillFigures(ctx);
  await sql`analyze enforcement.case_figure`.execute(ctx.db);
  await sql`analyze enforcement.case_file`.execute(ctx.db);
  await sql`analyze enforcement.case_step`.execute(ctx.db);
}

/** A decision of usual length. */
const CONTENT = {
  language: 'zh-CN',
  title: '行政处罚决定书',
  subtitle: '罚〔2026〕1号',
  meta: [{ label: '当事人', value: '模拟企业1号' }],
  header: '行政处罚决定书',
  footer: '罚〔2026〕1号',
  simulated: '模拟数据',
  madeAt: '2026-11-28T10:00:00+08:00',
  parts: [
    ...Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0
        ? { kind: 'heading', level: 1, text: '违法事实和依据' }
        : { kind: 'paragraph', text: '经查，你单位排放口二氧化硫小时均值超过许可浓度。'.repeat(6) },
    ),
    {
      kind: 'table',
      caption: '证据',
      columns: [{ title: '证据' }, { title: '种类' }],
      rows: Array.from({ length: 8 }, (_, i) => [`证据 ${i}`, '电子数据']),
    },
  ],
};

const unit = encodeURIComponent('/650000/654200/');
const ASKED = {
  'first page': 'cases?limit=50',
  'one state, a page in the middle': 'cases?state=noticed&limit=50&before=MIDDLE',
  'a unit and a state': `cases?unit=${unit}&state=noticed&limit=50`,
  'a name that one case has': `cases?text=${encodeURIComponent('企业777号')}&limit=50`,
  'statistics of a year': 'statistics?from=2025-01-01&to=2025-12-31',
  'a decision as PDF': 'cases/1/documents/decision?format=pdf',
} as const;

async function measure(dataDir: string, account: object, count: number): Promise<Map<string, number>> {
  const server = await startServer(dataDir, await freePort(), await freePort());
  try {
    const signed = await fetch(`${server.url}/api/identity/sign-in`, {
      method: 'POST',
      headers: { 'x-tarim': '1', 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    const cookie = signed.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const times = new Map<string, number[]>(Object.keys(ASKED).map((name) => [name, []]));
    // In turn, so that what else the machine does falls on all of them.
    for (let round = 0; round <= ROUNDS; round++)
      for (const [name, path] of Object.entries(ASKED)) {
        const began = performance.now();
        const answer = await fetch(
          `${server.url}/api/enforcement/${path.replace('MIDDLE', String(count / 2))}`,
          { headers: { cookie } },
        );
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        if (round > 0) times.get(name)!.push(performance.now() - began);
      }
    return new Map([...times].map(([name, all]) => [name, median(all)]));
  } finally {
    await stopServer(server);
  }
}

const data = scratchData();
try {
  const account = await withDatabase(data.dir, async (ctx) => {
    await insert(ctx, 0, FEW);
    await sql`insert into enforcement.document (case_id, nth, unit_path, kind, number, made_on, content, code)
      values (1, 5, '/650000/650100/', 'decision', '罚1', '2026-01-01', ${JSON.stringify(CONTENT)}::jsonb, '0123456789abcdef')`.execute(
      ctx.db,
    );
    return appointAdministrator(ctx, 'bench', 'bench');
  });
  const few = await measure(data.dir, account, FEW);
  await withDatabase(data.dir, (ctx) => insert(ctx, FEW, MANY));
  const many = await measure(data.dir, account, MANY);
  report('cases', [
    '## Penalty cases: list, filters, statistics with 200,000 cases; a decision as PDF (`bench/cases.ts`)',
    '',
    `Over HTTP with JSON and all, one client, in turn, medians of ${ROUNDS}, ms. Goals: pages of the list under 200 ms, a decision under 300 ms warm.`,
    '',
    `| asked | ${thousands(FEW)} cases | ${thousands(MANY)} cases | growth |`,
    '|---|---|---|---|',
    ...[...many].map(([name, took]) => {
      const before = few.get(name)!;
      return `| ${name} | ${before.toFixed(1)} | **${took.toFixed(1)}** | ${(took / before).toFixed(1)} × |`;
    }),
  ]);
} finally {
  data.remove();
}
