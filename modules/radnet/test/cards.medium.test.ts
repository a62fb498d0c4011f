import { createHash } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { type TestContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addSpectrum, type CheckItem, spectrumFile } from '../contract.ts';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { getFindingAround } from '../server/use-cases/finding-around.ts';
import { answerCheck, getFindingCard } from '../server/use-cases/finding-card.ts';
import { acknowledgeFinding, closeFinding, listFindings } from '../server/use-cases/findings.ts';
import { seedDemoSpectra } from '../server/use-cases/seed-spectrum.ts';
import { getSpectrum, addSpectrum as keep, listSpectra } from '../server/use-cases/spectra.ts';
import { background, DAY, hoursOf, house, MODULES, person, rollUp, URUMQI } from './world.ts';

const alive = { signal: new AbortController().signal };
const supervisor = person('radiation-supervisor', '/650000/');
const duty = person('duty-officer', '/650000/');

async function run(ctx: TestContext) {
  await ctx.deliver();
  ctx.clock.advance(MINUTE_MS);
  await judgeDue(ctx, alive);
  await ctx.deliver();
}
/** A station that stood at 300 nGy/h for an hour in dry weather: above three times its 90. */
async function urgent(ctx: TestContext) {
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([90, 90, 300, 90])]);
  await rollUp(ctx.db, 2, [...background(30), ...hoursOf([91, 92, 93, 94])]);
  await run(ctx);
  const [finding] = (await listFindings(ctx, { point: 1, kind: 'rise' })).findings;
  expect(finding).toMatchObject({ worst: 'urgent', peak: 300 });
  return finding!.id;
}
const told = { takenAt: new Date(DAY + 2 * HOUR_MS + 5 * MINUTE_MS).toISOString(), detector: 'NaI(Tl) 3×3' };
const csv = Buffer.from('channel,count\n1,5\n2,40\n3,7\n', 'utf8');
const code = (name: string) => expect.objectContaining({ code: name });

test('an urgent finding is closed once every item of its card was answered by somebody', async () => {
  const ctx = await house();
  const id = await urgent(ctx);
  await acknowledgeFinding(ctx, supervisor, id);
  const close = () => closeFinding(ctx, supervisor, id, { conclusion: 'works', note: '附近探伤' });
  const answer = (item: CheckItem, by = duty) =>
    answerCheck(ctx, by, id, { item, result: 'nothing', note: '已核对' });
  await expect(close()).rejects.toThrow(code('RADNET_CHECKS_MISSING'));
  const other = person('radiation-supervisor', '/650000/650200/');
  await expect(answer('camera', other)).rejects.toThrow(code('FORBIDDEN'));
  for (const item of ['camera', 'spectrum', 'rain', 'maintenance', 'neighbours'] as const) await answer(item);
  await expect(close()).rejects.toThrow(code('RADNET_CHECKS_MISSING'));
  await answerCheck(ctx, supervisor, id, {
    item: 'mobile-team',
    result: 'impossible',
    note: '道路封闭',
  });
  // Said again, the last holds; nothing is taken away.
  await answerCheck(ctx, supervisor, id, {
    item: 'camera',
    result: 'found',
    note: '有探伤车辆',
  });
  const card = await getFindingCard(ctx, id);
  expect(card).toMatchObject({ required: true, missing: [] });
  expect(card.answers).toHaveLength(7);
  expect(card.items[0]!.answer).toMatchObject({ result: 'found', by: supervisor.name });
  expect(card.items[1]!.answer).toMatchObject({ result: 'nothing', by: duty.name });
  await expect(sql`update radnet.finding_check set note = 'x'`.execute(ctx.db)).rejects.toThrow(
    /only ever added/,
  );
  expect(await close()).toMatchObject({ state: 'closed' });
  await expect(answer('rain')).rejects.toThrow(code('RADNET_FINDING_NOT_TO_CLOSE'));
  const events = await sql<{ state: string }>`
    select payload->'items'->0->>'state' as state from platform.outbox where type = 'radnet.finding-settled.v1' order by id`.execute(
    ctx.db,
  );
  expect(events.rows.map(({ state }) => state)).toEqual(['acknowledged', 'closed']);
});

