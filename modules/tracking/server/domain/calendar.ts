import type { JobPhase, JobState } from '../../contract.ts';

/** What the calendar needs of a job; times are epoch ms. */
export interface PlannedJob {
  readonly id: number;
  readonly name: string;
  readonly state: JobState;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly returnedAt: number | null;
  readonly terminals: readonly number[];
  readonly team: readonly string[];
}

/** How a job stands at a time: what was approved and not reported back stays open after its date (逾期未归). */
export function phaseOf(
  job: Pick<PlannedJob, 'state' | 'startsAt' | 'endsAt' | 'returnedAt'>,
  now: number,
): JobPhase {
  if (job.state !== 'approved') return job.state;
  if (job.returnedAt !== null) return 'ended';
  if (now < job.startsAt) return 'approved';
  return now <= job.endsAt ? 'underway' : 'overdue';
}

/** Until when a job holds its sources and people: until they are back. */
function heldUntil(job: PlannedJob, now: number): number {
  if (job.returnedAt !== null) return job.returnedAt;
  return job.state === 'approved' ? Math.max(job.endsAt, now) : job.endsAt;
}

export interface Overlap {
  readonly jobId: number;
  readonly name: string;
  readonly terminals: readonly number[];
  readonly people: readonly string[];
}

const HOLDS: ReadonlySet<JobState> = new Set(['filed', 'approved']);

/**
 * Jobs that want the same source or the same people at the same time as a job; one that ends when the other begins does not. Refused and
 * withdrawn jobs want nothing. A job whose date has passed holds what it took until it is back, but only against what begins by now.
 */
export function overlapsOf(job: PlannedJob, others: readonly PlannedJob[], now: number): Overlap[] {
  if (!HOLDS.has(job.state)) return [];
  return others.flatMap((other) => {
    const meets =
      other.id !== job.id &&
      HOLDS.has(other.state) &&
      job.startsAt < heldUntil(other, now) &&
      other.startsAt < heldUntil(job, now);
    if (!meets) return [];
    const terminals = job.terminals.filter((id) => other.terminals.includes(id));
    const people = job.team.filter((name) => other.team.includes(name));
    return terminals.length + people.length === 0
      ? []
      : [{ jobId: other.id, name: other.name, terminals, people }];
  });
}
