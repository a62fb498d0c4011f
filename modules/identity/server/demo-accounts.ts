import { randomFillSync } from 'node:crypto';
import { uuidv7 } from '@tarim/kernel';
import type { Context, Role } from '@tarim/platform';
import { sql } from 'kysely';
import { hashPassword } from './domain/password.ts';
import { setPosts } from './sql/people.ts';

/** Printed at the start and offered on the sign-in page, only while the simulated region runs. */
export const DEMO_PASSWORD = 'Tarim-2026';

export interface DemoAccount {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly unitPath: string;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { account: 'admin', name: '系统管理员（演示）', role: 'administrator', unitPath: '/' },
  { account: 'duty', name: '自治区值班员（演示）', role: 'duty-officer', unitPath: '/650000/' },
  { account: 'duty-bt', name: '兵团值班员（演示）', role: 'duty-officer', unitPath: '/BT/' },
  {
    account: 'station',
    name: '乌鲁木齐市监测站（演示）',
    role: 'monitoring-station',
    unitPath: '/650000/650100/',
  },
  ...(['sampler', 'analyst', 'checker', 'reviewer', 'signer'] as const).map((account, index) => ({
    account,
    name: `乌鲁木齐市监测站${['采样员', '分析员', '校核人', '审核人', '签发人'][index]}（演示）`,
    role: 'monitoring-station' as const,
    unitPath: '/650000/650100/',
  })),
  {
    account: 'officer',
    name: '昌吉州执法人员（演示）',
    role: 'enforcement-officer',
    unitPath: '/650000/652300/',
  },
  {
    account: 'radiation',
    name: '自治区辐射监管（演示）',
    role: 'radiation-supervisor',
    unitPath: '/650000/',
  },
  { account: 'planner', name: '自治区规划管理（演示）', role: 'planner', unitPath: '/650000/' },
  { account: 'auditor', name: '审计员（演示）', role: 'auditor', unitPath: '/' },
  { account: 'enterprise', name: '排污单位（演示）', role: 'enterprise', unitPath: '/650000/' },
];

/** Makes the accounts that are missing; one that a person changed stays as it is. */
export async function seedDemoAccounts(
  ctx: Context,
  /** Whose outlets the account of the enterprise sees. */
  enterprise: { id: number; unitPath: string } | null = null,
): Promise<void> {
  const { rows } = await sql<{ account: string }>`select account from identity.person`.execute(ctx.db);
  const known = new Set(rows.map((row) => row.account));
  const missing = DEMO_ACCOUNTS.filter((one) => !known.has(one.account));
  if (missing.length === 0) return;
  const password = await hashPassword(DEMO_PASSWORD);
  await ctx.db.transaction().execute(async (tx) => {
    for (const one of missing) {
      const id = uuidv7(ctx.clock.now(), (bytes) => randomFillSync(bytes));
      await sql`insert into identity.person (id, account, name, password, demo) values (${id}, ${one.account}, ${one.name}, ${password}, true)`.execute(
        tx,
      );
      await setPosts(tx, id, [
        {
          role: one.role,
          unitPath: one.unitPath,
          ...(one.role === 'enterprise' && enterprise
            ? { unitPath: enterprise.unitPath, enterpriseId: enterprise.id }
            : {}),
        },
      ]);
    }
  });
}
