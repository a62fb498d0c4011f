import { createHash } from 'node:crypto';
import { alarmModule } from '@tarim/alarm/server';
import { boxToSql, writeWkb } from '@tarim/geo';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, Db, ModuleDefinition } from '@tarim/platform';
import { regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { actorWith, type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { AnalysisKind } from '../contract.ts';
import { analysisModule } from '../server/module.ts';
import { importRivers } from '../server/use-cases/import-rivers.ts';
import { getRun, listRuns, runFeatures } from '../server/use-cases/read-runs.ts';
import { runAnalysis } from '../server/use-cases/run-analysis.ts';
import { startRun } from '../server/use-cases/start-run.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
const MODULES = [
  regionModule,
  registryModule,
  ...['telemetry', 'quality', 'operation', 'evaluation', 'monitoring'].map(tablesOf),
  alarmModule,
  supervisionModule,
  analysisModule,
];
const STATION = actorWith('monitoring-station', '/650000/');
const HOUR = '2026-11-20T00:00:00.000Z';
const UNIT = '/650000/650100/';

const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** A region of two degrees by two with four air stations at the corners of a smaller square. */
async function world(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy() });
  const { db } = ctx;
  for (const [sort, [code, path, level]] of [
    ['650000', '/650000/', 'region'],
    ['650100', UNIT, 'prefecture'],
  ].entries())
    await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${level}, 'region', '{"zh":"甲","en":"A"}', ${sort}, 'test', 'sourced')`.execute(
      db,
    );
  await sql`insert into region.outline (unit_code, layer, effective_from, wkb, box, lon, lat, source, demo, recorded_at)
    values ('650100', 'prefecture', '2020-01-01', ${Buffer.from(writeWkb(square(87, 43, 89, 45)))},
      ${boxToSql([87, 43, 89, 45])}::box, 88, 44, 'test', false, now())`.execute(db);
  for (const [id, lon, lat, value] of [
    [1, 87.5, 43.5, 10],
    [2, 88.5, 43.5, 20],
    [3, 87.5, 44.5, 30],
    [4, 88.5, 44.5, 40],
  ] as const) {
    await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public, simulated)
      values (${`A${id}`}, ${`站 ${id}`}, 'air', ${UNIT}, ${lon}, ${lat}, true, true)`.execute(db);
    await rollup(db, id, HOUR, { a34004: value });
  }
  return ctx;
}

