import { fileURLToPath } from 'node:url';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { loadRegionPack, regionModule } from '../server/module.ts';

const TEMPLATE = fileURLToPath(new URL('../../../regions/_template/', import.meta.url));
/** Readable by SQL's clock too, which decides what holds today. */
const LONG_AGO = '2020-01-01';
const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

async function setUp() {
  const ctx = await testContext({ modules: [regionModule], policy: makePolicy() });
  await loadRegionPack(ctx, TEMPLATE);
  const server = await testServer(ctx, [regionModule]);
  const unit = async (code: string): Promise<contract.UnitOutlines> =>
    (await server.call(contract.listOutlines, { as: actorWith('auditor', '/') })).body.units.find(
      (one: contract.UnitOutlines) => one.code === code,
    );
  return { ctx, server, unit };
}

describe('the pack tells the faces', () => {
  it('where to look first, and that its outlines are for demonstration', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.getManifest);
    expect(body).toMatchObject({ code: '990000', home: '990100', demoOutlines: true });
    expect(body.bbox).toHaveLength(4);
  });
});

describe('outlines', () => {
  const body = {
    geometry: { type: 'Feature', properties: {}, geometry: square(100.2, 40.2, 0.5) },
    source: '示例市自然资源局 2026 年勘界成果',
    effectiveFrom: LONG_AGO,
  };

  it('are replaced by those who are competent, and the earlier one stays', async () => {
    const { ctx, server, unit } = await setUp();
    expect((await unit('990101')).versions).toMatchObject([{ demo: true, holds: true }]);
    const put = (as: ReturnType<typeof actorWith> | undefined, more: object = {}) =>
      server.call(contract.replaceOutline, { as, params: { code: '990101' }, body: { ...body, ...more } });
    expect((await put(undefined)).status).toBe(401);
    expect((await put(actorWith('planner', '/'))).status).toBe(403);
    expect((await put(actorWith('administrator', '/990000/990100/990102/'))).status).toBe(403);
    const before = (await server.call(contract.getManifest)).body.revision;
    const done = await put(actorWith('administrator', '/990000/990100/'));
    expect(done.status).toBe(200);
    // 0.5° × 0.5° at 40.45° north: 111 km × 0.5 by 111.3 km · cos φ × 0.5.
    expect(done.body.areaKm2).toBeGreaterThan(2_300);
    expect(done.body.areaKm2).toBeLessThan(2_400);
    expect((await unit('990101')).versions).toMatchObject([
      { demo: false, holds: true, source: body.source, effectiveFrom: LONG_AGO },
      { demo: true, holds: false },
    ]);
    const manifest = (await server.call(contract.getManifest)).body;
    expect(manifest.revision).not.toBe(before);
    // The others are still the pack's.
    expect(manifest.demoOutlines).toBe(true);
    const { rows } = await sql<{ action: string }>`select action from platform.audit`.execute(ctx.db);
    expect(rows).toEqual([{ action: 'region.outline.replaced' }]);
  });

  it('of tomorrow do not hold today', async () => {
    const { server, unit } = await setUp();
    await server.call(contract.replaceOutline, {
      as: actorWith('administrator', '/'),
      params: { code: '990101' },
      body: { ...body, effectiveFrom: '2999-01-01' },
    });
    expect((await unit('990101')).versions).toMatchObject([
      { demo: false, holds: false },
      { demo: true, holds: true },
    ]);
  });

  it('are refused when they are no area, cross themselves, or lie elsewhere', async () => {
    const { server } = await setUp();
    const put = async (geometry: unknown, more: object = {}) =>
      (
        await server.call(contract.replaceOutline, {
          as: actorWith('administrator', '/'),
          params: { code: '990101' },
          body: { ...body, geometry, ...more },
        })
      ).body;
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [100, 40],
          [101, 41],
          [101, 40],
          [100, 41],
          [100, 40],
        ],
      ],
    };
    expect((await put({ type: 'Point', coordinates: [100, 40] })).code).toBe('REGION_OUTLINE_UNREADABLE');
    expect((await put(bow)).code).toBe('REGION_OUTLINE_INVALID');
    expect((await put(bow, { repair: true })).repaired).toBe(true);
    expect((await put(square(10, 10, 1))).code).toBe('REGION_OUTLINE_ELSEWHERE');
  });
});
