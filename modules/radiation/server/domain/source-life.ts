import type { WorkCalendar } from '@tarim/science';
import type { Category, Clock, SourceAct, SourceActName, SourceState } from '../../contract.ts';
import { clockOf, dueOf, runningClock } from './clocks.ts';
import { dayRefusal, type Refusal, refuse } from './refusal.ts';
import { openAway, openFilings, openTransfer, type SourceStanding, sourceStanding } from './source-state.ts';

const HERE: readonly SourceState[] = ['held', 'in-use', 'idle'];
const ANY: readonly SourceState[] = [
  ...HERE,
  'lost',
  'transferred',
  'returned',
  'stored',
  'disposed',
  'exempt',
];

/** In which states a step makes sense; the other conditions stand below. */
const STATES: Readonly<Record<SourceActName, readonly SourceState[]>> = {
  hold: [],
  start: ['held', 'idle'],
  idle: ['held', 'in-use'],
  'apply-transfer': HERE,
  'accept-transfer': HERE,
  'approve-transfer': HERE,
  'refuse-transfer': HERE,
  move: HERE,
  file: ANY,
  return: HERE,
  store: HERE,
  dispose: ['stored'],
  'cancel-code': ['returned', 'disposed'],
  'file-away': ['held', 'in-use'],
  back: HERE,
  'cancel-away': HERE,
  lose: HERE,
  find: ['lost'],
  exempt: HERE,
  correct: ANY,
};

export interface SourceFacts {
  readonly unitId: number;
  readonly code: string | null;
  /** At manufacture; null: not known. */
  readonly category: Category | null;
  /** Of the day of the step: below the lower bound of category V; null where it cannot be computed. */
  readonly belowExemption: boolean | null;
}

/** Null where the step may be taken. */
export function sourceRefusal(
  facts: SourceFacts,
  acts: readonly SourceAct[],
  act: SourceAct,
  today: string,
  calendar: WorkCalendar,
): Refusal | null {
  const standing = sourceStanding(acts);
  const wrongDay = dayRefusal(act.on, standing.last, today);
  if (wrongDay) return wrongDay;
  if (acts.length === 0) return act.act === 'hold' ? null : refuse('opening');
  const { state } = standing;
  if (!STATES[act.act].includes(state)) return refuse('stateUnfit', { state });
  const transfer = openTransfer(standing);
  switch (act.act) {
    case 'apply-transfer':
      if (act.toUnit === facts.unitId) return refuse('transferSelf');
      return transfer ? refuse('transferPending') : null;
    case 'accept-transfer':
      if (!transfer) return refuse('transferMissing');
      return transfer.acceptedOn ? refuse('transferPending') : null;
    case 'refuse-transfer':
      return transfer ? null : refuse('transferMissing');
    case 'approve-transfer':
      if (!transfer) return refuse('transferMissing');
      return transfer.acceptedOn && !transfer.approvedOn ? null : refuse('transferNotAccepted');
    case 'move': {
      if (!transfer?.approvedOn) return refuse('transferNotAccepted');
      const end = dueOf('batch-transfer', transfer.approvedOn, calendar);
      return act.on > end ? refuse('transferEnded', { end }) : null;
    }
    case 'return':
    case 'store':
    case 'exempt':
      if (transfer) return refuse('transferPending');
      return act.act === 'exempt' && facts.belowExemption === false ? refuse('notExempt') : null;
    case 'file':
      return openFilings(standing).includes(act.of) ? null : refuse('nothingToFile');
    case 'cancel-code':
      return facts.code === null || standing.handover?.codeCancelledOn ? refuse('codeMissing') : null;
    case 'file-away':
      if (openAway(standing)) return refuse('awayPending');
      return act.from > act.to ? refuse('awayDays') : null;
    case 'back':
      return openAway(standing)?.backOn === null ? null : refuse('awayMissing');
    case 'cancel-away':
      return openAway(standing)?.backOn ? null : refuse('awayMissing');
    default:
      return null;
  }
}