async function rollup(db: Db, pointId: number, time: string, values: Record<string, number>): Promise<void> {
  const slots = Object.keys(values)
    .map((code) => `${code}.Avg`)
    .join(',');
  // Layouts are cached for the life of a process: their ids follow from their slots.
  const layout = Number.parseInt(createHash('sha256').update(slots).digest('hex').slice(0, 7), 16);
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layout}, ${slots}) on conflict do nothing`.execute(
    db,
  );
  await sql`insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, stopped, rule_version, computed_at)
    values (${pointId}, 1, ${time}, ${layout}, ${Object.values(values)}, 'hour-device', 1, 1, 0, 'test', now())`.execute(
    db,
  );
}

async function analyse(ctx: TestContext, kind: AnalysisKind, input: object, actor: Actor = STATION) {
  const { id } = await startRun(ctx, actor, { kind, input });
  await runAnalysis(ctx, { runId: id, actor }, async () => {});
  const detail = await getRun(ctx, actor, id, 'en');
  const figures = Object.fromEntries(detail.figures.map((one) => [one.key, one.value]));
  const features =
    detail.run.state === 'done'
      ? (JSON.parse(await (await runFeatures(ctx, actor, id)).text()) as {
          features: { id: number; geometry: { type: string }; properties: Record<string, unknown> }[];
        })
      : { features: [] };
  return { id, detail, figures, features: features.features };
}

test('the middle of four stations gets their mean by inverse distances, and each station its own value', async () => {
  const ctx = await world();
  const { figures, features, detail } = await analyse(ctx, 'interpolation', {
    pointKind: 'air',
    code: 'a34004',
    period: 'hour',
    time: HOUR,
    method: 'idw',
    cellKm: 10,
  });
  expect(figures.stations).toBe(4);
  // Leaving one out, the others tell it: by hand at equal latitudes within a hundredth.
  expect(figures.rmse).toBeGreaterThan(10);
  const cells = features
    .filter((one) => one.geometry.type === 'Polygon')
    .map((one) => Number(one.properties.value));
  expect(Math.min(...cells)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...cells)).toBeLessThanOrEqual(40);
  // 2° × 2° at 44° north: 160.6 km × 222.1 km, cells of 10 km.
  expect(cells.length).toBeGreaterThan(350);
  expect(cells.length).toBeLessThan(400);
  expect(features.filter((one) => one.properties.station).map((one) => one.properties.value)).toEqual([
    10, 20, 30, 40,
  ]);
  expect(detail.run.simulated).toBe(true);
  expect(detail.sets.map((one) => one.id).sort()).toEqual(['administrative-units', 'monitoring-points']);
});

test('a period without values, too small cells and a wrong question end a run with a reason', async () => {
  const ctx = await world();
  const asked = { pointKind: 'air', code: 'a34004', period: 'hour', method: 'kriging', cellKm: 10 };
  const none = await analyse(ctx, 'interpolation', { ...asked, time: '2020-01-01T00:00:00Z' });
  expect(none.detail.run).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('ANALYSIS_NO_VALUES'),
  });
  const small = await analyse(ctx, 'coverage', {
    pointKind: 'air',
    distanceKm: 5,
    cellKm: 1,
    unitPath: '/650000/',
  });
  expect(small.detail.run.state).toBe('done');
  await expect(startRun(ctx, STATION, { kind: 'buffer', input: { metres: -1 } })).rejects.toThrow(
    /not right/,
  );
  const unknown = await analyse(ctx, 'buffer', { rows: { set: 'no-such-set' }, metres: 10, dissolve: false });
  expect(unknown.detail.run.error).toContain('ANALYSIS_SET_UNKNOWN');
  const field = await analyse(ctx, 'density', {
    rows: { set: 'monitoring-points', field: 'contact', value: 'x' },
    cellKm: 10,
  });
  expect(field.detail.run.error).toContain('ANALYSIS_FIELD_UNKNOWN');
});

test('buffers have the area of their circle, and a dissolved pair the area of both', async () => {
  const ctx = await world();
  const { figures } = await analyse(ctx, 'buffer', {
    rows: { set: 'monitoring-points' },
    metres: 1000,
    dissolve: true,
  });
  // Four circles of 1 km with 16 segments a quarter: 4 · 64/2 · sin(2π/64) = 12.546 km²; the zone's scale adds up to 0.03 %.
  expect(Number(figures.area)).toBeGreaterThan(12.53);
  expect(Number(figures.area)).toBeLessThan(12.57);
});

test('an overlay tells shares of areas', async () => {
  const ctx = await world();
  await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
    values ('650102', ${`${UNIT}650102/`}, 'county', 'region', '{"zh":"乙","en":"B"}', 9, 'test', 'sourced')`.execute(
    ctx.db,
  );
  // A county over the western quarter, and as far again beyond the border.
  await sql`insert into region.outline (unit_code, layer, effective_from, wkb, box, lon, lat, source, demo, recorded_at)
    values ('650102', 'county', '2020-01-01', ${Buffer.from(writeWkb(square(86.5, 43, 87.5, 45)))},
      ${boxToSql([86.5, 43, 87.5, 45])}::box, 87, 44, 'test', false, now())`.execute(ctx.db);
  const { features } = await analyse(ctx, 'overlay', {
    rows: { set: 'administrative-units', field: 'layer', value: 'prefecture' },
    with: { set: 'administrative-units', field: 'layer', value: 'county' },
  });
  expect(features).toHaveLength(1);
  // Edges are geodesics, which bow less over half the length: a quarter to 1 in 20,000.
  expect(Number(features[0]!.properties.share)).toBeCloseTo(0.25, 4);
});

