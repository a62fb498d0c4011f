import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse, type RegisteredEnterprise } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { PermitContent, PermitDetail } from '../../contract.ts';
import { longestTo } from '../domain/permit.ts';
import { insertReport, permitRows } from '../sql/permits.ts';
import { wordsIn } from '../words.ts';
import { actOnApplication, apply } from './applications.ts';
import { registerPermit } from './change-permits.ts';

const CLERK: Actor = {
  userId: '00000000-0000-7000-8000-0000000000d1',
  name: '模拟许可经办人',
  posts: [{ role: 'administrator', unitPath: '/' }],
};

/** Days from now to the end of a permit, its class, and how long before its end renewal was asked for. */
const STORIES: readonly {
  readonly left: number;
  readonly class: PermitContent['class'];
  readonly asked?: number;
  readonly lateReports?: true;
}[] = [
  { left: 900, class: 'key' },
  // Asked fifty-nine days before the end: overdue.
  { left: 40, class: 'key', asked: 59 },
  { left: 75, class: 'key', lateReports: true },
  { left: 30, class: 'simplified' },
  { left: 45, class: 'key', asked: 80 },
  { left: 500, class: 'registration' },
];

const factor = (name: string, limit: number, unit: string, yearly: number | null, auto: boolean) => ({
  factor: name,
  limit,
  unit,
  yearly,
  method: auto ? ('auto' as const) : ('manual' as const),
  frequency: auto ? '连续' : '每季一次',
});

function contentOf(of: PermitContent['class'], validFrom: string): PermitContent {
  return {
    class: of,
    validFrom,
    validTo: longestTo(validFrom),
    outlets: [
      {
        no: 'DA001',
        name: wordsIn('zh')('demo.stack'),
        kind: 'gas',
        factors: [
          factor('二氧化硫', 35, 'mg/m³', 60, true),
          factor('氮氧化物', 50, 'mg/m³', 90, true),
          factor('颗粒物', 10, 'mg/m³', 15, true),
          factor('汞及其化合物', 0.03, 'mg/m³', null, false),
        ],
      },
    ],
    conditions: wordsIn('zh')('demo.conditions'),
    reports: { annualBy: of === 'registration' ? null : '01-31', quarterlyBy: of === 'key' ? 15 : null },
  };
}

/** The first day of a permit that ends so many days from now. */
function beginOf(today: string, left: number): string {
  const end = plusDays(today, left);
  const year = Number(end.slice(0, 4)) - 5;
  const day = end.slice(5) === '02-29' ? '02-28' : end.slice(5);
  return plusDays(`${year}-${day}`, 1);
}

/** How long reports have been followed here. */
const REPORTED_DAYS = 200;

/** Permits of the simulated region, some of which ask for something; once. */
export async function seedDemoPermits(ctx: Context): Promise<void> {
  if ((await permitRows(ctx.db, { limit: 200 })).some(({ simulated }) => simulated)) return;
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const holders = (await enterprisesByIds(ctx.db, ids)).filter(({ simulated }) => simulated);
  for (const [n, story] of STORIES.entries()) {
    const holder = holders[n];
    if (holder) await tell(ctx, holder, n + 1, story);
  }
}

async function tell(
  ctx: Context,
  holder: RegisteredEnterprise,
  nth: number,
  { left, class: of, asked, lateReports }: (typeof STORIES)[number],
): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const validFrom = beginOf(today, left);
  const content = contentOf(of, validFrom);
  const permit = await registerPermit(ctx, CLERK, {
    number: `${holder.uscc}${String(nth).padStart(3, '0')}${of === 'registration' ? 'X' : 'P'}`,
    enterpriseId: holder.id,
    issuer: wordsIn('zh')('demo.issuer'),
    issuedOn: validFrom,
    reportsFrom: plusDays(today, -REPORTED_DAYS),
    content,
  });
  if (!lateReports) await report(ctx, permit);
  if (asked === undefined) return;
  const on = plusDays(content.validTo, -asked);
  const { id } = await apply(
    ctx,
    CLERK,
    {
      kind: 'renew',
      enterpriseId: holder.id,
      permitId: permit.id,
      reason: wordsIn('zh')('demo.reason'),
      content: null,
    },
    on,
  );
  await actOnApplication(ctx, CLERK, id, { act: 'accept', on: plusDays(on, 2), note: '' }, 'zh');
}

/** The reports whose day is over, each three days before it. */
async function report(ctx: Context, permit: PermitDetail): Promise<void> {
  const [row] = await permitRows(ctx.db, { id: permit.id, limit: 1 });
  for (const { period, due, late } of permit.reports)
    if (row && late)
      await insertReport(ctx.db, row, {
        period,
        submittedOn: plusDays(due, -3),
        summary: wordsIn('zh')('demo.report'),
        amounts: [],
        by: CLERK.name,
        at: new Date(`${plusDays(due, -3)}T12:00:00+08:00`),
      });
}
