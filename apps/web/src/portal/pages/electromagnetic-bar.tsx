import { percentWords, type Verdict } from '@tarim/emf/contract';
import type { ReactNode } from 'react';
import type { useI18n } from '../i18n.ts';

type Text = ReturnType<typeof useI18n>['t'];

/** A bar of how much of the limit there is; its words stand below it. */
export function EmfBar({ percent, verdict }: { percent: number | null; verdict: Verdict }): ReactNode {
  if (percent === null) return null;
  const width = `${Math.min(100, percent)}%`;
  return (
    <div className="emf-bar" aria-hidden="true">
      <div className={verdict === 'exceeds' ? 'emf-over' : ''} style={{ inlineSize: width }} />
    </div>
  );
}

/** One plain sentence: `0.9 % of the limit`. */
export function percentSentence(
  t: Text,
  {
    percent,
    upperBound,
    verdict,
  }: { readonly percent: number | null; readonly upperBound: boolean; readonly verdict: Verdict },
): string {
  const value = percentWords(percent, upperBound);
  if (verdict === 'exceeds') return t('emfExceeds', { value });
  if (verdict === 'not-judged') return t('emfNotJudged');
  // “Less than” says it already.
  if (verdict === 'below-range') return t('emfBelow', { value: percentWords(percent, false) });
  return t('emfMeets', { value });
}
