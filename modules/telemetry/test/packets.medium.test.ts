import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../contract.ts';
import { settlePackets } from '../server/jobs/settle-packets.ts';
import { DAY, frame, HOUR, MINUTE, MN, NOON, POINT, type River, recordAt, river, statuses } from './seed.ts';

const at = NOON - HOUR;
const key = { pointId: POINT.gas, kind: RECORD_KINDS.hour, time: at };
const FACTORS = ['a21002', 'a21003', 'a21004', 'a21026', 'a34013', 'a19001'];
const PNUM = 3;

/** One packet of an hour record of six factors, two a packet. */
const packet = (pno: number, add = 0) =>
  frame(
    MN.gas,
    '2061',
    at,
    Object.fromEntries(
      FACTORS.slice(pno * 2 - 2, pno * 2).map((code, i) => [code, { Avg: pno * 10 + i + add, Flag: 'N' }]),
    ),
    { pnum: PNUM, pno },
  );
const WHOLE = {
  'a21002.Avg': 10,
  'a21003.Avg': 11,
  'a21004.Avg': 20,
  'a21026.Avg': 21,
  'a34013.Avg': 30,
  'a19001.Avg': 31,
};

async function waiting(ctx: River): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from telemetry.packet`.execute(ctx.db);
  return rows[0]!.n;
}

describe('a split record', () => {
  it.each([
    ['in one batch', [[1, 2, 3]]],
    ['one batch each, out of order', [[3], [1], [2]]],
    [
      'with packets twice',
      [
        [1, 1],
        [2, 1],
        [3, 2, 3],
      ],
    ],
  ])('is whole in the end: %s', async (_name, batches) => {
    const ctx = await river();
    for (const batch of batches) {
      await ctx.receive(...batch.map((pno) => packet(pno)));
      await ctx.project();
    }
    const record = await recordAt(ctx.db, key);
    expect(record).toMatchObject({ values: WHOLE, revision: 0 });
    const told = await statuses(ctx.db);
    const news = told.filter((one) => one.status === 'recorded');
    expect(news).toHaveLength(PNUM);
    // Every packet is the source of two of the slots.
    for (const one of news) expect(record!.lsns!.filter((lsn) => lsn === one.lsn)).toHaveLength(2);
    expect(told.filter((one) => one.status !== 'recorded').every((one) => one.status === 'duplicate')).toBe(
      true,
    );
    expect(await waiting(ctx)).toBe(0);
  });

  it('meets itself when a packet is sent again later, and is not taken apart by it a day after', async () => {
    const ctx = await river();
    await ctx.receive(packet(1), packet(2), packet(3));
    await ctx.project();
    ctx.clock.advance(5 * MINUTE);
    await ctx.receive(packet(2));
    await ctx.project();
    expect(await waiting(ctx)).toBe(0);
    ctx.clock.advance(2 * DAY);
    await settlePackets(ctx);
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: WHOLE, revision: 0 });
    expect((await statuses(ctx.db)).map((one) => [one.status, one.problem])).toEqual([
      ['recorded', null],
      ['recorded', null],
      ['recorded', null],
      ['duplicate', null],
    ]);
  });

  it('survives a crash between its packets', async () => {
    const ctx = await river();
    await ctx.receive(packet(1), packet(2));
    await ctx.project();
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['partial', 'partial']);
    await ctx.receive(packet(3));
    // The new process knows nothing of the first two.
    await ctx.project('restarted');
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: WHOLE, revision: 0 });
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded', 'recorded', 'recorded']);
  });

  it('whose sibling never comes keeps what came, and says that something is missing', async () => {
    const ctx = await river();
    await ctx.receive(packet(1), packet(3));
    await ctx.project();
    const { 'a21004.Avg': _a, 'a21026.Avg': _b, ...came } = WHOLE;
    expect((await recordAt(ctx.db, key))!.values).toEqual(came);
    ctx.clock.advance(DAY / 2);
    expect(await settlePackets(ctx)).toEqual({ stated: 0, forgotten: 0 });
    ctx.clock.advance(DAY);
    expect(await settlePackets(ctx)).toEqual({ stated: 2, forgotten: 0 });
    expect((await recordAt(ctx.db, key))!.values).toEqual(came);
    const missing = { status: 'recorded', problem: 'PACKETS_MISSING' };
    expect(await statuses(ctx.db)).toMatchObject([missing, missing]);
    // The sibling comes after all.
    await ctx.receive(packet(2));
    await ctx.project();
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: WHOLE, revision: 0 });
    const whole = { status: 'recorded', problem: null };
    expect(await statuses(ctx.db)).toMatchObject([whole, whole, whole]);
    expect(await waiting(ctx)).toBe(0);
  });

  it('of which one packet is corrected changes only in that packet', async () => {
    const ctx = await river();
    await ctx.receive(packet(1), packet(2), packet(3));
    await ctx.project();
    await ctx.receive(packet(2, 0.5));
    await ctx.project();
    const corrected = { ...WHOLE, 'a21004.Avg': 20.5, 'a21026.Avg': 21.5 };
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: corrected, revision: 1 });
  });

  it('is not waited for where a device numbers the records of an answer: each is there at once', async () => {
    const ctx = await river();
    const numbered = [1, 2, 3].map((pno) =>
      frame(MN.gas, '2051', at + pno * MINUTE, { a21026: { Avg: pno } }, { pnum: 3, pno }),
    );
    await ctx.receive(...numbered);
    await ctx.project();
    for (const pno of [1, 2, 3])
      expect(
        await recordAt(ctx.db, { pointId: POINT.gas, kind: RECORD_KINDS.minute, time: at + pno * MINUTE }),
      ).toMatchObject({ values: { 'a21026.Avg': pno } });
    ctx.clock.advance(2 * DAY);
    await settlePackets(ctx);
    expect((await statuses(ctx.db)).map((one) => [one.status, one.problem])).toEqual([
      ['recorded', null],
      ['recorded', null],
      ['recorded', null],
    ]);
    ctx.clock.advance(7 * DAY);
    expect(await settlePackets(ctx)).toEqual({ stated: 0, forgotten: 3 });
  });
});
