import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as c from '../contract.ts';
import { redoFlags } from '../server/jobs/redo-flags.ts';
import { watchGaps } from '../server/jobs/watch-gaps.ts';
import { brief, calm, come, DAY_ONE, H, hourOf, rowsOf, story, told } from './flags-seed.ts';
import { DUTY, hours, STACK, world } from './seed.ts';

// Written out from the rules of quality-flags.json: six alike in succession are constant, one period is a gap, more than three times is a
// rate (20.6 → 90 and 90 → 20.9), eight deviations and back is a spike.
const FOUND = [
  '* gap 20-23 cleared',
  'a21026 constant 10-18 cleared',
  'a21026 negative 30-31 cleared',
  'a21026 rate 36-38 cleared',
];

describe('automatic flags on the stream of hours', () => {
  it('hours in order: a run is one row that grows, with first and worst figures', async () => {
    const w = await world();
    for (const one of story().slice(0, 17)) await come(w, [one]);
    expect((await brief(w)).filter((one) => one.includes('constant'))).toEqual([
      'a21026 constant 10-17 raised',
    ]);
    for (const one of story().slice(17)) await come(w, [one]);
    expect(await brief(w)).toEqual(expect.arrayContaining(FOUND));
    const constant = (await rowsOf(w)).find((one) => one.flag === 'constant')!;
    expect(constant).toMatchObject({ first: { value: 25, run: 6 }, peak: { value: 25, run: 8 } });
    const spike = (await rowsOf(w)).find((one) => one.flag === 'spike' && hourOf(one.from) === 36)!;
    expect(spike).toMatchObject({ first: { value: 90 }, state: 'cleared' });
  });

  it('gives the same flags in whatever order the hours come, also told twice', async () => {
    const plain = await world();
    await come(plain, story());
    const expected = await rowsOf(plain);
    expect(expected.length).toBeGreaterThanOrEqual(5);
    const w = await world();
    // A fixed shuffle: 45 is prime to 17.
    const all = story();
    const shuffled = all.map((_, index) => all[(index * 17 + 5) % all.length]!);
    for (let from = 0; from < shuffled.length; from += 4) await come(w, shuffled.slice(from, from + 4));
    expect(await rowsOf(w)).toEqual(expected);
    const { rows: before } = await sql`select id, updated_at from quality.flag order by id`.execute(w.ctx.db);
    w.ctx.clock.advance(H);
    await told(w, [3, 12, 36, 47]);
    expect((await sql`select id, updated_at from quality.flag order by id`.execute(w.ctx.db)).rows).toEqual(
      before,
    );
  });

  it('late and changed hours decide anew; what they take away stays as withdrawn', async () => {
    const w = await world();
    await come(w, story());
    await come(w, [
      [14, 27],
      [21, calm(21)],
    ]);
    const now = await brief(w, true);
    // Four and three alike are no constant; one gap became two, of which the first begins where the old one did.
    expect(now).toEqual(
      expect.arrayContaining([
        '* gap 20-21 cleared',
        '* gap 22-23 cleared',
        'a21026 constant 10-18 withdrawn',
        'a21026 negative 30-31 cleared',
      ]),
    );
    const plain = await world();
    const rest = story().filter(([hour]) => hour !== 14 && hour !== 21);
    await come(plain, [...rest, [14, 27] as [number, number], [21, calm(21)] as [number, number]]);
    expect(await rowsOf(w)).toEqual(await rowsOf(plain));
  });

  it('a handler that dies leaves nothing behind: state and flags come with the position', async () => {
    const w = await world();
    await come(w, story().slice(0, 12));
    for (const [hour, mean] of story().slice(12))
      await hours(w.ctx.db, STACK, DAY_ONE + hour * H, 1, () => ({ 'a21026.Avg': mean }));
    const before = await rowsOf(w);
    // The last statement of the batch fails.
    await sql`create function quality.fail() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      w.ctx.db,
    );
    await sql`create trigger fail before update on quality.flag_state for each row execute function quality.fail()`.execute(
      w.ctx.db,
    );
    await expect(
      told(
        w,
        story()
          .slice(12)
          .map(([hour]) => hour),
      ),
    ).rejects.toThrow('killed');
    expect(await rowsOf(w)).toEqual(before);
    await sql`drop trigger fail on quality.flag_state`.execute(w.ctx.db);
    await w.ctx.deliver();
    expect(await brief(w)).toEqual(expect.arrayContaining(FOUND));
  });

  it('a gap that lasts is raised by the clock, and is the row that the next hour ends', async () => {
    const w = await world();
    await come(
      w,
      [0, 1, 2].map((hour) => [hour, calm(hour)] as const),
    );
    w.ctx.clock.set(DAY_ONE + 6 * H + 40 * 60_000);
    expect(await watchGaps(w.ctx)).toMatchObject({ gaps: 1 });
    expect(await brief(w)).toEqual(['* gap 3-6 raised']);
    w.ctx.clock.advance(H);
    await watchGaps(w.ctx);
    expect(await brief(w)).toEqual(['* gap 3-7 raised']);
    await come(w, [[8, calm(8)]]);
    expect(await brief(w)).toEqual(['* gap 3-8 cleared']);
    await come(
      w,
      [3, 4, 5, 6, 7].map((hour) => [hour, calm(hour)] as const),
    );
    expect(await brief(w, true)).toEqual(['* gap 3-8 withdrawn']);
  });

  it('clock and order from how records came in, with the frame', async () => {
    const w = await world();
    const frame = async (hour: number, lsn: number, minute: number, seconds: number, qn: string) => {
      const time = DAY_ONE + hour * H + minute * 60_000;
      const received = new Date(time + 60_000 + seconds * 1_000);
      await sql`insert into telemetry.layout (id, slots) overriding system value values (77, 'a21026.Avg') on conflict do nothing`.execute(
        w.ctx.db,
      );
      await sql`insert into telemetry.record (point_id, kind, time, layout_id, values, lsn, received_at)
        values (${STACK}, 2, ${new Date(time)}, 77, '{20}', ${lsn}, ${received})`.execute(w.ctx.db);
      await sql`insert into telemetry.frame (lsn, received_at, qn, bytes, status) values (${lsn}, ${received}, ${qn}, 100, 'recorded')`.execute(
        w.ctx.db,
      );
    };
    // The first hour of all may be what an outage left: it tells nothing, late as it is.
    await frame(0, 100, 59, 500, '20261001010820000');
    await frame(1, 200, 59, 5, '20261001020005000');
    // 90 s after the end of its minute: smoothed 5 + 0.2 · 85 = 22 s, within 60.
    await frame(2, 300, 59, 90, '20261001030130000');
    // 300 s: 22 + 0.2 · 278 = 77.6 s. And its QN is older than the one before.
    await frame(3, 400, 59, 300, '20261001025900000');
    await come(
      w,
      [0, 1, 2, 3].map((hour) => [hour, calm(hour)] as const),
    );
    const found = await rowsOf(w);
    expect(await brief(w)).toEqual(['* clock 3-4 raised', '* order 3-4 raised']);
    expect(found[0]!.first).toEqual({ lag: 300, smooth: expect.closeTo(77.6, 6) });
    expect(found[1]!.first).toMatchObject({ kind: 1 });
    const { flags } = (await w.call(c.listFlags, { as: DUTY })).body;
    expect(flags.map((one: { lsn: number }) => one.lsn)).toEqual([400, 400]);
    // Within an hour a younger DataTime came first.
    await frame(4, 500, 30, 5, '20261001043105000');
    await frame(4, 510, 20, 200, '20261001042420000');
    await come(w, [[4, calm(4)]]);
    expect((await rowsOf(w)).find((one) => one.flag === 'order')).toMatchObject({
      peak: { kind: 2, backwards: 1 },
    });
  });

  it('a history that is loaded backwards is read again once, not with every batch', async () => {
    const w = await world();
    const pages: number[][] = [];
    // Six days before, a day a batch; the newest first.
    for (let day = 5; day >= 0; day--) pages.push(Array.from({ length: 24 }, (_, hour) => day * 24 + hour));
    for (const page of pages) {
      for (const hour of page)
        await hours(w.ctx.db, STACK, DAY_ONE + hour * H, 1, () => ({
          'a21026.Avg': hour === 40 ? -1 : calm(hour),
        }));
      const items = page.map((hour) => ({
        pointId: STACK,
        time: beijingIso(DAY_ONE + hour * H),
        revision: 0,
      }));
      await w.ctx.db
        .transaction()
        .execute((tx) => w.ctx.outbox.publish(tx, rolledUp, { period: 'hour', items }));
      await w.ctx.deliver();
    }
    expect(await brief(w)).toEqual([]);
    const { rows } = await sql<{ redo: Date }>`select redo_from as redo from quality.flag_state`.execute(
      w.ctx.db,
    );
    expect(rows[0]!.redo.getTime()).toBe(DAY_ONE);
    expect(await redoFlags(w.ctx)).toMatchObject({ points: 1 });
    expect(await redoFlags(w.ctx)).toEqual({ points: 0, changed: 0 });
    expect(await brief(w)).toContain('a21026 negative 40-41 cleared');
  });

  it('a river that is measured every four hours misses none of those between', async () => {
    const w = await world();
    await sql`update registry.point set kind = 'surface-water' where id = ${STACK}`.execute(w.ctx.db);
    await come(
      w,
      [0, 4, 8, 12, 20, 24].map((hour) => [hour, calm(hour)] as const),
    );
    expect(await brief(w)).toEqual(['* gap 16-20 cleared']);
    // From here on every hour: the second in succession shows it.
    await come(
      w,
      [25, 26, 27, 30].map((hour) => [hour, calm(hour)] as const),
    );
    expect(await brief(w)).toEqual(['* gap 16-20 cleared', '* gap 28-30 cleared']);
  });

  it('what is sent again after an outage does not look like a wrong clock', async () => {
    const w = await world();
    // Two hours, minute by minute, all of them received 590 s after the second: then life goes on.
    await sql`insert into telemetry.layout (id, slots) overriding system value values (77, 'a21026.Avg') on conflict do nothing`.execute(
      w.ctx.db,
    );
    await sql`insert into telemetry.record (point_id, kind, time, layout_id, values, lsn, received_at)
      select ${STACK}, 2, ${new Date(DAY_ONE)}::timestamptz + m * interval '1 minute', 77, '{20}', m,
        ${new Date(DAY_ONE + 2 * H)}::timestamptz + case when m < 120 then interval '590 seconds' else (m - 119) * interval '1 minute' + interval '2 seconds' end
      from generate_series(0, 299) m`.execute(w.ctx.db);
    await come(
      w,
      [0, 1, 2, 3, 4].map((hour) => [hour, calm(hour)] as const),
    );
    expect(await brief(w)).toEqual([]);
  });

  it('a stopped plant owes no hours', async () => {
    const w = await world();
    await come(
      w,
      [0, 1].map((hour) => [hour, calm(hour)] as const),
    );
    for (const hour of [2, 3, 4])
      await hours(w.ctx.db, STACK, DAY_ONE + hour * H, 1, () => ({ 'a21026.Avg': null }));
    await sql`update telemetry.rollup set stopped = expected where point_id = ${STACK} and time >= ${new Date(DAY_ONE + 2 * H)}`.execute(
      w.ctx.db,
    );
    await told(w, [2, 3, 4]);
    await come(w, [[5, calm(5)]]);
    expect(await brief(w)).toEqual([]);
    for (const hour of [6, 7])
      await hours(w.ctx.db, STACK, DAY_ONE + hour * H, 1, () => ({ 'a21026.Avg': null }));
    await told(w, [6, 7]);
    await come(w, [[8, calm(8)]]);
    expect(await brief(w)).toEqual(['a21026 gap 6-8 cleared']);
    // One factor is marked as stopped: eight hours of still air beside it are no constant.
    await hours(
      w.ctx.db,
      STACK,
      DAY_ONE + 9 * H,
      8,
      () => ({ 'a21026.Avg': 0 }),
      () => 'FLAG_F',
    );
    await told(w, [9, 10, 11, 12, 13, 14, 15, 16]);
    expect(await brief(w)).toEqual(['a21026 gap 6-8 cleared']);
  });
});
