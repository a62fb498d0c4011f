import type { DamageFigures, Source } from '../../contract.ts';
import { paidOf, type Standing } from './file.ts';

export interface CountedCase {
  readonly unitPath: string;
  readonly source: Source;
  readonly standing: Standing;
}

type Figures = Omit<DamageFigures, 'unitPath' | 'unitName'>;

/**
 * Figures of cases (损害赔偿统计). `penalties`: penalty cases filed in the period, also those that have no record here; the screening rate
 * is told of them, because it asks what was not looked at.
 */
export function figuresOf(cases: readonly CountedCase[], penalties: number): Figures {
  const count = (of: (one: CountedCase) => boolean) => cases.filter(of).length;
  const yuan = (of: (one: CountedCase) => number) =>
    Math.round(cases.reduce((sum, one) => sum + of(one) * 100, 0)) / 100;
  const screened = count(({ source, standing }) => source === 'penalty' && standing.screened !== null);
  const owed = count(({ standing }) => standing.owed !== null);
  const agreed = count(({ standing }) => standing.owed?.by === 'negotiation');
  const assessed = count(({ standing }) => standing.assessment !== null);
  const simple = count(
    ({ standing }) => standing.assessment !== null && standing.assessment.method !== 'full',
  );
  return {
    penalties,
    screened,
    screeningRate: share(screened, penalties),
    clues: cases.length,
    started: count(({ standing }) => standing.started !== null),
    notStarted: count(({ standing }) => standing.notStarted !== null),
    closed: count(({ standing }) => standing.closed !== null),
    agreed,
    agreedAmount: yuan(({ standing }) => (standing.owed?.by === 'negotiation' ? standing.owed.amount : 0)),
    paid: yuan(({ standing }) => paidOf(standing)),
    restored: count(({ standing }) => standing.restored !== null),
    negotiatedShare: share(agreed, owed),
    simpleShare: share(simple, assessed),
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
