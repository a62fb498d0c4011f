import type { WorkCalendar } from '../clock/calendar.ts';
import { problem } from '../problems.ts';
import type { PenaltyAnswer } from './answer.ts';
import { caseScoreOf } from './case-score.ts';
import { discretionOf } from './discretion.ts';
import { dailyFineOf, hearingDutyOf, lateFineOf, noticeTermOf } from './fines.ts';
import { lawChoiceOf, limitationOf } from './law.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import type { Asked } from './read.ts';
import { caseTermOf, sealTermOf } from './terms.ts';

const QUESTIONS = {
  discretion: discretionOf,
  'late-fine': lateFineOf,
  'daily-fine': dailyFineOf,
  hearing: hearingDutyOf,
  notice: noticeTermOf,
  'case-term': caseTermOf,
  seal: sealTermOf,
  limitation: limitationOf,
  law: lawChoiceOf,
  score: caseScoreOf,
} as const satisfies Record<string, (asked: Asked, calendar?: WorkCalendar) => PenaltyAnswer>;

export type PenaltyKind = keyof typeof QUESTIONS;
export const PENALTY_KINDS = Object.keys(QUESTIONS) as PenaltyKind[];

/** A question about an administrative penalty (行政处罚), answered by its kind; what cannot be answered is told, never thrown. */
export function answerPenalty(
  asked: Asked,
  calendar?: WorkCalendar,
): PenaltyAnswer & { readonly kind: PenaltyKind | null } {
  const kind = asked.kind as PenaltyKind;
  if (!PENALTY_KINDS.includes(kind))
    return {
      kind: null,
      rules: [],
      missing: [],
      steps: [],
      problems: [problem(P.kind, { known: PENALTY_KINDS.join('、') }, 'kind')],
    };
  return { kind, ...QUESTIONS[kind](asked, calendar) };
}
