import { testDatabase } from '@tarim/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exceedCounts,
  latestVerdictRows,
  listVerdictRows,
  type VerdictRow,
  verdictAt,
  verdictRevisions,
  writeVerdicts,
} from '../server/sql/verdicts.ts';

const EVALUATION = { name: 'evaluation', migrations: new URL('../server/migrations/', import.meta.url) };
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const H = 3_600_000;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase([EVALUATION]);
});
afterAll(() => database.drop());

const CHECK: VerdictRow['checks'][number] = {
  limitId: 9,
  nature: 'limit',
  verdict: 'exceeds',
  reason: null,
  measure: 'converted',
  value: 42.2,
  unit: 'mg/m³',
  upper: 35,
  lower: null,
  exceedMultiple: 0.2057,
  standard: 'GB 13223-2011',
  clause: '表 2',
  source: null,
  confidence: 'multi-source',
  referenceOxygen: 6,
  effectiveFrom: '2014-07-01',
  effectiveTo: null,
};
const row = (pointId: number, time: number, more: Partial<VerdictRow> = {}): VerdictRow => ({
  pointId,
  code: 'a21026',
  period: 'hour',
  time,
  verdict: 'exceeds',
  reason: null,
  measure: 'converted',
  value: 42.2,
  unit: 'mg/m³',
  upper: 35,
  lower: null,
  exceedMultiple: 0.2057,
  limitId: 9,
  standard: 'GB 13223-2011',
  target: null,
  checks: [CHECK],
  ruleVersion: 'outlet-1',
  inputs: {
    mean: 38,
    converted: 42.2,
    oxygen: 7.5,
    referenceOxygen: 6,
    validCount: 60,
    expected: 60,
    invalid: null,
    rollup: 0,
  },
  revision: 0,
  computedAt: NOON + H,
  ...more,
});
const write = (rows: VerdictRow[], reason = 'rolled-up') =>
  database.db.transaction().execute((tx) => writeVerdicts(tx, rows, reason));

describe('stored verdicts', () => {
  it('come back as they were written and leave former selves behind', async () => {
    await write([row(1, NOON)]);
    const next = row(1, NOON, {
      verdict: 'meets',
      value: 30,
      exceedMultiple: null,
      revision: 1,
      computedAt: NOON + 2 * H,
    });
    await write([next], 'late data');
    const key = { pointId: 1, code: 'a21026', period: 'hour', time: NOON } as const;
    expect(await verdictAt(database.db, key)).toEqual(next);
    expect(await verdictRevisions(database.db, key)).toEqual([
      { ...row(1, NOON), replacedAt: NOON + 2 * H, replacedReason: 'late data' },
    ]);
  });

  it('know the newest of each factor; a late one does not take its place', async () => {
    await write([row(2, NOON), row(2, NOON + H), row(2, NOON, { code: 'a21002' })]);
    await write([row(2, NOON - 5 * H)]);
    const latest = await latestVerdictRows(database.db, [2]);
    expect(latest.map((one) => [one.code, one.time])).toEqual([
      ['a21002', NOON],
      ['a21026', NOON + H],
    ]);
  });

  it('are read in pages, newest first, without a gap or a double', async () => {
    const written = [0, 1, 2].flatMap((hour) =>
      [10, 11].flatMap((id) => ['a21002', 'a21026'].map((code) => row(id, NOON + hour * H, { code }))),
    );
    await write(written);
    const seen: string[] = [];
    let after: VerdictRow | null = null;
    for (let page = 0; page < 10; page++) {
      const rows: VerdictRow[] = await listVerdictRows(
        database.db,
        { pointIds: [10, 11] },
        { after, limit: 5 },
      );
      seen.push(...rows.map((one) => `${one.time}/${one.pointId}/${one.code}`));
      if (rows.length < 5) break;
      after = rows.at(-1)!;
    }
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
    expect([...seen].map((one) => Number(one.split('/')[0]))).toEqual(
      [...seen].map((one) => Number(one.split('/')[0])).sort((a, b) => b - a),
    );
  });

  it('are filtered and counted', async () => {
    await write([
      row(20, NOON),
      row(20, NOON + H),
      row(20, NOON + 2 * H, { verdict: 'meets' }),
      row(20, NOON - 48 * H),
    ]);
    const exceeding = await listVerdictRows(
      database.db,
      { pointIds: [20], verdict: 'exceeds', from: NOON, to: NOON + 2 * H },
      { limit: 10 },
    );
    expect(exceeding.map((one) => one.time)).toEqual([NOON + H, NOON]);
    expect(await exceedCounts(database.db, [20], NOON - 24 * H, NOON + 24 * H)).toEqual([
      { pointId: 20, code: 'a21026', n: 2 },
    ]);
  });
});
