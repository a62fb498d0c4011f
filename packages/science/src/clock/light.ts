/** green 期限内, yellow 临期, red 超期: a sign for people, not a rule of law. */
export type Light = 'green' | 'yellow' | 'red';

/**
 * The light of a deadline (pure; all epoch ms). What was done in time stays green; what is done late, or not done after the
 * last second, is red; yellow begins `warnHours` before the end.
 */
export function deadlineLight({
  dueAt,
  now,
  doneAt = null,
  warnHours,
}: {
  readonly dueAt: number;
  readonly now: number;
  readonly doneAt?: number | null;
  readonly warnHours: number;
}): Light {
  // `due` names the last second: it lasts to its end.
  const late = (at: number) => at > dueAt + 999;
  if (doneAt !== null) return late(doneAt) ? 'red' : 'green';
  if (late(now)) return 'red';
  return dueAt - now <= warnHours * 3_600_000 ? 'yellow' : 'green';
}
