/** The states of a life; what is known of it besides (no data, error) is not the life's matter. */
type AlarmState = 'pending' | 'firing' | 'recovering' | 'closed';

/**
 * The life of an alarm (报警生命周期) as a pure state machine:
 *
 *     (none) ─cause→ pending ─held for pendingFor→ firing ─clear→ recovering ─quiet for recoverFor→ closed
 *                       └────────clear→ closed        ↑──────cause again──────┘
 *
 * What is taken out of the watch (a point that was closed) ends at once from every state: nothing will be observed of it
 * any more, so there is no recovery to wait for.
 *
 * Durations run on the time of the observations, not on the time they happened to arrive: three exceeding hours that
 * come in one packet have lasted three hours. Only the end of the recovery is also driven by the clock (`tick`),
 * since silence brings no observation. A pending alarm fires by a repeated cause alone.
 */
export interface Durations {
  /** How long the cause must last before the alarm fires, ms. */
  readonly pendingFor: number;
  /** How long it must be gone before the alarm closes, ms. */
  readonly recoverFor: number;
}

export interface Life {
  readonly state: AlarmState;
  /** First observation of the cause, epoch ms. */
  readonly startedAt: number;
  /** Newest observation of the cause. */
  readonly lastCauseAt: number;
  /** First observation without the cause since it was last there; null while it lasts. */
  readonly clearSince: number | null;
}

/** Why a clear came: the value went back, or was recomputed. */
export type ClearReason = 'cleared' | 'revised';

export type Signal =
  | { readonly kind: 'cause'; readonly at: number }
  | { readonly kind: 'clear'; readonly at: number; readonly why: ClearReason }
  | { readonly kind: 'tick'; readonly at: number }
  /** The subject was taken out of the watch. */
  | { readonly kind: 'withdraw'; readonly at: number }
  /** It became a member of a grouped alarm, which speaks for it from now on. */
  | { readonly kind: 'absorb'; readonly at: number }
  | { readonly kind: 'close'; readonly at: number };

/** Coded reason of a change, as the log keeps it. */
export type ChangeReason =
  | 'seen'
  | 'held'
  | 'again'
  | 'quiet'
  | 'hand'
  | 'historical'
  | 'withdrawn'
  | 'grouped'
  | ClearReason;

export interface Change {
  readonly from: AlarmState | null;
  readonly to: AlarmState;
  readonly why: ChangeReason;
}

export interface Outcome {
  readonly life: Life;
  /** In order; empty when the signal changed nothing but the times. */
  readonly changes: readonly Change[];
}

/** The alarm that a first cause makes; without waiting time it fires at once. */
export function raise(at: number, durations: Durations): Outcome {
  const changes: Change[] = [{ from: null, to: 'pending', why: 'seen' }];
  if (durations.pendingFor <= 0) changes.push({ from: 'pending', to: 'firing', why: 'held' });
  const state = durations.pendingFor <= 0 ? 'firing' : 'pending';
  return { life: { state, startedAt: at, lastCauseAt: at, clearSince: null }, changes };
}

/** An alarm made from data that came long after the fact: it is born closed and disturbs nobody. */
export function record(at: number): Outcome {
  return {
    life: { state: 'closed', startedAt: at, lastCauseAt: at, clearSince: at },
    changes: [{ from: null, to: 'closed', why: 'historical' }],
  };
}

/** What a signal does to an alarm. A closed alarm stays as it is. */
export function step(life: Life, signal: Signal, durations: Durations): Outcome {
  if (life.state === 'closed') return { life, changes: [] };
  switch (signal.kind) {
    case 'cause':
      return onCause(life, signal.at, durations);
    case 'clear':
      return onClear(life, signal.at, signal.why, durations);
    case 'tick':
      return onQuiet(life, signal.at, durations);
    case 'withdraw':
      return move({ ...life, clearSince: life.clearSince ?? signal.at }, 'closed', 'withdrawn');
    case 'absorb':
      return move({ ...life, clearSince: life.clearSince ?? signal.at }, 'closed', 'grouped');
    case 'close':
      return move({ ...life, clearSince: life.clearSince ?? signal.at }, 'closed', 'hand');
  }
}

function onCause(life: Life, at: number, durations: Durations): Outcome {
  const startedAt = Math.min(life.startedAt, at);
  const lastCauseAt = Math.max(life.lastCauseAt, at);
  // A late observation of the past widens the alarm, but says nothing about the present.
  if (life.clearSince !== null && at < life.clearSince) {
    return { life: { ...life, startedAt, lastCauseAt }, changes: [] };
  }
  const next: Life = { ...life, startedAt, lastCauseAt, clearSince: null };
  if (life.state === 'recovering') return move(next, 'firing', 'again');
  if (life.state === 'pending' && lastCauseAt - startedAt >= durations.pendingFor) {
    return move(next, 'firing', 'held');
  }
  return { life: next, changes: [] };
}

function onClear(life: Life, at: number, why: ClearReason, durations: Durations): Outcome {
  // An observation older than the newest cause cannot clear it; a recomputed one stands in the cause's place.
  if (why === 'cleared' && at < life.lastCauseAt) return { life, changes: [] };
  if (life.state === 'pending') return move({ ...life, clearSince: at }, 'closed', why);
  if (life.state === 'recovering') return onQuiet(life, at, durations);
  const recovering = move({ ...life, clearSince: at }, 'recovering', why);
  if (durations.recoverFor > 0) return recovering;
  const closed = move(recovering.life, 'closed', 'quiet');
  return { life: closed.life, changes: [...recovering.changes, ...closed.changes] };
}

function onQuiet(life: Life, at: number, durations: Durations): Outcome {
  if (life.state !== 'recovering' || life.clearSince === null) return { life, changes: [] };
  if (at - life.clearSince < durations.recoverFor) return { life, changes: [] };
  return move(life, 'closed', 'quiet');
}

function move(life: Life, to: AlarmState, why: ChangeReason): Outcome {
  return { life: { ...life, state: to }, changes: [{ from: life.state, to, why }] };
}
