import { radiationModule } from '@tarim/radiation/server';
import { demoFleet, demoMembers, nightOf, SourceTerminal } from '@tarim/simulator';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { seedDemoAccident, seedDemoTracking } from '../server/module.ts';
import { house, MINUTE, NIGHT } from './world.ts';

test('the simulated fleet tells its stories through the socket, and the rules find them and nothing else', async () => {
  const { ctx, listener, fold, tick } = await house(NIGHT, [radiationModule]);
  expect(await seedDemoTracking(ctx, demoFleet(NIGHT))).toBe(8);
  expect(await seedDemoTracking(ctx, demoFleet(NIGHT))).toBe(0);
  for (const member of demoMembers(NIGHT)) {
    const device = await SourceTerminal.open({ host: '127.0.0.1', port: listener.port }, member.terminal);
    await device.stored(nightOf(member, NIGHT));
    device.close();
  }
  await fold();
  expect([await seedDemoAccident(ctx), await seedDemoAccident(ctx)]).toEqual([true, true]);
  // Before three of the longest declared intervals are over for those that spoke to the end.
  ctx.clock.set(NIGHT + MINUTE);
  await tick();
  const { rows } = await sql<{ name: string; kinds: string }>`
    select t.name, string_agg(a.kind || ' ' || a.severity, ', ' order by a.kind) as kinds
    from tracking.terminal t join tracking.alarm a on a.terminal_id = t.id and a.closed_at is null group by t.name order by t.name`.execute(
    ctx.db,
  );
  const told = Object.fromEntries(rows.map(({ name, kinds }) => [name, kinds]));
  expect(told).toEqual({
    '探伤机 01': 'source_missing critical',
    '探伤车 02': expect.stringMatching(/left_area high$/),
    '探伤机 03': 'battery high, offline critical',
    '探伤机 04': 'offline announced',
  });
});
