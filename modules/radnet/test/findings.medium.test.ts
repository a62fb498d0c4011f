import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { readEurdep } from '@tarim/science';
import type { TestContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { exportHours } from '../server/use-cases/export-hours.ts';
import { acknowledgeFinding, closeFinding, getFinding, listFindings } from '../server/use-cases/findings.ts';
import { listOpenStations } from '../server/use-cases/open-stations.ts';
import { addBackground, getStation, listStations } from '../server/use-cases/stations.ts';
import { background, DAY, hoursOf, house, person, rollUp, URUMQI } from './world.ts';

const alive = { signal: new AbortController().signal };
const supervisor = person('radiation-supervisor', '/650000/');
const iso = (hour: number) => new Date(DAY + hour * HOUR_MS).toISOString();
const span = { from: iso(0), to: iso(12) };

/** Delivers what telemetry told, and lets the job run once it has settled. */
async function run(ctx: TestContext) {
  await ctx.deliver();
  ctx.clock.advance(MINUTE_MS);
  const told = await judgeDue(ctx, alive);
  await ctx.deliver();
  return told;
}
const statesOf = async (ctx: TestContext, id = 1) =>
  (await getStation(ctx, id, span)).hours.map(({ state }) => state);
const events = async (ctx: TestContext) =>
  (
    await sql<{ payload: { items: { kind: string; worst: string }[] } }>`
      select payload from platform.outbox where type = 'radnet.finding-raised.v1' order by id`.execute(ctx.db)
  ).rows.flatMap(({ payload }) => payload.items);

test('rain is suspected and needs nobody; a dry rise is an alarm that is acknowledged and closed', async () => {
  const ctx = await house();
  const hours = hoursOf([90, 105, 104, 90, 90, 90, 90, 110, 112, 111, 90, 91], [0, 2, 1]);
  await rollUp(ctx.db, 1, [...background(30), ...hours]);
  expect(await run(ctx)).toMatchObject({ stations: 1, hours: 732, findings: 2, failed: 0 });
  expect(await statesOf(ctx)).toEqual([
    'normal',
    'rain-suspected',
    'rain-suspected',
    'normal',
    'normal',
    'normal',
    'normal',
    'attention',
    'alarm',
    'alarm',
    'normal',
    'normal',
  ]);
  const { findings } = await listFindings(ctx, {});
  expect(findings).toMatchObject([
    { kind: 'rise', state: 'open', worst: 'alarm', hours: 3, peak: 112, rain: 0, simulated: true },
    { kind: 'rain', state: 'over', worst: 'rain-suspected', hours: 2, peak: 105, rain: 3 },
  ]);
  expect(await events(ctx)).toMatchObject([
    { kind: 'rain', worst: 'rain-suspected' },
    { kind: 'rise', worst: 'alarm', peak: 112 },
  ]);
  // The figures that made it stand beside it, with the rule: 90 + 3 · √(8 · 720 / 719).
  const [rise, rain] = findings;
  const detail = await getFinding(ctx, rise!.id);
  const peak = detail.hours.find(({ value }) => value === 112)!;
  expect(peak).toMatchObject({ mean: 90, n: 720, basis: 'own', rule: 'HJ 61-2021' });
  expect(peak.limit).toBeCloseTo(90 + 3 * Math.sqrt((8 * 720) / 719), 9);
  expect(peak.ruleVersion).toMatch(/@\d/);

  await expect(closeFinding(ctx, supervisor, rain!.id, { conclusion: 'rain', note: 'x' })).rejects.toThrow(
    expect.objectContaining({ code: 'RADNET_FINDING_NOT_TO_CLOSE' }),
  );
  const other = person('radiation-supervisor', '/650000/650200/');
  await expect(acknowledgeFinding(ctx, other, rise!.id)).rejects.toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
  expect(await acknowledgeFinding(ctx, supervisor, rise!.id)).toMatchObject({
    state: 'acknowledged',
    acknowledgedBy: supervisor.name,
  });
  await expect(acknowledgeFinding(ctx, supervisor, rise!.id)).rejects.toThrow(
    expect.objectContaining({ code: 'RADNET_FINDING_NOT_OPEN' }),
  );
  const closed = await closeFinding(ctx, supervisor, rise!.id, {
    conclusion: 'works',
    note: '附近探伤作业',
  });
  expect(closed).toMatchObject({ state: 'closed', conclusion: 'works', closedBy: supervisor.name });

  // Nothing new: judged again, nothing changes.
  await rollUp(ctx.db, 1, hours);
  expect(await run(ctx)).toMatchObject({ stations: 1, hours: 0, findings: 0 });
});

test('a finding that goes on is not closed; corrected figures withdraw it and keep what they replace', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([...Array(10).fill(90), 110, 111])]);
  await run(ctx);
  const [rise] = (await listFindings(ctx, { kind: 'rise' })).findings;
  await expect(closeFinding(ctx, supervisor, rise!.id, { conclusion: 'natural', note: 'x' })).rejects.toThrow(
    expect.objectContaining({ code: 'RADNET_FINDING_GOES_ON' }),
  );
  await rollUp(ctx.db, 1, hoursOf([...Array(10).fill(90), 92, 91]).slice(10));
  await run(ctx);
  expect((await listFindings(ctx, { kind: 'rise' })).findings).toMatchObject([{ state: 'withdrawn' }]);
  const settled = await sql<{ payload: { items: object[] } }>`
    select payload from platform.outbox where type = 'radnet.finding-settled.v1'`.execute(ctx.db);
  expect(settled.rows.flatMap(({ payload }) => payload.items)).toMatchObject([
    { id: rise!.id, state: 'withdrawn', conclusion: null },
  ]);
  const { hours } = await getStation(ctx, 1, span);
  expect(hours.slice(-2)).toMatchObject([
    { value: 92, state: 'normal', revision: 1 },
    { value: 91, state: 'normal', revision: 1 },
  ]);
  const { rows } = await sql<{
    was: { state: string; value: number };
  }>`select was from radnet.judgement_revision where point_id = 1 order by time`.execute(ctx.db);
  expect(rows.map(({ was }) => [was.state, was.value])).toEqual([
    ['attention', 110],
    ['alarm', 111],
  ]);
});

