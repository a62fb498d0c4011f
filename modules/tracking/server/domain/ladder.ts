import { MINUTE_MS } from '@tarim/kernel';
import { MOBILE_RULES, type MobileLadderStep } from '@tarim/standards';

/** The ladder (处置阶梯) of a kind of alarm; null: it has none. */
export function ladderOf(kind: string): MobileLadderStep | null {
  return MOBILE_RULES.data.ladder.find((one) => one.kind === kind) ?? null;
}

/** When the top step is due, epoch ms. An announced outage climbs no ladder. */
export function ladderDue(alarm: {
  readonly kind: string;
  readonly severity: string;
  readonly knownAt: number;
}): number | null {
  const step = ladderOf(alarm.kind);
  if (!step || alarm.severity === 'announced') return null;
  return alarm.knownAt + step.minutes * MINUTE_MS;
}
