import type { Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { alarmModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});

/** Alarm with its consumers, and the tables of the rooms it reads. */
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  tablesOf('evaluation'),
  alarmModule,
];

export const URUMQI = '/650000/650100/650102/';
export const HOTAN = '/650000/653200/653201/';

/** One enterprise with a stack and a wastewater outlet in Urumqi, one air station in Hotan; ids 1, 2, 3. */
export async function seedRegistry(db: Db): Promise<void> {
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values ('91650100TEST000001', '天山热电', ${URUMQI}, true)`.execute(
    db,
  );
  await sql`
    insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
      ('G1', '1 号炉烟囱', 'outlet-gas', ${URUMQI}, 1, true, true),
      ('W1', '总排口', 'outlet-water', ${URUMQI}, 1, true, true),
      ('A1', '和田站', 'air', ${HOTAN}, null, true, true)
  `.execute(db);
  await sql`
    insert into registry.device (mn, point_id, unit_path, edition, rtd_interval, minute_interval) values
      ('MN1', 1, ${URUMQI}, '2017', 60, 10), ('MN2', 2, ${URUMQI}, '2017', 60, 10), ('MN3', 3, ${HOTAN}, '2017', 60, 10)
  `.execute(db);
}

/** What the newest live record of a point says: when it came, and the mark of its only factor. */
export async function hear(
  db: Db,
  pointId: number,
  receivedAt: number,
  flag: string | null = null,
): Promise<void> {
  await sql`insert into telemetry.layout (slots) values ('a21026.Rtd') on conflict do nothing`.execute(db);
  await sql`
    insert into telemetry.latest (point_id, kind, time, layout_id, values, flags, lsn, received_at)
    select ${pointId}::int, 1, ${new Date(receivedAt)}::timestamptz, id, '{1}', ${flag === null ? null : `{${flag}}`}::text[], 77, ${new Date(receivedAt)}::timestamptz
    from telemetry.layout where slots = 'a21026.Rtd'
    on conflict (point_id, kind) do update set time = excluded.time, received_at = excluded.received_at, flags = excluded.flags
  `.execute(db);
}
