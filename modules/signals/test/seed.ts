import { createHash } from 'node:crypto';
import { makePolicy } from '@tarim/identity/server';
import { HOUR_MS } from '@tarim/kernel';
import type { Actor, Db, ModuleDefinition } from '@tarim/platform';
import { convertedSeries, type LabelledOptions, type LabelledOutlet, labelledOutlet } from '@tarim/simulator';
import { supervisionModule } from '@tarim/supervision/server';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { signalsModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  ...['region', 'registry', 'telemetry', 'quality', 'operation', 'evaluation', 'monitoring', 'alarm'].map(
    tablesOf,
  ),
  signalsModule(),
  supervisionModule,
];

export const TIANSHAN = '/650000/650100/650102/';
/** A month of hours, of the set that thresholds and figures were never taken from. */
const OPTIONS: LabelledOptions = { seed: 20261126, hours: 30 * 24, baseline: 0, tampered: 0.5 };

/** The first outlet of the labelled synthetic set that is as asked. */
export function outlet(fits: (one: LabelledOutlet) => boolean): LabelledOutlet {
  for (let index = 0; index < 400; index++) {
    const one = labelledOutlet(OPTIONS, index);
    if (fits(one)) return one;
  }
  throw new Error('no such outlet among four hundred');
}
export const honest = () => outlet((one) => one.kinds.length === 0 && one.lookAlike === 'none');
export const falsified = (kind: LabelledOutlet['kinds'][number]) => outlet((one) => one.kinds[0] === kind);

let people = 0;
export function person(role: Actor['posts'][number]['role'], unitPath: string, enterpriseId?: number): Actor {
  people++;
  return {
    userId: `00000000-0000-7000-8000-${String(people).padStart(12, '0')}`,
    name: `${role} ${people}`,
    posts: [{ role, unitPath, ...(enterpriseId === undefined ? {} : { enterpriseId }) }],
  };
}

/** A house whose stacks 1, 2, … are these outlets; the clock stands at the end of their hours. */
export async function house(outlets: readonly LabelledOutlet[]): Promise<TestContext> {
  const [first] = outlets;
  const end = first!.start + first!.power.length * HOUR_MS;
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: end });
  const { db } = ctx;
  for (const [sort, [code, path, level]] of [
    ['650000', '/650000/', 'region'],
    ['650100', '/650000/650100/', 'prefecture'],
    ['650102', TIANSHAN, 'county'],
  ].entries())
    await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${level}, 'region', ${JSON.stringify({ zh: code, en: code })}::jsonb, ${sort}, 'test', 'sourced')`.execute(
      db,
    );
  for (const [index, one] of outlets.entries()) {
    const id = index + 1;
    await sql`insert into registry.enterprise (uscc, name, unit_path, simulated)
      values (${`91650100TEST00000${id}`}, ${`企业 ${id}`}, ${TIANSHAN}, true)`.execute(db);
    await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated)
      values (${`G${id}`}, ${`烟囱 ${id}`}, 'outlet-gas', ${TIANSHAN}, ${id}, true, true)`.execute(db);
    for (const [code, upper] of Object.entries(one.limits)) {
      await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, range_high)
        values (${id}, ${TIANSHAN}, ${code}, 'mg/m³', ${one.ranges[code as 'a21026']})`.execute(db);
      await sql`insert into registry.point_limit (point_id, unit_path, code, basis, measure, upper, reference_o2, standard, effective_from)
        values (${id}, ${TIANSHAN}, ${code}, 'hour', 'converted', ${upper}, ${one.referenceOxygen}, 'GB 13223-2011', '2020-01-01')`.execute(
        db,
      );
    }
    await hours(db, id, one, 0, one.power.length);
  }
  return ctx;
}

/** Writes hours [from, to) of an outlet as telemetry rolls them up, and tells of them. */
export async function hours(
  db: Db,
  pointId: number,
  one: LabelledOutlet,
  from: number,
  to: number,
): Promise<void> {
  const codes = ['a34013', 'a21026', 'a21002'] as const;
  const beside = ['a19001', 'a00000', 'a01012'] as const;
  const converted = Object.fromEntries(codes.map((code) => [code, convertedSeries(one, code)]));
  const slots = [
    ...codes.flatMap((code) => [`${code}.Avg`, `${code}.ZsAvg`]),
    ...beside.map((code) => `${code}.Avg`),
  ].join(',');
  // Layouts are cached for the life of a process, in which each test has a database of its own: ids follow from the slots.
  const layout = Number.parseInt(createHash('sha256').update(slots).digest('hex').slice(0, 7), 16);
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layout}, ${slots}) on conflict do nothing`.execute(
    db,
  );
  const number = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? value : null;
  const rows = Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const mark = one.marks[i] ?? 'N';
    return {
      time: new Date(one.start + i * HOUR_MS).toISOString(),
      values: [
        ...codes.flatMap((code) => [number(one.items[code][i]), number(converted[code]![i])]),
        ...beside.map((code) => number(one.items[code][i])),
      ],
      // The set marks the pollutants.
      invalid: [...codes.flatMap(() => [mark, mark]), ...beside.map(() => 'N')].map((one) =>
        one === 'N' ? null : `FLAG_${one}`,
      ),
      stopped: one.stopped[i] ? 1 : 0,
    };
  });
  await sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, stopped, rule_version, computed_at)
    select ${pointId}, 1, r.time, ${layout}, r.values, r.invalid, 'hour-device', 1, 1, r.stopped, 'test', now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(time timestamptz, values float8[], invalid text[], stopped int)
    on conflict (point_id, period, time) do update set values = excluded.values, invalid = excluded.invalid
  `.execute(db);
  const payload = {
    period: 'hour',
    items: rows.slice(-1).map(({ time }) => ({ pointId, time, revision: 0 })),
  };
  await sql`insert into platform.outbox (type, payload) values ('telemetry.rolled-up.v1', ${JSON.stringify(payload)}::jsonb)`.execute(
    db,
  );
}
