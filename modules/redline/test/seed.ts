import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { zoningModule } from '@tarim/zoning/server';
import type * as c from '../contract.ts';
import { redlineModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});

export const URUMQI = '/650000/650100/';
export const NOW = Date.parse('2026-11-25T12:00:00+08:00');

export function person(
  index: number,
  role: Actor['posts'][number]['role'] = 'monitoring-station',
  unitPath = URUMQI,
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `人员${index}`,
    posts: [{ role, unitPath }],
  };
}
export const STATION = person(1);
export const DUTY = person(2, 'duty-officer', '/650000/');
export const ADMIN = person(3, 'administrator', '/');
export const CORPS = person(4, 'monitoring-station', '/BT/BT08/');
export const OFFICER = person(5, 'enforcement-officer', '/650000/');
export const PLANNER = person(6, 'planner', '/650000/');
export const ENTERPRISE: Actor = {
  ...person(7),
  posts: [{ role: 'enterprise', unitPath: URUMQI, enterpriseId: 1 }],
};

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  file(def: RouteDef, as: Actor, bytes: Uint8Array | string, name: string, query?: object): Promise<Answer>;
}

/** The region with its outlines, zoning and the red line, with the real policy. */
export async function world(more: readonly ModuleDefinition[] = []): Promise<World> {
  const tables = more.some((one) => one.name === 'supervision') ? [] : [tablesOf('supervision')];
  const modules = [regionModule, zoningModule, redlineModule, ...tables, ...more];
  const ctx = await testContext({ modules, policy: makePolicy(), now: NOW });
  await loadRegionPack(ctx, XINJIANG);
  const server = await testServer(ctx, modules);
  return {
    ctx,
    call: (def, options) => server.call(def, options),
    file: (def, as, bytes, name, query = {}) => {
      const boundary = 'tarim-boundary';
      const body = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      return server.call(def, { as, query, body, headers });
    },
  };
}

export const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('试验')]);

/** In the district Tianshan of Ürümqi, by the outlines of the pack. */
export const box = (west: number, south: number, east: number, north: number) => ({
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
export const collection = (
  features: readonly { properties: object; geometry: object | null }[],
  more: object = {},
): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...more,
    features: features.map((one) => ({ type: 'Feature', ...one })),
  });

export const importing = (validFrom: string, more: object = {}) => ({
  kind: 'redline',
  mode: 'commit',
  validFrom,
  approval: `模拟批复〔${validFrom.slice(0, 4)}〕1 号`,
  reason: '模拟划定',
  ...more,
});

/**
 * Square metres of a box by the closed formula on the ellipsoid of GRS 80 (Snyder 1987, authalic), computed apart. Its edges follow
 * parallels and not geodesics: over a tenth of a degree that is one part in ten millions.
 */
export function boxM2(west: number, south: number, east: number, north: number): number {
  const [a, f] = [6_378_137, 1 / 298.257222101];
  const e2 = f * (2 - f);
  const e = Math.sqrt(e2);
  const q = (degrees: number) => {
    const s = Math.sin((degrees * Math.PI) / 180);
    return s / (1 - e2 * s * s) + Math.atanh(e * s) / e;
  };
  return ((a * a * (1 - e2)) / 2) * (((east - west) * Math.PI) / 180) * (q(north) - q(south));
}

export const proposal = (ref: string, geometry: object, more: object = {}): c.Proposal => ({
  ref,
  geometry,
  confidence: 0.8,
  classGuess: 'R11',
  indexChange: { NDVI: -0.21 },
  ...more,
});
export const batch = (patches: c.Proposal[], more: object = {}) => ({
  detector: 'cva-otsu',
  detectorVersion: '1.0',
  parameters: { minM2: 400 },
  beforeScene: 'S2A_20260601',
  afterScene: 'S2A_20260905',
  beforeOn: '2026-06-01',
  afterOn: '2026-09-05',
  patches,
  ...more,
});