test('a fault is told of again each hour that it goes on, so that others may count its hours', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([90, 12])]);
  await run(ctx);
  await rollUp(ctx.db, 1, hoursOf([90, 12, 12, 12]).slice(2));
  await run(ctx);
  await rollUp(ctx.db, 1, hoursOf([90, 12, 12, 12, 90]).slice(4));
  await run(ctx);
  expect(await events(ctx)).toMatchObject(Array(2).fill({ kind: 'fault', worst: 'fault-low' }));
  expect((await listFindings(ctx, { kind: 'fault' })).findings).toMatchObject([{ hours: 3, state: 'open' }]);
});

test('without thirty days of its own a station waits for them, or is judged by what was entered', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, hoursOf([90, 103]));
  await run(ctx);
  expect(await statesOf(ctx)).toEqual(['not-judged', 'not-judged']);
  expect((await listOpenStations(ctx)).stations[0]).toMatchObject({ value: 103, band: null });
  const entered = { mean: 90, sd: 4, effectiveFrom: '2026-11-01', source: '验收监测报告' };
  await expect(addBackground(ctx, person('duty-officer', '/650000/'), 1, entered)).rejects.toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
  await addBackground(ctx, supervisor, 1, entered);
  await rollUp(ctx.db, 1, hoursOf([90, 103]));
  await run(ctx);
  // 90 + 3 · 4 = 102.
  expect((await getStation(ctx, 1, span)).hours).toMatchObject([
    { state: 'normal', basis: 'entered', limit: 102 },
    { state: 'attention', basis: 'entered', n: null },
  ]);
  // Ten days of hours come late: those that could not be judged are, the others stay.
  await rollUp(ctx.db, 2, hoursOf([90, 103]));
  await run(ctx);
  await rollUp(ctx.db, 2, background(10));
  await run(ctx);
  expect(await statesOf(ctx, 2)).toEqual(['normal', 'attention']);
});