/** What may be done today: each step is tried as it would be taken. */
export function possibleSourceActs(
  facts: SourceFacts,
  acts: readonly SourceAct[],
  today: string,
  calendar: WorkCalendar,
): SourceActName[] {
  const [of] = openFilings(sourceStanding(acts));
  const probe = { on: today, document: '', to: '', toUnit: null, of, how: 'lost', place: '' };
  return (Object.keys(STATES) as SourceActName[]).filter((act) => {
    if (act === 'hold' || act === 'correct') return false;
    const days = act === 'file-away' ? { from: today, to: today } : {};
    return sourceRefusal(facts, acts, { ...probe, ...days, act } as SourceAct, today, calendar) === null;
  });
}

/** Of these the regulation asks that they are returned or stored within three months (环境保护部令第18号). */
export const COLLECTED: ReadonlySet<Category | null> = new Set(['I', 'II', 'III']);

/** Clocks of a source: idle, transfer, filings, code, use elsewhere. */
export function sourceClocks(
  facts: Pick<SourceFacts, 'category' | 'code'>,
  standing: SourceStanding,
  now: number,
  calendar: WorkCalendar,
): Clock[] {
  const clocks: Clock[] = [];
  const run = (id: string, start: string, doneOn: string | null) =>
    clocks.push(runningClock(id, start, doneOn, now, calendar));
  if (COLLECTED.has(facts.category))
    for (const { on, endedOn } of standing.idles) run('idle-return', on, endedOn);
  for (const one of standing.transfers) {
    if (one.acceptedOn) run('transfer-review', one.acceptedOn, one.approvedOn ?? one.decidedOn);
    if (one.approvedOn) run('batch-transfer', one.approvedOn, one.movedOn ?? one.decidedOn);
    if (one.movedOn) {
      run('transfer-file', one.movedOn, one.filed.from);
      run('transfer-file', one.movedOn, one.filed.to);
    }
  }
  const { handover } = standing;
  if (handover) {
    run('return-file', handover.on, handover.filedOn);
    const gone = handover.how === 'return' ? handover.on : handover.disposedOn;
    if (gone && facts.code !== null) run('code-cancel', gone, handover.codeCancelledOn);
  }
  for (const away of standing.aways) {
    const filedBy = dueOf('cross-file-out', away.from, calendar);
    clocks.push(clockOf('cross-file-out', away.filedOn, filedBy, away.filedOn, now));
    if (away.backOn) run('cross-cancel', away.backOn, away.cancelledOn);
  }
  return clocks;
}

/** How the collection of idle sources stands (应收尽收). */
export interface CollectionCount {
  readonly due: number;
  readonly collected: number;
  readonly inTime: number;
  readonly overdue: number;
  readonly running: number;
}
export const NOTHING_DUE: CollectionCount = { due: 0, collected: 0, inTime: 0, overdue: 0, running: 0 };

/**
 * Idle times of a source of categories I to III. Due is what was collected and what is past its three months; what went back into use,
 * was transferred or exempted in time needs no collection.
 */
export function collectionOf(
  category: Category | null,
  standing: SourceStanding,
  today: string,
  calendar: WorkCalendar,
): CollectionCount {
  if (!COLLECTED.has(category)) return NOTHING_DUE;
  let count = NOTHING_DUE;
  for (const idle of standing.idles) {
    const end = dueOf('idle-return', idle.on, calendar);
    if (idle.how === 'collected')
      count = add(count, { ...NOTHING_DUE, due: 1, collected: 1, inTime: idle.endedOn! <= end ? 1 : 0 });
    else if (idle.endedOn === null)
      count = add(
        count,
        today > end ? { ...NOTHING_DUE, due: 1, overdue: 1 } : { ...NOTHING_DUE, running: 1 },
      );
  }
  return count;
}

export const add = (a: CollectionCount, b: CollectionCount): CollectionCount => ({
  due: a.due + b.due,
  collected: a.collected + b.collected,
  inTime: a.inTime + b.inTime,
  overdue: a.overdue + b.overdue,
  running: a.running + b.running,
});
