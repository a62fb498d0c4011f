import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, ModuleDefinition } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect } from 'vitest';
import * as c from '../contract.ts';
import { inspectionModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const URUMQI = '/650000/650100/';
/** Where nothing is asked of other modules. */
const MODULES: readonly ModuleDefinition[] = [regionModule, registryModule, inspectionModule];
const NOW = Date.parse('2026-11-27T10:00:00+08:00');

export const person = (index: number, role: Actor['posts'][number]['role'], unitPath = URUMQI): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name: `人员${index}`,
  posts: [{ role, unitPath }],
});
export const OFFICER = person(1, 'enforcement-officer');
export const DUTY = person(2, 'duty-officer');
export const CORPS = person(3, 'enforcement-officer', '/BT/BT08/');

export const QUOTAS = { key: { ratio: 0.25 }, special: { count: 0 }, ordinary: { perOfficer: 1 } };

/** A bureau with twenty enterprises in its pool and four of the Corps. */
export async function house(beside: readonly ModuleDefinition[] = []) {
  const modules = [...MODULES, ...beside];
  const ctx = await testContext({ modules, policy: makePolicy(), now: NOW });
  await loadRegionPack(ctx, XINJIANG);
  await sql`insert into registry.enterprise (uscc, name, unit_path, category, simulated)
    select 'USCC' || lpad(n::text, 14, '0'), '企业' || n, case when n <= 20 then ${`${URUMQI}650102/`} else '/BT/BT08/' end,
      case when n <= 8 then '重点排污单位' end, false from generate_series(1, 24) n`.execute(ctx.db);
  const server = await testServer(ctx, modules);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    options: Parameters<typeof server.call>[1] = {},
  ) => {
    const answer = await server.call(def, { as: OFFICER, ...options });
    return { ...answer, body: answer.body as T & { code?: string } };
  };
  const inspector = (n: number, more: object = {}) =>
    call<c.Inspector>(c.addInspector, {
      body: {
        name: `检查员${n}`,
        certificate: `XJ-${1000 + n}`,
        certifiedTo: '2027-12-31',
        unitPath: URUMQI,
        specialities: [],
        recusals: [],
        active: true,
        ...more,
      },
    });
  const scheme = (more: object = {}) =>
    call<c.Scheme>(c.setScheme, {
      body: {
        unitPath: URUMQI,
        quotas: QUOTAS,
        weights: { credit: { A: 0.5, D: 2 } },
        teamSize: 2,
        visitCap: 2,
        reason: '初次设置',
        ...more,
      },
    });
  return { ctx, call, inspector, scheme };
}

/** The same with its scheme, its pool and four inspectors, the first of whom keeps away from three enterprises. */
export async function ready(beside: readonly ModuleDefinition[] = []) {
  const world = await house(beside);
  await world.scheme();
  const synced = await world.call<{ added: number; removed: number }>(c.syncPool, { body: {} });
  expect(synced.body).toEqual({ added: 20, removed: 0 });
  const inspectors = [];
  for (let n = 1; n <= 4; n++)
    inspectors.push((await world.inspector(n, n === 1 ? { recusals: [1, 2, 3] } : {})).body);
  return { ...world, inspectors };
}
