import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../contract.ts';
import { Projector } from '../server/projector/projector.ts';
import { frame, HOUR, MINUTE, MN, NOON, POINT, recordAt, river, statuses } from './seed.ts';

const at = NOON - HOUR;
const minute = (values: Record<string, number>, flag = 'N', time = at) =>
  frame(
    MN.gas,
    '2051',
    time,
    Object.fromEntries(Object.entries(values).map(([code, Avg]) => [code, { Avg, Flag: flag }])),
  );
const key = { pointId: POINT.gas, kind: RECORD_KINDS.minute, time: at };

describe('the projector', () => {
  it('writes each frame once: a resend is a duplicate, in its own batch and in a later one', async () => {
    const ctx = await river();
    await ctx.receive(minute({ a21026: 12 }), minute({ a21026: 12 }));
    await ctx.project();
    await ctx.receive(minute({ a21026: 12 }));
    await ctx.project();
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: { 'a21026.Avg': 12 }, lsn: 0, revision: 0 });
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded', 'duplicate', 'duplicate']);
  });

  it('passes over frames that other modules keep in the same log', async () => {
    const ctx = await river();
    const entry = {
      receivedAt: NOON,
      kind: 'frame',
      remote: 'test',
      payload: Buffer.from([2, 0, 0]),
    } as const;
    const foreign = await ctx.frameLog.append([
      { ...entry, transport: 'jt808' },
      { ...entry, transport: 'terminal-json' },
    ]);
    await ctx.project();
    const [own] = await ctx.receive(minute({ a21026: 12 }));
    await ctx.project();
    expect(await recordAt(ctx.db, key)).toMatchObject({ lsn: own });
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded']);
    expect((await ctx.frameLog.readAt(foreign[1]!))!.transport).toBe('terminal-json');
  });

  it('joins frames that bring other factors of the same instant; nothing vanishes, each slot keeps its frame', async () => {
    const ctx = await river();
    const [first, second] = await ctx.receive(minute({ a21026: 12 }), minute({ a00000: 50_000 }));
    await ctx.project();
    const [third] = await ctx.receive(minute({ a19001: 7.5 }));
    await ctx.project();
    expect(await recordAt(ctx.db, key)).toMatchObject({
      values: { 'a21026.Avg': 12, 'a00000.Avg': 50_000, 'a19001.Avg': 7.5 },
      lsn: third,
      lsns: [second, third, first],
      revision: 0,
    });
    const { rows } = await sql<{ n: number }>`
      select cardinality(values)::int as n from telemetry.latest where point_id = ${POINT.gas} and kind = ${RECORD_KINDS.minute}`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ n: 3 }]);
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded', 'recorded', 'recorded']);
  });

  it('keeps what a different value replaces, and leaves the other slots', async () => {
    const ctx = await river();
    await ctx.receive(minute({ a21026: 12, a19001: 7.5 }));
    await ctx.project();
    ctx.clock.advance(MINUTE);
    await ctx.receive(minute({ a21026: 13 }), minute({ a21026: 14 }), minute({ a21026: 14 }, 'D'));
    await ctx.project();
    const now = await recordAt(ctx.db, key);
    expect(now).toMatchObject({ values: { 'a21026.Avg': 14, 'a19001.Avg': 7.5 }, revision: 3 });
    const { rows } = await sql<{ revision: number; values: number[]; replaced_at: Date }>`
      select revision, values, replaced_at from telemetry.record_revision order by revision`.execute(ctx.db);
    expect(rows.map((row) => row.values)).toEqual([
      [12, 7.5],
      [13, 7.5],
      [14, 7.5],
    ]);
    expect(rows[0]!.replaced_at.getTime()).toBe(NOON + MINUTE);
    const problems = (await statuses(ctx.db)).map((one) => one.problem);
    expect(problems).toEqual([null, 'REVISION', 'REVISION', 'REVISION']);
  });

  it('gives each command a kind of its own', async () => {
    const ctx = await river();
    const sent = ['2013', '2052', '2062', '2111', '2061'];
    await ctx.receive(...sent.map((cn, index) => frame(MN.gas, cn, at, { a01901: { Avg: 800 + index } })));
    await ctx.project();
    const { rows } = await sql<{ kind: number; values: number[] }>`
      select kind, values from telemetry.record where point_id = ${POINT.gas} order by kind`.execute(ctx.db);
    expect(rows).toEqual([
      { kind: RECORD_KINDS.hour, values: [804] },
      { kind: RECORD_KINDS.analyserRaw, values: [800] },
      { kind: RECORD_KINDS.noiseEvent, values: [801] },
      { kind: RECORD_KINDS.check, values: [802] },
      { kind: RECORD_KINDS.furnace, values: [803] },
    ]);
  });

  it('says what is broken and what it does not know, and never stops for it', async () => {
    const ctx = await river();
    const wrongCrc = Buffer.from(minute({ a21026: 12 }));
    wrongCrc.write('0000', wrongCrc.length - 6, 'latin1');
    await sql`update registry.device set transport = 'http' where mn = ${MN.river}`.execute(ctx.db);
    const odd = { mn: MN.river, cn: '2051', dataTime: '2026-11-24T11:05:00+08:00' };
    await ctx.receive(
      wrongCrc,
      frame('65A0FF000000000000000009', '2051', at, { a21026: { Avg: 1 } }),
      minute({ a21026: 12 }, 'N', NOON + HOUR),
      Buffer.from('rubbish'),
    );
    await ctx.receiveJson({ ...odd, items: [{ code: 'a21026', attrs: { Avg: 3, Flag: '\u0000D' } }] });
    await ctx.receiveJson({ ...odd, mn: '\u0000', items: [{ code: '\u0000', attrs: { Avg: 3 } }] });
    await ctx.receive(minute({ a21026: 12 }));
    await ctx.project();
    const told = await statuses(ctx.db);
    expect(told.map((one) => one.status)).toEqual([
      'broken',
      'quarantined',
      'broken',
      'broken',
      'recorded',
      'quarantined',
      'recorded',
    ]);
    expect(told[0]!.problem).toBe('CRC');
    expect(told[2]!.problem).toBe('DATA_TIME_IN_FUTURE');
    const { rows } = await sql<{
      mn: string;
      sample: object;
    }>`select mn, sample from telemetry.quarantine order by mn`.execute(ctx.db);
    expect(rows).toEqual([
      { mn: '65A0FF000000000000000009', sample: { a21026: 1 } },
      { mn: '?', sample: {} },
    ]);
    const sent = { ...key, pointId: POINT.river, time: at + 5 * MINUTE };
    expect(await recordAt(ctx.db, sent)).toMatchObject({ flags: ['D'] });
  });

  it('commits records and its position together: a second projector loses nothing and doubles nothing', async () => {
    const ctx = await river();
    await ctx.receive(minute({ a21026: 12 }), minute({ a21026: 13 }, 'N', at + MINUTE));
    const other = new Projector(ctx, ctx.frameLog, ctx.directory);
    await Promise.allSettled([ctx.projector.step(), other.step()]);
    const { rows } = await sql<{ frames: number; position: number; arrivals: number }>`
      select (select count(*)::int from telemetry.frame) as frames, position, (select sum(frames)::int from telemetry.arrival) as arrivals
      from telemetry.projection`.execute(ctx.db);
    expect(rows).toEqual([{ frames: 2, arrivals: 2, position: ctx.frameLog.position() }]);
  });
});
