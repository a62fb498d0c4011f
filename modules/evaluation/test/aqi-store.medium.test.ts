import { testDatabase } from '@tarim/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AqiRow,
  aqiRange,
  aqiRevisions,
  aqiRowsAt,
  CITY_AQI,
  latestAqi,
  POINT_AQI,
  writeAqi,
} from '../server/sql/aqi.ts';
import { rememberPoints, requestCities, takeCities, takePoints } from '../server/sql/due.ts';

const EVALUATION = { name: 'evaluation', migrations: new URL('../server/migrations/', import.meta.url) };
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const H = 3_600_000;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase([EVALUATION]);
});
afterAll(() => database.drop());

const row = <S extends number | string>(
  subject: S,
  time: number,
  more: Partial<AqiRow<S>> = {},
): AqiRow<S> => ({
  subject,
  period: 'hour',
  time,
  standard: 'HJ 633-2026',
  ruleVersion: 'v1',
  inputs: { values: { PM10: 120.5 }, excluded: { O3: 'no-value' }, rollup: 0 },
  result: { values: { PM10: 120 }, iaqi: { PM10: 100 }, problems: [] },
  aqi: 100,
  partialAqi: 100,
  level: 2,
  primary: ['PM10'],
  revision: 0,
  computedAt: NOON + H,
  ...more,
});
const write = <S extends number | string>(
  table: typeof POINT_AQI | typeof CITY_AQI,
  rows: AqiRow<S>[],
  reason = 'rolled-up',
) => database.db.transaction().execute((tx) => writeAqi(tx, table as never, rows as never, reason));

describe('stored judgements of air', () => {
  it('come back as they were written, stations and cities alike', async () => {
    await write(POINT_AQI, [row(1, NOON), row(2, NOON, { aqi: null, level: null, primary: [] })]);
    await write(CITY_AQI, [row('650100', NOON)]);
    expect(await aqiRowsAt(database.db, POINT_AQI, 'hour', [{ subject: 1, time: NOON }])).toEqual([
      row(1, NOON),
    ]);
    expect(await aqiRowsAt(database.db, CITY_AQI, 'hour', [{ subject: '650100', time: NOON }])).toEqual([
      row('650100', NOON),
    ]);
    expect(await aqiRowsAt(database.db, POINT_AQI, 'day', [{ subject: 1, time: NOON }])).toEqual([]);
  });

  it('leave their former self with the reason when they are replaced', async () => {
    await write(POINT_AQI, [row(3, NOON)]);
    const next = row(3, NOON, { aqi: 60, revision: 1, computedAt: NOON + 2 * H });
    await write(POINT_AQI, [next], 'late data');
    expect(await aqiRowsAt(database.db, POINT_AQI, 'hour', [{ subject: 3, time: NOON }])).toEqual([next]);
    expect(await aqiRevisions(database.db, POINT_AQI, { subject: 3, period: 'hour', time: NOON })).toEqual([
      { ...row(3, NOON), replacedAt: NOON + 2 * H, reason: 'late data' },
    ]);
  });

  it('are found as the newest of each subject, and in a range', async () => {
    await write(POINT_AQI, [row(4, NOON), row(4, NOON + H), row(5, NOON - 30 * H)]);
    const latest = await latestAqi(database.db, POINT_AQI, 'hour', [4, 5, 6], NOON - 24 * H);
    expect(latest.map((one) => [one.subject, one.time])).toEqual([[4, NOON + H]]);
    const range = await aqiRange(database.db, POINT_AQI, {
      subject: 4,
      period: 'hour',
      from: NOON,
      to: NOON + H,
      limit: 10,
    });
    expect(range.map((one) => one.time)).toEqual([NOON]);
  });
});

describe('what waits to be judged', () => {
  it('is asked once however often it is requested, and taken once', async () => {
    const key = { cityCode: '650100', period: 'hour', time: NOON } as const;
    await requestCities(database.db, [key, key], NOON);
    await requestCities(database.db, [key], NOON + 1);
    const take = () => database.db.transaction().execute((tx) => takeCities(tx, 10));
    expect(await take()).toEqual([key]);
    expect(await take()).toEqual([]);
  });

  it('waits for its time, and stays when the transaction fails', async () => {
    const key = { pointId: 1, period: 'day', time: NOON } as const;
    await rememberPoints(database.db, [{ ...key, dueAt: NOON + H }]);
    const take = (now: number) => database.db.transaction().execute((tx) => takePoints(tx, now, 10));
    expect(await take(NOON)).toEqual([]);
    await expect(
      database.db.transaction().execute(async (tx) => {
        await takePoints(tx, NOON + H, 10);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await take(NOON + H)).toEqual([key]);
  });
});
