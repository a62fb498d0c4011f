import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Occurrence } from '../domain/plan-notices.ts';

/** What was told of and waits for an answer (待应答). */
export interface Awaiting {
  /** `tracking:12`, `radnet:7`; of a task each handing on: `task:12:2026-11-20T15:00:00+08:00` */
  readonly subject: string;
  readonly severity: Occurrence['severity'];
  readonly unitPath: string;
  readonly headline: string;
  readonly body: string;
  readonly link: string;
  readonly simulated: boolean;
  readonly minutes: number;
}

/** Waits for an answer from now on; what changed its severity waits anew, as long as nobody has answered. */
export async function awaitAnswer(tx: Tx, one: Awaiting, due: Date): Promise<void> {
  await sql`
    insert into duty.awaiting (subject, severity, unit_path, headline, body, link, simulated, minutes, due_at)
    values (${one.subject}, ${one.severity}, ${one.unitPath}, ${one.headline}, ${one.body}, ${one.link}, ${one.simulated}, ${one.minutes}, ${due})
    on conflict (subject) do update set severity = excluded.severity, headline = excluded.headline, body = excluded.body,
      minutes = excluded.minutes, due_at = excluded.due_at, passed_on_at = null
    where duty.awaiting.answered_at is null and duty.awaiting.severity <> excluded.severity
  `.execute(tx);
}

export async function answered(tx: Tx, subjects: readonly string[], at: Date): Promise<void> {
  await sql`update duty.awaiting set answered_at = ${at} where subject = any(${[...subjects]}::text[]) and answered_at is null`.execute(
    tx,
  );
}

/** A task was received, ended or handed on: whatever handing of it waited does so no longer. */
export async function answeredTasks(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  await sql`
    update duty.awaiting set answered_at = ${at}
    where starts_with(subject, 'task:') and split_part(subject, ':', 2)::int = any(${[...ids]}::int[]) and answered_at is null
  `.execute(tx);
}

/** Takes what nobody answered in time: each once. */
export async function takeUnanswered(tx: Tx, now: Date): Promise<Awaiting[]> {
  const { rows } = await sql<Awaiting>`
    update duty.awaiting a set passed_on_at = ${now}
    where subject in (select subject from duty.awaiting where answered_at is null and passed_on_at is null and due_at <= ${now}
      order by due_at, subject limit 200 for update skip locked)
    returning subject, severity, unit_path as "unitPath", headline, body, link, simulated, minutes
  `.execute(tx);
  return rows.sort((a, b) => a.subject.localeCompare(b.subject));
}
