import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { getFrame, ingest } from '../contract.ts';
import { type Live, live } from './live.ts';
import { HOUR, MINUTE, MN, NOON, POINT, recordAt, statuses } from './seed.ts';

const at = NOON - HOUR;
const KEYS = {
  all: 'ingest',
  urumqi: { scope: 'ingest', unitPath: '/650000/650100/' },
  corps: { scope: 'ingest', unitPath: '/BT/' },
  one: { scope: 'ingest', mns: [MN.gas] },
  reader: 'read',
} as const;

const iso = (time: number) => new Date(time).toISOString();
const record = (mn: string, time = at, attrs: object = { Avg: 12, Flag: 'N' }, code = 'a21026') => ({
  mn,
  cn: '2051',
  dataTime: iso(time),
  items: [{ code, attrs }],
});
async function overHttp(): Promise<Live> {
  const ctx = await live({ apiKeys: KEYS });
  for (const mn of [MN.gas, MN.water]) await ctx.register(mn, { transport: 'http' });
  return ctx;
}
const post = (ctx: Live, key: keyof typeof KEYS, body: unknown, language = 'zh-CN') =>
  ctx.server.call(ingest, {
    body,
    headers: { authorization: `Bearer ${key}`, 'accept-language': language },
  });
const kept = async (ctx: Live) => (await ctx.frameLog.read(0, 1 << 20)).entries;

it('records sent over HTTPS are durable when answered, become records, and are known by their key', async () => {
  const ctx = await overHttp();
  const answer = await post(ctx, 'all', [record(MN.gas), record(MN.gas, at + MINUTE), record(MN.water)]);
  expect(answer.body).toMatchObject({ accepted: 3, firstLsn: 0 });
  const entries = await kept(ctx);
  expect(entries.map(({ transport, remote }) => [transport, remote])).toEqual(
    Array.from({ length: 3 }, () => ['http', 'all']),
  );
  expect(entries.at(-1)!.lsn).toBe(answer.body.lastLsn);
  await ctx.project();
  const key = { pointId: POINT.gas, kind: 2, time: at };
  expect(await recordAt(ctx.db, key)).toMatchObject({ values: { 'a21026.Avg': 12 }, lsn: 0 });
  const frame = await ctx.server.call(getFrame, { params: { lsn: 0 } });
  expect(frame.body).toMatchObject({ mn: MN.gas, transport: 'http', remote: null, pointId: POINT.gas });
  // Sent again it is a duplicate, as a frame of TCP would be.
  await post(ctx, 'one', record(MN.gas));
  await ctx.project();
  expect((await statuses(ctx.db)).at(-1)!.status).toBe('duplicate');
});

it('without a key, or with one of another scope, nothing is looked at', async () => {
  const ctx = await overHttp();
  expect((await ctx.server.call(ingest, { body: record(MN.gas) })).body.code).toBe('API_KEY_INVALID');
  expect((await post(ctx, 'reader', record(MN.gas))).body.code).toBe('API_KEY_INVALID');
  expect(await kept(ctx)).toEqual([]);
});

it('a key sends for its unit, or for the devices it names, and for no other; a batch is taken whole or not', async () => {
  const ctx = await overHttp();
  expect((await post(ctx, 'urumqi', record(MN.gas))).status).toBe(200);
  const foreign = await post(ctx, 'corps', [record(MN.gas), record('65A0BB000000000000000001')]);
  expect([foreign.status, foreign.body.code]).toEqual([403, 'TELEMETRY_INGEST_FOREIGN']);
  const mixed = await post(ctx, 'one', [record(MN.gas), record(MN.water)], 'en');
  expect(mixed.body).toMatchObject({
    code: 'TELEMETRY_INGEST_FOREIGN',
    params: { mn: MN.water },
    problems: [{ code: 'TELEMETRY_INGEST_FOREIGN', path: '/1/mn' }],
  });
  expect(mixed.body.problems[0].message).toContain('may not send for device');
  // A key of named devices brings no unknown ones either.
  expect((await post(ctx, 'one', record('65A0BB000000000000000001'))).status).toBe(403);
  expect(await kept(ctx)).toHaveLength(1);
});

