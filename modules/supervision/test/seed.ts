import type { Actor, Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { supervisionModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});

/** Supervision with its consumers, and the tables of the rooms it reads. */
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  tablesOf('evaluation'),
  tablesOf('alarm'),
  tablesOf('tracking'),
  tablesOf('radnet'),
  supervisionModule,
];

export const TIANSHAN = '/650000/650100/650102/';
export const SHAYIBAKE = '/650000/650100/650103/';
export const SHIHEZI = '/BT/BT08/659001/';

const UNITS: ReadonlyArray<
  readonly [code: string, path: string, level: string, hierarchy: string, zh: string]
> = [
  ['650000', '/650000/', 'region', 'region', '新疆维吾尔自治区'],
  ['650100', '/650000/650100/', 'prefecture', 'region', '乌鲁木齐市'],
  ['650102', TIANSHAN, 'county', 'region', '天山区'],
  ['650103', SHAYIBAKE, 'county', 'region', '沙依巴克区'],
  ['BT', '/BT/', 'corps', 'corps', '新疆生产建设兵团'],
  ['BT08', '/BT/BT08/', 'division', 'corps', '第八师'],
  ['659001', SHIHEZI, 'city', 'corps', '石河子市'],
];

/** Units of both hierarchies; an enterprise of the region with two stacks (points 1, 2), one of the Corps with one (point 3). */
export async function seedRegistry(db: Db): Promise<void> {
  for (const [at, [code, path, level, hierarchy, zh]] of UNITS.entries()) {
    const codes = path.split('/').filter(Boolean);
    await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${codes.at(-2) ?? null}, ${level}, ${hierarchy}, ${JSON.stringify({ zh, en: code })}::jsonb, ${at}, 'test', 'sourced')`.execute(
      db,
    );
  }
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values
    ('91650100TEST000001', '天山热电', ${TIANSHAN}, true), ('91650100TEST000002', '石河子化工', ${SHIHEZI}, false)`.execute(
    db,
  );
  await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
    ('G1', '1 号炉烟囱', 'outlet-gas', ${TIANSHAN}, 1, true, true), ('G2', '2 号炉烟囱', 'outlet-gas', ${TIANSHAN}, 1, true, true),
    ('G3', '化工烟囱', 'outlet-gas', ${SHIHEZI}, 2, true, false)`.execute(db);
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values
    (1, ${TIANSHAN}, 'a21026', 'mg/m3'), (2, ${TIANSHAN}, 'a21026', 'mg/m3'), (3, ${SHIHEZI}, 'a21026', 'mg/m3')`.execute(
    db,
  );
}

/** An exceedance that fires, as the room of alarms writes it down and tells it. Gives its id. */
export async function fire(
  db: Db,
  pointId: number,
  of: {
    severity?: string;
    kind?: string;
    from?: string | null;
    historical?: boolean;
    silenced?: boolean;
  } = {},
): Promise<number> {
  const {
    severity = 'critical',
    kind = 'exceedance',
    from = null,
    historical = false,
    silenced = false,
  } = of;
  const evidence = {
    source: 'verdict',
    pointId,
    code: 'a21026',
    period: 'hour',
    time: '2026-11-24T09:00:00+08:00',
    lsn: null,
    value: 120,
    limit: 50,
    ratio: 2.4,
    unit: 'mg/m3',
    revision: 0,
  };
  const { rows } = await sql<{ id: string }>`
    insert into alarm.alarm (kind, state, severity, rule_id, point_id, enterprise_id, unit_path, code, period, started_at, last_cause_at,
      fired_at, evidence, simulated, point_name, point_kind, enterprise_name, created_at, updated_at)
    select ${kind}, 'firing', ${severity}, r.id, p.id, p.enterprise_id, p.unit_path, 'a21026', 'hour', now(), now(),
      '2026-11-24T10:00:00+08:00', ${JSON.stringify(evidence)}::jsonb, p.simulated, p.name, p.kind, e.name, now(), now()
    from registry.point p join registry.enterprise e on e.id = p.enterprise_id, alarm.rule r
    where p.id = ${pointId} and r.kind = ${kind} returning id
  `.execute(db);
  const id = Number(rows[0]!.id);
  await tell(db, id, { pointId, kind, severity, from, to: 'firing', why: 'held', historical, silenced });
  return id;
}

export async function tell(db: Db, id: number, item: object): Promise<void> {
  const payload = { items: [{ id, code: 'a21026', at: '2026-11-24T10:00:00+08:00', ...item }] };
  await sql`insert into platform.outbox (type, payload) values ('alarm.changed.v1', ${JSON.stringify(payload)}::jsonb)`.execute(
    db,
  );
}

let people = 0;
/** A person of her own: the separation of duties is about persons. */
export function person(role: Actor['posts'][number]['role'], unitPath: string, enterpriseId?: number): Actor {
  people++;
  return {
    userId: `00000000-0000-7000-8000-${String(people).padStart(12, '0')}`,
    name: `${role} ${people}`,
    posts: [{ role, unitPath, ...(enterpriseId === undefined ? {} : { enterpriseId }) }],
  };
}
