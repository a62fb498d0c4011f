import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { OutfallState } from '../contract.ts';

/** From what was only found to what is done with; red is what is late. */
export const STATE_COLOURS: Readonly<Record<OutfallState, string>> = {
  surveyed: '#8a9aa0',
  monitored: '#3f7fc4',
  traced: '#d9901a',
  treated: '#3f9d8c',
  closed: '#2f8f4e',
};
export const OVERDUE = '#c62828';

export function StateTag({ state, overdue }: { state: OutfallState; overdue?: boolean }): ReactNode {
  const t = useText('sources');
  return (
    <>
      <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>
      {overdue ? <Tag color="red">{t('overdue')}</Tag> : null}
    </>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('sources');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}
