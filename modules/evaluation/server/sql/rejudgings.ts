import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface RejudgingRun {
  readonly id: string;
  readonly data: {
    readonly pointId: number;
    readonly from: number;
    readonly to: number;
    readonly reason: string;
  };
  readonly state: 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly result: { readonly hours: number; readonly days: number; readonly changed: number } | null;
  readonly error: string | null;
}

/** Runs of a job with what they were asked for, newest first, from the platform's own record of jobs. */
export async function rejudgingRuns(db: DbOrTx, job: string, limit: number): Promise<RejudgingRun[]> {
  const { rows } = await sql<{
    id: string;
    data: RejudgingRun['data'];
    state: RejudgingRun['state'];
    progress: number;
    started_at: Date;
    ended_at: Date | null;
    result: RejudgingRun['result'];
    error: string | null;
  }>`
    select id, data, state, progress, started_at, ended_at, result, error from platform.job_run
    where job = ${job} and data ? 'pointId' order by started_at desc limit ${limit}
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    data: row.data,
    state: row.state,
    progress: Number(row.progress),
    startedAt: row.started_at.getTime(),
    endedAt: row.ended_at?.getTime() ?? null,
    result: row.result,
    error: row.error,
  }));
}
