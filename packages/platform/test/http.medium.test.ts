import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TarimError } from '@tarim/kernel';
import {
  createHttp,
  implement,
  Jobs,
  type ModuleDefinition,
  platformErrors,
  platformRoutes,
} from '@tarim/platform';
import * as contract from '@tarim/platform/contract';
import { route, Type } from '@tarim/platform/contract';
import { actorWith, openPolicy, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';

const Form = Type.Object({
  name: Type.String({ minLength: 2 }),
  kind: Type.Union([Type.Literal('air'), Type.Literal('noise')]),
  level: Type.Integer({ minimum: 1 }),
});
const query = Type.Object({
  limit: Type.Optional(Type.Integer({ maximum: 10 })),
  codes: Type.Optional(Type.Array(Type.String())),
  open: Type.Optional(Type.Boolean()),
});
const routes = {
  list: route({
    id: 'test.list',
    method: 'GET',
    path: '/api/test/list',
    summary: 'list',
    access: 'public',
    query,
    response: Type.Object({ limit: Type.Number(), codes: Type.Array(Type.String()), open: Type.Boolean() }),
  }),
  add: route({
    id: 'test.add',
    method: 'POST',
    path: '/api/test/add',
    summary: 'add',
    access: 'signed-in',
    body: Form,
    response: Type.Object({ ok: Type.Boolean() }),
  }),
  file: route({
    id: 'test.file',
    method: 'GET',
    path: '/api/test/file',
    summary: 'a stream',
    access: 'public',
  }),
  nothing: route({
    id: 'test.nothing',
    method: 'POST',
    path: '/api/test/nothing',
    summary: 'no answer',
    access: 'public',
  }),
  upload: route({
    id: 'test.upload',
    method: 'POST',
    path: '/api/test/upload',
    summary: 'upload',
    access: 'public',
    bodyKind: 'multipart',
    response: Type.Object({ name: Type.String(), size: Type.Integer() }),
  }),
  text: route({
    id: 'test.text',
    method: 'POST',
    path: '/api/test/text',
    summary: 'text',
    access: 'api-key:ingest',
    bodyKind: 'text',
    body: Type.String(),
    response: Type.Object({ length: Type.Integer() }),
  }),
  broken: route({
    id: 'test.broken',
    method: 'GET',
    path: '/api/test/broken',
    summary: 'a defect',
    access: 'public',
    response: Type.Object({}),
  }),
  known: route({
    id: 'test.known',
    method: 'GET',
    path: '/api/test/known',
    summary: 'an expected failure',
    access: 'public',
    response: Type.Object({}),
  }),
  signIn: route({
    id: 'test.signIn',
    method: 'POST',
    path: '/api/test/sign-in',
    summary: 'sign in',
    access: 'public',
    response: Type.Object({}),
  }),
};
const modules: ModuleDefinition[] = [
  {
    name: 'test',
    liveTopics: { 'test.open': 'public', 'test.inner': 'signed-in', 'test.staff': 'test.read' },
    routes: [
      implement(routes.list, async ({ query: q }) => ({
        limit: q.limit ?? 5,
        codes: q.codes ?? [],
        open: q.open ?? false,
      })),
      implement(routes.add, async () => ({ ok: true })),
      implement(routes.file, async ({ reply }) => {
        // Not awaited: handlers forget.
        reply.type('text/plain').send(createReadStream(fileURLToPath(import.meta.url)));
        return undefined;
      }),
      implement(routes.nothing, async () => undefined),
      implement(routes.upload, async ({ request }) => {
        const file = (await request.file())!;
        return { name: file.filename, size: (await file.toBuffer()).length };
      }),
      implement(routes.text, async ({ body }) => ({ length: body.length })),
      implement(routes.broken, async () => {
        throw new Error('secret: select * from password');
      }),
      implement(routes.known, async () => {
        throw new TarimError(platformErrors.jobUnknown, { name: 'x' });
      }),
      implement(routes.signIn, async () => ({})),
    ],
  },
];
const someone = actorWith('duty-officer', '/');

test('query strings become numbers, booleans and lists; each defect has a place and words', async () => {
  const server = await testServer(await testContext(), modules);
  expect((await server.call(routes.list, { query: { limit: 3, codes: 'a', open: 'true' } })).body).toEqual({
    limit: 3,
    codes: ['a'],
    open: true,
  });
  expect((await server.call(routes.list, { query: { codes: ['a', 'b'] } })).body.codes).toEqual(['a', 'b']);
  const bad = await server.call(routes.add, { as: someone, body: { name: 'x', kind: 'soil' } });
  expect(bad.status).toBe(400);
  expect(bad.body.title).toBe('提交的内容不符合要求');
  expect(
    Object.fromEntries(
      bad.body.problems.map((one: { path: string; message: string }) => [one.path, one.message]),
    ),
  ).toEqual({
    'body/level': '为必填项',
    'body/name': '不得少于 2 个字符',
    'body/kind': '应为以下之一： air, noise',
  });
  // A body is not bent into shape: a number in quotes is a mistake of the sender.
  expect(
    (await server.call(routes.add, { as: someone, body: { name: 'xx', kind: 'air', level: '1' } })).status,
  ).toBe(400);
  expect(
    (
      await server.call(routes.add, {
        as: someone,
        headers: { 'content-type': 'application/json' },
        body: '{"name":',
      })
    ).body.code,
  ).toBe('VALIDATION');
});

test('who is not signed in learns nothing of the form, and sends no body for nothing', async () => {
  const server = await testServer(await testContext(), modules);
  expect((await server.call(routes.add, { body: {} })).body.code).toBe('UNAUTHENTICATED');
  const foreign = await server.call(routes.add, {
    as: someone,
    body: {},
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(foreign.body.code).toBe('CROSS_SITE');
  const large = await server.call(routes.add, {
    as: someone,
    body: { name: 'x'.repeat(3 << 20), kind: 'air', level: 1 },
  });
  expect([large.status, large.body.code]).toEqual([413, 'TOO_LARGE']);
});

test('answers by hand, no answers, uploads and plain text', async () => {
  const server = await testServer(await testContext(), modules, { apiKeys: { k: 'ingest' } });
  const file = await server.call(routes.file);
  expect([file.status, String(file.body).includes('handlers forget')]).toEqual([200, true]);
  expect((await server.call(routes.nothing)).status).toBe(204);
  const text = await server.call(routes.text, {
    headers: { authorization: 'Bearer k', 'content-type': 'text/plain' },
    body: '##0101QN=…',
  });
  expect(text.body).toEqual({ length: 10 });
  const boundary = 'x-boundary';
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="企业.xlsx"\r\ncontent-type: text/plain\r\n\r\nabc\r\n--${boundary}--\r\n`;
  const upload = await server.call(routes.upload, {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: payload,
  });
  expect(upload.body).toEqual({ name: '企业.xlsx', size: 3 });
});

test('a defect tells nothing of the inside; an expected failure names its code and fills its words', async () => {
  const server = await testServer(await testContext(), modules);
  const broken = await server.call(routes.broken);
  expect([broken.status, broken.body.code]).toEqual([500, 'INTERNAL']);
  expect(JSON.stringify(broken.body)).not.toContain('password');
  expect(broken.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const known = await server.call(routes.known, { headers: { 'accept-language': 'en' } });
  expect(known.body).toMatchObject({
    code: 'JOB_UNKNOWN',
    status: 404,
    title: 'There is no job x',
    params: { name: 'x' },
  });
  expect(known.headers['content-type']).toContain('application/problem+json');
});

test('headers: a policy that maps can live with, an etag, compression', async () => {
  const server = await testServer(await testContext(), modules);
  const first = await server.call(routes.list);
  expect(first.headers['content-security-policy']).toContain("worker-src 'self' blob:");
  expect(first.headers['content-security-policy']).toContain("script-src 'self'");
  const again = await server.app.inject({
    url: '/api/test/list',
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const long = await server.app.inject({ url: '/api/openapi.json', headers: { 'accept-encoding': 'br' } });
  expect(long.headers['content-encoding']).toBe('br');
});

test('the description of the API comes from the contracts', async () => {
  const server = await testServer(await testContext(), modules);
  const api = (await server.app.inject('/api/openapi.json')).json();
  expect(api.openapi).toBe('3.1.0');
  const add = api.paths['/api/test/add'].post;
  expect(add).toMatchObject({ operationId: 'test.add', security: [{ session: [] }] });
  expect(add.requestBody.content['application/json'].schema.required).toEqual(['name', 'kind', 'level']);
  expect(add.responses['200'].content['application/json'].schema.properties.ok.type).toBe('boolean');
  expect(api.paths['/api/test/text'].post.security).toEqual([{ apiKey: [] }]);
});

test('metrics count by route and are told to neighbours only; readiness follows the database', async () => {
  const ctx = await testContext();
  const server = await testServer(ctx, modules);
  await server.call(routes.list);
  const metrics = await server.app.inject('/metrics');
  expect(metrics.body).toContain(
    'tarim_http_request_seconds_count{route="test.list",method="GET",status="200"} 1',
  );
  expect((await server.app.inject({ url: '/metrics', remoteAddress: '8.8.8.8' })).statusCode).toBe(404);
  expect((await server.app.inject('/readyz')).statusCode).toBe(200);
});

test('sign-in is slowed down per address; machines may ask often, not without end', async () => {
  const app = await createHttp({
    ctx: await testContext(),
    modules,
    auth: {
      authenticate: async () => null,
      verifyApiKey: async () => ({ keyId: '1', name: 'key', prefix: 'tarim_', unitPath: '/', mns: null }),
    },
    requestsPerMinute: 1_000,
  });
  onTestFinished(() => app.close());
  const tries = [];
  for (let i = 0; i < 25; i++)
    tries.push(await app.inject({ method: 'POST', url: '/api/test/sign-in', headers: { 'x-tarim': '1' } }));
  expect(tries.filter((one) => one.statusCode === 429).length).toBe(5);
  expect(tries.find((one) => one.statusCode === 429)!.json().code).toBe('RATE_LIMITED');
  const send = () =>
    app.inject({
      method: 'POST',
      url: '/api/test/text',
      headers: { 'content-type': 'text/plain' },
      payload: 'x',
    });
  const machine = await Promise.all(Array.from({ length: 25 }, send));
  expect(machine.every((one) => one.statusCode === 200)).toBe(true);
  expect(machine[0]!.headers['x-ratelimit-limit']).toBe('6000');
});

test('pages: each face gets its own, with the server’s facts; missing files are missing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tarim-web-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'portal.html'), '<p>portal</p>');
  writeFileSync(join(root, 'console.html'), '<p>console</p>');
  writeFileSync(join(root, 'assets', 'app-1a2b.js'), 'export {}');
  let failing = false;
  const transform = async (_page: string, html: string) => {
    if (failing) throw new Error('no database');
    return html.replace('portal', 'portal with facts');
  };
  const app = await createHttp({
    ctx: await testContext(),
    modules,
    auth: { authenticate: async () => null, verifyApiKey: async () => null },
    web: { root, transform },
  });
  onTestFinished(() => app.close());
  const body = async (url: string) => (await app.inject(url)).body;
  expect(await body('/')).toBe('<p>portal with facts</p>');
  expect(await body('/air/now?city=650100')).toBe('<p>portal with facts</p>');
  expect(await body('/console')).toBe('<p>console</p>');
  expect(await body('/console/points/7')).toBe('<p>console</p>');
  const asset = await app.inject('/assets/app-1a2b.js');
  expect(asset.headers['cache-control']).toContain('immutable');
  for (const url of ['/wp-login.php', '/assets/none.js', '/api/none', '/assets/..%2f..%2fpackage.json'])
    expect((await app.inject(url)).statusCode).toBe(404);
  failing = true;
  expect(await body('/')).toBe('<p>portal</p>');
});

test('live pages: public topics are open, others are not; a stream does not keep the server from stopping', async () => {
  const ctx = await testContext();
  const app = await createHttp({
    ctx,
    modules,
    auth: { authenticate: async () => null, verifyApiKey: async () => null },
  });
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  expect((await fetch(new URL('/api/live?topics=test.inner', address))).status).toBe(401);
  expect((await fetch(new URL('/api/live?topics=constructor', address))).status).toBe(404);
  const socket = connect(Number(address.port), address.hostname);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.on('error', () => {});
  socket.write('GET /api/live?topics=test.open HTTP/1.1\r\nhost: x\r\n\r\n');
  await vi.waitFor(() => expect(text).toContain('retry: 2000'));
  expect(text).toContain('text/event-stream');
  ctx.live.publish('test.inner', { hidden: true });
  ctx.live.publish('test.open', { n: 1 });
  await vi.waitFor(() => expect(text).toContain('event: test.open\ndata: {"n":1}'));
  expect(text).not.toContain('hidden');
  const began = Date.now();
  await app.close();
  expect(Date.now() - began).toBeLessThan(3_000);
});

test('the platform’s own pages answer as their contract says', async () => {
  const ctx = await testContext();
  const jobs = new Jobs(ctx.database);
  onTestFinished(() => jobs.stop());
  await jobs.start(
    ctx,
    [
      {
        name: 'test.nightly',
        titleZh: '夜间',
        titleEn: 'Nightly',
        cron: '50 2 * * *',
        handle: async () => {},
      },
      { name: 'test.on-demand', titleZh: '按需', titleEn: 'On demand', handle: async () => {} },
    ],
    false,
  );
  const server = await testServer({ ...ctx, jobs }, [{ name: 'platform', routes: platformRoutes(jobs) }]);
  const listed = (await server.call(contract.listJobs, { as: someone })).body;
  expect(listed.jobs).toMatchObject([
    { name: 'test.nightly', cron: '50 2 * * *', nextAt: '2026-11-25T02:50:00+08:00', last: null },
    { name: 'test.on-demand', cron: null, nextAt: null },
  ]);
  expect(
    (await server.call(contract.runJob, { as: someone, params: { name: 'test.nightly' }, body: {} })).body.id,
  ).toMatch(/-/);
  expect(
    (await server.call(contract.runJob, { as: someone, params: { name: 'test.none' }, body: {} })).status,
  ).toBe(404);
  const onDemand = { as: someone, params: { name: 'test.on-demand' }, body: {} };
  expect((await server.call(contract.runJob, onDemand)).body.code).toBe('JOB_ON_DEMAND');
  const audit = (await server.call(contract.listAudit, { as: someone, query: { action: 'platform.' } })).body;
  expect(audit.entries).toMatchObject([{ action: 'platform.job.started', subject: 'test.nightly' }]);
  expect((await server.call(contract.verifyAuditChain, { as: someone, body: {} })).body).toMatchObject({
    entries: 1,
    brokenAt: null,
  });

  await sql`insert into platform.dead_letter (consumer, outbox_id, type, payload, error) values ('test.consumer', 7, 'test.v1', '{"n":1}', 'no luck')`.execute(
    ctx.db,
  );
  const letter = { params: { consumer: 'test.consumer', outboxId: 7 }, as: someone, body: {} };
  expect((await server.call(contract.retryDeadLetter, letter)).status).toBe(204);
  expect(
    (
      await server.call(contract.retryDeadLetter, {
        ...letter,
        params: { consumer: 'test.consumer', outboxId: 8 },
      })
    ).status,
  ).toBe(404);
  expect((await server.call(contract.listDeadLetters, { as: someone })).body.letters).toMatchObject([
    { outboxId: 7, payload: { n: 1 }, retry: true },
  ]);
});

test('a live topic has an access rule as a route has; a stream ends with the right to hear it', async () => {
  let actor: ReturnType<typeof actorWith> | null = actorWith('duty-officer', '/650000/');
  const ctx = { ...(await testContext()), policy: { ...openPolicy, ...readersOnly } };
  const app = await createHttp({
    ctx,
    modules,
    auth: { authenticate: async () => actor, verifyApiKey: async () => null },
    heartbeatMs: 50,
  });
  onTestFinished(() => app.close());
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const open = (topics: string) => fetch(new URL(`/api/live?topics=${topics}`, address));
  const stream = await open('test.staff,test.open');
  expect(stream.status).toBe(200);
  actor = actorWith('enterprise', '/650000/', 7);
  // The whole stream is refused: half of it would look like silence.
  expect((await open('test.open,test.staff')).status).toBe(403);
  expect((await open('test.inner')).status).toBe(200);
  actor = null;
  expect((await open('test.staff')).status).toBe(401);
  // The one that was open ends at its next beat.
  await stream.text();
});

const readersOnly = {
  require: (asking: ReturnType<typeof actorWith>, action: string) => {
    if (asking.posts[0]!.role === 'enterprise') throw new TarimError(platformErrors.forbidden, { action });
  },
};
