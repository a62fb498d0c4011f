import type { AlarmState, Severity } from '../../contract.ts';
import { severer } from './alarm.ts';

/** A member as far as its group asks. */
export interface MemberState {
  readonly state: AlarmState;
  readonly severity: Severity;
  readonly startedAt: number;
  readonly firedAt: number | null;
  readonly endedAt: number | null;
}

export interface GroupState {
  readonly state: AlarmState;
  readonly severity: Severity;
  readonly startedAt: number;
  readonly firedAt: number | null;
  readonly closedAt: number | null;
  /** Members that are open. */
  readonly open: number;
}

/** A group is what its most alarming open member is; it is over when all are. */
const ORDER: readonly AlarmState[] = ['firing', 'error', 'no-data', 'recovering', 'pending', 'closed'];

/** What a group of members comes to. Null: it has none. */
export function groupState(members: readonly MemberState[]): GroupState | null {
  if (members.length === 0) return null;
  const open = members.filter((one) => one.state !== 'closed');
  const fired = members.flatMap((one) => one.firedAt ?? []);
  const state = ORDER.find((one) => members.some((member) => member.state === one)) ?? 'closed';
  return {
    // What fired once does not wait again because a member pends.
    state: state === 'pending' && fired.length > 0 ? 'recovering' : state,
    severity: members.reduce<Severity>((worst, one) => severer(worst, one.severity), 'info'),
    startedAt: Math.min(...members.map((one) => one.startedAt)),
    firedAt: fired.length > 0 ? Math.min(...fired) : null,
    closedAt: open.length > 0 ? null : Math.max(...members.map((one) => one.endedAt ?? one.startedAt)),
    open: open.length,
  };
}
