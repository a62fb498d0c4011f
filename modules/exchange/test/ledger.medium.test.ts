import { ANYBODY, readDataset, sightOf } from '@tarim/platform';
import { actorWith } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { keepUpload } from '../server/use-cases/files.ts';
import { getPipeline, removePipeline, updatePipeline } from '../server/use-cases/pipelines.ts';
import { preview } from '../server/use-cases/preview.ts';
import { getRun, problemsCsv } from '../server/use-cases/read-runs.ts';
import { retryRun } from '../server/use-cases/start-run.ts';
import { LEDGER, make, problems, rowsOf, run, runFile, STATION, UNIT, world } from './world.ts';

const HEAD = '编码,名称,排放量(t),日期,经度,纬度\n';
const FIRST = `${HEAD}A1,甲厂,12.5,2026-07-01,87.5,43.5
A2,乙厂,abc,2026-07-01,87.6,43.6
A3,,3,2026-07-02,87.7,43.7
A4,丁厂,"1,200.5",2026-13-02,87.8,43.8
A5,戊厂,9,2026/7/3,120,30
A1,重复,1,2026-07-01,87.5,43.5
`;

test('a CSV with bad lines: good rows are in the set, bad ones are told by line and reason', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  const done = await runFile(ctx, id, 'ledger.csv', FIRST);
  expect(done).toMatchObject({
    state: 'partial',
    read: 6,
    accepted: 2,
    rejected: 4,
    warned: 1,
    added: 2,
    version: 1,
  });
  expect(await problems(ctx, done.id)).toEqual([
    '3 load EXCHANGE_ROW_NUMBER',
    '4 name EXCHANGE_ROW_REQUIRED',
    '5 day EXCHANGE_ROW_DATE',
    '5 load EXCHANGE_ROW_RANGE',
    '6 - EXCHANGE_ROW_OUTSIDE',
    '7 code EXCHANGE_ROW_KEY_TWICE',
  ]);
  const told = await getRun(ctx, STATION, done.id, 'zh');
  expect(told.problems[0]).toMatchObject({ line: 3, message: '“abc”不是数字' });
  let csv = '';
  for await (const part of problemsCsv(ctx, done.id, 'en')) csv += part;
  expect(csv.split('\r\n')[1]).toMatch(/^3,load,reject,EXCHANGE_ROW_NUMBER,“abc” is not a number,/);

  const set = ctx.datasets.get('collected-ledger')!;
  const sight = sightOf(ctx, { actor: STATION, key: null }, set)!;
  const rows = await readDataset(ctx.db, set, sight, { box: [87, 43, 88, 44], limit: 10 });
  expect(rows).toHaveLength(1);
  expect(rows[0]!.properties).toMatchObject({
    code: 'A1',
    name: '甲厂',
    load: 12.5,
    day: '2026-07-01',
    simulated: true,
    runId: done.id,
    sourceLine: 2,
  });
  // Nobody known sees nothing of an internal set.
  expect(sightOf(ctx, ANYBODY, set)).toBeNull();
});

test('the same bytes change nothing; changed rows keep what they said before', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  await runFile(ctx, id, 'ledger.csv', FIRST);
  expect(await runFile(ctx, id, 'again.csv', FIRST)).toMatchObject({ state: 'unchanged', added: 0 });
  const second = await runFile(
    ctx,
    id,
    'ledger.csv',
    `${HEAD}A1,甲厂,13,2026-07-01,87.5,43.5\nA5,戊厂,9,2026/7/3,120,30\nA9,新厂,1,20260704,88,44\n`,
  );
  expect(second).toMatchObject({ state: 'done', added: 1, changed: 1, unchanged: 1, removed: 0 });
  const { rows } = await sql<{ load: number; ended_by: number; removed: boolean }>`
    select (properties ->> 'load')::float8 as load, ended_by, removed from exchange.row_revision`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ load: 12.5, ended_by: second.id, removed: false }]);
});

