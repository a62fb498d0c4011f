import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as c from '../contract.ts';
import { reflag } from '../server/jobs/reflag.ts';
import { brief, come, story, told } from './flags-seed.ts';
import { ADMIN, CHECKER, CORPS, DUTY, OTHER, OWNER, STACK, world } from './seed.ts';

describe('rules of flags', () => {
  it('a local version holds from its day; what came after that day is tested anew', async () => {
    const w = await world();
    await come(w, story());
    const { tables } = (await w.call(c.listTables, { as: DUTY })).body;
    const table = tables.find((one: { key: string }) => one.key === 'automatic-flags');
    const delivered = table.versions[0];
    expect(delivered.rows).toContainEqual(
      expect.objectContaining({
        flag: 'constant',
        medium: '*',
        item: '*',
        parameter: 'periods',
        value: '6',
        confidence: 'ours',
      }),
    );
    const rows = delivered.rows.map((row: { flag: string; parameter: string; medium: string }) =>
      row.flag === 'constant' && row.parameter === 'periods' && row.medium === '*'
        ? { ...row, value: '9' }
        : row,
    );
    const body = { effectiveFrom: '2026-10-01', source: '试验', reason: '放宽恒值', rows };
    const broken = await w.call(c.setTable, {
      as: ADMIN,
      params: { key: 'automatic-flags' },
      body: { ...body, rows: [{ ...rows[0], value: 'much' }] },
    });
    expect(broken).toMatchObject({ status: 422, body: { code: 'QUALITY_TABLE_ROW_INVALID' } });
    const set = await w.call(c.setTable, { as: ADMIN, params: { key: 'automatic-flags' }, body });
    expect(set.status).toBe(200);
    const job = w.ctx.jobs.queued.find((one) => one.name === 'quality.reflag')!;
    await reflag(w.ctx, (job.data as { from: number }).from);
    expect((await brief(w, true)).filter((one) => one.includes('constant'))).toEqual([
      'a21026 constant 10-18 withdrawn',
    ]);
    const { flags } = (await w.call(c.listFlags, { as: DUTY })).body;
    expect(new Set(flags.map((one: { ruleVersion: string }) => one.ruleVersion))).toEqual(
      new Set([`local/automatic-flags@${set.body.id}`]),
    );
  });
});

describe('who sees and says what of flags', () => {
  it('staff all, an enterprise its own; the competent dismiss with a reason, which is kept', async () => {
    const w = await world();
    await come(w, story());
    const listed = async (as = DUTY, query: object = {}) =>
      (await w.call(c.listFlags, { as, query })).body.flags;
    const all = await listed();
    expect(await listed(OWNER)).toHaveLength(all.length);
    expect(await listed(OTHER)).toEqual([]);
    expect((await w.call(c.countFlags, { as: OTHER })).body).toEqual({ byFlag: [], byPoint: [] });
    const constant = all.find((one: { flag: string }) => one.flag === 'constant');
    expect(constant).toMatchObject({
      hours: 8,
      state: 'cleared',
      confidence: 'ours',
      simulated: true,
      mayDismiss: false,
    });
    const dismiss = (as: typeof DUTY) =>
      w.call(c.dismissFlag, { as, params: { id: constant.id }, body: { reason: '标气校准时段' } });
    for (const as of [DUTY, CORPS]) expect((await dismiss(as)).status).toBe(403);
    expect([(await dismiss(OWNER)).status, (await dismiss(OTHER)).status]).toEqual([403, 403]);
    const done = await dismiss(CHECKER);
    expect(done.body).toMatchObject({
      state: 'dismissed',
      act: { kind: 'dismiss', reason: '标气校准时段', by: '人员3' },
    });
    expect((await dismiss(CHECKER)).body.code).toBe('QUALITY_FLAG_ACT_VAIN');
    expect(await listed(DUTY, { state: 'dismissed' })).toHaveLength(1);
    expect((await w.call(c.countFlags, { as: DUTY })).body.byFlag).toContainEqual({
      flag: 'constant',
      runs: 1,
      hours: 8,
      points: 1,
      dismissed: 1,
      raised: 0,
    });
    // Testing anew leaves what was said.
    await told(w, [12]);
    expect(await listed(DUTY, { state: 'dismissed' })).toHaveLength(1);
    await w.call(c.restoreFlag, { as: CHECKER, params: { id: constant.id }, body: { reason: '复核后收回' } });
    expect(await listed(DUTY, { state: 'dismissed' })).toHaveLength(0);
    await expect(sql`delete from quality.flag_act`.execute(w.ctx.db)).rejects.toThrow('only ever added');
  });

  it('filters by point, flag, medium, unit and time; the file says what the list says', async () => {
    const w = await world();
    await come(w, story());
    const ask = async (query: object) => (await w.call(c.listFlags, { as: DUTY, query })).body.flags;
    expect(await ask({ medium: 'water' })).toEqual([]);
    expect((await ask({ medium: 'gas', flag: 'gap' })).map((one: { code: string }) => one.code)).toEqual([
      '*',
    ]);
    expect(await ask({ unitPath: '/BT/' })).toEqual([]);
    const night = { from: '2026-10-02T06:00:00+08:00', to: '2026-10-02T07:00:00+08:00' };
    expect((await ask(night)).map((one: { flag: string }) => one.flag)).toContain('negative');
    expect((await ask(night)).map((one: { flag: string }) => one.flag)).not.toContain('constant');
    const file = await w.call(c.exportFlags, { as: DUTY, query: { format: 'csv', flag: 'constant' } });
    expect(file.status).toBe(200);
    const events = await sql<{ items: { flag: string; state: string }[] }>`
      select payload -> 'items' as items from platform.outbox where type = 'quality.flagged.v1' order by id`.execute(
      w.ctx.db,
    );
    expect(events.rows.flatMap((one) => one.items).filter((one) => one.flag === 'constant')).toEqual([
      expect.objectContaining({ pointId: STACK, code: 'a21026', state: 'cleared' }),
    ]);
  });
});
