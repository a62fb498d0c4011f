import type { DbOrTx } from '@tarim/platform';
import type { FieldEvidence } from '@tarim/platform/contract';
import { sql } from 'kysely';
import type { RecordForm, Result, Visit } from '../../contract.ts';

export interface CountedVisit
  extends Pick<
    Visit,
    'id' | 'drawId' | 'enterpriseId' | 'unitPath' | 'team' | 'state' | 'exemption' | 'origin' | 'visitedOn'
  > {
  readonly result: Result | null;
  readonly from: Date | null;
  readonly simulated: boolean;
}

/** Visits planned within days of Beijing, the oldest first. */
export async function countedVisits(
  db: DbOrTx,
  { from, to, unit }: { from: string; to: string; unit?: string | undefined },
  limit: number,
): Promise<CountedVisit[]> {
  const { rows } = await sql<CountedVisit>`
    select id, draw_id as "drawId", enterprise_id as "enterpriseId", unit_path as "unitPath", team, state, exemption, origin,
      visited_on::text as "visitedOn", result, appointed_from as "from", simulated
    from inspection.visit v
    where planned_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
      and planned_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and (${unit ?? null}::text is null or starts_with(v.unit_path, ${unit ?? null}))
    order by id limit ${limit}`.execute(db);
  return rows;
}

/** Of a record, what is counted: no texts and no strokes. */
export interface CountedRecord {
  readonly visitId: number;
  readonly form: RecordForm;
  readonly actId: string;
  /** Epoch ms. */
  readonly began: number | null;
  readonly madeAt: Date;
  readonly signers: readonly string[];
  readonly verdicts: Readonly<Record<string, string>>;
  readonly evidence: readonly Pick<FieldEvidence, 'name' | 'takenAt'>[];
  readonly route: readonly (readonly [number, number, number])[];
}

export async function countedRecords(db: DbOrTx, visits: readonly number[]): Promise<CountedRecord[]> {
  if (visits.length === 0) return [];
  const { rows } = await sql<CountedRecord>`
    select visit_id as "visitId", form, act_id as "actId", (filled->>'began')::float8 as began, made_at as "madeAt",
      array_remove(array[filled->'firstOfficer'->>'by', filled->'secondOfficer'->>'by'], null) as signers,
      coalesce((select jsonb_object_agg(key, value->>'verdict') from jsonb_each(
        case jsonb_typeof(filled->'checks') when 'object' then filled->'checks' else '{}' end)), '{}') as verdicts,
      coalesce((select jsonb_agg(jsonb_build_object('name', e->>'name', 'takenAt', (e->>'takenAt')::float8))
        from jsonb_array_elements(evidence) e), '[]') as evidence,
      case jsonb_typeof(filled->'route') when 'array' then filled->'route' else '[]' end as route
    from inspection.record where visit_id = any(${[...visits]}::int[]) order by visit_id, nth`.execute(db);
  return rows;
}

/** Rechecks of these enterprises that found nothing, or nothing that was not corrected at once. */
export async function goodRechecks(
  db: DbOrTx,
  enterprises: readonly number[],
): Promise<{ enterpriseId: number; visitedOn: string }[]> {
  if (enterprises.length === 0) return [];
  const { rows } = await sql<{ enterpriseId: number; visitedOn: string }>`
    select enterprise_id as "enterpriseId", visited_on::text as "visitedOn" from inspection.visit
    where enterprise_id = any(${[...enterprises]}::int[]) and exemption = 'recheck' and result in ('no-problem', 'corrected')`.execute(
    db,
  );
  return rows;
}
