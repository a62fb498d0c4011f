import { sql } from 'kysely';
import { judgeTask } from '../server/domain/judge-task.ts';
import { URUMQI, type World } from './seed.ts';

/** A world's sites by their codes, and how results come to them. */
export async function signedWorld(w: World) {
  const point: Record<string, number> = {};
  let number = 0;
  await sql`insert into monitoring.plan (year, title, kind, unit_path, created_by) values (2026, '计划', 'routine', ${URUMQI}, '张')`.execute(
    w.ctx.db,
  );

  async function site(code: string, kind: string, unitPath: string, attributes: object = {}): Promise<void> {
    const { rows } = await sql<{ id: number }>`
    insert into registry.point (code, name, kind, unit_path, lon, lat, attributes)
    values (${code}, ${code}, ${kind}, ${unitPath}, 87.6, 43.8, ${JSON.stringify(attributes)}::jsonb) returning id`.execute(
      w.ctx.db,
    );
    point[code] = rows[0]!.id;
  }

  /** A signed result, judged as the signature judges. */
  async function signed(code: string, at: string, values: Values): Promise<number> {
    const { rows: points } = await sql<{
      kind: string;
      unit_path: string;
      attributes: Record<string, string>;
    }>`
    select kind, unit_path, attributes from registry.point where id = ${point[code]!}`.execute(w.ctx.db);
    const { kind, unit_path: unitPath, attributes } = points[0]!;
    const judged = Object.entries(values).map(([item, one]) => ({
      item,
      value: typeof one === 'number' ? one : null,
      detectionLimit: typeof one === 'number' ? null : one.lt,
      unit: item === 'pH' ? '无量纲' : item.startsWith('L') ? 'dB(A)' : 'mg/L',
    }));
    const { grade, verdict, exceeding } = judgeTask({ kind, attributes }, Date.parse(at), [judged]);
    const { rows } = await sql<{ id: number }>`
    insert into monitoring.task (code, plan_id, line_id, point_id, point_name, point_kind, lon, lat, unit_path, body, items, due_from, due_to, state)
    values (${`T${++number}`}, (select min(id) from monitoring.plan), ${number}, ${point[code]!}, ${code}, ${kind}, 87.6, 43.8, ${unitPath}, '站',
      ${Object.keys(values)}, ${at.slice(0, 10)}::date, ${at.slice(0, 10)}::date, 'official') returning id`.execute(
      w.ctx.db,
    );
    const id = rows[0]!.id;
    for (const one of judged)
      await sql`insert into monitoring.result (task_id, container, item, unit_path, kind, value, below, detection_limit, unit, analyst, source, at)
      values (${id}, 'S', ${one.item}, ${unitPath}, 'sample', ${one.value}, ${one.value === null}, ${one.detectionLimit}, ${one.unit}, '张', 'api', now())`.execute(
        w.ctx.db,
      );
    await sql`insert into monitoring.official (task_id, point_id, unit_path, sampled_at, signed_by, signed_at, grade, verdict, exceeding, finding)
    values (${id}, ${point[code]!}, ${unitPath}, ${at}, '李', now(), ${grade}, ${verdict}, ${JSON.stringify(exceeding)}::jsonb, '{}')`.execute(
      w.ctx.db,
    );
    return id;
  }
  return { point, site, signed };
}

type Values = Readonly<Record<string, number | { lt: number }>>;
