import { randomUUID } from 'node:crypto';
import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds } from '@tarim/registry/queries';
import { arrangeRow, visitRows } from '../sql/visits.ts';
import { takeRecord } from './records.ts';

/** Hours from now at which three simulated visits of today begin: one under way, one late, one still to come. */
const HOURS = [-1, -2, 1] as const;
const HOUR_MS = 3_600_000;
/** A picture of one point. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Visits of today with their hours; of the first a sheet of sampling has come in, with a picture from the gate. */
export async function seedToday(ctx: Context, by: Actor, ids: readonly number[]): Promise<void> {
  const now = ctx.clock.now();
  const day = beijingDate(now);
  const [begins, ends] = [Date.parse(`${day}T00:00:00+08:00`), Date.parse(`${day}T23:59:00+08:00`)];
  const visits = await visitRows(ctx.db, { ids: ids.slice(0, HOURS.length), limit: HOURS.length });
  const ordered = visits.toSorted((a, b) => a.id - b.id);
  for (const [i, { id, team, joint }] of ordered.entries()) {
    const from = Math.min(Math.max(begins, now + HOURS[i]! * HOUR_MS), ends - HOUR_MS);
    const appointment = { from: beijingIso(from), to: beijingIso(Math.min(from + 2 * HOUR_MS, ends)) };
    await arrangeRow(ctx.db, id, { appointment, joint, team });
  }
  const [first] = ordered;
  if (!first) return;
  const [at] = await enterprisesByIds(ctx.db, [first.enterpriseId]);
  const { sha256 } = await ctx.files.put(Buffer.from(PICTURE, 'base64'), {
    name: '采样点（模拟）.png',
    mime: 'image/png',
  });
  const sign = (by: string) => ({ by, at: now, strokes: [[60, 120, 180, 90, 320, 140]] });
  const [one, two] = first.team.map(({ name }) => name);
  await takeRecord(ctx, by, first.id, 'sampling', {
    id: randomUUID(),
    subject: String(first.id),
    revision: '',
    at: now,
    values: {
      began: now - HOUR_MS / 2,
      place: '厂区总排口（模拟）',
      person: '模拟负责人',
      post: '环保负责人',
      medium: 'wastewater',
      method: 'HJ 91.1-2019',
      weather: '晴',
      samples: [
        {
          sampleCode: 'SIM-W-1',
          sampleItems: 'COD、氨氮',
          sampleAmount: '500 mL',
          container: '玻璃瓶',
          preservation: '硫酸，pH ≤ 2',
          sampleState: '微黄、无味',
        },
      ],
      sealedUp: true,
      laboratory: '模拟监测站',
      personSigns: sign('模拟负责人'),
      refusal: '',
      firstOfficer: sign(one ?? '模拟人员甲'),
      secondOfficer: sign(two ?? '模拟人员乙'),
    },
    evidence: [
      {
        sha256,
        name: '采样点（模拟）.png',
        takenAt: now - HOUR_MS / 3,
        place: at && at.lon !== null && at.lat !== null ? [at.lon + 0.001, at.lat + 0.001] : null,
        accuracy: 8,
        bearing: null,
      },
    ],
  });
}
