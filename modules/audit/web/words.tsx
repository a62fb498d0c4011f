import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { FatalSeen, ItemSeen, OpinionState, PaperSummary, RoundSummary } from '../contract.ts';

const SEEN: Readonly<Record<ItemSeen['seen'], string>> = {
  present: 'green',
  absent: 'red',
  'not-needed': 'default',
  unknown: 'gold',
};
const FATAL: Readonly<Record<FatalSeen['seen'], string>> = { found: 'red', clear: 'green', unknown: 'gold' };
const OPINION: Readonly<Record<OpinionState, string>> = {
  sent: 'blue',
  replied: 'cyan',
  rectified: 'gold',
  returned: 'red',
  accepted: 'green',
};

export function RoundTag({ state }: { state: RoundSummary['state'] }): ReactNode {
  const t = useText('audit');
  return <Tag color={state === 'drawn' ? 'green' : 'blue'}>{t(`roundState.${state}`)}</Tag>;
}

export function PaperTag({ state }: { state: PaperSummary['state'] }): ReactNode {
  const t = useText('audit');
  return <Tag color={state === 'signed' ? 'green' : 'blue'}>{t(`paperState.${state}`)}</Tag>;
}

export function SeenTag({ seen }: { seen: ItemSeen['seen'] }): ReactNode {
  const t = useText('audit');
  return <Tag color={SEEN[seen]}>{t(`seen.${seen}`)}</Tag>;
}

export function FatalTag({ seen }: { seen: FatalSeen['seen'] }): ReactNode {
  const t = useText('audit');
  return <Tag color={FATAL[seen]}>{t(`fatalSeen.${seen}`)}</Tag>;
}

export function OpinionTag({ state }: { state: OpinionState }): ReactNode {
  const t = useText('audit');
  return <Tag color={OPINION[state]}>{t(`opinionState.${state}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('audit');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

const DECIMALS = 2;
/** A score with two decimals; the paper shows the steps to four. */
export const scoreText = (score: number | null): string => (score === null ? '—' : score.toFixed(DECIMALS));
