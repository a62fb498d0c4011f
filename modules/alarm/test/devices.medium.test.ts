import { type TestContext, testContext } from '@tarim/testkit';
import { describe, expect, it } from 'vitest';
import { watchDevices } from '../server/jobs/watch-devices.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';
import { hear, MODULES, seedRegistry } from './seed.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const LONG_AGO = NOON - 86_400_000;

async function setUp(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON });
  await seedRegistry(ctx.db);
  return ctx;
}
const states = async (ctx: TestContext) =>
  (await listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 100 }))
    .map((one) => `${one.kind} ${one.pointId} ${one.state}`)
    .sort();
/** Rounds of the watch, one a minute, up to and with `minutes` after noon. */
async function watchUntil(ctx: TestContext, minutes: number, listeningSince = LONG_AGO): Promise<void> {
  while (ctx.clock.now() < NOON + minutes * MINUTE) {
    ctx.clock.advance(MINUTE);
    await watchDevices(ctx, listeningSince);
  }
}

describe('offline alarms', () => {
  it('wait as long as the device may be silent, then pend, fire, recover and close', async () => {
    const ctx = await setUp();
    await hear(ctx.db, 1, NOON);
    await watchUntil(ctx, 5);
    expect(await states(ctx)).toEqual([]);
    await watchUntil(ctx, 6);
    expect(await states(ctx)).toEqual(['offline 1 pending']);
    await watchUntil(ctx, 8);
    expect(await states(ctx)).toEqual(['offline 1 firing']);
    await hear(ctx.db, 1, ctx.clock.now() + 1);
    await watchUntil(ctx, 9);
    expect(await states(ctx)).toEqual(['offline 1 recovering']);
    await hear(ctx.db, 1, NOON + 13 * MINUTE);
    await watchUntil(ctx, 14);
    expect(await states(ctx)).toEqual(['offline 1 closed']);
    const [alarm] = await listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 1 });
    expect((await logOf(ctx.db, alarm!.id)).map((line) => line.why)).toEqual([
      'seen',
      'held',
      'cleared',
      'quiet',
    ]);
  });

  it('give wastewater analysers half an hour', async () => {
    const ctx = await setUp();
    await hear(ctx.db, 2, NOON);
    await watchUntil(ctx, 30);
    expect(await states(ctx)).toEqual([]);
    await watchUntil(ctx, 33);
    expect(await states(ctx)).toEqual(['offline 2 firing']);
  });

  it('say nothing of devices that never reported', async () => {
    const ctx = await setUp();
    await watchUntil(ctx, 60);
    expect(await states(ctx)).toEqual([]);
  });

  it('do not blame devices for the platform having been away', async () => {
    const ctx = await setUp();
    await hear(ctx.db, 1, NOON - 600 * MINUTE);
    await watchUntil(ctx, 5, NOON);
    expect(await states(ctx)).toEqual([]);
    await watchUntil(ctx, 6, NOON);
    expect(await states(ctx)).toEqual(['offline 1 pending']);
  });
});

describe('fault alarms', () => {
  it('follow the marks of the instruments, and stay while the device is silent', async () => {
    const ctx = await setUp();
    for (let minute = 1; minute <= 8; minute++) {
      await hear(ctx.db, 3, NOON + minute * MINUTE, 'D');
      await watchUntil(ctx, minute);
    }
    expect(await states(ctx)).toEqual(['fault 3 firing']);
    const [alarm] = await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 1 });
    expect(alarm!.evidence).toMatchObject({ source: 'frame', lsn: 77, code: 'a21026' });
    await watchUntil(ctx, 20);
    expect(await states(ctx)).toEqual(['fault 3 firing', 'offline 3 firing']);
    await hear(ctx.db, 3, NOON + 21 * MINUTE, 'N');
    await watchUntil(ctx, 21);
    expect(await states(ctx)).toEqual(['fault 3 recovering', 'offline 3 recovering']);
  });
});
