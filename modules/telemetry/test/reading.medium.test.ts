import { sheetToRows } from '@tarim/platform';
import { actorWith, type TestServer, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as contract from '../contract.ts';
import { telemetryErrors } from '../server/errors.ts';
import { telemetryRoutes } from '../server/routes.ts';
import { emptyRuntime } from '../server/runtime.ts';
import { DAY, frame, HOUR, MINUTE, MN, MODULES, NOON, POINT, type River, river, UNIT } from './seed.ts';

const DUTY = actorWith('duty-officer', '/');
const iso = (ms: number) => new Date(ms).toISOString();

async function reading(ctx: River): Promise<TestServer> {
  const runtime = { ...emptyRuntime(), log: ctx.frameLog, directory: ctx.directory };
  const telemetry = { name: 'telemetry', errors: telemetryErrors, routes: telemetryRoutes(runtime) };
  return testServer(ctx, [...MODULES.filter((one) => one.name !== 'telemetry'), telemetry]);
}

/** Minutes of the last hours of the stack, SO2 and NOx; NOx is not published. */
async function withMinutes(
  n: number,
): Promise<{ ctx: River; server: TestServer; start: number; lsns: number[] }> {
  const ctx = await river({ now: NOON });
  await sql`
    insert into registry.point_parameter (point_id, unit_path, code, unit, public) values
      (${POINT.gas}, ${UNIT}, 'a21026', 'mg/m³', true), (${POINT.gas}, ${UNIT}, 'a21002', 'mg/m³', false)`.execute(
    ctx.db,
  );
  const start = NOON - n * MINUTE;
  const lsns = await ctx.receive(
    ...Array.from({ length: n }, (_, i) =>
      frame(MN.gas, '2051', start + i * MINUTE, {
        a21026: { Avg: i, Flag: 'N' },
        a21002: { Avg: 99, Flag: 'N' },
      }),
    ),
  );
  await ctx.project();
  return { ctx, server: await reading(ctx), start, lsns };
}

/** What plain bad input there is, by the column or the type that it does not fit. */
const BAD = [
  [
    'an id beyond its column',
    contract.getSeries,
    { query: { pointId: 2_147_483_648, grain: 'hour', from: iso(NOON), to: iso(NOON + HOUR) } },
  ],
  [
    'a leap second',
    contract.traceRecord,
    { query: { pointId: 2, kind: 'minute', time: '2026-11-24T23:59:60Z' } },
  ],
  [
    'a leap second of a roll-up',
    contract.traceRollup,
    { query: { pointId: 2, period: 'hour', time: '2026-11-24T23:59:60Z' } },
  ],
  [
    'the year 0',
    contract.getCompleteness,
    { query: { pointId: 2, from: '0000-01-01T00:00:00Z', to: iso(NOON) } },
  ],
  ['a NUL in an MN', contract.listFrames, { query: { mn: 'a\u0000b' } }],
  [
    'a NUL in a list of codes',
    contract.getSeries,
    { query: { pointId: 2, grain: 'hour', codes: '\u0000', from: iso(NOON), to: iso(NOON + HOUR) } },
  ],
  ['a position beyond all', contract.getFrame, { params: { lsn: '9007199254740993' } }],
  ['a cursor beyond all', contract.listFrames, { query: { before: '1e300' } }],
  ['a command that is no id', contract.getCommand, { params: { id: "x' or 1=1" } }],
  ['points that are no list', contract.getLatest, { query: { pointIds: '1,2147483648000' } }],
  ['a state that there is not', contract.listQuarantine, { query: { state: '\u0000' } }],
] as const;

it('refuses plain bad input by its place, never as an internal error', async () => {
  const server = await reading(await river());
  for (const [what, def, options] of BAD) {
    const answer = await server.call(def, { ...options, as: DUTY });
    expect([what, answer.status, answer.body.code]).toEqual([what, 400, 'VALIDATION']);
  }
});

describe('how much is given at once', () => {
  it('is bounded for people who are not signed in, and says so', async () => {
    const { server, start } = await withMinutes(5);
    const query = { pointId: POINT.gas, grain: 'minute', from: iso(start), to: iso(NOON) };
    const refused = await server.call(contract.getSeries, {
      query: { ...query, limit: contract.PUBLIC_SERIES_ROWS + 1 },
    });
    expect([refused.status, refused.body.code]).toEqual([400, 'TELEMETRY_SERIES_TOO_LONG']);
    expect(
      (await server.call(contract.getSeries, { query: { ...query, limit: 20_000 }, as: DUTY })).status,
    ).toBe(200);
    const cut = await server.call(contract.getSeries, { query: { ...query, limit: 3 } });
    expect([cut.body.rows.length, cut.body.truncated]).toEqual([3, true]);
  });

  it('is bounded for completeness, whose hours are made one by one', async () => {
    const server = await reading(await river());
    const query = { pointId: POINT.gas, from: '1901-01-01T00:00:00Z', to: iso(NOON), period: 'hour' };
    const refused = await server.call(contract.getCompleteness, { query, as: DUTY });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      400,
      'TELEMETRY_PERIOD_TOO_LONG',
      { days: 92 },
    ]);
    const year = { ...query, period: 'day', from: iso(NOON - 366 * DAY) };
    const days = await server.call(contract.getCompleteness, { query: year, as: DUTY });
    expect(days.body.rows).toHaveLength(367);
    expect(days.body.rows[5]).toMatchObject({ expected: 24 * 60, received: 0, transmissionRate: 0 });
  });
});

