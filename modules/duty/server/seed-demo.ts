import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { NoticeRuleInput, OnDuty, Shift } from '../contract.ts';
import { contactRows, insertContact, insertHandOver } from './sql/book.ts';
import { insertChannel, insertNoticeRule } from './sql/notices.ts';
import { putShifts, shiftsBetween } from './sql/roster.ts';

const SEEDER = '演示数据';
const DAYS_BACK = 7;
const DAYS_AHEAD = 21;
const SURNAMES = ['王', '李', '阿依', '张', '努尔', '刘', '赵', '买买', '陈', '杨'];

/** Bodies of the demonstration with a duty roster; the account gets what is told in the platform. */
const BODIES = [
  { unitPath: '/650000/', organisation: '自治区应急值班室（模拟）', account: 'duty' },
  { unitPath: '/650000/650100/', organisation: '乌鲁木齐市值班室（模拟）', account: 'duty' },
  { unitPath: '/BT/', organisation: '兵团值班室（模拟）', account: null },
] as const;

/** No real number begins like this. */
const phoneOf = (index: number) => `00000${String(100_000 + index * 137).slice(-6)}`;
const person = (role: OnDuty['role'], index: number, account: string | null): OnDuty => ({
  role,
  name: `${SURNAMES[index % SURNAMES.length]}某${index % 7}（模拟）`,
  account,
  phone: phoneOf(index),
  email: null,
});

/** Rosters, a phone list, a channel that only writes down, and rules that use it. All labelled as simulated; once. */
export async function seedDemoDuty(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const [from, to] = [beijingDate(now - DAYS_BACK * DAY_MS), beijingDate(now + DAYS_AHEAD * DAY_MS)];
  const known = await contactRows(ctx.db);
  await ctx.db.transaction().execute(async (tx) => {
    for (const [which, { unitPath, account }] of BODIES.entries()) {
      const there = new Set(
        (await shiftsBetween(tx, unitPath, from, to)).map((one) => `${one.day} ${one.slot}`),
      );
      const shifts: Shift[] = [];
      for (let day = -DAYS_BACK; day <= DAYS_AHEAD; day += 1)
        for (const slot of ['day', 'night'] as const) {
          const date = beijingDate(now + day * DAY_MS);
          if (there.has(`${date} ${slot}`)) continue;
          const turn = which * 40 + day + DAYS_BACK + (slot === 'night' ? 3 : 0);
          shifts.push({
            unitPath,
            day: date,
            slot,
            people: [person('lead', turn + 5, null), person('officer', turn, account)],
            simulated: true,
          });
        }
      await putShifts(tx, shifts, { name: SEEDER, at: new Date(now) });
    }
    if (known.some((one) => one.simulated)) return;
    for (const [index, { unitPath, organisation }] of BODIES.entries()) {
      for (const [n, title] of ['值班电话', '应急办', '监测站'].entries())
        await insertContact(
          tx,
          {
            unitPath,
            organisation,
            name: title,
            title: null,
            phone: phoneOf(500 + index * 10 + n),
            email: null,
            note: '模拟号码，不能拨通',
          },
          true,
        );
      await insertHandOver(tx, {
        unitPath,
        day: from,
        slot: 'night',
        text: '夜间关注火电企业氮氧化物小时值；有超标先电话核实工况，再记入报警备注。（模拟）',
        by: SEEDER,
        byUser: 'demo',
        at: new Date(now - DAY_MS),
        alarms: [],
        simulated: true,
      });
    }
    const channel = await insertChannel(tx, {
      kind: 'record',
      name: '短信（演示：只记录，不发送）',
      enabled: true,
      settings: {},
      secret: null,
      simulated: true,
    });
    const rule = (more: Partial<NoticeRuleInput>): NoticeRuleInput => ({
      unitPath: '/650000/',
      occasion: 'alarm-fired',
      severity: 'critical',
      channelId: null,
      to: { kind: 'on-duty', leadToo: true },
      enabled: true,
      ...more,
    });
    await insertNoticeRule(tx, rule({ severity: 'warning' }), true);
    await insertNoticeRule(tx, rule({ channelId: channel.id }), true);
    await insertNoticeRule(tx, rule({ unitPath: '/BT/', channelId: channel.id }), true);
    await insertNoticeRule(tx, rule({ occasion: 'alarm-escalated', channelId: channel.id }), true);
    for (const unitPath of ['/650000/', '/BT/'])
      for (const occasion of ['task-dispatched', 'task-due', 'task-overdue'] as const)
        await insertNoticeRule(tx, rule({ unitPath, occasion, severity: 'info' }), true);
    // The officer hears of what radiation found; who leads the shift hears when nobody answered.
    for (const unitPath of ['/650000/', '/BT/']) {
      const to = { kind: 'on-duty', leadToo: false } as const;
      const raised = { unitPath, occasion: 'radiation-raised', to } as const;
      await insertNoticeRule(tx, rule({ ...raised, severity: 'info' }), true);
      await insertNoticeRule(tx, rule({ ...raised, channelId: channel.id }), true);
      const unanswered = { unitPath, occasion: 'radiation-unanswered', severity: 'warning' } as const;
      await insertNoticeRule(tx, rule({ ...unanswered, channelId: channel.id }), true);
    }
  });
}
