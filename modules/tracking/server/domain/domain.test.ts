import { decodeFrame, FrameReader } from '@tarim/jt808';
import { describe, expect, test } from 'vitest';
import { type PermitArea, PermitAreas } from './areas.ts';
import { eventTime, lostBetween } from './event-time.ts';
import { explainAlarm } from './explain.ts';
import { ladderDue } from './ladder.ts';
import { batteryPercent, readingOfLocation } from './reading.ts';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const MINUTE = 60_000;
const FACTS = { movingSeconds: 60, parkedSeconds: 600, batteryLow: 3_300, batteryFull: 4_200 };

/** A square with its lower left corner at a place, of a degree. */
const square = (lon: number, lat: number): PermitArea['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + 1, lat],
      [lon + 1, lat + 1],
      [lon, lat + 1],
      [lon, lat],
    ],
  ],
});
const area = (more: Partial<PermitArea>): PermitArea => ({
  kind: 'depot',
  unitPath: '/650000/',
  terminals: [1],
  geometry: square(87, 43),
  from: NOON - 60 * MINUTE,
  until: NOON + 60 * MINUTE,
  ...more,
});
const ONE = { id: 1, unitPath: '/650000/650100/' };
const HERE = { lon: 87.5, lat: 43.5 };

describe('where a terminal may be', () => {
  test('within a depot of its own or of its unit, in its time; without any nothing can be told', () => {
    expect(new PermitAreas([area({})]).at(ONE, HERE, NOON)).toEqual({
      inside: true,
      jobOpen: false,
      filed: false,
    });
    expect(new PermitAreas([area({ terminals: [] })]).at(ONE, HERE, NOON).inside).toBe(true);
    expect(new PermitAreas([area({})]).at(ONE, { lon: 88.5, lat: 43.5 }, NOON).inside).toBe(false);
    expect(new PermitAreas([area({ terminals: [2] })]).at(ONE, HERE, NOON).inside).toBe(null);
    expect(new PermitAreas([area({ terminals: [], unitPath: '/BT/' })]).at(ONE, HERE, NOON).inside).toBe(
      null,
    );
    expect(new PermitAreas([area({})]).at(ONE, HERE, NOON + 61 * MINUTE).inside).toBe(null);
  });
  test('a no-go area within a depot wins; a job opens, is filed, and counts indoors by its window', () => {
    const areas = new PermitAreas([area({}), area({ kind: 'no-go', terminals: [] })]);
    expect(areas.at(ONE, HERE, NOON).inside).toBe(false);
    const job = new PermitAreas([area({ kind: 'job' })]);
    expect(job.at(ONE, HERE, NOON)).toEqual({ inside: true, jobOpen: true, filed: true });
    expect(job.at(ONE, { lon: 80, lat: 43 }, NOON)).toEqual({ inside: false, jobOpen: false, filed: false });
    expect(job.at(ONE, null, NOON)).toEqual({ inside: null, jobOpen: true, filed: false });
    expect(job.at(ONE, null, NOON + 90 * MINUTE).jobOpen).toBe(false);
  });
});

test('a clock is believed within a minute; a stored report may be old, not new', () => {
  expect(eventTime(NOON - 60_000, NOON, false)).toEqual({
    at: NOON - 60_000,
    clockWrong: false,
    driftSeconds: 60,
  });
  expect(eventTime(NOON - 61_000, NOON, false)).toMatchObject({ at: NOON, clockWrong: true });
  expect(eventTime(NOON - 3_600_000, NOON, true)).toEqual({
    at: NOON - 3_600_000,
    clockWrong: false,
    driftSeconds: null,
  });
  expect(eventTime(NOON + 61_000, NOON, true)).toMatchObject({ at: NOON, clockWrong: true });
  expect(eventTime(null, NOON, false)).toMatchObject({ at: NOON, clockWrong: true });
});

