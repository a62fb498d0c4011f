import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** Somebody took a sample at a place. */
export interface SamplingPresence {
  readonly samplerId: string;
  readonly sampler: string;
  readonly place: string;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
  /** Epoch ms. */
  readonly at: number;
  readonly simulated: boolean;
}

/** Who took samples where in [from, to), as the field forms say; of the site where the form has no position. */
export async function samplingPresences(db: DbOrTx, from: Date, to: Date): Promise<SamplingPresence[]> {
  const { rows } = await sql<Omit<SamplingPresence, 'at'> & { at: Date }>`
    select s.sampler_id as "samplerId", s.sampler, t.point_name as place, t.unit_path as "unitPath", coalesce(s.lon, t.lon) as lon,
      coalesce(s.lat, t.lat) as lat, s.sampled_at as at, t.simulated
    from monitoring.sampling s join monitoring.task t on t.id = s.task_id
    where s.sampled_at >= ${from} and s.sampled_at < ${to} and coalesce(s.lon, t.lon) is not null and coalesce(s.lat, t.lat) is not null
    order by s.sampler_id, s.sampled_at
  `.execute(db);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.getTime() }));
}

/** A figure of a laboratory. */
export interface LaboratoryResult {
  readonly taskId: number;
  readonly taskCode: string;
  /** Who did the work (监测机构). */
  readonly body: string;
  readonly unitPath: string;
  readonly item: string;
  readonly kind: 'sample' | 'parallel';
  /** Null: below detection. */
  readonly value: number | null;
  readonly simulated: boolean;
}

/** Results of samples and their parallels analysed for tasks sampled in [from, to), not those measured at the site; newest task first. */
export async function laboratoryResults(db: DbOrTx, from: Date, to: Date): Promise<LaboratoryResult[]> {
  const { rows } = await sql<LaboratoryResult>`
    select t.id as "taskId", t.code as "taskCode", t.body, t.unit_path as "unitPath", r.item, r.kind, r.value, t.simulated
    from monitoring.result r join monitoring.task t on t.id = r.task_id join monitoring.sampling s on s.task_id = t.id
    where s.sampled_at >= ${from} and s.sampled_at < ${to} and r.source <> 'on-site' and r.kind in ('sample', 'parallel')
    order by t.id desc, r.item, r.kind
  `.execute(db);
  return rows;
}