test('a trace goes up a fork and names what lies along it in the order of the water', async () => {
  const ctx = await world();
  const line = (name: string, coordinates: number[][], velocity?: number) => ({
    type: 'Feature',
    properties: { name, ...(velocity ? { velocity } : {}) },
    geometry: { type: 'LineString', coordinates },
  });
  const file = {
    type: 'FeatureCollection',
    features: [
      line(
        '甲河',
        [
          [88, 44.5],
          [88, 44],
        ],
        1,
      ),
      line(
        '甲河',
        [
          [88, 44],
          [88, 43.5],
        ],
        1,
      ),
      line(
        '乙河',
        [
          [88.5, 44.5],
          [88, 44],
        ],
        1,
      ),
      line(
        '丙河',
        [
          [87.2, 43.2],
          [87.3, 43.1],
        ],
        1,
      ),
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [88, 44] } },
    ],
  };
  const { reaches, nodes, problems } = await importRivers(ctx, STATION, {
    name: '河网.geojson',
    bytes: Buffer.from(JSON.stringify(file)),
  });
  expect({ reaches, nodes, told: problems.length }).toEqual({ reaches: 4, nodes: 6, told: 1 });
  const up = await analyse(ctx, 'river-trace', {
    lon: 88.001,
    lat: 43.75,
    direction: 'up',
    maxKm: 300,
    along: 'monitoring-points',
    withinM: 2_000,
  });
  // Half a reach of 0.5° of latitude, one whole, and the other arm (0.5° by 0.5°, 68.7 km by the ellipsoid's 80.2 and 111.1 km a degree).
  expect(Number(up.figures.length)).toBeGreaterThan(27.7 + 55.5 + 68);
  expect(Number(up.figures.length)).toBeLessThan(27.9 + 55.7 + 69.5);
  expect(up.figures.reaches).toBe(3);
  expect(up.figures.river).toBe('甲河');
  // Only station 4 stands on a traced reach: at the source of the other arm.
  const along = up.features.filter((one) => one.properties.along);
  expect(along.map((one) => one.properties.label)).toEqual(['站 4']);
  expect(Number(along[0]!.properties.riverKm)).toBeCloseTo(27.8 + 68.6, 0);
  const down = await analyse(ctx, 'river-trace', { lon: 88, lat: 43.75, direction: 'down', maxKm: 300 });
  expect(down.figures.reaches).toBe(1);
  expect(Number(down.figures.length)).toBeCloseTo(27.78, 1);
  // 27.78 km at 1 m/s
  expect(Number(down.figures.longestHours)).toBeCloseTo(7.7, 1);
  const far = await analyse(ctx, 'river-trace', { lon: 80, lat: 40, direction: 'up', maxKm: 10 });
  expect(far.detail.run.error).toContain('ANALYSIS_FAR_FROM_RIVER');
});

test('a result is shown only to those who see what went in', async () => {
  const ctx = await world();
  const { id } = await analyse(ctx, 'buffer', {
    rows: { set: 'monitoring-points' },
    metres: 10,
    dissolve: false,
  });
  const enterprise = actorWith('enterprise', UNIT, 1);
  await expect(getRun(ctx, enterprise, id, 'zh')).rejects.toThrow();
  await expect(runFeatures(ctx, enterprise, id)).rejects.toThrow();
  expect((await listRuns(ctx, enterprise, {}, 'zh')).runs).toEqual([]);
  expect((await listRuns(ctx, actorWith('auditor', '/'), {}, 'zh')).runs.map((one) => one.id)).toEqual([id]);
  // Nobody else sees a run that has no result yet, for nobody knows what goes in.
  const open = await startRun(ctx, STATION, {
    kind: 'buffer',
    input: { rows: { set: 'alarms' }, metres: 1, dissolve: true },
  });
  await expect(getRun(ctx, actorWith('auditor', '/'), open.id, 'zh')).rejects.toThrow();
  // What an enterprise may not see, it cannot analyse either.
  const tried = await startRun(ctx, enterprise, {
    kind: 'buffer',
    input: { rows: { set: 'river-reaches' }, metres: 1, dissolve: true },
  });
  await runAnalysis(ctx, { runId: tried.id, actor: enterprise }, async () => {});
  expect((await getRun(ctx, enterprise, tried.id, 'en')).run.error).toContain('ANALYSIS_SET_UNKNOWN');
});
