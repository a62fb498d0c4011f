import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TestContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { PipelineSpec } from '../contract.ts';
import { dropFolder } from '../server/source/folder.ts';
import { setHosts } from '../server/use-cases/hosts.ts';
import { getPipeline, getVersion, updatePipeline } from '../server/use-cases/pipelines.ts';
import { getRun } from '../server/use-cases/read-runs.ts';
import { retryRun, startRun, tick } from '../server/use-cases/start-run.ts';
import { ADMIN, LEDGER, make, rowsOf, run, STATION, world } from './world.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Another bureau's interface, on loopback. */
async function bureau(handler: Handler): Promise<{ port: number; at: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { port, at: `http://127.0.0.1:${port}` };
}

const json = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const http = (url: string, more: object = {}): PipelineSpec['source'] =>
  ({
    kind: 'http',
    url,
    headers: [],
    rows: '/data/items',
    paging: { kind: 'none' },
    timeoutSeconds: 20,
    ...more,
  }) as PipelineSpec['source'];

/** What the interface calls its fields. */
const FIELDS: Partial<PipelineSpec> = {
  place: { kind: 'columns', x: 'place.lon', y: 'place.lat' },
  fields: [
    { name: 'code', titleZh: '编码', titleEn: 'Code', type: 'text', from: 'code' },
    { name: 'load', titleZh: '排放量', titleEn: 'Load', type: 'number', from: 'load' },
  ],
  checks: [],
  keys: ['code'],
  timeField: null,
  labelField: null,
};
const item = (code: string, load: number) => ({ code, load, place: { lon: 87.5, lat: 43.5 } });

const open = (ctx: TestContext, ...ports: number[]) =>
  setHosts(
    ctx,
    ADMIN,
    ports.map((port) => ({ host: '127.0.0.1', port, note: '' })),
  );
const go = async (ctx: TestContext, id: number) => run(ctx, (await startRun(ctx, STATION, id, null)).id);

test('pages of an interface, with a secret that is told to nobody else', async () => {
  const ctx = await world();
  const seen: (string | undefined)[] = [];
  const foreign = await bureau((request, response) => {
    seen.push(`foreign ${request.headers.authorization ?? ''}`);
    json(response, { data: { items: [item('C', 3)] } });
  });
  const own = await bureau((request, response) => {
    const page = new URL(request.url!, 'http://x').searchParams.get('page');
    seen.push(`${page} ${request.headers.authorization}`);
    if (page === '3') return response.writeHead(302, { location: `${foreign.at}/else?page=3` }).end();
    if (page === '4') return json(response, { data: { items: [] } });
    return json(response, { data: { items: [item(page === '1' ? 'A' : 'B', Number(page))] } });
  });
  await open(ctx, own.port, foreign.port);
  const source = http(`${own.at}/rows?token=abc`, {
    secretHeader: 'Authorization',
    paging: { kind: 'page', parameter: 'page', first: 1 },
  });
  const { id } = await make(ctx, 'pulled', { source, ...FIELDS }, 'Bearer s3cret');
  const done = await go(ctx, id);
  expect(done).toMatchObject({ state: 'done', added: 3, source: `${own.at}/rows` });
  expect(seen).toEqual([
    '1 Bearer s3cret',
    '2 Bearer s3cret',
    '3 Bearer s3cret',
    'foreign ',
    '4 Bearer s3cret',
  ]);
  expect((await rowsOf(ctx, id)).map((one) => one.properties)).toEqual([
    { code: 'A', load: 1 },
    { code: 'B', load: 2 },
    { code: 'C', load: 3 },
  ]);
  // Neither answers nor the table nor the trail say what the secret is.
  const answers = JSON.stringify([
    await getPipeline(ctx, STATION, id),
    await getVersion(ctx, STATION, id, 1),
    await getRun(ctx, STATION, done.id, 'zh'),
    (await sql`select * from exchange.pipeline`.execute(ctx.db)).rows,
    (await sql`select * from platform.audit`.execute(ctx.db)).rows,
  ]);
  expect(answers).not.toContain('s3cret');
  // Who only reads sees no addresses with what stands in them.
  const reader = {
    ...STATION,
    userId: 'reader',
    posts: [{ ...STATION.posts[0]!, role: 'planner' as const }],
  };
  expect(JSON.stringify(await getPipeline(ctx, reader, id))).not.toContain('token');
});

