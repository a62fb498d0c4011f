import type { Result } from '@tarim/inspection/contract';
import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Answer, CampaignState } from '../contract.ts';

const STATE: Readonly<Record<CampaignState, string>> = {
  draft: 'default',
  issued: 'blue',
  running: 'green',
  'summing-up': 'gold',
  closed: 'default',
  cancelled: 'red',
};
const ANSWER: Readonly<Record<Answer, string>> = {
  lead: 'blue',
  waiting: 'gold',
  confirmed: 'green',
  declined: 'red',
};
const RESULT: Readonly<Record<Result, string>> = {
  'no-problem': 'green',
  corrected: 'gold',
  ordered: 'orange',
  filed: 'red',
  'stopped-or-moved': 'default',
  'no-contact': 'default',
  refused: 'red',
};

export function StateTag({ state }: { state: CampaignState }): ReactNode {
  const t = useText('campaign');
  return <Tag color={STATE[state]}>{t(`state.${state}`)}</Tag>;
}

export function AnswerTag({ answer }: { answer: Answer }): ReactNode {
  const t = useText('campaign');
  return <Tag color={ANSWER[answer]}>{t(`answer.${answer}`)}</Tag>;
}

export function ResultTag({ result }: { result: Result }): ReactNode {
  const t = useText('campaign');
  return <Tag color={RESULT[result]}>{t(`result.${result}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('campaign');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

const PERCENT = 100;
/** Whole percent for a bar; 0 of nothing. */
export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * PERCENT);
