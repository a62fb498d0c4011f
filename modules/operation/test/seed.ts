import { makePolicy } from '@tarim/identity/server';
import type { Actor, Db, JobRun, ModuleDefinition } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { operationModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  operationModule,
];
export const URUMQI = '/650000/650100/';
export const TIANSHAN = '/650000/650100/650102/';
export const NOW = Date.parse('2026-11-05T12:00:00+08:00');
export const iso = (text: string) => `${text}:00+08:00`;
export const STACK = 1;
export const DRAIN = 2;
export const OLD_STACK = 4;
export const MN = {
  stack: '65A0AA000000000000000001',
  drain: '65A0AA000000000000000002',
  old: '65010000000001',
};

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
export const STATION = person(3);
export const CORPS = person(7, 'monitoring-station', '/BT/BT08/');
export const ADMIN = person(8, 'administrator', '/');

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  file(def: RouteDef, as: Actor, bytes: Uint8Array, query?: object): Promise<Answer>;
}

/** A stack (1), a wastewater outlet (2) and a stack with a logger of 2005 (4) of one enterprise. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  const server = await testServer(ctx, MODULES);
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    ('91650100TEST000001', '天山热电', ${TIANSHAN}, true), ('91650100TEST000002', '邻居', ${TIANSHAN}, true)`.execute(
    ctx.db,
  );
  await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
    ('G1', '1 号炉烟囱', 'outlet-gas', ${TIANSHAN}, 1, true, true), ('W1', '总排口', 'outlet-water', ${TIANSHAN}, 1, false, true),
    ('A1', '收费所', 'air', ${TIANSHAN}, null, true, true), ('G2', '2 号炉烟囱', 'outlet-gas', ${TIANSHAN}, 1, true, true)`.execute(
    ctx.db,
  );
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, sort, range_high) values
    (1, ${TIANSHAN}, 'a21026', 'mg/m³', 0, 200), (1, ${TIANSHAN}, 'a19001', '%', 1, null),
    (2, ${TIANSHAN}, 'w01018', 'mg/L', 0, null), (2, ${TIANSHAN}, 'w00000', 'L/s', 1, null),
    (4, ${TIANSHAN}, 'a21026', 'mg/m³', 0, null)`.execute(ctx.db);
  await sql`insert into registry.device (mn, point_id, unit_path, edition) values (${MN.stack}, 1, ${TIANSHAN}, '2017'),
    (${MN.drain}, 2, ${TIANSHAN}, '2017'), (${MN.old}, 4, ${TIANSHAN}, '2005')`.execute(ctx.db);
  return {
    ctx,
    call: (def, options) => server.call(def, options),
    file: (def, as, bytes, query = {}) => {
      const boundary = 'tarim-boundary';
      const payload = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      return server.call(def, { as, body: payload, headers, query });
    },
  };
}

export const JOB: JobRun = { id: 'test', signal: new AbortController().signal, progress: async () => {} };

/** Stands in for gateway and loggers: answers what is queued until it is told to stop. `tell` null: the device has no such information. */
export function gateway(
  db: Db,
  tell: (mn: string, args: Record<string, string>, command: string) => string | null,
  at = NOW,
): { stop(): Promise<void> } {
  let on = true;
  const running = (async () => {
    for (let lsn = 1_000; on; ) {
      const { rows } = await sql<{ id: string; mn: string; args: Record<string, string>; command: string }>`
        update telemetry.command set handed = true where not handed returning id, mn, args, command`.execute(
        db,
      );
      for (const row of rows) {
        const info = tell(row.mn, row.args, row.command);
        const answer = info === null ? null : answerOf(row.args, info, lsn++);
        await sql`update telemetry.command set state = ${info === null ? 'failed' : 'done'}, ended_at = ${new Date(at)},
          answer = ${answer}::jsonb where id = ${row.id}::uuid`.execute(db);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    stop: () => {
      on = false;
      return running;
    },
  };
}

const answerOf = (args: Record<string, string>, info: string, lsn: number) =>
  JSON.stringify({
    fields: { PolId: args.polId ?? '' },
    items: [{ code: args.infoId ?? args.polId, attrs: { Info: info } }],
    lsn,
  });
