import { plusDays, runClock } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { PERMIT_ACTS, PermitContent } from '../../contract.ts';

/** What happened to a permit, with what it says from then on. */
export interface PermitAct {
  readonly act: (typeof PERMIT_ACTS)[number];
  readonly on: string;
  readonly note: string;
  /** Null: it says what it said. */
  readonly content: PermitContent | null;
}

/** How a permit stands after its steps; whether its days are over is asked elsewhere. */
export interface Standing {
  readonly content: PermitContent;
  readonly state: 'valid' | 'cancelled' | 'revoked';
  readonly issuedOn: string;
  /** Day from which applications for renewal count: the last issue or renewal. */
  readonly renewedOn: string;
}

/** A permit folded (pure). The first step is its issue. */
export function standingOf(acts: readonly PermitAct[]): Standing {
  const [first, ...others] = acts;
  if (first?.act !== 'issue' || !first.content) throw new Error('a permit begins with its issue');
  const begin: Standing = {
    content: first.content,
    state: 'valid',
    issuedOn: first.on,
    renewedOn: first.on,
  };
  return others.reduce(after, begin);
}

function after(now: Standing, { act, on, content }: PermitAct): Standing {
  if (act === 'cancel') return { ...now, state: 'cancelled' };
  if (act === 'revoke') return { ...now, state: 'revoked' };
  const renewed = act === 'renew' || act === 'reissue';
  return { ...now, content: content ?? now.content, renewedOn: renewed ? on : now.renewedOn };
}

/** Last day that a permit can hold which holds from a day: five years. */
export function longestTo(validFrom: string): string {
  const { length, unit } = statutoryTerm('permit-validity');
  const end = runClock({ start: validFrom, length, unit, rollToNextWorkdayAtEnd: false });
  return plusDays(end.dueDate!, -1);
}

/** What a permit says after its renewal: the same, for five years more. */
export function renewed(content: PermitContent): PermitContent {
  const validFrom = plusDays(content.validTo, 1);
  return { ...content, validFrom, validTo: longestTo(validFrom) };
}
