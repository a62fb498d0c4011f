import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGeoPackage } from '@tarim/formats';
import { type Areal, area, writeWkb } from '@tarim/geo';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { shapesOn } from '../server/sql/areas.ts';
import {
  ADMIN,
  box,
  boxM2,
  CORPS,
  collection,
  DUTY,
  ENTERPRISE,
  importing,
  NOW,
  PLANNER,
  PNG,
  STATION,
  URUMQI,
  world,
} from './seed.ts';

const facts = (code: string, more: object = {}) => ({
  code,
  name: `模拟红线单元 ${code}`,
  type: 'function',
  function: '水源涵养',
  authority: '模拟管理机构',
  ...more,
});
const A = [87.5, 43.6, 87.6, 43.7] as const;
const B = [87.6, 43.6, 87.7, 43.7] as const;

test('boundaries come from a file, hold from their day on, and every change is an adjustment', async () => {
  const w = await world();
  const bring = (text: string, query: object, as = ADMIN) =>
    w.file(c.importAreas, as, text, 'red.geojson', query);
  const first = collection([
    { properties: facts('HX-1', { survey_km2: '90' }), geometry: box(...A) },
    { properties: facts('HX-2'), geometry: box(...B) },
  ]);
  const checked = await bring(first, importing('2025-01-01', { mode: 'check' }));
  expect(checked.body).toMatchObject({
    committed: false,
    added: ['HX-1', 'HX-2'],
    problems: [],
    overlaps: [],
  });
  expect((await w.call(c.listAreas, { as: STATION })).body.areas).toEqual([]);
  expect((await bring(first, importing('2025-01-01'))).body).toMatchObject({ committed: true });
  // The same file again changes nothing.
  expect((await bring(first, importing('2026-01-01'))).body).toMatchObject({
    added: [],
    changed: [],
    unchanged: 2,
  });

  // A year later one unit gives its western half away and grows to the north.
  const moved = [87.55, 43.6, 87.6, 43.75] as const;
  const second = collection([{ properties: facts('HX-1', { survey_km2: '90' }), geometry: box(...moved) }]);
  expect((await bring(second, importing('2026-06-01', { reason: '模拟调整' }))).body).toMatchObject({
    committed: true,
    changed: ['HX-1'],
    missing: ['HX-2'],
  });
  const on = async (day: string) => (await w.call(c.listAreas, { as: PLANNER, query: { on: day } })).body;
  expect((await on('2024-12-31')).areas).toEqual([]);
  const before = await on('2026-05-31');
  const after = await on('2026-06-01');
  const one = (body: { areas: c.Area[] }, code: string) => body.areas.find((row) => row.code === code)!;
  expect(one(before, 'HX-1')).toMatchObject({
    version: 1,
    validTo: '2026-06-01',
    unitPath: expect.stringMatching(/^\/650000\//),
  });
  expect(one(before, 'HX-1').areaM2 / boxM2(...A)).toBeCloseTo(1, 6);
  expect(one(before, 'HX-1').deviation).toBeCloseTo(boxM2(...A) / 90e6 - 1, 6);
  expect(one(after, 'HX-1')).toMatchObject({ version: 2, validTo: null });
  expect(one(after, 'HX-2')).toMatchObject({ version: 1, deviation: null });

  const { adjustments } = (await w.call(c.listAdjustments, { as: STATION })).body;
  const change = adjustments.find((row: c.Adjustment) => row.fromVersion === 1);
  expect(change).toMatchObject({ code: 'HX-1', toVersion: 2, validFrom: '2026-06-01', reason: '模拟调整' });
  expect(change.gainedM2 / boxM2(87.55, 43.7, 87.6, 43.75)).toBeCloseTo(1, 6);
  expect(change.lostM2 / boxM2(87.5, 43.6, 87.55, 43.7)).toBeCloseTo(1, 6);
  // An overlay cuts geodesic edges along straight lines of the map: some square metres in tens of square kilometres.
  expect(change.deltaM2 / (change.gainedM2 - change.lostM2)).toBeCloseTo(1, 5);

  // The figures of the ledger agree with its geometry, by another way than the one that made them.
  for (const body of [before, after]) {
    const shapes = await shapesOn(w.ctx.db, body.on);
    const total = body.sums.reduce((sum: number, row: c.AreaSum) => sum + row.areaM2, 0);
    expect(total / shapes.reduce((sum, shape) => sum + area(shape.geometry), 0)).toBeCloseTo(1, 9);
    expect(body.areas.reduce((sum: number, row: c.Area) => sum + row.areaM2, 0)).toBeCloseTo(total, 0);
  }
  expect(after.sums).toMatchObject([
    { kind: 'redline', type: 'function', count: 2, surveyM2: 90e6, surveyed: 1 },
  ]);

  // Given up as a whole; the past stays.
  const third = await bring(second, importing('2026-10-01', { whole: true, reason: '模拟撤销' }));
  expect(third.body).toMatchObject({ committed: true, missing: ['HX-2'] });
  expect((await on('2026-10-01')).areas.map((row: c.Area) => row.code)).toEqual(['HX-1']);
  expect((await on('2026-09-30')).areas).toHaveLength(2);
  const page = await w.call(c.getArea, { as: STATION, params: { kind: 'redline', code: 'HX-1' } });
  expect(page.body.versions.map((row: c.Area) => row.version)).toEqual([2, 1]);
  const gone = await w.call(c.getArea, { as: STATION, params: { kind: 'redline', code: 'HX-2' } });
  expect(gone.body.code).toBe('REDLINE_AREA_UNKNOWN');
  expect(w.ctx.jobs.queued.map((job) => job.name)).toEqual(Array(3).fill('redline.reevaluate'));
});

test('a file with what cannot be is refused whole, with the reason of each row', async () => {
  const w = await world();
  const bring = (text: string, query: object = importing('2025-01-01')) =>
    w.file(c.importAreas, ADMIN, text, 'red.geojson', query);
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [87.5, 43.6],
        [87.6, 43.7],
        [87.6, 43.6],
        [87.5, 43.7],
        [87.5, 43.6],
      ],
    ],
  };
  const { body } = await bring(
    collection([
      { properties: facts('HX 1'), geometry: box(...A) },
      { properties: facts('HX-2', { type: 'reserve' }), geometry: box(...B) },
      { properties: facts('HX-3', { survey_km2: '-4' }), geometry: bow },
      { properties: facts('HX-4', { unit: '999999' }), geometry: box(...B) },
      { properties: facts('HX-5', { function: '某种功能' }), geometry: null },
    ]),
  );
  expect(body.committed).toBe(false);
  expect(body.problems.map((one: c.FileProblem) => `${one.row} ${one.code}`)).toEqual([
    '1 REDLINE_ROW_CODE',
    '2 REDLINE_ROW_FIELD',
    '3 REDLINE_ROW_FIELD',
    '4 REDLINE_ROW_FIELD',
    '5 REDLINE_ROW_FIELD',
    '5 REDLINE_ROW_GEOMETRY',
  ]);
  expect(body.notes).toMatchObject([{ row: 3, code: 'FORMATS_GEOMETRY_REPAIRED' }]);
  const early = await bring(collection([{ properties: facts('HX-1'), geometry: box(...A) }]));
  expect(early.body.committed).toBe(true);
  const again = await bring(collection([{ properties: facts('HX-1'), geometry: box(...B) }]));
  expect(again.body.problems).toMatchObject([{ code: 'REDLINE_ROW_DAY' }]);
  expect((await bring('not a file')).body.code).toMatch(/^FORMATS_/);
  expect((await bring(collection([]))).body.code).toBe('REDLINE_FILE_EMPTY');
  const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4214' } } };
  expect((await bring(collection([{ properties: facts('X'), geometry: box(...A) }], crs))).body.code).toMatch(
    /^FORMATS_(CRS|DATUM)/,
  );
  const never = await bring(
    collection([{ properties: facts('X'), geometry: box(...A) }]),
    importing('2026-02-30'),
  );
  expect(never.body.code).toBe('REDLINE_DAY_INVALID');
  const huge = Array.from({ length: 1_000_002 }, (_, at) => [87 + (at % 100) / 1000, 44]);
  const bomb = await bring(
    collection([
      { properties: facts('X'), geometry: { type: 'Polygon', coordinates: [[...huge, huge[0]]] } },
    ]),
  );
  expect(bomb.body.problems).toMatchObject([{ code: 'FORMATS_TOO_LARGE' }, { code: 'REDLINE_ROW_GEOMETRY' }]);
});

