import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { OutfallResult, OutfallState, OutfallStep, ResultInput } from '../../contract.ts';

export interface NewStep {
  readonly outfallId: number;
  readonly unitPath: string;
  readonly act: string;
  readonly from: OutfallState | null;
  readonly to: OutfallState;
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: Date;
}

/** Adds steps in their order; gives their ids in it. */
export async function insertSteps(tx: DbOrTx, steps: readonly NewStep[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into sources.outfall_step (outfall_id, unit_path, act, from_state, to_state, reason, detail, evidence, by_name, by_user, at)
    select r."outfallId", r."unitPath", r.act, r."from", r."to", r.reason, r.detail, r.evidence, r."byName", r."byUser", r.at
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as r("outfallId" int, "unitPath" text, act text, "from" text, "to" text,
      reason text, detail jsonb, evidence text[], "byName" text, "byUser" text, at timestamptz)
    returning id
  `.execute(tx);
  return rows.map((one) => one.id);
}

export async function insertResults(
  tx: DbOrTx,
  results: readonly (ResultInput & {
    stepId: number;
    outfallId: number;
    unitPath: string;
    sampledOn: string;
  })[],
): Promise<void> {
  await sql`
    insert into sources.outfall_result (step_id, outfall_id, unit_path, sampled_on, item, value, below, detection_limit, unit)
    select r."stepId", r."outfallId", r."unitPath", r."sampledOn"::date, r.item, r.value, r.value is null, r."detectionLimit", r.unit
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r("stepId" int, "outfallId" int, "unitPath" text, "sampledOn" text,
      item text, value float8, "detectionLimit" float8, unit text)
  `.execute(tx);
}

export async function stepsOf(db: DbOrTx, outfallId: number): Promise<OutfallStep[]> {
  const { rows } = await sql<Omit<OutfallStep, 'at'> & { at: Date }>`
    select id, act, from_state as "from", to_state as "to", reason, detail, evidence, by_name as "by", at
    from sources.outfall_step where outfall_id = ${outfallId} order by id
  `.execute(db);
  return rows.map((one) => ({ ...one, at: beijingIso(one.at.getTime()) }));
}

export async function resultsOf(db: DbOrTx, outfallId: number): Promise<OutfallResult[]> {
  const { rows } = await sql<OutfallResult>`
    select sampled_on::text as "sampledOn", item, value, below, detection_limit as "detectionLimit", unit
    from sources.outfall_result where outfall_id = ${outfallId} order by sampled_on desc, step_id desc, item
  `.execute(db);
  return rows;
}

export async function keepEvidence(db: DbOrTx, sha256: string, byUser: string, at: Date): Promise<void> {
  await sql`insert into sources.evidence (sha256, by_user, at) values (${sha256}, ${byUser}, ${at}) on conflict do nothing`.execute(
    db,
  );
}

/** Those that were never brought as evidence. */
export async function unknownEvidence(db: DbOrTx, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${hashes}::text[]) as h where not exists (select from sources.evidence e where e.sha256 = h)
  `.execute(db);
  return rows.map((one) => one.sha256);
}