describe('an export', () => {
  it('holds every row, batch after batch', async () => {
    const { server, start } = await withMinutes(2_500);
    const query = {
      pointId: POINT.gas,
      grain: 'minute',
      from: iso(start),
      to: iso(NOON),
      format: 'xlsx',
      lang: 'en',
    };
    const answer = await server.call(contract.exportSeries, { query, as: DUTY });
    expect(answer.headers['x-tarim-cut']).toBe('false');
    const rows = await sheetToRows(answer.body);
    expect(rows[0]!.slice(1)).toEqual([
      'Sulphur dioxide Avg (mg/m³)',
      'Mark',
      'Nitrogen oxides Avg (mg/m³)',
      'Mark',
      'Revision',
    ]);
    expect(rows.slice(1).map((row) => row[1])).toEqual(Array.from({ length: 2_500 }, (_, i) => i));
    const csv = await server.call(contract.exportSeries, { query: { ...query, format: 'csv' }, as: DUTY });
    expect(String(csv.body).trimEnd().split('\r\n')).toHaveLength(2_501);
  });

  it('that holds less than there is says so in its name and its last line', async () => {
    const { server, start } = await withMinutes(20);
    const query = {
      pointId: POINT.gas,
      grain: 'minute',
      from: iso(start),
      to: iso(NOON),
      format: 'csv',
      lang: 'en',
      limit: 7,
    };
    const answer = await server.call(contract.exportSeries, { query, as: DUTY });
    expect(answer.headers['x-tarim-cut']).toBe('true');
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('_incomplete.csv');
    const lines = String(answer.body).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 7 + 1);
    expect(lines.at(-1)).toContain('at most 7 rows');
  });
});

describe('a factor that is not published', () => {
  it('is told to nobody outside: not in the series, not in a trace, not in the frame', async () => {
    const { ctx, server, start, lsns } = await withMinutes(60);
    ctx.clock.advance(HOUR);
    await ctx.rollUp();
    const hour = { pointId: POINT.gas, period: 'hour', time: iso(start) };
    const asked = [
      [
        contract.getSeries,
        { query: { pointId: POINT.gas, grain: 'minute', from: iso(start), to: iso(NOON) } },
      ],
      [
        contract.getSeries,
        { query: { pointId: POINT.gas, grain: 'minute', codes: 'a21002', from: iso(start), to: iso(NOON) } },
      ],
      [contract.traceRecord, { query: { pointId: POINT.gas, kind: 'minute', time: iso(start) } }],
      [contract.traceRollup, { query: hour }],
      [contract.getFrame, { params: { lsn: lsns[0]! } }],
    ] as const;
    for (const [def, options] of asked) {
      const outside = await server.call(def, options);
      expect(outside.status, def.id).toBe(200);
      const { hex, ...told } = outside.body;
      expect(JSON.stringify(told), def.id).not.toMatch(/99|a21002\.Avg/);
      if (hex) expect(Buffer.from(hex, 'hex').toString()).toContain('a21002-Avg=**');
      const inside = await server.call(def, { ...options, as: DUTY });
      expect(JSON.stringify(inside.body), def.id).toContain('99');
    }
  });
});

describe('a record that several frames brought', () => {
  it('leads from each value to its own frame', async () => {
    const ctx = await river();
    const at = NOON - HOUR;
    const [first] = await ctx.receive(frame(MN.gas, '2051', at, { a21026: { Avg: 1 } }));
    const [second] = await ctx.receive(frame(MN.gas, '2051', at, { a19001: { Avg: 2 } }));
    await ctx.project();
    const server = await reading(ctx);
    const { body } = await server.call(contract.traceRecord, {
      query: { pointId: POINT.gas, kind: 'minute', time: iso(at) },
    });
    expect(body.values.map((one: { code: string; lsn: number }) => [one.code, one.lsn])).toEqual([
      ['a19001', second],
      ['a21026', first],
    ]);
  });
});

describe('completeness', () => {
  it('leaves stopped time out of what is due, and counts silence in', async () => {
    const ctx = await river({ now: NOON });
    const start = NOON - 4 * HOUR;
    const minutes = (from: number, n: number, flag: string) =>
      Array.from({ length: n }, (_, i) =>
        frame(MN.gas, '2051', from + i * MINUTE, { a21026: { Avg: 5, Flag: flag } }),
      );
    // An hour whole, an hour stopped, half an hour of silence, an hour of silence.
    await ctx.receive(
      ...minutes(start, 60, 'N'),
      ...minutes(start + HOUR, 60, 'F'),
      ...minutes(start + 2 * HOUR, 30, 'N'),
    );
    await ctx.project();
    ctx.clock.advance(2 * MINUTE);
    await ctx.rollUp();
    const server = await reading(ctx);
    const query = { pointId: POINT.gas, from: iso(start), to: iso(NOON), period: 'hour' };
    const { body } = await server.call(contract.getCompleteness, { query, as: DUTY });
    expect(body.rows).toMatchObject([
      { expected: 60, received: 60, valid: 60, transmissionRate: 1, validityRate: 1, onlineRate: 1 },
      { expected: 0, received: 0, transmissionRate: null, effectiveTransmissionRate: null, onlineRate: null },
      { expected: 60, received: 30, transmissionRate: 0.5, validityRate: 1, effectiveTransmissionRate: 0.5 },
      { expected: 60, received: 0, transmissionRate: 0, onlineRate: 0 },
    ]);
  });
});