test('a replaced set loses what the new file does not have, and keeps it as revisions', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'whole', { mode: 'replace' });
  await runFile(ctx, id, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\nA2,乙,2,2026-07-01,87.5,43.5\n`);
  expect(
    await runFile(ctx, id, 'b.csv', `${HEAD}A2,乙,2,2026-07-01,87.5,43.5\nA3,丙,3,2026-07-01,87.5,43.5\n`),
  ).toMatchObject({
    added: 1,
    removed: 1,
    unchanged: 1,
  });
  expect((await rowsOf(ctx, id)).map((one) => one.properties.code)).toEqual(['A2', 'A3']);
  // A file of headings only is no order to remove everything.
  expect(await runFile(ctx, id, 'c.csv', HEAD)).toMatchObject({
    state: 'failed',
    error: { code: 'EXCHANGE_EMPTY' },
  });
  expect(await rowsOf(ctx, id)).toHaveLength(2);
});

test('too many bad rows, or one that stops: nothing is loaded', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'strict', { maxRejectedShare: 0.1 });
  expect(await runFile(ctx, id, 'a.csv', FIRST)).toMatchObject({
    state: 'failed',
    error: { code: 'EXCHANGE_REJECTED_MANY', params: { read: 6, rejected: 4, share: 10 } },
  });
  const other = await make(ctx, 'stopping', {
    checks: [{ kind: 'range', field: 'load', max: 10, severity: 'stop' }],
  });
  expect(await runFile(ctx, other.id, 'a.csv', FIRST)).toMatchObject({
    state: 'failed',
    error: { code: 'EXCHANGE_STOPPED' },
  });
  expect([...(await rowsOf(ctx, id)), ...(await rowsOf(ctx, other.id))]).toEqual([]);
  // A column that was renamed is told, not emptied.
  expect(await runFile(ctx, id, 'b.csv', FIRST.replace('名称', '企业名'))).toMatchObject({
    state: 'failed',
    error: { code: 'EXCHANGE_FIELD_MISSING' },
  });
});

test('a run that is broken off leaves the set as it was, and is picked up again', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  await runFile(ctx, id, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
  const lines = Array.from({ length: 3_000 }, (_, i) => `B${i},厂${i},${i % 900},2026-07-01,87.5,43.5`);
  const file = await keepUpload(ctx, STATION, { name: 'b.csv', bytes: Buffer.from(HEAD + lines.join('\n')) });
  const { startRun } = await import('../server/use-cases/start-run.ts');
  const started = await startRun(ctx, STATION, id, { sha256: file.sha256, name: 'b.csv' });
  const { runPipeline } = await import('../server/use-cases/run-pipeline.ts');
  const abort = new AbortController();
  await expect(
    runPipeline(
      ctx,
      started.id,
      async (_, note) => void (Number(note) >= 1_000 && abort.abort()),
      abort.signal,
    ),
  ).rejects.toThrow();
  expect(await rowsOf(ctx, id)).toHaveLength(1);
  expect(await run(ctx, started.id)).toMatchObject({ state: 'done', read: 3_000, added: 3_000 });
  expect(await rowsOf(ctx, id)).toHaveLength(3_001);
});

test('a cancelled run loads nothing', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  const lines = Array.from({ length: 2_000 }, (_, i) => `B${i},厂,1,2026-07-01,87.5,43.5`);
  const file = await keepUpload(ctx, STATION, { name: 'b.csv', bytes: Buffer.from(HEAD + lines.join('\n')) });
  const { cancelRun, startRun } = await import('../server/use-cases/start-run.ts');
  const { runPipeline } = await import('../server/use-cases/run-pipeline.ts');
  const started = await startRun(ctx, STATION, id, { sha256: file.sha256, name: 'b.csv' });
  await runPipeline(ctx, started.id, async () => void (await cancelRun(ctx, STATION, started.id)));
  const { runById } = await import('../server/sql/runs.ts');
  expect(await runById(ctx.db, started.id)).toMatchObject({ state: 'cancelled', added: 0 });
  expect(await rowsOf(ctx, id)).toEqual([]);
  // Again by hand, it is a run of its own.
  const again = await retryRun(ctx, STATION, started.id);
  expect(await run(ctx, again.id)).toMatchObject({ state: 'done', added: 2_000, trigger: 'retry' });
});

test('versions: a run names the one it ran with; what rows are held by is fixed', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  await runFile(ctx, id, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
  const change = (spec: object, version = 1) =>
    updatePipeline(ctx, STATION, id, { version, active: true, spec: { ...LEDGER, ...spec } });
  await expect(change({ keys: ['name'] })).rejects.toMatchObject({ code: 'EXCHANGE_KEYS_FIXED' });
  await expect(
    change({
      fields: LEDGER.fields.map((one) => (one.name === 'load' ? { ...one, type: 'text' } : one)),
      checks: [],
    }),
  ).rejects.toMatchObject({ code: 'EXCHANGE_TYPE_FIXED' });
  await expect(change({}, 7)).rejects.toMatchObject({ code: 'EXCHANGE_VERSION_MOVED' });
  expect(await change({ sharing: 'open' })).toEqual({ id, version: 2 });
  // The same bytes under another mapping are read anew.
  expect(await runFile(ctx, id, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`)).toMatchObject({
    state: 'done',
    version: 2,
    unchanged: 1,
  });
  const set = ctx.datasets.get('collected-ledger')!;
  const sight = sightOf(ctx, ANYBODY, set)!;
  expect([...sight.fields]).not.toContain('sourceLine');
  expect(await readDataset(ctx.db, set, sight, { limit: 5 })).toHaveLength(1);
  // Closed in the table, it is closed at once, whatever a process remembers of the declaration.
  await sql`update exchange.pipeline set sharing = 'internal' where id = ${id}`.execute(ctx.db);
  expect(await readDataset(ctx.db, set, sight, { limit: 5 })).toEqual([]);
  expect((await getPipeline(ctx, STATION, id)).versions.map((one) => one.version)).toEqual([2, 1]);
});