test('neighbours and the dust of the nearest air station stand beside the curve', async () => {
  const ctx = await house();
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public, simulated) values
    ('A1', '远站', 'air', ${URUMQI}, 89.0, 43.8, true, true), ('A2', '近站', 'air', ${URUMQI}, 87.7, 43.8, true, true),
    ('A3', '无 PM10', 'air', ${URUMQI}, 87.61, 43.8, true, true)`.execute(ctx.db);
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values
    (3, ${URUMQI}, 'a34002', 'µg/m³'), (4, ${URUMQI}, 'a34002', 'µg/m³')`.execute(ctx.db);
  const id = await urgent(ctx);
  await sql`insert into telemetry.layout (id, slots) overriding system value values (777777, 'a34002.Avg')`.execute(
    ctx.db,
  );
  await sql`insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, stopped, rule_version, computed_at)
    values (4, 1, ${new Date(DAY + 2 * HOUR_MS)}, 777777, '{612}', null, 'minute', 12, 12, 0, 'test', now()),
      (4, 1, ${new Date(DAY + 3 * HOUR_MS)}, 777777, '{580}', '{FLAG_D}', 'minute', 12, 12, 0, 'test', now())`.execute(
    ctx.db,
  );
  const { neighbours, pm10 } = await getFindingAround(ctx, id);
  expect(neighbours).toMatchObject([{ id: 2, name: '二号站', km: 72 }]);
  const day = neighbours[0]!.hours.filter(({ time }) => Date.parse(time) >= DAY);
  expect(day.map(({ value }) => value)).toEqual([91, 92, 93, 94]);
  expect(pm10).toMatchObject({ id: 4, name: '近站', km: 8, unit: 'µg/m³' });
  expect(pm10!.hours).toEqual([
    { time: '2026-11-20T02:00:00+08:00', value: 612 },
    { time: '2026-11-20T03:00:00+08:00', value: null },
  ]);
});

test('a spectrum is kept as it came, drawn where it is a table, and refused with a code where it is none', async () => {
  const ctx = await house();
  const id = await urgent(ctx);
  const add = (bytes: Uint8Array, by = supervisor, more: object = {}) =>
    keep(ctx, by, 1, { ...told, ...more }, { bytes, name: '能谱.csv' });
  await expect(add(csv, duty)).rejects.toThrow(code('FORBIDDEN'));
  await expect(add(Buffer.alloc((5 << 20) + 1, '1'))).rejects.toThrow(code('RADNET_SPECTRUM_TOO_LARGE'));
  await expect(add(Uint8Array.of(0xff, 0xd8))).rejects.toThrow(code('RADNET_SPECTRUM_UNREADABLE'));
  await expect(add(Buffer.from('1,2\n1,3'))).rejects.toThrow(code('RADNET_SPECTRUM_LINE_INVALID'));
  const late = { takenAt: new Date(ctx.clock.now() + 1).toISOString() };
  await expect(add(csv, supervisor, late)).rejects.toThrow(code('RADNET_SPECTRUM_TIME_INVALID'));
  const kept = await add(csv, supervisor, { liveSeconds: 298.5 });
  expect(kept).toMatchObject({
    hour: '2026-11-20T02:00:00+08:00',
    format: 'csv',
    liveSeconds: 298.5,
    sha256: createHash('sha256').update(csv).digest('hex'),
    size: csv.length,
    by: supervisor.name,
    simulated: true,
  });
  await expect(add(csv)).rejects.toThrow(code('RADNET_SPECTRUM_THERE'));
  expect((await getSpectrum(ctx, kept.id)).curve).toEqual({
    axis: 'channel',
    x: [1, 2, 3],
    counts: [5, 40, 7],
  });
  expect((await getFindingCard(ctx, id)).spectra.map((one) => one.id)).toEqual([kept.id]);
  expect((await listSpectra(ctx, 1, {})).spectra).toHaveLength(1);
  expect((await listSpectra(ctx, 2, {})).spectra).toEqual([]);
});

test('the demonstration has a spectrum at each simulated station, and says that it is simulated', async () => {
  const ctx = await house();
  await seedDemoSpectra(ctx);
  const [one, ...others] = (await listSpectra(ctx, 2, {})).spectra;
  expect(others).toEqual([]);
  expect(one).toMatchObject({ simulated: true, format: 'csv', hour: '2026-11-20T11:00:00+08:00' });
  const { curve } = await getSpectrum(ctx, one!.id);
  expect(curve!.axis).toBe('energy');
  // The line of K-40 at 1,460.8 keV stands above what is 150 keV beside it.
  const at = (energy: number) => curve!.counts[curve!.x.findIndex((x) => x >= energy)]!;
  expect(at(1_460)).toBeGreaterThan(2 * at(1_310));
});

test('by the door: a file comes as a form, and goes out by ranges', async () => {
  const ctx = await house();
  await urgent(ctx);
  const server = await testServer(ctx, MODULES);
  const form = `--b\r\nContent-Disposition: form-data; name="file"; filename="s.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--b--\r\n`;
  const { status, body } = await server.call(addSpectrum, {
    as: supervisor,
    params: { id: 1 },
    query: told,
    body: Buffer.from(form),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  expect([status, body.name]).toEqual([200, 's.csv']);
  const part = await server.call(spectrumFile, {
    as: duty,
    params: { id: body.id },
    headers: { range: 'bytes=8-12' },
  });
  expect([part.status, String(part.body)]).toEqual([206, 'count']);
  const outside = await server.call(spectrumFile, {
    as: duty,
    params: { id: body.id },
    headers: { range: 'bytes=900-' },
  });
  expect(outside.status).toBe(416);
});
