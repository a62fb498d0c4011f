import { beijingIso } from '@tarim/kernel';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as contract from '../contract.ts';
import { rejudge } from '../server/use-cases/rejudge.ts';
import { hour, job, officer, other, setUp, station } from './judged.fixture.ts';
import { H, NOON } from './seed.ts';

describe('judging again', () => {
  it('is ordered by those who may, within their competence, and audited', async () => {
    const { ctx, server } = await setUp();
    const body = {
      pointId: 4,
      from: beijingIso(NOON - 24 * H),
      to: beijingIso(NOON + H),
      reason: '限值录入有误',
    };
    expect((await server.call(contract.rejudge, { as: officer, body })).status).toBe(403);
    expect((await server.call(contract.rejudge, { as: station, body })).status).toBe(200);
    const { rows } = await sql<{ action: string }>`select action from platform.audit`.execute(ctx.db);
    expect(rows).toEqual([{ action: 'evaluation.rejudged' }]);
  });

  it('makes revisions with the reason where a corrected limit changes the verdict', async () => {
    const { ctx, server } = await setUp();
    await sql`update registry.point_limit set upper = 50 where point_id = 4 and effective_to is null`.execute(
      ctx.db,
    );
    const done = await rejudge(
      ctx,
      { pointId: 4, from: NOON - 24 * H, to: NOON + H, reason: '限值录入有误' },
      job,
    );
    expect(done).toEqual({ hours: 25, days: 1, changed: 1 });
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'meets', revision: 1 });
    expect(body.revisions).toMatchObject([
      { revision: 1, verdict: 'meets', upper: 50, replacedAt: null },
      { revision: 0, verdict: 'exceeds', upper: 35, reason: '限值录入有误' },
    ]);
  });

  it('keeps the past of a verdict whose limit was withdrawn', async () => {
    const { ctx, server } = await setUp();
    await sql`delete from registry.point_limit where point_id = 4`.execute(ctx.db);
    await rejudge(ctx, { pointId: 4, from: NOON, to: NOON + H, reason: 'limits-changed' }, job);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'not-judged', reason: 'no-limit', limitId: null });
    expect(body.revisions[1]).toMatchObject({ verdict: 'exceeds', upper: 35 });
  });

  it('shows its progress to those who may see the point', async () => {
    const { ctx, server } = await setUp();
    const run = (id: number, pointId: number, more: object) =>
      sql`insert into platform.job_run ${sql.raw('(id, job, state, started_at, progress, result, data)')}
        select ${`00000000-0000-7000-8000-00000000000${id}`}::uuid, 'evaluation.rejudge', s, ${new Date(NOON + id)}, p, r, ${JSON.stringify(
          { pointId, from: NOON - H, to: NOON, reason: 'limits-changed' },
        )}::jsonb from jsonb_to_record(${JSON.stringify(more)}::jsonb) as x(s text, p real, r jsonb)`.execute(
        ctx.db,
      );
    await run(1, 4, { s: 'done', p: 1, r: { hours: 24, days: 1, changed: 3 } });
    await run(2, 5, { s: 'running', p: 0.25 });
    await sql`insert into platform.job_run (id, job, state, started_at, data)
      values ('00000000-0000-7000-8000-00000000000a', 'evaluation.rejudge', 'done', now(), '{}')`.execute(
      ctx.db,
    );
    const list = async (as: typeof officer) =>
      (await server.call(contract.listRejudgings, { as, headers: { 'accept-language': 'en' } })).body;
    expect((await list(officer)).runs).toMatchObject([
      { pointId: 5, state: 'running', progress: 0.25, result: null },
      {
        pointId: 4,
        pointName: '1 号炉烟囱',
        state: 'done',
        result: { hours: 24, days: 1, changed: 3 },
        reasonText: 'limits were changed',
      },
    ]);
    expect((await server.call(contract.listRejudgings, { as: other })).status).toBe(403);
    expect((await server.call(contract.listRejudgings, {})).status).toBe(401);
  });
});