test('one that brought nothing in can be removed, with its set; one that did cannot', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'mistaken', { maxRejectedShare: 0 });
  await runFile(ctx, id, 'a.csv', `${HEAD}A1,甲,x,2026-07-01,87.5,43.5\n`);
  expect(ctx.datasets.has('collected-mistaken')).toBe(true);
  expect(await removePipeline(ctx, STATION, id)).toEqual({ ok: true });
  expect(ctx.datasets.has('collected-mistaken')).toBe(false);
  await expect(getPipeline(ctx, STATION, id)).rejects.toMatchObject({ code: 'EXCHANGE_PIPELINE_UNKNOWN' });
  const { id: kept } = await make(ctx, 'ledger', {});
  await runFile(ctx, kept, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
  await expect(removePipeline(ctx, STATION, kept)).rejects.toMatchObject({ code: 'EXCHANGE_HAS_ROWS' });
});

test('who may: the own unit only, and only files that one brought', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'ledger', {});
  const neighbour = { ...actorWith('monitoring-station', '/650000/652300/'), userId: 'another' };
  await expect(
    updatePipeline(ctx, neighbour, id, { version: 1, active: true, spec: LEDGER }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(make(ctx, 'theirs', {}, undefined, neighbour)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const file = await keepUpload(ctx, STATION, { name: 'a.csv', bytes: Buffer.from(FIRST) });
  await expect(
    preview(
      ctx,
      neighbour,
      { source: { kind: 'upload' }, format: 'auto', file: { sha256: file.sha256, name: 'a' } },
      'zh',
    ),
  ).rejects.toMatchObject({ code: 'EXCHANGE_FILE_UNKNOWN' });
  // A secret set stands only before its own unit.
  const hidden = await make(ctx, 'hidden', { sharing: 'secret' });
  await expect(getPipeline(ctx, neighbour, hidden.id)).rejects.toMatchObject({
    code: 'EXCHANGE_PIPELINE_UNKNOWN',
  });
  const set = ctx.datasets.get('collected-hidden')!;
  expect(sightOf(ctx, { actor: neighbour, key: null }, set)?.rows).toEqual({
    unitPaths: ['/650000/652300/'],
    enterpriseIds: [],
  });
  expect(sightOf(ctx, { actor: STATION, key: null }, set)?.rows).toEqual({
    unitPaths: [UNIT],
    enterpriseIds: [],
  });
});

test('a preview proposes a mapping, and with a setting judges rows, keeping nothing', async () => {
  const ctx = await world();
  const file = await keepUpload(ctx, STATION, { name: 'ledger.csv', bytes: Buffer.from(FIRST) });
  const ask = {
    source: { kind: 'upload' } as const,
    format: 'auto' as const,
    file: { sha256: file.sha256, name: 'ledger.csv' },
  };
  const seen = await preview(ctx, STATION, ask, 'zh');
  expect(seen).toMatchObject({ format: 'CSV', looked: 6, more: false, result: null });
  expect(seen.proposal).toMatchObject({
    place: { kind: 'columns', x: '经度', y: '纬度' },
    geometryType: 'Point',
    keys: [],
  });
  expect(seen.proposal.fields.map(({ name, type, unit }) => [name, type, unit])).toEqual([
    ['code', 'text', undefined],
    ['name', 'text', undefined],
    ['field', 'number', 't'],
    ['date', 'date', undefined],
    ['lon', 'number', undefined],
    ['lat', 'number', undefined],
  ]);
  expect(seen.shapes).toHaveLength(6);
  const judged = await preview(ctx, STATION, { ...ask, spec: LEDGER, unitPath: UNIT }, 'en');
  // The doubled key is found when rows are put aside; a dry run tells what one row can tell.
  expect(judged.result).toMatchObject({ accepted: 3, rejected: 3, warned: 1, stopped: false });
  expect(judged.problems.find((one) => one.line === 3)).toMatchObject({ message: '“abc” is not a number' });
  expect((await sql`select 1 from exchange.row`.execute(ctx.db)).rows).toEqual([]);
});
