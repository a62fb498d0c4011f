import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { sql } from 'kysely';
import { askForSharing } from './ask.ts';
import { approveRequest } from './decide.ts';

const APPROVER: Actor = {
  userId: '00000000-0000-7000-8000-0000000ca701',
  name: '数据管理员（模拟）',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const DAYS = 180;

/** Two simulated requests of other bureaus, one approved and one that waits; once. */
export async function seedDemoSharing(ctx: Context): Promise<void> {
  const { rows } = await sql`select from catalog.request limit 1`.execute(ctx.db);
  if (rows.length > 0 || !ctx.datasets.has('monitoring-points')) return;
  const validTo = beijingDate(ctx.clock.now() + DAYS * DAY_MS);
  const { id } = await askForSharing(
    ctx,
    null,
    {
      body: '自治区水利厅（模拟）',
      applicantName: '张工（模拟）',
      contact: '000-0000000',
      purpose: '河湖长制信息系统叠加显示监测断面（模拟申请）',
      legalBasis: '政务信息资源共享：履行河湖管理职责（模拟）',
      datasets: [{ dataset: 'monitoring-points', fields: ['code', 'name', 'kind', 'unitPath'] }],
      unitPath: '/650000/',
      validTo,
      dailyRows: 20_000,
    },
    true,
  );
  await approveRequest(ctx, APPROVER, id, { reason: '同意共享（模拟）' });
  await askForSharing(
    ctx,
    null,
    {
      body: '某市应急管理局（模拟）',
      applicantName: '李科长（模拟）',
      contact: '000-0000001',
      purpose: '突发环境事件应急预案编制（模拟申请）',
      legalBasis: '突发事件应对职责（模拟）',
      datasets: [
        { dataset: 'enterprises', fields: null },
        { dataset: 'monitoring-points', fields: null },
      ],
      unitPath: '/650000/650100/',
      validTo,
      dailyRows: 5_000,
    },
    true,
  );
}
