import { penaltyDecided } from '@tarim/enforcement/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, OFFICER, person, ready, URUMQI } from './draws.fixture.ts';

const OTHER = person(7, 'enforcement-officer');
type Open = { entries: c.OpenPositive[] };

test('an enterprise is nominated, reviewed by another, announced, listed and not drawn, and leaves by a ground', async () => {
  const { ctx, call } = await ready();
  const nominate = (enterpriseId: number, as = OFFICER) =>
    call<c.PositiveEntry>(c.nominatePositive, {
      as,
      body: { enterpriseId, on: '2026-11-10', text: '达标排放，联网完好' },
    });
  const { id } = (await nominate(5)).body;
  const act = (body: object, as = OTHER) =>
    call<c.PositiveEntry>(c.actOnPositive, { as, params: { id }, body: { text: '办理', ...body } });
  const hold = async () =>
    (
      await sql<{ hold: string | null }>`select hold from inspection.object where enterprise_id = 5`.execute(
        ctx.db,
      )
    ).rows[0]!.hold;
  expect((await nominate(5)).body.code).toBe('INSPECTION_POSITIVE_OPEN');
  expect((await nominate(999)).body.code).toBe('INSPECTION_OBJECT_UNKNOWN');
  expect((await nominate(6, CORPS)).status).toBe(403);
  const review = { act: 'review', on: '2026-11-11', approve: true };
  expect((await act(review, OFFICER)).body.code).toBe('INSPECTION_POSITIVE_OWN');
  expect((await act(review, CORPS)).status).toBe(403);
  expect((await act(review)).body.state).toBe('reviewed');
  // Five working days after 12 November 2026 (a Thursday) end on the 19th.
  expect((await act({ act: 'announce', on: '2026-11-12' })).body).toMatchObject({
    state: 'announced',
    listableFrom: '2026-11-20',
  });
  const open = async () => (await call<Open>(c.listOpenPositive, {})).body.entries;
  expect(await open()).toMatchObject([
    { enterprise: '企业5', state: 'announced', on: '2026-11-12', ground: null },
  ]);
  const early = await act({ act: 'list', on: '2026-11-19' });
  expect(early.body.code).toBe('INSPECTION_POSITIVE_EARLY');
  expect(await hold()).toBeNull();
  expect((await act({ act: 'list', on: '2026-11-20' })).body).toMatchObject({
    state: 'listed',
    reportDue: '2027-02-20',
    late: false,
  });
  expect(await hold()).toBe('positive-list');
  expect((await act({ act: 'report', on: '2026-11-25', problem: false })).body.reportDue).toBe('2027-02-25');
  ctx.clock.advance(100 * 86_400_000);
  const { entries } = (
    await call<{ entries: c.PositiveEntry[] }>(c.listPositive, { query: { state: 'listed' } })
  ).body;
  expect(entries).toMatchObject([{ id, late: true }]);
  expect(
    (await act({ act: 'remove', on: '2027-03-01', ground: 'penalty', text: '受到处罚' })).body.state,
  ).toBe('removed');
  expect(await hold()).toBeNull();
  expect(await open()).toMatchObject([{ state: 'removed', on: '2027-03-01', ground: 'penalty' }]);
  // A year later nobody is told of it any more, and it may be nominated again.
  ctx.clock.advance(400 * 86_400_000);
  expect(await open()).toEqual([]);
  expect((await nominate(5)).status).toBe(200);
});

test('a penalty takes an enterprise off the list at once, and withdraws one that is on its way there', async () => {
  const { ctx, call } = await ready();
  const step = async (id: number, body: object) =>
    expect(
      (await call(c.actOnPositive, { as: OTHER, params: { id }, body: { text: '办理', ...body } })).status,
    ).toBe(200);
  const nominated = async (enterpriseId: number) =>
    (
      await call<c.PositiveEntry>(c.nominatePositive, {
        body: { enterpriseId, on: '2026-11-10', text: '达标排放' },
      })
    ).body.id;
  const [listed, waiting] = [await nominated(5), await nominated(6)];
  await step(listed, { act: 'review', on: '2026-11-11', approve: true });
  await step(listed, { act: 'announce', on: '2026-11-12' });
  await step(listed, { act: 'list', on: '2026-11-20' });
  const decide = (enterpriseId: number | null, decidedOn: string) =>
    ctx.db.transaction().execute((tx) =>
      ctx.outbox.publish(tx, penaltyDecided, {
        id: 1,
        number: '案1',
        enterpriseId,
        unitPath: URUMQI,
        decidedOn,
        simulated: false,
      }),
    );
  for (const one of [5, 6, 7, null]) await decide(one, '2026-11-25');
  await ctx.deliver();
  const { entries } = (await call<{ entries: c.PositiveEntry[] }>(c.listPositive, { query: {} })).body;
  expect(entries.map(({ id, state, steps }) => [id, state, steps.at(-1)!.on, steps.at(-1)!.ground])).toEqual([
    [waiting, 'withdrawn', '2026-11-25', null],
    [listed, 'removed', '2026-11-25', 'penalty'],
  ]);
  expect(entries[1]!.steps.at(-1)!.text).toContain('案1');
  const { rows } = await sql<{
    hold: string | null;
  }>`select hold from inspection.object where enterprise_id = 5`.execute(ctx.db);
  expect(rows[0]!.hold).toBeNull();
});
