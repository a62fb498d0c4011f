import { auditedCases } from '@tarim/enforcement/queries';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { DamageAct, EstimateInput } from '../../contract.ts';
import { caseRows } from '../sql/cases.ts';
import { wordsIn } from '../words.ts';
import { actOnCase } from './act-on-case.ts';
import { openCase, openOfPenalty } from './open-case.ts';

const person = (n: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000000e${n}`,
  name,
  posts: [{ role: 'administrator', unitPath: '/' }],
});
/** Whoever decides is not who assessed, in the simulation too. */
const HANDLER = person(1, '模拟核查员');
const HEAD = person(2, '模拟赔偿负责人');

type Discharge = EstimateInput['discharges'][number];
type Dated = readonly [after: number, act: (on: string) => DamageAct];

const SCREEN: Dated = [
  2,
  (on) => ({ act: 'screen', on, harm: 'yes', note: '超标排放，可能造成损害（模拟）' }),
];
const CHECK: Dated = [
  8,
  (on) => ({
    act: 'check',
    on,
    findings: '排放事实清楚，周边取样超标（模拟）',
    slight: false,
    redline: false,
    repeat: false,
  }),
];
const START: Dated = [10, (on) => ({ act: 'start', on, reason: '存在损害，应当追究（模拟）' })];
/** 18 750 yuan: 2 t × 3 000 × (1.5 × 1.2 + 0.7) × 1.25. */
const AIR: Discharge = {
  medium: 'air',
  amount: 2,
  unitCost: 3_000,
  beta: 1.2,
  omega: 0.7,
  pollutants: [{ name: 'SO2', measured: 105, limit: 35, alpha: 1.5 }],
};
/** 18 750 yuan as well: 100 t × 50 × 1.5 × 1.25 × 2. */
const WATER: Discharge = {
  medium: 'water',
  amount: 100,
  unitCost: 50,
  omega: 2,
  pollutants: [{ name: '石油类', measured: 30, limit: 5, alpha: 1.5 }],
};
const assess = (discharge: Discharge): Dated => [
  16,
  (on) => ({
    act: 'assess',
    on,
    method: 'simple',
    assessor: '某环境损害鉴定机构（模拟）',
    undisputed: true,
    report: '以虚拟治理成本法估算（模拟）',
    items: [
      { item: 'restoration-cost', amount: 18_750, note: '虚拟治理成本（模拟）' },
      { item: 'assessment-cost', amount: 6_000, note: '' },
    ],
    estimate: { discharges: [discharge] },
  }),
];
const CONFIRM: Dated = [
  17,
  (on) => ({ act: 'confirm-assessment', on, statement: '参数与系数已核对，确认（模拟）' }),
];
const NOTICE: Dated = [
  19,
  (on) => ({ act: 'give-notice', on, deliveredOn: on, meetingOn: plusDays(on, 2), place: '会议室（模拟）' }),
];
const MEET: Dated = [
  21,
  (on) => ({ act: 'meet', on, people: '双方代表、专家', minutes: '对事实与金额没有异议（模拟）' }),
];
const AGREE: Dated = [
  22,
  (on) => ({
    act: 'agree',
    on,
    way: 'pay',
    amount: 24_750,
    parts: [
      { due: plusDays(on, 5), amount: 10_000 },
      { due: plusDays(on, 30), amount: 14_750 },
    ],
    plan: '赔偿金用于周边环境修复（模拟）',
    due: plusDays(on, 30),
  }),
];
const publish = (
  after: number,
  what: Extract<DamageAct, { act: 'publish' }>['what'],
  summary: string,
): Dated => [after, (on) => ({ act: 'publish', on, what, summary })];

const assessed = (discharge: Discharge): readonly Dated[] => [
  SCREEN,
  CHECK,
  START,
  assess(discharge),
  CONFIRM,
];
const TO_AGREED: readonly Dated[] = [...assessed(AIR), NOTICE, MEET, AGREE];
const DONE: readonly Dated[] = [
  ...TO_AGREED,
  publish(23, 'start', '依法启动生态环境损害赔偿（模拟）'),
  publish(23, 'agreement', '义务人赔偿 24750 元，分两期缴纳（模拟）'),
  [26, (on) => ({ act: 'pay', on, amount: 10_000 })],
  [40, (on) => ({ act: 'pay', on, amount: 14_750 })],
  publish(41, 'restoration', '赔偿金已缴清，用于周边环境修复（模拟）'),
  [
    50,
    (on) => ({
      act: 'assess-effect',
      on,
      reached: true,
      assessor: '某评估机构（模拟）',
      report: '环境质量恢复（模拟）',
    }),
  ],
  publish(51, 'effect', '经评估达到修复目标（模拟）'),
  [52, (on) => ({ act: 'close', on, result: '赔偿与修复完成（模拟）' })],
];
const NO_HARM: readonly Dated[] = [
  [2, (on) => ({ act: 'screen', on, harm: 'no', note: '没有向环境排放（模拟）' })],
];

/** Cases of the simulated region, each somewhere else on its way: of its penalty cases, and two other clues. */
export async function seedDemoDamage(ctx: Context): Promise<void> {
  if ((await caseRows(ctx.db, { limit: 200 })).some(({ state }) => state !== 'screening')) return;
  const penalties = (await auditedCases(ctx, ctx.db, '/')).filter(({ simulated }) => simulated);
  const ways = [DONE, TO_AGREED, [SCREEN], NO_HARM];
  // The oldest first: it has had the time to be closed.
  const oldest = [...penalties].sort((a, b) => a.filedOn.localeCompare(b.filedOn) || a.id - b.id);
  for (const [n, penalty] of oldest.entries()) {
    const id = await openOfPenalty(ctx, HANDLER, penalty.id);
    await walk(ctx, id, penalty.filedOn, ways[n] ?? []);
  }
  await seedClues(ctx);
}

async function seedClues(ctx: Context): Promise<void> {
  const t = wordsIn('zh');
  const today = beijingDate(ctx.clock.now());
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const parties = (await enterprisesByIds(ctx.db, ids)).filter(({ simulated }) => simulated);
  const clues = [
    { source: 'accident', words: 'demo.accident', way: [...assessed(WATER), NOTICE] },
    { source: 'complaint', words: 'demo.complaint', way: [] },
  ] as const;
  for (const [n, { source, words, way }] of clues.entries()) {
    const party = parties[n * 4 + 2];
    if (!party) return;
    const foundOn = plusDays(today, -25);
    const { id } = await openCase(ctx, HANDLER, {
      source,
      enterpriseId: party.id,
      party: null,
      unitPath: party.unitPath,
      title: t(words),
      facts: t(words),
      foundOn,
    });
    await walk(ctx, id, foundOn, way);
  }
}

/** Takes the steps that lie before today. */
async function walk(ctx: Context, id: number, from: string, way: readonly Dated[]): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  for (const [after, act] of way) {
    const step = act(plusDays(from, after));
    if (step.on > today) return;
    const decides = ['start', 'agree', 'close'].includes(step.act);
    await actOnCase(ctx, decides ? HEAD : HANDLER, id, step, 'zh');
  }
}
