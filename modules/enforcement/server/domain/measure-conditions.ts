import { agreed, undefended } from './defence.ts';
import { dailyGround, fineOf, owesHearing } from './file.ts';
import type { Conditions, Refusal, RefusalKey } from './life.ts';
import { defenceEnds, limitEnds, sealEnds } from './measure-clocks.ts';
import { dailyFine, openLimit, openProposal, openSeal, pendingDaily, testing } from './measures.ts';

const refuse = (why: RefusalKey, params: Refusal['params'] = {}): Refusal => ({ why, params });
/** Months of 限制生产, once more the same at most (限制生产停产整治办法). */
const MOST_LIMIT_MONTHS = 3;

/** When what runs beside the penalty may be done. */
export const MEASURE_CONDITIONS: Conditions = {
  seal: ({ now }) => (openSeal(now.measures) ? refuse('sealOpen') : null),
  'extend-seal': ({ now, act }) => {
    const seal = openSeal(now.measures);
    if (!seal) return refuse('noSeal');
    if (seal.extended > 0) return refuse('sealExtended');
    const due = sealEnds(seal);
    return due !== null && act.on > due ? refuse('sealEnded', { due }) : null;
  },
  'begin-test': ({ now, act }) => {
    const seal = openSeal(now.measures);
    if (!seal) return refuse('noSeal');
    if (testing(seal)) return refuse('testRuns');
    if (act.due < act.on) return refuse('testDays');
    const due = sealEnds(seal);
    return due !== null && act.on > due ? refuse('sealEnded', { due }) : null;
  },
  'end-test': ({ now }) => {
    const seal = openSeal(now.measures);
    return seal && testing(seal) ? null : refuse('noTest');
  },
  'release-seal': ({ now }) => (openSeal(now.measures) ? null : refuse('noSeal')),
  'limit-production': ({ now, act, calendar }) => {
    const before = openLimit(now.measures);
    if (act.kind === 'limit' && act.months > MOST_LIMIT_MONTHS)
      return refuse('limitMonths', { most: MOST_LIMIT_MONTHS });
    return before && act.on < (limitEnds(before, calendar) ?? act.on)
      ? refuse('limitMonths', { most: MOST_LIMIT_MONTHS })
      : null;
  },
  'file-plan': ({ now }) => (openLimit(now.measures) ? null : refuse('noLimit')),
  'lift-limit': ({ now }) => (openLimit(now.measures) ? null : refuse('noLimit')),
  // 案卷评查 22–24: order delivered, recheck within thirty days, original decision delivered, then the notice.
  'daily-notice': ({ now, act }) => {
    if (pendingDaily(now.measures)) return refuse('dailyPending');
    if (now.corrections.length === 0) return refuse('dailyNoOrder');
    const ground = dailyGround(now);
    if (!now.delivered || fineOf(now) === 0 || act.on < now.delivered) return refuse('dailyEarly');
    // A round from a file from elsewhere may have no ground: then its day has to tell.
    const used = now.measures.daily.some(({ notice, ground: before }) =>
      before ? before.recheck === ground?.recheck : ground !== null && notice.on >= ground.recheck,
    );
    return ground && !used && dailyFine(ground) ? null : refuse('dailyNoRecheck');
  },
  'daily-decide': ({ file, now, act, calendar }) => {
    const pending = pendingDaily(now.measures);
    if (!pending) return refuse('noDaily');
    const due = defenceEnds(pending.notice.deliveredOn, calendar);
    if (act.on <= due && !pending.defence.waived) return refuse('noticeRuns', { due });
    const waits = undefended(pending.defence);
    if (waits) return refuse(waits);
    return owesHearing(file.party, pending.fine.amount, []) && !agreed(pending.defence)
      ? refuse('discussionMissing')
      : null;
  },
  // Not to approve answers a proposal; to approve, the head needs none.
  'decide-transfer': ({ now, act }) =>
    act.approved === false && (act.ground !== 'crime' || !openProposal(now.measures))
      ? refuse('noProposal')
      : null,
  'hand-over': ({ now }) =>
    now.measures.transfers.some(({ handedOver }) => !handedOver) ? null : refuse('noTransfer'),
  'record-answer': ({ now }) =>
    now.measures.transfers.some(({ handedOver, answered }) => handedOver && !answered)
      ? null
      : refuse('notHandedOver'),
};