test('projected coordinates and GeoPackage are taken, and the file says what was done to it', async () => {
  const w = await world();
  // EPSG:4547 is the 3° zone of CGCS2000 with the central meridian 114° E; 45 in the ledger of the region is 87° E: EPSG:4538.
  const metres = {
    type: 'Polygon',
    coordinates: [
      [
        [500_000, 4_840_000],
        [510_000, 4_840_000],
        [510_000, 4_850_000],
        [500_000, 4_850_000],
        [500_000, 4_840_000],
      ],
    ],
  };
  const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4538' } } };
  const text = collection([{ properties: facts('HX-1'), geometry: metres }], crs);
  const { body } = await w.file(c.importAreas, ADMIN, text, 'red.geojson', importing('2025-01-01'));
  expect(body).toMatchObject({ committed: true, added: ['HX-1'] });
  expect(body.notes[0].code).toBe('FORMATS_CRS_CONVERTED');
  const { areas } = (await w.call(c.listAreas, { as: DUTY })).body;
  // A Gauss–Krüger square of 10 km close to its meridian: at most some parts in a million off.
  expect(areas[0].areaM2 / 1e8).toBeCloseTo(1, 5);

  const folder = mkdtempSync(join(tmpdir(), 'tarim-gpkg-'));
  try {
    const packed = await w.file(
      c.importAreas,
      ADMIN,
      await geoPackage(folder, box(...B)),
      'areas.gpkg',
      importing('2025-01-01'),
    );
    expect(packed.body).toMatchObject({ committed: true, added: ['HX-9'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function geoPackage(folder: string, geometry: Areal): Promise<Buffer> {
  const fields = ['code', 'name', 'type', 'authority'].map((name) => ({ name, type: 'text' as const }));
  const schema = { name: 'areas', fields, geometry: { type: 'Polygon' as const, crs: 'EPSG:4490' as const } };
  async function* rows() {
    yield [{ id: 1, properties: facts('HX-9') as Record<string, string>, geometry: writeWkb(geometry) }];
  }
  const chunks: Buffer[] = [];
  for await (const chunk of writeGeoPackage(schema, rows(), { folder, at: new Date(NOW) }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('each hierarchy writes its own boundaries; enterprises and strangers see nothing', async () => {
  const w = await world();
  const admin = { ...ADMIN, posts: [{ role: 'administrator' as const, unitPath: '/BT/' }] };
  const text = collection([{ properties: facts('HX-1'), geometry: box(...A) }]);
  const foreign = await w.file(c.importAreas, admin, text, 'red.geojson', importing('2025-01-01'));
  expect(foreign.body).toMatchObject({ committed: false, problems: [{ code: 'REDLINE_ROW_UNIT' }] });
  for (const as of [STATION, DUTY, PLANNER, ENTERPRISE])
    expect((await w.file(c.importAreas, as, text, 'red.geojson', importing('2025-01-01'))).status).toBe(403);
  expect((await w.call(c.listAreas, { as: ENTERPRISE })).status).toBe(403);
  expect((await w.call(c.listAreas)).status).toBe(401);
});

test('markers are patrolled, activities keep their history, approvals stand beside what they take', async () => {
  const w = await world();
  const text = collection([{ properties: facts('HX-1'), geometry: box(...A) }]);
  await w.file(c.importAreas, ADMIN, text, 'red.geojson', importing('2025-01-01'));
  const unitPath = (await w.call(c.listAreas, { as: STATION })).body.areas[0].unitPath as string;
  expect(unitPath.startsWith(URUMQI)).toBe(true);
  const marker = {
    code: 'JZ-1',
    kind: 'post',
    areaKind: 'redline',
    areaCode: 'HX-1',
    lon: 87.5,
    lat: 43.65,
    unitPath,
    placedOn: '2025-03-01',
  };
  const made = await w.call(c.createMarker, { as: STATION, body: marker });
  expect(made.body).toMatchObject({ condition: 'good', inspectedOn: null });
  expect((await w.call(c.createMarker, { as: STATION, body: marker })).body.code).toBe(
    'REDLINE_MARKER_TAKEN',
  );
  expect((await w.call(c.createMarker, { as: CORPS, body: { ...marker, code: 'JZ-2' } })).status).toBe(403);
  const { sha256 } = (await w.file(c.uploadFile, STATION, PNG, '照片.png')).body;
  const look = (on: string, condition: string, evidence: object[] = []) =>
    w.call(c.inspectMarker, {
      as: STATION,
      params: { id: made.body.id },
      body: { on, condition, note: null, evidence },
    });
  expect(
    (await look('2026-06-01', 'damaged', [{ sha256, name: '照片.png', bearing: 90 }])).body,
  ).toMatchObject({
    condition: 'damaged',
  });
  // An older look that is written down later does not change what is known now.
  expect((await look('2026-05-01', 'good')).body).toMatchObject({
    condition: 'damaged',
    inspectedOn: '2026-06-01',
  });
  expect((await look('2027-01-01', 'good')).body.code).toBe('REDLINE_DAY_FUTURE');
  const unknown = [{ sha256: 'a'.repeat(64), name: 'x' }];
  expect((await look('2026-07-01', 'good', unknown)).body.code).toBe('REDLINE_FILE_UNKNOWN');
  const shown = await w.call(c.getFile, { as: DUTY, params: { sha256 } });
  expect(Buffer.compare(shown.body, PNG)).toBe(0);

  const approval = {
    number: '模拟占用〔2025〕3 号',
    project: '模拟道路',
    authority: '模拟机关',
    approvedM2: 500_000,
    validFrom: '2025-05-01',
    validTo: '2028-05-01',
    geometry: box(87.52, 43.62, 87.53, 43.63),
  };
  const taken = await w.call(c.createApproval, { as: STATION, body: approval });
  expect(taken.body.inside).toMatchObject([{ code: 'HX-1', share: 1 }]);
  expect(taken.body.areaM2 / boxM2(87.52, 43.62, 87.53, 43.63)).toBeCloseTo(1, 6);
  expect((await w.call(c.createApproval, { as: STATION, body: approval })).body.code).toBe(
    'REDLINE_APPROVAL_TAKEN',
  );

  const activity = {
    code: 'HD-1',
    name: '模拟采石场',
    class: 'R11',
    status: 'existing',
    legalBasis: null,
    approvalId: taken.body.id,
    seenOn: '2025-06-01',
    source: '模拟影像',
    geometry: box(87.59, 43.65, 87.61, 43.66),
  };
  const known = await w.call(c.recordActivity, { as: STATION, body: activity });
  expect(known.body).toMatchObject({ sightings: 1, firstSeen: '2025-06-01' });
  // Half of it lies in the red line.
  expect(known.body.inside[0].share).toBeCloseTo(0.5, 3);
  const larger = {
    ...activity,
    status: 'enlarged',
    seenOn: '2026-06-01',
    geometry: box(87.58, 43.65, 87.61, 43.66),
  };
  expect((await w.call(c.recordActivity, { as: STATION, body: larger })).body).toMatchObject({
    sightings: 2,
    status: 'enlarged',
    firstSeen: '2025-06-01',
    lastSeen: '2026-06-01',
  });
  const older = { ...activity, status: 'new', seenOn: '2024-06-01' };
  expect((await w.call(c.recordActivity, { as: STATION, body: older })).body).toMatchObject({
    sightings: 3,
    status: 'enlarged',
    firstSeen: '2024-06-01',
  });
  const wrong = { ...activity, class: 'R99' };
  expect((await w.call(c.recordActivity, { as: STATION, body: wrong })).body.code).toBe(
    'REDLINE_CLASS_UNKNOWN',
  );
  const history = await w.call(c.getActivity, { as: DUTY, params: { id: known.body.id } });
  expect(history.body.history.map((one: { seenOn: string }) => one.seenOn)).toEqual([
    '2026-06-01',
    '2025-06-01',
    '2024-06-01',
  ]);
  const page = await w.call(c.getArea, { as: DUTY, params: { kind: 'redline', code: 'HX-1' } });
  expect(page.body.activities.count).toBe(1);
  expect(page.body.activities.insideM2 / boxM2(87.58, 43.65, 87.6, 43.66)).toBeCloseTo(1, 5);
  expect(page.body.activities.share).toBeCloseTo(page.body.activities.insideM2 / boxM2(...A), 6);
  expect(page.body.markers).toEqual({ damaged: 1 });
});

test('a rule of limited activities is revised, and past days keep theirs; what is from memory says so', async () => {
  const w = await world();
  const { rules } = (await w.call(c.listLimitedRules, { as: STATION })).body;
  expect(rules).toHaveLength(10);
  expect(new Set(rules.map((one: c.LimitedRule) => one.confidence))).toEqual(new Set(['memory']));
  const tourism = rules.find((one: c.LimitedRule) => one.key === 'tourism');
  const next = {
    key: 'tourism',
    name: tourism.name,
    classes: ['R4'],
    zone: 'general',
    condition: '模拟修订条件',
    basis: '模拟依据',
    confidence: 'local',
    effectiveFrom: '2026-09-01',
    reason: '试验',
  };
  expect((await w.call(c.reviseLimitedRule, { as: STATION, body: next })).status).toBe(403);
  const made = await w.call(c.reviseLimitedRule, { as: ADMIN, body: next });
  expect(made.body).toMatchObject({ version: 2, effectiveTo: null, changedBy: ADMIN.name });
  const on = async (day: string) =>
    (await w.call(c.listLimitedRules, { as: STATION, query: { on: day } })).body.rules.find(
      (one: c.LimitedRule) => one.key === 'tourism',
    );
  expect((await on('2026-08-31')).version).toBe(1);
  expect((await on('2026-09-01')).version).toBe(2);
  const early = { ...next, effectiveFrom: '2026-01-01' };
  expect((await w.call(c.reviseLimitedRule, { as: ADMIN, body: early })).body.code).toBe('REDLINE_DAY_ORDER');
  const { classes } = (await w.call(c.listClasses, { as: STATION })).body;
  expect(classes.filter((one: c.ActivityClass) => one.parent === null)).toHaveLength(7);
  expect(classes.every((one: c.ActivityClass) => one.source.includes('项目内部编码'))).toBe(true);
});