test('an interface that says what changed is asked only for that', async () => {
  const ctx = await world();
  let load = 1;
  const asked: (string | undefined)[] = [];
  const { port, at } = await bureau((request, response) => {
    asked.push(request.headers['if-none-match']);
    const etag = `"${load}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    return json(response, { data: { items: [item('A', load)] } }, { etag });
  });
  await open(ctx, port);
  const { id } = await make(ctx, 'asked', { source: http(at), ...FIELDS });
  expect(await go(ctx, id)).toMatchObject({ state: 'done', added: 1 });
  expect(await go(ctx, id)).toMatchObject({ state: 'unchanged', bytes: null });
  load = 2;
  expect(await go(ctx, id)).toMatchObject({ state: 'done', changed: 1 });
  expect(asked).toEqual([undefined, '"1"', '"1"']);
});

test('what may pass in a minute is tried again, longer apart; what will not is told', async () => {
  const ctx = await world();
  let status = 503;
  const { port, at } = await bureau((_, response) => {
    if (status === 200) return json(response, { data: { items: [item('A', 1)] } });
    return response.writeHead(status).end();
  });
  await open(ctx, port);
  const retry = { attempts: 3, waitSeconds: 60 };
  const { id } = await make(ctx, 'tired', { source: http(at), ...FIELDS, retry });
  const { id: first } = await startRun(ctx, STATION, id, null);
  const waits: number[] = [];
  for (let i = 0; i < 2; i++) {
    const tried = await run(ctx, first);
    expect(tried).toMatchObject({ state: 'queued', attempt: i + 2, error: { code: 'EXCHANGE_ANSWERED' } });
    waits.push((tried.nextTryAt!.getTime() - ctx.clock.now()) / 1_000);
  }
  expect(waits).toEqual([60, 120]);
  expect(await run(ctx, first)).toMatchObject({ state: 'failed', attempt: 3 });
  status = 404;
  expect(await go(ctx, id)).toMatchObject({
    state: 'failed',
    attempt: 1,
    error: { params: { status: 404 } },
  });
  status = 200;
  expect(await go(ctx, id)).toMatchObject({ state: 'done' });
});

test('addresses within the house are refused, also behind a redirect', async () => {
  const ctx = await world();
  let inside = 0;
  const closed = await bureau((_, response) => {
    inside++;
    json(response, { data: { items: [] } });
  });
  const door = await bureau((_, response) => response.writeHead(302, { location: closed.at }).end());
  await open(ctx, door.port);
  for (const [slug, url] of [
    ['direct', closed.at],
    ['round', door.at],
    ['named', `http://localhost:${closed.port}`],
    ['mapped', `http://[::ffff:127.0.0.1]:${closed.port}`],
    ['cloud', 'http://169.254.169.254/latest/meta-data'],
  ] as const) {
    const { id } = await make(ctx, slug, { source: http(url), ...FIELDS });
    expect(await go(ctx, id), slug).toMatchObject({
      state: 'failed',
      error: { code: 'EXCHANGE_ADDRESS_REFUSED' },
    });
  }
  expect(inside).toBe(0);
});

test('answers that grow without end, are no JSON, or have no rows', async () => {
  const ctx = await world();
  let body: Buffer = Buffer.alloc(0);
  let headers: Record<string, string> = {};
  const { port, at } = await bureau((_, response) => response.writeHead(200, headers).end(body));
  await open(ctx, port);
  const { id } = await make(ctx, 'hostile', { source: http(at), ...FIELDS });
  const code = async () => (await go(ctx, id)).error?.code;
  [body, headers] = [gzipSync(Buffer.alloc(100 << 20)), { 'content-encoding': 'gzip' }];
  expect(await code()).toBe('EXCHANGE_TOO_LARGE');
  [body, headers] = [Buffer.from('<html>'), {}];
  expect(await code()).toBe('EXCHANGE_NOT_JSON');
  body = Buffer.from('{"data": {}}');
  expect(await code()).toBe('EXCHANGE_POINTER');
  expect(await rowsOf(ctx, id)).toEqual([]);
});

