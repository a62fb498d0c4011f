import { beijingDate, HOUR_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { sql } from 'kysely';
import type { CheckBody, RecordInput } from '../../contract.ts';
import { dayAfter } from '../domain/due.ts';
import { insertOperator, replaceContracts } from '../sql/operators.ts';
import { OUTLET_KINDS } from './access.ts';
import { addFault, addPart, repairFault } from './faults-and-parts.ts';
import { planKinds, setPlans } from './plans.ts';
import { addRecord } from './records.ts';

/** Outlets that operators of the simulation keep: the first ones, those of the accounts among them. */
const MOST_OUTLETS = 12;
const KINDS = {
  gas: ['patrol-week', 'gas-calibration', 'verification', 'consumables'],
  water: ['patrol-week', 'standard-check', 'water-comparison'],
} as const;

const person = (index: number, name: string, unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000de1${String(index).padStart(2, '0')}`,
  name: `${name}（模拟）`,
  posts: [{ role: 'monitoring-station', unitPath }],
});

/** Two made-up operators with plans, past records (one failed comparison, one overdue kind), a fault and a spare part; once. */
export async function seedDemoOperation(ctx: Context): Promise<boolean> {
  const { rows } = await sql`select from operation.operator limit 1`.execute(ctx.db);
  const points = (await listPoints(ctx.db, { kinds: OUTLET_KINDS })).filter((one) => one.simulated);
  const ofKind = (kind: string, n: number) => points.filter((one) => one.kind === kind).slice(0, n);
  const kept = [...ofKind('outlet-gas', MOST_OUTLETS - 4), ...ofKind('outlet-water', 4)];
  if (rows.length > 0 || kept.length === 0) return false;
  const now = ctx.clock.now();
  const today = beijingDate(now);
  const at = (daysAgo: number, hour = 10) =>
    Date.parse(`${dayAfter(today, -daysAgo)}T${String(hour).padStart(2, '0')}:00:00+08:00`);
  const then = (ms: number): Context => ({ ...ctx, clock: { ...ctx.clock, now: () => Math.min(ms, now) } });
  for (const [index, name] of [
    '天山环保运维有限公司（模拟）',
    '塔河环境技术服务有限公司（模拟）',
  ].entries()) {
    const own = kept.filter((_, n) => n % 2 === index);
    if (own.length === 0) continue;
    const id = await insertOperator(ctx.db, {
      unitPath: '/650000/',
      name,
      uscc: null,
      contact: '值班经理（模拟）',
      phone: '000-0000000',
      staff: [
        {
          name: `运维员${index + 1}甲（模拟）`,
          certificate: '自动监测（气）运行工（模拟）',
          number: `SIM-${index}-1`,
          validTo: dayAfter(today, 400),
        },
        {
          name: `运维员${index + 1}乙（模拟）`,
          certificate: '自动监测（水）运行工（模拟）',
          number: `SIM-${index}-2`,
          validTo: dayAfter(today, -20),
        },
      ],
      simulated: true,
      byName: '模拟数据',
      at: new Date(at(200)),
    });
    await replaceContracts(
      ctx.db,
      id,
      own.map((one) => ({
        pointId: one.id,
        from: dayAfter(today, -200),
        to: dayAfter(today, 165),
        unitPath: one.unitPath,
        enterpriseId: one.enterpriseId,
      })),
    );
  }
  const defaults = new Map((await planKinds(ctx)).map((one) => [one.key, one.days]));
  for (const [index, point] of kept.entries()) {
    const medium = point.kind === 'outlet-water' ? 'water' : 'gas';
    const who = person(index, '运维员', point.unitPath);
    const kinds = KINDS[medium];
    await setPlans(
      then(at(120)),
      who,
      point.id,
      kinds.map((kind) => ({
        kind,
        days: defaults.get(kind)!,
        startOn: dayAfter(today, defaults.get(kind)! < 7 ? -1 : -30),
      })),
      'zh',
    );
    for (const kind of kinds) {
      // The second outlet has had no patrol for three weeks.
      const last =
        index === 1 && kind === 'patrol-week' ? 21 : (index + 1) % Math.max(1, defaults.get(kind)! - 1);
      for (const ago of [last + defaults.get(kind)!, last]) {
        const ms = Math.min(at(ago, 10), now - HOUR_MS);
        const checks = await checksFor(ctx, point, kind, index === 1 && ago === last);
        if (checks === null) continue;
        await addRecord(then(ms + HOUR_MS), who, point.id, recordOf(kind, ms, who.name, checks), 'zh');
      }
    }
  }
  const [first, second] = kept as [RegisteredPoint, RegisteredPoint | undefined];
  const keeper = person(90, '运维员', first.unitPath);
  const fault = await addFault(then(at(9, 8)), keeper, first.id, {
    what: '采样探头滤芯堵塞，流量报警（模拟）',
    beganAt: new Date(at(9, 6)).toISOString(),
  });
  await repairFault(then(at(8, 9)), keeper, fault.id, {
    repairedAt: new Date(at(8, 8)).toISOString(),
    repair: '更换滤芯，反吹后恢复（模拟）',
  });
  if (second)
    await addFault(then(at(4, 8)), person(91, '运维员', second.unitPath), second.id, {
      what: '制冷器温度偏高，待备件（模拟）',
      beganAt: new Date(at(4, 6)).toISOString(),
    });
  for (const [name, model, stock, low] of [
    ['采样滤芯', 'F-2（模拟）', 1, 2],
    ['蠕动泵管', 'T-16（模拟）', 6, 2],
  ] as const)
    await addPart(ctx, keeper, { pointId: first.id, name, model, unit: '个', low, stock });
  return true;
}

const recordOf = (kind: string, ms: number, staff: string, checks: CheckBody[]): RecordInput => ({
  kind,
  from: new Date(ms).toISOString(),
  to: new Date(ms + HOUR_MS / 2).toISOString(),
  staff,
  items: kind.startsWith('patrol')
    ? ['room', 'probe', 'alarm', 'parameters'].map((key) => ({ key, ok: true }))
    : [],
  note: '模拟记录',
  evidence: [],
  checks,
});

/** Null: the outlet measures nothing that this kind checks. */
async function checksFor(
  ctx: Context,
  point: RegisteredPoint,
  kind: string,
  fails: boolean,
): Promise<CheckBody[] | null> {
  const codes = new Set((await pointParameters(ctx.db, [point.id])).map((one) => one.code));
  if (kind === 'gas-calibration')
    return codes.has('a21026')
      ? [
          { code: 'a21026', kind: 'drift', span: 'zero', measured: 1.2, standard: 0, range: 200 },
          { code: 'a21026', kind: 'drift', span: 'span', measured: 161.5, standard: 160, range: 200 },
        ]
      : null;
  if (kind === 'verification') {
    if (!codes.has('a21026')) return null;
    const off = fails ? 40 : 3;
    const pairs = [60, 62, 64, 61, 63, 65, 60, 62, 64].map((reference, n) => ({
      measured: reference + off + (n % 3),
      reference,
    }));
    return [{ code: 'a21026', kind: 'gas-comparison', unit: 'mg/m³', pairs }];
  }
  if (kind === 'standard-check')
    return codes.has('w01018') ? [{ code: 'w01018', kind: 'standard', measured: 51, standard: 50 }] : null;
  if (kind === 'water-comparison')
    return codes.has('w01018')
      ? [
          {
            code: 'w01018',
            kind: 'water-comparison',
            pairs: [
              { measured: 34, reference: 32 },
              { measured: 36, reference: 35 },
              { measured: 40, reference: 38 },
            ],
          },
        ]
      : null;
  return [];
}