test('lost sequence numbers: over the wrap, none after a new start', () => {
  expect([lostBetween(null, 7), lostBetween(7, 8), lostBetween(7, 7), lostBetween(7, 10)]).toEqual([
    0, 0, 0, 2,
  ]);
  expect([lostBetween(65_534, 1), lostBetween(5_000, 0)]).toEqual([2, 0]);
});

test('a published frame (JT/T 808, 2013 header) as a reading; items of source terminals', () => {
  // 44.0125 N 87.3 E, 42.3 km/h, ACC on, 2026-11-20T08:00:00+08:00, 11 satellites.
  const hex =
    '7e0200001f0138000000017d02010000010000000003029f93d4053417a0026c01a700b426112008000031010b5c7e';
  const [piece] = new FrameReader().push(Buffer.from(hex, 'hex'));
  const { body } = decodeFrame(piece!);
  if (body?.kind !== 'location') throw new Error('no location');
  const frame = { sequence: 32_257, stored: false };
  expect(readingOfLocation(body.location, frame, FACTS)).toMatchObject({
    lat: 44.0125,
    lon: 87.3,
    speed: 42.3,
    satellites: 11,
    sampledAt: Date.parse('2026-11-20T08:00:00+08:00'),
    interval: 60,
    rate: null,
    stowed: null,
    tamper: false,
  });
  const item = (name: string, value: number | null, bits: number[] | null = null) => ({
    id: '0xe0',
    name,
    value,
    unit: null,
    bits,
    raw: '',
  });
  const items = [item('doseRate', 3_420), item('sourceState', 3, [0, 1]), item('batteryVoltage', 3_750)];
  const parked = { ...body.location, items, status: { ...body.location.status, acc: false, located: false } };
  expect(readingOfLocation(parked, frame, FACTS)).toMatchObject({
    lat: null,
    rate: 3.42,
    stowed: true,
    tamper: true,
    battery: 50,
    interval: 600,
  });
});

test('battery: a straight line between empty and full, within 0 and 100', () => {
  expect([3_000, 3_300, 3_480, 4_200, 5_000].map((mv) => batteryPercent(mv, FACTS))).toEqual([
    0, 0, 20, 100, 100,
  ]);
});

test('ladders: minutes from when it was known; an announced silence climbs none', () => {
  const alarm = { kind: 'source_missing', severity: 'critical', knownAt: NOON };
  expect(ladderDue(alarm)).toBe(NOON + 10 * MINUTE);
  expect(ladderDue({ ...alarm, kind: 'exposed_outside_job' })).toBe(NOON);
  expect(ladderDue({ ...alarm, kind: 'offline', severity: 'announced' })).toBe(null);
});

test('an explanation has its figures in both languages, and says that the rule is a proposal', () => {
  const one = {
    kind: 'offline' as const,
    rule: 'MOB-5',
    ruleVersion: 1,
    figures: { gap: 900, interval: 60, intervals: 3, outageUntil: null },
  };
  const zh = explainAlarm(one, 'zh');
  expect(zh).toContain('15 分钟没有报文');
  expect(zh).toContain('（3 分钟）');
  expect(zh).toContain('规则 MOB-5（本平台建议，第 1 版）');
  const en = explainAlarm(
    { ...one, figures: { ...one.figures, outageUntil: '2026-11-21T01:00:00+08:00' } },
    'en',
  );
  expect(en).toContain('15 minutes');
  expect(en).toContain('announced until 2026-11-21 01:00');
  expect(en).toContain('proposal');
  const covered = {
    cellDays: 30,
    cellReports: 40,
    cellLatePercent: 62.5,
    cellMedianDelay: 4_800,
    cellOutages: 3,
  };
  const told = explainAlarm({ ...one, figures: { ...one.figures, ...covered } }, 'zh');
  expect(told).toContain('近 30 天共 40 条报告，62.5% 为事后补报，延迟中位约 4800 秒，失联 3 次');
});
