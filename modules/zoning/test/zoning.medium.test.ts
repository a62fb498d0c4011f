import { actorWith, testContext, testServer } from '@tarim/testkit';
import { expect, test } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as c from '../contract.ts';
import { zoningModule } from '../server/module.ts';

const ADMIN = actorWith('administrator', '/');
const OFFICER = actorWith('enforcement-officer', '/650000/');
const PRIORITY = 'ZH65010210001';
const KEY = 'ZH65010220001';
const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
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
const feature = (code: string, geometry: object) => ({
  type: 'Feature',
  properties: { code, name: `模拟单元 ${code}`, area: '模拟片区' },
  geometry,
});
const file = (features: object[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', features, ...more });
const BAN: c.RuleInput = {
  level: 'unit',
  target: PRIORITY,
  dimension: 'layout',
  text: '模拟：禁止新建化工项目',
  industries: ['26'],
  effect: 'ban',
  parameter: null,
  max: null,
  basis: null,
};

async function world() {
  const ctx = await testContext({ modules: [zoningModule], policy: makePolicy() });
  const server = await testServer(ctx, [zoningModule]);
  const upload = async (id: number, text: string, mode = 'commit') => {
    const form = new FormData();
    form.append('file', new Blob([text]), 'units.geojson');
    return server.call(c.importUnits, { as: ADMIN, params: { id }, query: { mode }, body: form });
  };
  const draft = async (name: string) =>
    (await server.call(c.createVersion, { as: ADMIN, body: { name, simulated: true } })).body.id as number;
  const publish = async (id: number, validFrom: string) => {
    let last = { status: 0, body: {} as c.Version };
    for (const to of ['assessed', 'expert', 'opinion', 'government', 'filed', 'published'] as const)
      last = await server.call(c.advanceVersion, {
        as: ADMIN,
        params: { id },
        body: { to, document: `模拟文号 ${to}`, ...(to === 'published' ? { validFrom } : {}) },
      });
    return last;
  };
  const check = (day: string, more: object = {}) =>
    server.call(c.runCheck, {
      as: OFFICER,
      body: { project: '模拟化工项目', geometry: box(87.1, 44, 87.2, 44.1), industry: 'C2611', day, ...more },
    });
  return { server, upload, draft, publish, check };
}

test('a project in a priority unit is refused by the right rule, and past days keep their plan', async () => {
  const w = await world();
  const first = await w.draft('模拟方案一');
  const units = [feature(PRIORITY, box(87, 43.5, 87.5, 44.5)), feature(KEY, box(87.5, 43.5, 88, 44.5))];
  expect((await w.upload(first, file(units))).body).toMatchObject({
    committed: true,
    units: 2,
    problems: [],
    overlaps: [],
  });
  const rule = await w.server.call(c.addRule, { as: ADMIN, params: { id: first }, body: BAN });
  expect(rule.status).toBe(200);
  expect((await w.check('2026-06-01')).body.code).toBe('ZONING_NO_VERSION_THEN');
  const out = await w.publish(first, '2026-01-01');
  expect(out.body).toMatchObject({ step: 'published', validFrom: '2026-01-01', validTo: null });
  expect(out.body.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(out.body.steps).toHaveLength(7);

  const refused = await w.check('2026-06-01');
  expect(refused.body).toMatchObject({
    verdict: 'forbidden',
    decisive: rule.body.id,
    units: [{ code: PRIORITY, class: 'priority' }],
  });
  expect(refused.body.units[0].share).toBeCloseTo(1, 6);

  // A site over a priority and a key unit is judged by the stricter; both are told, with their shares (half and half).
  const across = { geometry: box(87.45, 44, 87.55, 44.1) };
  const over = (await w.check('2026-06-01', across)).body;
  expect(over).toMatchObject({ verdict: 'forbidden', decisive: rule.body.id });
  expect(
    Object.fromEntries(over.units.map((one: c.Check['units'][number]) => [one.class, one.share])),
  ).toEqual({
    priority: expect.closeTo(0.5, 3),
    key: expect.closeTo(0.5, 3),
  });
  expect((await w.check('2026-06-01', { geometry: box(87.6, 44, 87.7, 44.1) })).body.verdict).toBe('allowed');

  const late = await w.server.call(c.addRule, { as: ADMIN, params: { id: first }, body: BAN });
  expect(late.body.code).toBe('ZONING_NOT_DRAFT');

  const second = await w.draft('模拟方案二');
  const copied = await w.server.call(c.listRules, { as: OFFICER, params: { id: second } });
  await w.server.call(c.retireRule, {
    as: ADMIN,
    params: { id: second, rule: copied.body.rules[0].id },
  });
  const diff = await w.server.call(c.getDifferences, { as: OFFICER, params: { id: second } });
  expect(diff.body).toMatchObject({ units: [], rulesAdded: [], rulesRemoved: [{ text: BAN.text }] });
  expect((await w.publish(second, '2026-01-01')).body).toMatchObject({ code: 'ZONING_DAY_ORDER' });
  const published = await w.server.call(c.advanceVersion, {
    as: ADMIN,
    params: { id: second },
    body: { to: 'published', validFrom: '2026-07-01' },
  });
  expect(published.status).toBe(200);
  expect((await w.check('2026-06-30')).body.verdict).toBe('forbidden');
  expect((await w.check('2026-07-01')).body.verdict).toBe('allowed');

  const pdf = await w.server.call(c.getCheckPdf, { as: OFFICER, params: { id: refused.body.id } });
  expect(pdf.status).toBe(200);
  const theirs = actorWith('enterprise', '/650000/650100/650102/', 1);
  expect((await w.server.call(c.listUnits, { as: theirs, params: { id: first } })).status).toBe(403);
  expect(
    (await w.server.call(c.createVersion, { as: OFFICER, body: { name: 'x', simulated: true } })).status,
  ).toBe(403);
});

test('a file with what cannot be is refused with the reason, and nothing of it is kept', async () => {
  const w = await world();
  const id = await w.draft('模拟方案');
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [87, 44],
        [87.2, 44.2],
        [87.2, 44],
        [87, 44.2],
        [87, 44],
      ],
    ],
  };
  const wrong = await w.upload(id, file([feature('ZH65010240001', box(87, 44, 88, 45)), feature(KEY, bow)]));
  expect(wrong.body).toMatchObject({
    committed: false,
    problems: [{ feature: 0, code: 'ZONING_CODE' }],
    repaired: [KEY],
  });
  expect((await w.server.call(c.listUnits, { as: OFFICER, params: { id } })).body.units).toEqual([]);
  const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } };
  expect((await w.upload(id, file([feature(KEY, bow)], crs))).body.code).toBe('ZONING_CRS_REFUSED');
  const ring = Array.from({ length: 1_000_000 }, (_, at) => [87 + (at % 100) / 1000, 44]);
  const huge = file([feature(KEY, { type: 'Polygon', coordinates: [[...ring, ring[0]]] })]);
  expect((await w.upload(id, huge)).body.problems).toMatchObject([{ code: 'GEOJSON_SIZE' }]);
  const over = await w.upload(
    id,
    file([feature(PRIORITY, box(87, 44, 87.2, 44.1)), feature(KEY, box(87.1, 44, 87.3, 44.1))]),
    'check',
  );
  // 0.1° × 0.1° at 44.05° N: 8.016 km by 11.112 km.
  expect(over.body.overlaps[0].areaKm2).toBeCloseTo(89.1, 0);
});
