import { inspectorsIn } from '@tarim/inspection/queries';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { CaseAct } from '../../contract.ts';
import { caseRows } from '../sql/cases.ts';
import { wordsIn } from '../words.ts';
import { actOnCase } from './act-on-case.ts';
import { addClue } from './clues.ts';
import { setDiscretion } from './discretion.ts';
import { fileCase } from './file-case.ts';

const person = (n: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000000d${n}`,
  name,
  posts: [{ role: 'administrator', unitPath: '/' }],
});
/** Separation of duties holds for the simulation too. */
const REVIEWER = person(2, '模拟审查员');
const HEAD = person(3, '模拟负责人');
const MEMBERS = ['模拟负责人', '模拟委员一', '模拟委员二'];

type Dated = readonly [back: number, who: 'handler' | 'reviewer' | 'head', act: (on: string) => CaseAct];

const EVIDENCE: Dated = [
  78,
  'handler',
  (on) => ({
    act: 'add-evidence',
    on,
    kind: 'electronic',
    title: '自动监测小时数据（模拟）',
    proves: '排放浓度超过标准',
    files: [],
  }),
];
const RECORD: Dated = [
  77,
  'handler',
  (on) => ({
    act: 'add-evidence',
    on,
    kind: 'site-record',
    title: '现场检查笔录（模拟）',
    proves: '设施运行情况',
    files: [],
  }),
];
const ORDER: Dated = [
  76,
  'handler',
  (on) => ({ act: 'order-correction', on, content: '立即停止超标排放', due: plusDays(on, 15) }),
];
const RECHECK: Dated = [
  60,
  'handler',
  (on) => ({ act: 'recheck', on, corrected: true, findings: '已达标排放' }),
];
const REPORT: Dated = [
  58,
  'handler',
  (on) => ({ act: 'finish-investigation', on, report: '违法事实清楚，证据充分（模拟）' }),
];
const REVIEW: Dated = [55, 'reviewer', (on) => ({ act: 'review', on, approve: true, opinion: '同意' })];
const notice = (back: number, amount: number): Dated => [
  back,
  'handler',
  (on) => ({
    act: 'give-notice',
    on,
    deliveredOn: on,
    amount,
    beside: [],
    computed: amount,
    method: '加权百分比（示例）',
    reasons: '超标倍数小，已改正（模拟）',
  }),
];
const DONE: readonly Dated[] = [
  EVIDENCE,
  RECORD,
  ORDER,
  RECHECK,
  REPORT,
  REVIEW,
  notice(52, 150_000),
  [
    30,
    'head',
    (on) => ({
      act: 'decide',
      on,
      kind: 'penalty',
      amount: 150_000,
      beside: [],
      reasons: '事实清楚，程序合法（模拟）',
    }),
  ],
  [29, 'handler', (on) => ({ act: 'deliver', on, method: 'direct' })],
  [27, 'handler', (on) => ({ act: 'publish', on })],
  [20, 'handler', (on) => ({ act: 'pay', on, amount: 150_000 })],
  [19, 'handler', (on) => ({ act: 'close', on, result: '罚款缴清，已改正（模拟）' })],
];
/** 按日连续处罚, noticed: the recheck found the act going on. */
const DAILY: readonly Dated[] = [
  EVIDENCE,
  ORDER,
  [60, 'handler', (on) => ({ act: 'recheck', on, corrected: false, findings: '仍在超标排放（模拟）' })],
  REPORT,
  REVIEW,
  notice(52, 150_000),
  ...DONE.filter(([, , act]) => ['decide', 'deliver', 'publish'].includes(act('2026-01-01').act)),
  [9, 'handler', (on) => ({ act: 'daily-notice', on, deliveredOn: on, reasons: '经复查仍未改正（模拟）' })],
];
/** 查封: the third of its thirty days. */
const SEALED: Dated = [
  3,
  'head',
  (on) => ({
    act: 'seal',
    on,
    things: '2 号锅炉烟气旁路挡板（模拟）',
    reason: '可能造成严重污染（模拟）',
    days: 30,
  }),
];
const RUNNING: readonly Dated[] = [EVIDENCE, ORDER, REPORT, REVIEW, SEALED, notice(1, 300_000)];
const YOUNG: readonly Dated[] = [[3, 'handler', (on) => ({ ...EVIDENCE[2](on) })]];
const OWED: readonly Dated[] = [
  EVIDENCE,
  REPORT,
  REVIEW,
  notice(52, 400_000),
  [
    28,
    'head',
    (on) => ({
      act: 'discuss',
      on,
      members: MEMBERS.map((name) => ({ name, vote: 'for' })),
      conclusion: '同意（模拟）',
    }),
  ],
  [
    26,
    'head',
    (on) => ({
      act: 'decide',
      on,
      kind: 'penalty',
      amount: 400_000,
      beside: [],
      reasons: '情节较重（模拟）',
    }),
  ],
  [25, 'handler', (on) => ({ act: 'deliver', on, method: 'post' })],
];

/** Clues that came by hand: days back, source, what is suspected. The last two are of one enterprise. */
const CLUES = [
  [12, 'complaint', '夜间排放刺激性气味（模拟）'],
  [3, 'transfer', '危险废物贮存不规范（模拟）'],
  [1, 'media', '厂界扬尘（模拟）'],
] as const;

/** A table to try the calculator with: labelled an example, because none of the region's own is known. */
async function seedDiscretion(ctx: Context): Promise<void> {
  await setDiscretion(
    ctx,
    HEAD,
    {
      name: wordsIn('zh')('doc.demoDiscretion'),
      unitPath: '/',
      violation: null,
      method: 'weighted',
      factors: [
        {
          name: '超标倍数（示例）',
          options: [
            { label: '不足 1 倍', value: 0.02 },
            { label: '1 倍以上不足 3 倍', value: 0.1 },
            { label: '3 倍以上', value: 0.25 },
          ],
        },
        {
          name: '两年内违法次数（示例）',
          options: [
            { label: '首次', value: 0 },
            { label: '第二次', value: 0.08 },
            { label: '三次以上', value: 0.2 },
          ],
        },
        {
          name: '改正情况（示例）',
          options: [
            { label: '立即改正', value: 0 },
            { label: '限期内改正', value: 0.03 },
            { label: '拒不改正', value: 0.15 },
          ],
        },
      ],
      table: null,
      rounding: 'hundred',
      source: wordsIn('zh')('discretion.example'),
      effectiveFrom: '2026-08-15',
    },
    true,
  );
}

async function seedClues(
  ctx: Context,
  enterprises: readonly { readonly id: number; readonly unitPath: string }[],
): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  for (const [n, [back, source, suspected]] of CLUES.entries()) {
    const about = enterprises[n === 0 ? 2 : 5];
    if (!about) return;
    await addClue(ctx, person(1, '模拟值守'), {
      unitPath: about.unitPath,
      enterpriseId: about.id,
      object: '',
      source,
      on: plusDays(today, -back),
      suspected,
      facts: suspected,
    });
  }
}

/** Cases of the simulated region, each somewhere else on its way; and clues that wait. */
export async function seedDemoEnforcement(ctx: Context): Promise<void> {
  if ((await caseRows(ctx.db, { limit: 1 })).length > 0) return;
  const today = beijingDate(ctx.clock.now());
  const t = wordsIn('zh');
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const enterprises = (await enterprisesByIds(ctx.db, ids)).filter(({ simulated }) => simulated);
  await seedDiscretion(ctx);
  await seedClues(ctx, enterprises);
  const cases = [DONE, RUNNING, YOUNG, OWED, DAILY];
  for (const [n, way] of cases.entries()) {
    const party = enterprises[n * 3 + 1];
    if (!party) return;
    const officers = (await inspectorsIn(ctx.db, party.unitPath)).filter(
      ({ active, recusals }) => active && !recusals.includes(party.id),
    );
    if (officers.length < 2) continue;
    // Whoever files is the first handler by name.
    const people = { handler: person(1, officers[0]!.name), reviewer: REVIEWER, head: HEAD };
    const filedBack = Math.max(80 * Number(way !== YOUNG), 4);
    const { id } = await fileCase(
      ctx,
      people.handler,
      {
        enterpriseId: party.id,
        party: null,
        unitPath: party.unitPath,
        violation: '1107:usual',
        cause: t('doc.demoCause'),
        facts: t('doc.demoFacts'),
        actStart: plusDays(today, -filedBack - 10),
        actEnd: plusDays(today, -filedBack - 8),
        harm: false,
        filedOn: plusDays(today, -filedBack),
        handlers: officers.slice(0, 2).map((one) => one.id),
      },
      'zh',
    );
    for (const [back, who, act] of way)
      await actOnCase(ctx, people[who], id, act(plusDays(today, -back)), 'zh');
  }
}
