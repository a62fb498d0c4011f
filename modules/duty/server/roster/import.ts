import { accountsThere } from '@tarim/identity/queries';
import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  type Found,
  hasErrors,
  readSheet,
  type Static,
  sheetErrors,
  tell,
  wrong,
} from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { OnDuty, importRoster as route, Shift } from '../../contract.ts';
import { rosterErrors } from '../errors.ts';
import { putShifts } from '../sql/roster.ts';

type Field = 'unit' | 'day' | 'slot' | 'role' | 'name' | 'phone' | 'email' | 'account';
export const ROSTER_SHEET = '值班表';
export const ROSTER_COLUMNS: readonly Column<Field>[] = [
  { field: 'unit', title: '行政区代码', required: true, how: '如 650100' },
  { field: 'day', title: '日期', required: true, how: '如 2026-12-01；夜班写开始的那一天' },
  { field: 'slot', title: '班次', required: true, how: '白班、夜班' },
  { field: 'role', title: '岗位', required: true, how: '带班、值班' },
  { field: 'name', title: '姓名', required: true },
  { field: 'phone', title: '电话', required: false },
  { field: 'email', title: '邮箱', required: false },
  { field: 'account', title: '账号', required: false, how: '站内消息发给这个账号' },
];
const SLOT_WORDS = { 白班: 'day', 夜班: 'night' } as const;
const ROLE_WORDS = { 带班: 'lead', 值班: 'officer' } as const;
const PHONE = /^[+0-9][0-9 -]{2,30}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Days after today that a roster may be of. */
const AHEAD_MS = 800 * 86_400_000;
type Report = Static<NonNullable<typeof route.response>>;

/** A roster: all of it or nothing. Each shift that it names gets the people it gives, in the place of those it had. */
export async function importRoster(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: 'zh' | 'en',
): Promise<Report> {
  const sheet = await readSheet(bytes, ROSTER_COLUMNS, ROSTER_SHEET, { csv: true });
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  const units = {
    pathOf: (code: string) => paths.get(code) ?? null,
    mayWrite: (unitPath: string) => ctx.policy.can(actor, 'duty.manage', { unitPath }),
  };
  const accounts = await accountsThere(
    ctx.db,
    sheet.rows.flatMap((row) => row.account || []),
  );
  const found: Found[] = [...sheet.found];
  const shifts = new Map<string, { unitPath: string; day: string; slot: Shift['slot']; people: OnDuty[] }>();
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const cells = new Cells(row, ROSTER_COLUMNS);
    const unitPath = cells.unit('unit', units);
    const day = cells.date('day', ctx.clock.now() + AHEAD_MS);
    const slot = cells.word('slot', SLOT_WORDS);
    const role = cells.word('role', ROLE_WORDS);
    const name = cells.text('name', 60);
    const [phone, email, account] = [row.phone || null, row.email || null, row.account || null];
    if (phone && !PHONE.test(phone)) cells.tell('phone', rosterErrors.notPhone);
    if (email && !MAIL.test(email)) cells.tell('email', rosterErrors.notMail);
    if (account && !accounts.has(account)) cells.tell('account', rosterErrors.noAccount);
    const key = `${unitPath} ${day} ${slot}`;
    const before = seen.get(`${key} ${name}`);
    if (before !== undefined) found.push(wrong(row.row, '姓名', sheetErrors.twice, { row: before }));
    seen.set(`${key} ${name}`, row.row);
    found.push(...cells.found);
    if (cells.found.length > 0 || !unitPath || !day || !slot || !role) continue;
    const shift = shifts.get(key) ?? { unitPath, day, slot, people: [] };
    shift.people.push({ role, name, phone, email, account });
    shifts.set(key, shift);
  }
  const report = (committed: boolean): Report => ({
    committed,
    rows: sheet.rows.length,
    good: [...shifts.values()].reduce((sum, one) => sum + one.people.length, 0),
    unchanged: 0,
    problems: tell(found, tongue),
  });
  if (!commit || hasErrors(found)) return report(false);
  await asActor(ctx, actor, 'duty.manage', async (tx) => {
    await putShifts(
      tx,
      [...shifts.values()].map((one) => ({ ...one, simulated: false })),
      { name: actor.name, at: new Date(ctx.clock.now()) },
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.roster.imported',
      subject: 'duty/roster',
      detail: { shifts: [...shifts.keys()] },
    });
  });
  return report(true);
}
