import { createHash } from 'node:crypto';
import { makePolicy } from '@tarim/identity/server';
import type { Actor, Db, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { qualityModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  qualityModule,
];
export const URUMQI = '/650000/650100/';
export const TIANSHAN = '/650000/650100/650102/';
export const NOW = Date.parse('2026-11-05T12:00:00+08:00');
export const at = (text: string) => Date.parse(`${text}+08:00`);
export const iso = (text: string) => `${text}:00+08:00`;
export const STACK = 1;
export const DRAIN = 2;

export function person(
  index: number,
  role: Actor['posts'][number]['role'] = 'monitoring-station',
  unitPath = URUMQI,
  enterpriseId?: number,
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `人员${index}`,
    posts: [{ role, unitPath, ...(enterpriseId === undefined ? {} : { enterpriseId }) }],
  };
}
export const OWNER = person(1, 'enterprise', TIANSHAN, 1);
export const OTHER = person(2, 'enterprise', TIANSHAN, 2);
export const CHECKER = person(3);
export const REVIEWER = person(4);
export const SIGNER = person(5);
export const DUTY = person(6, 'duty-officer', '/650000/');
export const CORPS = person(7, 'monitoring-station', '/BT/BT08/');
export const ADMIN = person(8, 'administrator', '/');

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  file(def: RouteDef, as: Actor, bytes: Uint8Array): Promise<Answer>;
}

/** A stack (1) and a wastewater outlet (2) of one enterprise, without records. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  const server = await testServer(ctx, MODULES);
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    ('91650100TEST000001', '天山热电', ${TIANSHAN}, true), ('91650100TEST000002', '邻居', ${TIANSHAN}, true)`.execute(
    ctx.db,
  );
  await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
    ('G1', '1 号炉烟囱', 'outlet-gas', ${TIANSHAN}, 1, true, true), ('W1', '总排口', 'outlet-water', ${TIANSHAN}, 1, false, true),
    ('A1', '收费所', 'air', ${TIANSHAN}, null, true, true)`.execute(ctx.db);
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, sort) values
    (1, ${TIANSHAN}, 'a21026', 'mg/m³', 0), (1, ${TIANSHAN}, 'a19001', '%', 1),
    (2, ${TIANSHAN}, 'w01018', 'mg/L', 0), (2, ${TIANSHAN}, 'w00000', 'L/s', 1)`.execute(ctx.db);
  return {
    ctx,
    call: (def, options) => server.call(def, options),
    file: (def, as, bytes) => {
      const boundary = 'tarim-boundary';
      const payload = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      return server.call(def, { as, body: payload, headers });
    },
  };
}

/**
 * Writes hours as telemetry does: one layout, values by hour. `invalid` gives the reason of an hour, null leaves the hour out.
 * @param figure of hour i: slots like `a21026.Avg`
 */
export async function hours(
  db: Db,
  pointId: number,
  from: number,
  count: number,
  figure: (hour: number) => Readonly<Record<string, number | null>> | null,
  invalid: (hour: number) => string | null = () => null,
): Promise<void> {
  const rows: { time: string; values: (number | null)[]; invalid: (string | null)[] }[] = [];
  let slots = '';
  for (let hour = 0; hour < count; hour++) {
    const figures = figure(hour);
    if (!figures) continue;
    slots = Object.keys(figures).join(',');
    const why = invalid(hour);
    rows.push({
      time: new Date(from + hour * 3_600_000).toISOString(),
      values: Object.values(figures),
      invalid: Object.keys(figures).map(() => why),
    });
  }
  // Layouts are cached for the life of a process, in which each test has a database of its own: ids follow from the slots.
  const layoutId = Number.parseInt(createHash('sha256').update(slots).digest('hex').slice(0, 7), 16);
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layoutId}, ${slots}) on conflict do nothing`.execute(
    db,
  );
  await sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, rule_version, computed_at)
    select ${pointId}, 1, r.time, ${layoutId}, r.values, r.invalid, 'minute', 60, 60, 'rollup-1', now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(time timestamptz, values float8[], invalid text[])
    on conflict (point_id, period, time) do update set values = excluded.values, invalid = excluded.invalid
  `.execute(db);
}

/** October of the stack: 1 kg an hour, 3 kg at one o'clock of the third, faults from 6 to 9 of the tenth. */
export async function october(w: World): Promise<void> {
  const start = at('2026-10-01T00:00:00');
  const fault = 9 * 24 + 6;
  await hours(
    w.ctx.db,
    STACK,
    start,
    31 * 24,
    (hour) => {
      const kg = hour === 2 * 24 + 1 ? 3 : 1;
      return { 'a21026.Avg': 20 * kg, 'a21026.Cou': kg, 'a19001.Avg': 7 };
    },
    (hour) => (hour >= fault && hour < fault + 3 ? 'FLAG_D' : null),
  );
}

export const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('试验')]);