it('a device that is registered for TCP is not written over HTTPS; in the log from before it stays refused', async () => {
  const ctx = await overHttp();
  const wrong = await post(ctx, 'all', record(MN.river));
  expect([wrong.status, wrong.body.code]).toEqual([409, 'TELEMETRY_INGEST_TRANSPORT']);
  expect(wrong.body.title).toContain('tcp');
  // What was kept before the device was registered so.
  await ctx.receiveJson(record(MN.river));
  await ctx.project();
  expect(await statuses(ctx.db)).toMatchObject([{ status: 'refused', problem: 'TRANSPORT' }]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from telemetry.record`.execute(ctx.db);
  expect(rows[0]!.n).toBe(0);
});

it('what is no record is told by its place', async () => {
  const ctx = await overHttp();
  const bad: [unknown, string][] = [
    [{ ...record(MN.gas), cn: '9014' }, 'cn'],
    [{ ...record(MN.gas), dataTime: '2026-11-24T23:59:60Z' }, 'dataTime'],
    [{ ...record('has blank') }, 'mn'],
    [record(MN.gas, at, { 'not a name': 1 }), 'attrs'],
    [record(MN.gas, at, { Avg: 'x'.repeat(65) }), 'attrs'],
    [record(MN.gas, at, { Avg: 'a\u0000b' }), 'attrs'],
    [record(MN.gas, at, Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`A${n}`, n]))), 'attrs'],
    [record(MN.gas, at, { Avg: 1 }, 'x'.repeat(33)), 'code'],
    [{ ...record(MN.gas), items: Array(501).fill({ code: 'a', attrs: {} }) }, 'items'],
    [Array(1_001).fill(record(MN.gas)), ''],
    [[], ''],
  ];
  for (const [body, place] of bad) {
    const answer = await post(ctx, 'all', body);
    expect([place, answer.status, answer.body.code]).toEqual([place, 400, 'VALIDATION']);
    expect(JSON.stringify(answer.body.problems)).toContain(place);
  }
  expect(await kept(ctx)).toEqual([]);
});

it('a key is held to its rate, and unknown devices to their number; both are told when to come again', async () => {
  const ctx = await live({ apiKeys: KEYS });
  await ctx.register(MN.gas, { transport: 'http' });
  const unknown = (from: number) =>
    Array.from({ length: 1_000 }, (_, n) => record(`FF${String(from + n).padStart(22, '0')}`));
  expect((await post(ctx, 'all', unknown(0))).status).toBe(200);
  const many = await post(ctx, 'all', unknown(1_000));
  expect([many.status, many.body.code]).toEqual([429, 'TELEMETRY_INGEST_TOO_MANY_NEW']);
  expect(many.headers['retry-after']).toBe('5');
  // Those let in go on, and the key's registered devices are not touched.
  expect((await post(ctx, 'all', unknown(0))).status).toBe(200);
  expect((await post(ctx, 'all', record(MN.gas))).status).toBe(200);

  const batch = Array.from({ length: 1_000 }, () => record(MN.gas));
  let fast = await post(ctx, 'one', batch);
  for (let n = 0; n < 120 && fast.status === 200; n++) fast = await post(ctx, 'one', batch);
  expect(fast.body.code).toBe('TELEMETRY_INGEST_TOO_FAST');
  expect(Number(fast.headers['retry-after'])).toBeGreaterThan(0);
  ctx.clock.advance(10_000);
  expect((await post(ctx, 'one', batch)).status).toBe(200);
}, 120_000);

it('while too much waits for the disk, nothing is accepted', async () => {
  const ctx = await overHttp();
  ctx.runtime.pending!.add(64 << 20);
  const busy = await post(ctx, 'all', record(MN.gas));
  expect([busy.status, busy.body.code, busy.headers['retry-after']]).toEqual([
    503,
    'TELEMETRY_INGEST_BUSY',
    '5',
  ]);
  ctx.runtime.pending!.done(64 << 20);
  expect((await post(ctx, 'all', record(MN.gas))).status).toBe(200);
});

it('when the log cannot be written, the sender is told to come again', async () => {
  const ctx = await overHttp();
  await ctx.frameLog.close();
  const answer = await post(ctx, 'all', record(MN.gas));
  expect([answer.status, answer.body.code]).toEqual([503, 'TELEMETRY_LOG_UNAVAILABLE']);
});
