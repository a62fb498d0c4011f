import type { Db } from '@tarim/platform';
import { sql } from 'kysely';

/** What a pipeline of the target's unit is set to; no source is ever asked. */
export const SPEC = {
  titleZh: '目标台账',
  titleEn: 'Target ledger',
  abstractZh: '',
  abstractEn: '',
  element: 'pollution-source',
  sourceZh: '核对权限',
  sourceEn: 'test',
  source: { kind: 'upload' },
  format: 'csv',
  place: { kind: 'none' },
  geometryType: null,
  fields: [{ name: 'name', titleZh: '名称', titleEn: 'Name', type: 'text', from: 'name' }],
  checks: [],
  maxRejectedShare: 0.5,
  mode: 'append',
  keys: [],
  retry: { attempts: 1, waitSeconds: 60 },
  sharing: 'internal',
  rhythm: 'irregular',
  simulated: false,
} as const;

/** Two collected sets (汇聚数据集) of the unit with a row each: 1 is shared within the house, 2 is secret. */
export async function seedCollected(db: Db, unitPath: string): Promise<void> {
  for (const [slug, sharing] of [
    ['target', 'internal'],
    ['target-hidden', 'secret'],
  ] as const) {
    const spec = JSON.stringify({ ...SPEC, sharing });
    await sql`with p as (
        insert into exchange.pipeline (slug, unit_path, active, version, spec, sharing, simulated, created_at)
        values (${slug}, ${unitPath}, true, 1, ${spec}::jsonb, ${sharing}, false, now()) returning id),
      v as (insert into exchange.pipeline_version (pipeline_id, version, spec, by_name, at) select id, 1, ${spec}::jsonb, 'x', now() from p),
      r as (insert into exchange.run (pipeline_id, version, state, trigger, asked_at, ended_at)
        select id, 1, 'done', 'hand', now(), now() from p returning id, pipeline_id)
      insert into exchange.row (pipeline_id, key, properties, run_id, line, changed_at)
      select pipeline_id, '1', '{"name": "目标行"}', id, 2, now() from r`.execute(db);
  }
}