test('hours that nothing came for are missing; availability and neighbours', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([90, 91])]);
  await rollUp(ctx.db, 2, [...background(30), ...hoursOf([90, 90, 90, 90, null, 130, 131])]);
  await run(ctx);
  await rollUp(ctx.db, 1, hoursOf([90, 91, 90, 90, 90, 130, 131]).slice(5));
  await run(ctx);
  expect(await statesOf(ctx)).toEqual([
    'normal',
    'normal',
    'missing',
    'missing',
    'missing',
    'attention',
    'alarm',
  ]);
  const [one] = (await listFindings(ctx, { point: 1, kind: 'rise' })).findings;
  expect((await getFinding(ctx, one!.id)).neighbours).toEqual([{ id: 2, name: '二号站', km: 72 }]);
  ctx.clock.advance(-4 * HOUR_MS);
  const { stations } = await listStations(ctx, URUMQI);
  expect(stations[0]).toMatchObject({ level: '国控', open: 1, latest: { state: 'alarm', value: 131 } });
  expect(stations[0]!.availability).toMatchObject({ outages: 1, longestHours: 3, repairDays: 3 / 24 });
});

test('the public sees values, what is normal, and nothing of levels', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([90, 130, 131])]);
  await run(ctx);
  const { stations } = await listOpenStations(ctx);
  expect(stations[0]).toMatchObject({ value: 131, band: 'above', wet: false, checked: false });
  expect(stations[0]!.normalTo).toBeCloseTo(98.49, 2);
  expect(stations[0]!.normalFrom).toBeCloseTo(81.51, 2);
  expect(JSON.stringify(stations)).not.toContain('alarm');
  await sql`insert into disclosure.publication (subject, key, public, reason, changed_by, changed_at)
    values ('point', '1', false, 'x', 'x', now())`.execute(ctx.db);
  expect((await listOpenStations(ctx)).stations.map(({ id }) => id)).toEqual([2]);
});

test('a period goes out as EURDEP that can be read back, CSV and GeoJSON, each saying that nothing is reviewed', async () => {
  const ctx = await house();
  await rollUp(ctx.db, 1, [...background(30), ...hoursOf([90, 12, 91.5])]);
  await run(ctx);
  const query = { from: iso(0), to: iso(3) };
  const text = async (format: 'eurdep' | 'csv' | 'geojson' | 'irix-like') =>
    Buffer.from((await exportHours(ctx, format, query)).bytes).toString('utf8');
  const message = readEurdep(await text('eurdep'));
  expect(message.problems).toEqual([]);
  expect(message.header.ORIGINATOR).toContain('SIMULATED');
  expect(message.localities).toMatchObject([{ code: 'R1', lon: 87.6, lat: 43.8 }]);
  // The hour that the instrument is at fault for is not given away.
  expect(
    message.measurements.map(({ begin, value, unit, validated }) => [begin, value, unit, validated]),
  ).toEqual([
    ['2026-11-19T16:00Z', 90, 'NGY/H', 'N'],
    ['2026-11-19T18:00Z', 91.5, 'NGY/H', 'N'],
  ]);
  const xml = await text('irix-like');
  expect(xml).toContain('not conformant with it');
  expect(xml).toContain('<Simulated>true</Simulated>');
  expect(xml.match(/<Value unit="nGy\/h">[0-9.]+<\/Value>/g)).toEqual([
    '<Value unit="nGy/h">90</Value>',
    '<Value unit="nGy/h">91.5</Value>',
  ]);
  expect(xml.match(/validated="no"/g)).toHaveLength(2);
  const csv = (await text('csv')).trim().split('\r\n');
  expect(csv).toHaveLength(4);
  expect(csv[2]).toContain('2026-11-20 01:00:00,12,0,fault-low,未经审核 not reviewed,模拟 simulated');
  const { features } = JSON.parse(await text('geojson'));
  expect(features).toHaveLength(2);
  expect(features[0].properties).toMatchObject({ value: 90, validated: false, simulated: true });
  await expect(
    exportHours(ctx, 'csv', { from: iso(0), to: new Date(DAY + 93 * DAY_MS).toISOString() }),
  ).rejects.toThrow(expect.objectContaining({ code: 'RADNET_PERIOD_INVALID' }));
});
