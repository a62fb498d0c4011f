import { alarmModule } from '@tarim/alarm/server';
import { judged } from '@tarim/evaluation/contract';
import { DEMO_ACCOUNTS, identityModule, makePolicy, seedDemoAccounts } from '@tarim/identity/server';
import { beijingIso } from '@tarim/kernel';
import type { Actor, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { dutyModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
const MODULES: readonly ModuleDefinition[] = [
  identityModule,
  regionModule,
  registryModule,
  tablesOf('telemetry'),
  tablesOf('evaluation'),
  tablesOf('tracking'),
  tablesOf('radnet'),
  alarmModule,
  supervisionModule,
  dutyModule,
];
export const URUMQI = '/650000/650100/';
export const TIANSHAN = '/650000/650100/650102/';
export const SHIHEZI = '/BT/BT08/659001/';
/** Afternoon: the day shift of the 20th. */
export const NOW = Date.parse('2026-11-20T15:00:00+08:00');

export function person(
  index: number,
  unitPath: string,
  role: Actor['posts'][number]['role'] = 'duty-officer',
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `人员${index}`,
    posts: [{ role, unitPath }],
  };
}
export const ADMIN = person(1, '/', 'administrator');
export const [EVENING, MORNING] = [person(2, URUMQI), person(3, URUMQI)];
export const CORPS = person(4, '/BT/');
export const STATION = person(5, URUMQI, 'monitoring-station');
export const DUTY_ACCOUNT = DEMO_ACCOUNTS.find((one) => one.account === 'duty')!.account;

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  file(def: RouteDef, as: Actor, bytes: Uint8Array, query: object): Promise<Answer>;
  /** Stacks of one enterprise that exceed at once; each has an id from 1 on. */
  exceed(pointIds: readonly number[], ratio?: number): Promise<void>;
}

/** Units of both hierarchies, an enterprise of Tianshan with six stacks, the accounts of the demonstration. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  const server = await testServer(ctx, MODULES);
  const units: [string, string, string, string, string | null][] = [
    ['650000', '/650000/', 'region', 'region', null],
    ['650100', URUMQI, 'prefecture', 'region', '650000'],
    ['650102', TIANSHAN, 'county', 'region', '650100'],
    ['BT', '/BT/', 'corps', 'corps', null],
    ['BT08', '/BT/BT08/', 'division', 'corps', 'BT'],
    ['659001', SHIHEZI, 'city', 'corps', 'BT08'],
  ];
  for (const [code, path, level, hierarchy, parent] of units)
    await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${parent}, ${level}, ${hierarchy}, '{"zh": "天山区", "en": "unit"}', 1, 'test', 'sourced')`.execute(
      ctx.db,
    );
  await sql`insert into registry.enterprise (uscc, name, unit_path) values ('91650100TEST000001', '天山热电', ${TIANSHAN})`.execute(
    ctx.db,
  );
  for (let n = 1; n <= 6; n += 1)
    await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id)
      values (${`G${n}`}, ${`${n} 号炉烟囱`}, 'outlet-gas', ${TIANSHAN}, 1)`.execute(ctx.db);
  await seedDemoAccounts(ctx);
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
    exceed: async (pointIds, ratio = 2.5) => {
      const items = pointIds.map((pointId) => ({
        pointId,
        code: 'a21026',
        period: 'hour' as const,
        time: beijingIso(NOW - 3_600_000),
        verdict: 'exceeds' as const,
        value: 35 * ratio,
        limit: 35,
        ratio,
        revision: 0,
      }));
      await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, judged, { items }));
      await ctx.deliver();
      await ctx.deliver();
    },
  };
}
