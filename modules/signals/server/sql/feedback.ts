import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Verdict } from '../../contract.ts';

export interface FeedbackRow {
  readonly id: number;
  readonly verdict: Verdict;
  readonly innocent: string | null;
  readonly ruledOut: readonly string[];
  readonly reason: string;
  readonly evidence: readonly { readonly sha256: string; readonly name: string }[];
  readonly strength: number;
  readonly by: string;
  readonly at: Date;
}

export async function feedbackOf(db: DbOrTx, signalId: number): Promise<FeedbackRow[]> {
  const { rows } = await sql<FeedbackRow>`
    select id, verdict, innocent, ruled_out as "ruledOut", reason, evidence, strength, by_name as by, at
    from signals.feedback where signal_id = ${signalId} order by id desc
  `.execute(db);
  return rows;
}

export async function insertFeedback(
  tx: Tx,
  one: Omit<FeedbackRow, 'id'> & { signalId: number; unitPath: string; detector: string; byUser: string },
): Promise<void> {
  await sql`
    insert into signals.feedback (signal_id, unit_path, detector, verdict, innocent, ruled_out, reason, evidence, strength, by_name, by_user, at)
    values (${one.signalId}, ${one.unitPath}, ${one.detector}, ${one.verdict}, ${one.innocent}, ${[...one.ruledOut]}::text[], ${one.reason},
      ${JSON.stringify(one.evidence)}::jsonb, ${one.strength}, ${one.by}, ${one.byUser}, ${one.at})
  `.execute(tx);
}

/** Of each lead the latest feedback, by detector. */
export async function verdictCounts(db: DbOrTx): Promise<Map<string, Record<Verdict, number>>> {
  const { rows } = await sql<{ detector: string; verdict: Verdict; n: number }>`
    select detector, verdict, count(*)::int as n
    from (select distinct on (signal_id) signal_id, detector, verdict from signals.feedback order by signal_id, id desc) latest
    group by detector, verdict
  `.execute(db);
  const counts = new Map<string, Record<Verdict, number>>();
  for (const { detector, verdict, n } of rows) {
    const of = counts.get(detector) ?? { confirmed: 0, innocent: 0, unclear: 0 };
    of[verdict] = n;
    counts.set(detector, of);
  }
  return counts;
}

export async function keepFile(
  db: DbOrTx,
  sha256: string,
  byUser: string,
  name: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into signals.file (sha256, by_user, name, at) values (${sha256}, ${byUser}, ${name}, ${at})
    on conflict (sha256, by_user) do update set name = excluded.name
  `.execute(db);
}

/** Those that this person never brought. */
export async function foreignFiles(db: DbOrTx, byUser: string, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${[...hashes]}::text[]) h
    where not exists (select 1 from signals.file f where f.sha256 = h and f.by_user = ${byUser})
  `.execute(db);
  return rows.map((row) => row.sha256);
}
