import { plusDays, runClock, type WorkCalendar } from '@tarim/science';
import type { PositiveAct, PositiveState, PositiveStep } from '../../contract.ts';

/** 公示不少于五个工作日 and a report each quarter: defaults of the platform, the texts of the region were not read. */
export const ANNOUNCE_WORKDAYS = 5;
export const REPORT_MONTHS = 3;

export interface PositiveTaken extends Pick<PositiveStep, 'act' | 'on' | 'good'> {
  readonly byId: string;
}

export type PositiveRefusal =
  | 'positiveState'
  | 'positiveOrder'
  | 'positiveFuture'
  | 'positiveOwn'
  | 'positiveEarly';

const FROM: Readonly<Record<PositiveAct['act'], readonly PositiveState[]>> = {
  review: ['nominated'],
  announce: ['reviewed'],
  list: ['announced'],
  report: ['listed'],
  remove: ['listed'],
  withdraw: ['nominated', 'reviewed', 'announced'],
};

/** Where an entry stands after its steps (pure). */
export function positiveState(steps: readonly Pick<PositiveTaken, 'act' | 'good'>[]): PositiveState {
  let state: PositiveState = 'nominated';
  for (const { act, good } of steps) {
    if (act === 'review') state = good ? 'reviewed' : 'refused';
    if (act === 'announce') state = 'announced';
    if (act === 'list') state = 'listed';
    if (act === 'remove') state = 'removed';
    if (act === 'withdraw') state = 'withdrawn';
  }
  return state;
}

/** The first day after the announcement has stood its working days; null: nothing is announced. */
export function listableFrom(steps: readonly PositiveTaken[], calendar: WorkCalendar): string | null {
  const announced = steps.findLast(({ act }) => act === 'announce')?.on;
  if (!announced) return null;
  const last = runClock({ start: announced, length: ANNOUNCE_WORKDAYS, unit: 'workday' }, calendar).dueDate!;
  return plusDays(last, 1);
}

/** When the next quarterly report is due; null: the enterprise is not on the list. */
export function reportDue(steps: readonly PositiveTaken[]): string | null {
  if (positiveState(steps) !== 'listed') return null;
  const last = steps.findLast(({ act }) => act === 'list' || act === 'report')!.on;
  return runClock({ start: last, length: REPORT_MONTHS, unit: 'month', rollToNextWorkdayAtEnd: false })
    .dueDate;
}

/** Whether a step may be taken: null, or why not. Who nominated does not review. */
export function positiveRefusal(
  steps: readonly PositiveTaken[],
  act: PositiveAct,
  by: string,
  today: string,
  calendar: WorkCalendar,
): PositiveRefusal | null {
  if (!FROM[act.act].includes(positiveState(steps))) return 'positiveState';
  if (act.on > today) return 'positiveFuture';
  if (steps.some(({ on }) => on > act.on)) return 'positiveOrder';
  if (act.act === 'review' && steps.some((one) => one.act === 'nominate' && one.byId === by))
    return 'positiveOwn';
  if (act.act === 'list' && act.on < listableFrom(steps, calendar)!) return 'positiveEarly';
  return null;
}
