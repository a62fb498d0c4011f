import { createHash } from 'node:crypto';
import { makePolicy } from '@tarim/identity/server';
import { beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Actor, Db, ModuleDefinition } from '@tarim/platform';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { radnetModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  ...['region', 'registry', 'telemetry', 'disclosure'].map(tablesOf),
  radnetModule,
];
export const URUMQI = '/650000/650100/';
/** 2026-11-20T00:00 in Beijing. */
export const DAY = Date.parse('2026-11-19T16:00:00Z');

let people = 0;
export function person(role: Actor['posts'][number]['role'], unitPath: string): Actor {
  people++;
  return {
    userId: `00000000-0000-7000-8000-${String(people).padStart(12, '0')}`,
    name: `${role} ${people}`,
    posts: [{ role, unitPath }],
  };
}

/** A house with gamma stations 1 and 2, seventy kilometres apart; the clock stands at noon of the day. */
export async function house(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: DAY + 12 * HOUR_MS });
  await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
    values ('650100', ${URUMQI}, 'prefecture', 'region', '{"zh": "乌鲁木齐市", "en": "Urumqi"}'::jsonb, 1, 'test', 'sourced')`.execute(
    ctx.db,
  );
  for (const [code, name, lon] of [
    ['R1', '一号站', 87.6],
    ['R2', '二号站', 88.5],
  ] as const)
    await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, control_level, public, simulated)
      values (${code}, ${name}, 'radiation', ${URUMQI}, ${lon}, 43.8, '国控', true, true)`.execute(ctx.db);
  return ctx;
}

export interface SeededHour {
  readonly time: number;
  readonly value: number | null;
  readonly rain: number;
}

/** Dry hours of 86, 90, 94, 90 … before the day: mean 90, upper bound just below 98.5. */
export const background = (days: number): SeededHour[] =>
  Array.from({ length: days * 24 }, (_, i) => ({
    time: DAY - (days * 24 - i) * HOUR_MS,
    value: [86, 90, 94, 90][i % 4]!,
    rain: 0,
  }));

/** Hours of the day from midnight on. */
export const hoursOf = (values: readonly (number | null)[], rains: readonly number[] = []): SeededHour[] =>
  values.map((value, i) => ({ time: DAY + i * HOUR_MS, value, rain: rains[i] ?? 0 }));

/** Writes hours as telemetry rolls them up, and tells of them. */
export async function rollUp(db: Db, pointId: number, hours: readonly SeededHour[]): Promise<void> {
  const slots = 'r01001.Avg,r01001.Min,r01001.Max,r01002.Avg';
  // Layouts are cached for the life of a process, in which each test has a database of its own: ids follow from the slots.
  const layout = Number.parseInt(createHash('sha256').update(slots).digest('hex').slice(0, 7), 16);
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layout}, ${slots}) on conflict do nothing`.execute(
    db,
  );
  const rows = hours.map(({ time, value, rain }) => ({
    time: new Date(time).toISOString(),
    values: [value ?? 0, (value ?? 0) - 1, (value ?? 0) + 1, rain],
    invalid: value === null ? ['FLAG_D', 'FLAG_D', 'FLAG_D', null] : null,
  }));
  await sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, stopped, rule_version, computed_at)
    select ${pointId}, 1, r.time, ${layout}, r.values, r.invalid, 'minute', 12, 12, 0, 'test', now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(time timestamptz, values float8[], invalid text[])
    on conflict (point_id, period, time) do update set values = excluded.values, invalid = excluded.invalid
  `.execute(db);
  const items = hours.map(({ time }) => ({ pointId, time: beijingIso(time), revision: 0 }));
  await sql`insert into platform.outbox (type, payload) values ('telemetry.rolled-up.v1', ${JSON.stringify({ period: 'hour', items })}::jsonb)`.execute(
    db,
  );
}
