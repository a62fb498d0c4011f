import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { accidentRows } from '../sql/accidents.ts';
import { alarmRows } from '../sql/alarms.ts';
import { openAccident } from './accidents.ts';

const BY: Actor = {
  userId: '00000000-0000-7000-8000-0000000000d7',
  name: '模拟',
  posts: [{ role: 'radiation-supervisor', unitPath: '/' }],
};

/** Makes an accident of the simulated fleet's lost source, once; false while no alarm tells of one. */
export async function seedDemoAccident(ctx: Context): Promise<boolean> {
  if ((await accidentRows(ctx.db, 1)).length > 0) return true;
  const lost = (await alarmRows(ctx.db, { kind: 'source_missing' }, 10)).find(
    (one) => one.simulated && !one.closedAt,
  );
  if (!lost) return false;
  await openAccident(ctx, BY, lost.id, { event: 'lost', foundAt: beijingIso(ctx.clock.now()) });
  return true;
}
