import { DEMO_ACCOUNTS, makePolicy } from '@tarim/identity/server';
import type { Actor, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { ecologyModule } from '../server/module.ts';

export const MODULES: readonly ModuleDefinition[] = [regionModule, registryModule, ecologyModule];
export const URUMQI = '/650000/650100/';
export const NOW = Date.parse('2026-11-20T12:00:00+08:00');

export function person(
  index: number,
  unitPath = URUMQI,
  role: Actor['posts'][number]['role'] = 'monitoring-station',
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `人员${index}`,
    posts: [{ role, unitPath }],
  };
}
export const STATION = person(1);
export const OFFICER = person(2, URUMQI, 'enforcement-officer');
export const CORPS = person(3, '/BT/BT08/');
const duty = DEMO_ACCOUNTS.find((one) => one.account === 'duty')!;
export const DUTY = person(5, duty.unitPath, duty.role);

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  file(def: RouteDef, as: Actor, bytes: Uint8Array, query: object): Promise<Answer>;
}

/** A prefecture with two counties, a division with a city, a river section in one of the counties and one in the city. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  const server = await testServer(ctx, MODULES);
  const units: [string, string, string, string, string | null][] = [
    ['650000', '/650000/', 'region', 'region', null],
    ['650100', URUMQI, 'prefecture', 'region', '650000'],
    ['650102', `${URUMQI}650102/`, 'county', 'region', '650100'],
    ['650103', `${URUMQI}650103/`, 'county', 'region', '650100'],
    ['BT', '/BT/', 'corps', 'corps', null],
    ['BT08', '/BT/BT08/', 'division', 'corps', 'BT'],
    ['659001', '/BT/BT08/659001/', 'city', 'corps', 'BT08'],
  ];
  for (const [code, path, level, hierarchy, parent] of units)
    await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${parent}, ${level}, ${hierarchy}, '{"zh": "单元", "en": "unit"}', 1, 'test', 'sourced')`.execute(
      ctx.db,
    );
  await sql`insert into registry.point (code, name, kind, unit_path) values
    ('R1', '乌鲁木齐河断面', 'surface-water', ${`${URUMQI}650102/`}), ('R2', '玛纳斯河断面', 'surface-water', '/BT/BT08/659001/'),
    ('A1', '空气站', 'air', ${`${URUMQI}650102/`})`.execute(ctx.db);
  return {
    ctx,
    call: (def, options) => server.call(def, options),
    file: (def, as, bytes, query) => {
      const boundary = 'tarim-boundary';
      const payload = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      return server.call(def, { as, query, body: payload, headers });
    },
  };
}
