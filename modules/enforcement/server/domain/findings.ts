import { limitationOf, plusDays, type WorkCalendar } from '@tarim/science';
import { CASE_SCORING } from '@tarim/standards';
import { hearingInTime, recheckDue } from './clocks.ts';
import type { Defence } from './defence.ts';
import { type CaseFile, confiscatedOf, investigatorsOf, owesHearing, type Step, standingOf } from './file.ts';
import { defenceEnds, sealEnds } from './measure-clocks.ts';

/** A fatal item that the data of a file show; `words` names the sentence that tells it. */
export interface Fault {
  readonly item: number;
  readonly when: 'now' | 'ahead';
  readonly words: FaultWords;
  readonly params: Readonly<Record<string, string | number>>;
}

type Tell = (item: number, when: Fault['when'], words: FaultWords, params?: Fault['params']) => void;

export type FaultWords =
  | 'handlers'
  | 'evidence'
  | 'range'
  | 'noticeTerm'
  | 'noticeAhead'
  | 'hearing'
  | 'hearingNotice'
  | 'discussion'
  | 'discussionAhead'
  | 'investigatorVotes'
  | 'legal'
  | 'legalAhead'
  | 'limitation'
  | 'ownReview'
  | 'recheckLate'
  | 'recheckAhead'
  | 'dailyNoOrder'
  | 'dailyEarly'
  | 'sealOverdue'
  | 'sealAhead';

/** Days before the end of the term of a recheck in which it is told. */
const AHEAD_DAYS = 7;

/**
 * The review of files (案卷评查, 25 fatal items) as far as data show it, while the file is open and for files that came from elsewhere:
 * 2, 6, 12, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25. Whether facts fit evidence and articles, people have to judge.
 */
export function faultsOf(
  file: CaseFile,
  steps: readonly Step[],
  today: string,
  calendar: WorkCalendar,
): Fault[] {
  const now = standingOf(steps);
  const { decision, notice } = now;
  const { daily } = now.measures;
  const { ids, names } = investigatorsOf(file, steps);
  const faults: Fault[] = [];
  const tell: Tell = (item, when, words, params = {}) => faults.push({ item, when, words, params });

  if (new Set(file.handlers.map(({ certificate }) => certificate)).size < 2)
    tell(2, 'now', 'handlers', { count: file.handlers.length });
  if (now.investigated && now.evidence === 0) tell(6, 'now', 'evidence');
  const amount = decision?.kind === 'penalty' ? decision.amount : notice?.amount;
  if (file.range && amount !== undefined && (amount > file.range.max || amount < file.range.min / 2))
    tell(12, 'now', 'range', { amount, min: file.range.min, max: file.range.max });

  const about = { today, names, calendar, tell };
  if (notice)
    defenceFaults(about, now, {
      deliveredOn: notice.deliveredOn,
      decided: decision && decision.kind !== 'withdrawn' ? decision.on : null,
      withdrawn: decision?.kind === 'withdrawn',
      heavy: owesHearing(
        file.party,
        amount ?? notice.amount,
        decision?.beside ?? notice.beside,
        confiscatedOf(now),
      ),
    });
  if (decision?.kind === 'penalty' && !notice) tell(14, 'now', 'noticeTerm', { due: '—', on: decision.on });
  if (limitationOf({ actEnd: file.actEnd, found: file.filedOn, harm: file.harm }).passed)
    tell(20, 'now', 'limitation', { on: file.actEnd });
  const reviewers = [
    now.reviewed?.by,
    now.legal?.by,
    ...daily.map(({ defence }) => defence.legal?.by),
  ].filter((one) => one !== undefined);
  const own = reviewers.find((one) => ids.has(one.userId) || names.has(one.name));
  if (own) tell(21, 'now', 'ownReview', { name: own.name });
  for (const order of now.corrections) {
    const last = recheckDue(order, calendar);
    const done = now.rechecks.find(({ on }) => on >= order.on)?.on;
    if ((done ?? today) > last) tell(23, 'now', 'recheckLate', { due: last });
    else if (!done && today > plusDays(last, -AHEAD_DAYS)) tell(23, 'ahead', 'recheckAhead', { due: last });
  }
  for (const { notice: told, decision: done, defence, fine } of daily) {
    if (!now.corrections.some(({ on }) => on < told.on)) tell(22, 'now', 'dailyNoOrder');
    if (done && (!decision || done.on < decision.on)) tell(24, 'now', 'dailyEarly', { on: done.on });
    defenceFaults(about, defence, {
      deliveredOn: told.deliveredOn,
      decided: done?.on ?? null,
      withdrawn: false,
      heavy: owesHearing(file.party, fine.amount, []),
    });
  }
  for (const seal of now.measures.seals) {
    const last = sealEnds(seal);
    // Its time stands still.
    if (last === null) continue;
    // The day on which it ends belongs to it: from that day on it has to be released or extended.
    if ((seal.released ?? today) > last) tell(25, 'now', 'sealOverdue', { due: last });
    else if (!seal.released && today > plusDays(last, -AHEAD_DAYS))
      tell(25, 'ahead', 'sealAhead', { due: last });
  }
  return faults.sort((a, b) => (a.when === b.when ? a.item - b.item : a.when === 'now' ? -1 : 1));
}

/** What a penalty or a daily fine owes its party between notice and decision: items 14, 15, 17, 18, 19. */
function defenceFaults(
  {
    today,
    names,
    calendar,
    tell,
  }: { today: string; names: ReadonlySet<string>; calendar: WorkCalendar; tell: Tell },
  { waived, hearingRequested, hearing, legal, discussion }: Defence,
  {
    deliveredOn,
    decided,
    withdrawn,
    heavy,
  }: { deliveredOn: string; decided: string | null; withdrawn: boolean; heavy: boolean },
): void {
  const over = decided !== null || withdrawn;
  const due = defenceEnds(deliveredOn, calendar);
  if (!waived && decided !== null && decided <= due) tell(14, 'now', 'noticeTerm', { due, on: decided });
  if (!waived && !over && today <= due) tell(14, 'ahead', 'noticeAhead', { due });
  if (hearingRequested && over && !hearing) tell(15, 'now', 'hearing');
  if (hearing && !hearingInTime(hearing.noticeOn, hearing.on, calendar))
    tell(15, 'now', 'hearingNotice', { on: hearing.noticeOn });
  if (heavy && !discussion) tell(17, over ? 'now' : 'ahead', over ? 'discussion' : 'discussionAhead');
  const voter = discussion?.members.find(({ name }) => names.has(name));
  if (voter) tell(18, 'now', 'investigatorVotes', { name: voter.name });
  if (hearing && !legal) tell(19, over ? 'now' : 'ahead', over ? 'legal' : 'legalAhead');
}

/** 致命性问题 by their numbers. */
export const fatalTitle = (item: number, language: 'zh' | 'en'): string =>
  CASE_SCORING.fatal.find(({ no }) => no === item)![language];