test('one reading statement on another database', async () => {
  const ctx = await world();
  const url = new URL(ctx.config.databaseUrl!);
  await open(ctx, Number(url.port));
  await setHosts(ctx, ADMIN, [{ host: url.hostname, port: Number(url.port || 5432), note: '' }]);
  await sql`create table public.theirs (code text, load numeric, "place.lon" float8, "place.lat" float8)`.execute(
    ctx.db,
  );
  await sql`insert into public.theirs select 'P' || i, i / 10.0, 87.5, 43.5 from generate_series(1, 2500) i`.execute(
    ctx.db,
  );
  const from = (statement: string): PipelineSpec['source'] => ({
    kind: 'database',
    statement,
    timeoutSeconds: 20,
  });
  const { id } = await make(
    ctx,
    'queried',
    { source: from('select * from theirs order by load;'), ...FIELDS },
    url.href,
  );
  expect(await go(ctx, id)).toMatchObject({ state: 'done', read: 2_500, added: 2_500 });
  expect((await rowsOf(ctx, id))[0]!.properties).toEqual({ code: 'P1', load: 0.1 });
  for (const [slug, statement] of [
    ['delete', 'delete from theirs returning *'],
    ['two', 'select 1 as code; delete from theirs'],
    ['written', 'with gone as (delete from theirs returning *) select * from gone'],
    ['call', "select set_config('transaction_read_only', 'off', false) as code, 1 as load; commit"],
  ] as const) {
    const { id: wrong } = await make(ctx, slug, { source: from(statement), ...FIELDS }, url.href);
    expect(await go(ctx, wrong), slug).toMatchObject({
      state: 'failed',
      error: { code: 'EXCHANGE_STATEMENT' },
    });
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from theirs`.execute(ctx.db);
  expect(rows[0]!.n).toBe(2_500);
});

test('a drop folder on this server is looked through when it is due', async () => {
  const ctx = await world();
  const source: PipelineSpec['source'] = { kind: 'folder', pattern: '*.csv', move: true };
  await make(ctx, 'dropped', { source, cron: '*/10 * * * *' });
  const at = join(dropFolder(ctx.config.dataDir, 'dropped'), 'a.csv');
  await writeFile(at, '编码,名称,排放量(t),日期,经度,纬度\nA1,甲,1,2026-07-01,87.5,43.5\n');
  await utimes(at, new Date(0), new Date(0));
  expect(await tick(ctx)).toEqual({ begun: 0 });
  ctx.clock.advance(600_000);
  expect(await tick(ctx)).toEqual({ begun: 1 });
  // What is going is not begun a second time.
  ctx.clock.advance(600_000);
  expect(await tick(ctx)).toEqual({ begun: 0 });
  const { runId } = ctx.jobs.queued.at(-1)!.data as { runId: number };
  expect(await run(ctx, runId)).toMatchObject({ state: 'done', trigger: 'schedule', added: 1 });
});

test('a run of a drop folder that is repeated takes its own file once more, from where it was put away', async () => {
  const ctx = await world();
  const source: PipelineSpec['source'] = { kind: 'folder', pattern: '*.csv', move: true };
  const { id } = await make(ctx, 'dropped', { source, maxRejectedShare: 0 });
  const folder = dropFolder(ctx.config.dataDir, 'dropped');
  const head = '编码,名称,排放量(t),日期,经度,纬度\n';
  const drop = async (name: string, text: string) => {
    await writeFile(join(folder, name), head + text);
    await utimes(join(folder, name), new Date(0), new Date(0));
  };
  await drop('a.csv', 'A1,甲,x,2026-07-01,87.5,43.5\n');
  const failed = await go(ctx, id);
  expect(failed).toMatchObject({ state: 'failed', source: 'a.csv' });
  expect((await readdir(join(folder, 'failed'))).map((name) => name.slice(15))).toEqual(['a.csv']);
  await drop('b.csv', 'B1,乙,1,2026-07-01,87.5,43.5\n');
  // The settings were to blame, not the file.
  const fields = LEDGER.fields.map((one) => (one.name === 'load' ? { ...one, type: 'text' as const } : one));
  await updatePipeline(ctx, STATION, id, {
    version: 1,
    active: true,
    spec: { ...LEDGER, source, fields, checks: [] },
  });
  const again = await retryRun(ctx, STATION, failed.id);
  expect(await run(ctx, again.id)).toMatchObject({ state: 'done', source: 'a.csv', added: 1 });
  expect(await readdir(join(folder, 'failed'))).toEqual([]);
  expect((await rowsOf(ctx, id)).map((one) => one.properties.code)).toEqual(['A1']);
  await rm(join(folder, 'done'), { recursive: true });
  const gone = await retryRun(ctx, STATION, again.id);
  expect(await run(ctx, gone.id)).toMatchObject({ state: 'failed', error: { code: 'EXCHANGE_FILE_GONE' } });
});
